import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { FlowPanel } from '../features/catalogue/flow-panel.tsx';
import {
  BasisPanel,
  DraftPanel,
  InsidePanel,
  MissingNote,
  PowerFacts,
  PowerTimeline,
  VersionsPanel,
} from '../features/catalogue/power-panels.tsx';
import { PowerState } from '../features/catalogue/power-state.tsx';
import { usePowerSteps } from '../features/catalogue/power-steps.tsx';
import { powerQuery } from '../features/catalogue/queries.ts';
import type { Power } from '../features/catalogue/queries.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import './catalogue.css';

/** One power as the house sees it: the public facts, what stays inside, the version under way. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(powerQuery(id))}>{(power) => <PowerPage key={power.id} power={power} />}</Loaded>;
};

/** The way of a version under way. */
const STAGES = ['DRAFT', 'DEPT_REVIEW', 'COUNTER_REVIEW', 'APPROVED', 'PUBLISHED'] as const;

const PowerPage = ({ power }: { power: Power }) => {
  const { t } = useText();
  const { buttons, dialogs } = usePowerSteps(power);
  const { name, code, unit, unitCode, category, content, missing, versions, draft, publicState } = power;
  const current = versions.find((version) => version.current);
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/catalogue">{t('catalogue:title')}</Link> /{' '}
          <Link to={`/catalogue?unit=${encodeURIComponent(unitCode)}`}>{unit}</Link> / {category}
        </>
      }
      title={name}
      subtitle={[
        code,
        ...(current === undefined
          ? []
          : [current.number === 0 ? t('catalogue:version.first') : t('catalogue:version', { number: current.number })]),
      ].join(' · ')}
      state={
        <>
          <PowerState power={power} />
          <StateChip phase="finished">{t('catalogue:inner')}</StateChip>
          {publicState !== null && <a href={`/powers/${encodeURIComponent(code)}`}>{t('catalogue:public')}</a>}
        </>
      }
      steps={buttons}
      {...(draft === null
        ? {}
        : {
            life: {
              stages: STAGES.map((state) => ({ key: state, label: t(`catalogue:state.${state}`) })),
              current: draft.state,
            },
          })}
      timeline={<PowerTimeline power={power} />}
      facts={<VersionsPanel power={power} />}
    >
      <PowerFacts content={content} />
      {draft === null && <MissingNote missing={missing} />}
      <DraftPanel power={power} />
      <FlowPanel steps={draft?.content.steps ?? content.steps} />
      <BasisPanel basis={content.basis} />
      <InsidePanel content={draft?.content ?? content} />
      {dialogs}
    </ThingPage>
  );
};

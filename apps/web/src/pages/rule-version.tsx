import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { BackTestPanel } from '../features/rules/back-test-panel.tsx';
import { ConditionTree } from '../features/rules/condition-tree.tsx';
import { KeptCases } from '../features/rules/kept-cases.tsx';
import { ShadowPanel } from '../features/rules/shadow-panel.tsx';
import {
  Approvals,
  Differences,
  ParameterTable,
  VersionState,
  VersionTimeline,
} from '../features/rules/version-panels.tsx';
import { versionQuery } from '../features/rules/version-queries.ts';
import type { RuleVersion } from '../features/rules/version-queries.ts';
import { useVersionSteps } from '../features/rules/version-steps.tsx';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { Loaded } from '../ui/page-states.tsx';
import { ThingPage } from '../ui/thing-page.tsx';

/** One version of a rule: what it says and changes, who approved it, and the way it still has to go. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(versionQuery(id))}>{(version) => <VersionPage key={id} version={version} />}</Loaded>;
};

const STAGES = ['DRAFT', 'BACKTEST', 'REVIEWED', 'PUBLISHED', 'RETIRED'] as const;

const VersionPage = ({ version }: { version: RuleVersion }) => {
  const { t } = useText();
  const { language } = useFormat();
  const { buttons, dialogs } = useVersionSteps(version);
  const { ruleCode, ruleName, number, state, sentence, parameters, definition } = version;
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/rules">{t('rules:title')}</Link> / <Link to={`/rules/${ruleCode}`}>{ruleCode}</Link> /{' '}
          {t('rules:version', { number })}
        </>
      }
      title={ruleName}
      subtitle={t('rules:version', { number })}
      state={<VersionState version={version} />}
      steps={buttons}
      life={{
        stages: STAGES.map((stage) => ({ key: stage, label: t(`rules:version.${stage}`) })),
        current: state === 'PAUSED' ? 'PUBLISHED' : state,
      }}
      timeline={<VersionTimeline version={version} />}
      facts={<Approvals version={version} />}
    >
      <section className="why">
        <p>{language === 'en' ? sentence.en : sentence.zh}</p>
        <p className="caption">{t('rules:sentence.note')}</p>
      </section>
      <Differences version={version} />
      <KeptCases version={version} />
      <ShadowPanel version={version} />
      <BackTestPanel version={version} />
      <ParameterTable parameters={parameters} />
      <ConditionTree definition={definition} />
      {dialogs}
    </ThingPage>
  );
};

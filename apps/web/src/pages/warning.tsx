import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { AnswersPanel, ResponsePanel } from '../features/warnings/answers-panel.tsx';
import { DeadlineLine, OtherDeadlines } from '../features/warnings/deadlines.tsx';
import { MeasuresPanel } from '../features/warnings/measures-panel.tsx';
import { DraftPaper, PapersAside } from '../features/warnings/papers.tsx';
import { warningQuery } from '../features/warnings/queries.ts';
import type { Warning } from '../features/warnings/queries.ts';
import { StateFlags } from '../features/warnings/state-flags.tsx';
import { WarningFacts } from '../features/warnings/warning-facts.tsx';
import { DossierPanel, FactsPanel, NotesPanel, VisitsPanel } from '../features/warnings/warning-panels.tsx';
import { WarningTimeline } from '../features/warnings/warning-timeline.tsx';
import { useWarningSteps } from '../features/warnings/warning-steps.tsx';
import { badgeOf, pressingOf, useWarningWords } from '../features/warnings/warning-words.ts';
import { useText } from '../text/use-text.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { ThingPage } from '../ui/thing-page.tsx';

/** One warning for those who handle and decide it: where it is, by when, what was answered, the paper, what happened. */
export const Page = () => {
  const { id = '' } = useParams();
  return (
    <Loaded result={useQuery(warningQuery(id))}>
      {(warning) => (warning === null ? <OutOfSight /> : <WarningPage warning={warning} />)}
    </Loaded>
  );
};

/** The step was taken; from then on the matter is others' and not seen from here. */
const OutOfSight = () => {
  const { t } = useText();
  return (
    <div className="panel own-narrow" role="status">
      <Empty
        title={t('warnings:done.title')}
        note={t('warnings:done.note')}
        action={<Link to="/warnings">{t('warnings:done.back')}</Link>}
      />
    </div>
  );
};

const BEFORE_ISSUE: readonly Warning['state'][] = ['DRAFT', 'PENDING_DECISION', 'DECIDED'];

const WarningPage = ({ warning }: { warning: Warning }) => {
  const { t } = useText();
  const { stagesOf } = useWarningWords();
  const { buttons, dialogs } = useWarningSteps(warning);
  const { caseNumber, paperNumber, scheme, object, state, deadlines, papers } = warning;
  const pressing = pressingOf(deadlines);
  const aside =
    papers.length > 0 ? (
      <PapersAside papers={papers} />
    ) : BEFORE_ISSUE.includes(state) ? (
      <DraftPaper warning={warning} />
    ) : null;
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/warnings">{t('warnings:title')}</Link> /{' '}
          {t('warnings:crumb', { number: caseNumber, scheme: scheme.name, version: scheme.version })}
        </>
      }
      title={paperNumber ?? caseNumber}
      subtitle={[object.name, object.unit, object.post].filter((part) => part !== null).join(' · ')}
      level={badgeOf(warning.level)}
      state={<StateFlags warning={warning} />}
      steps={buttons}
      life={{
        stages: stagesOf(warning),
        current: state,
      }}
      {...(pressing === undefined ? {} : { ledger: <DeadlineLine deadline={pressing} /> })}
      {...(aside === null ? {} : { aside })}
      timeline={<WarningTimeline warning={warning} pressing={pressing} />}
    >
      <WarningFacts warning={warning} />
      <FactsPanel facts={warning.facts} />
      <AnswersPanel warning={warning} />
      <ResponsePanel warning={warning} />
      <MeasuresPanel warningId={warning.id} measures={warning.measures} />
      <VisitsPanel warning={warning} />
      <OtherDeadlines deadlines={deadlines} />
      <NotesPanel warning={warning} />
      <DossierPanel warning={warning} />
      {dialogs}
    </ThingPage>
  );
};

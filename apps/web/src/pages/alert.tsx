import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from 'react-router';
import { EvidencePanel } from '../features/information/evidence-panel.tsx';
import { phaseOf, useInformationWords } from '../features/information/information-words.ts';
import { informationQuery } from '../features/information/queries.ts';
import type { Information } from '../features/information/queries.ts';
import { MatterPanel } from '../features/information/matter-panel.tsx';
import { RelationsPanel } from '../features/information/relations-panel.tsx';
import { ScorePanel } from '../features/information/score-panel.tsx';
import { SentencePanel } from '../features/information/sentence-panel.tsx';
import { FactsPanel, HistoryLine, InformationTimeline, WordsPanels } from '../features/information/side-panels.tsx';
import { TrendPanel } from '../features/information/trend-panel.tsx';
import { VerificationPanel } from '../features/information/verification-panel.tsx';
import { useTriage } from '../features/information/use-triage.tsx';
import { ExplanationPanel } from '../features/rules/explanation-panel.tsx';
import { MatterTenders } from '../features/tenders/matter-tenders.tsx';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import { DeadlineChip } from '../ui/deadline.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { Note } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';

/** One matter under triage: why it is here, what the rule saw, what was asked, what may be done. */
export const Page = () => {
  const { id = '' } = useParams();
  return (
    <Loaded result={useQuery(informationQuery(id))}>
      {(information) => <InformationPage key={information.id} information={information} />}
    </Loaded>
  );
};

const InformationPage = ({ information }: { information: Information }) => {
  const { t } = useText();
  const { pathname } = useLocation();
  const { today, day, stateOf, proposalOf } = useInformationWords();
  const { buttons, dialogs } = useTriage(information);
  const { id, number, source, title, colour, state, deadline, alert, trend, history, proposal } = information;
  // The crumb leads back to the list that the address belongs to.
  const isAlert = source === 'ALERT' && pathname.startsWith('/alerts');
  return (
    <ThingPage
      crumb={
        <>
          <Link to={isAlert ? '/alerts' : '/information'}>
            {isAlert ? t('information:alerts.title') : t('information:title')}
          </Link>{' '}
          / {number}
        </>
      }
      title={title}
      level={colour === null ? null : { colour, label: t(`level.${colour}`) }}
      state={
        <>
          <StateChip phase={phaseOf(state)}>
            {proposal === null ? stateOf(state) : t('information:state.review')}
          </StateChip>
          {deadline !== null && <DeadlineChip deadline={deadline} today={today} />}
        </>
      }
      steps={buttons}
      timeline={<InformationTimeline information={information} />}
      facts={<FactsPanel information={information} />}
    >
      {information.snoozedUntil !== null && (
        <Note>{t('information:snoozedNote', { date: day(information.snoozedUntil) })}</Note>
      )}
      {information.quiet !== null && <Note>{t(`information:quiet.${information.quiet}`)}</Note>}
      {proposal !== null && <Note>{proposalOf(proposal)}</Note>}
      {alert !== null && <SentencePanel alert={alert} />}
      {alert !== null && <EvidencePanel informationId={id} alert={alert} />}
      {alert?.recordKind === 'bid' && <MatterTenders informationId={id} />}
      {alert !== null && <ExplanationPanel informationId={id} />}
      {alert !== null && <RelationsPanel informationId={id} />}
      <TrendPanel trend={trend} />
      {isAlert && <VerificationPanel information={information} />}
      {information.matter !== null && <MatterPanel id={id} matter={information.matter} />}
      {information.score !== null && <ScorePanel score={information.score} />}
      <HistoryLine history={history} />
      <WordsPanels information={information} />
      {dialogs}
    </ThingPage>
  );
};

import { Link } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { FactLine } from '../../ui/panel.tsx';
import type { Fact } from '../../ui/panel.tsx';
import type { Warning } from './queries.ts';
import { useWarningWords } from './warning-words.ts';

/** Circumstance, evidence, origin, decision, service: one line. */
export const WarningFacts = ({ warning }: { warning: Warning }) => {
  const { t } = useText();
  const wording = useWording();
  const { day } = useWarningWords();
  const { circumstance, ground, modeLabel, evidence, origin, decision, decisionNeeds, service } = warning;
  const facts: (Fact | null)[] = [
    {
      label: t('warnings:fact.circumstance'),
      value: [circumstance.code, circumstance.label, ground].filter((part) => part !== null).join(' '),
    },
    { label: t('warnings:fact.mode'), value: modeLabel },
    { label: t('warnings:fact.evidence'), value: t('warnings:evidence.count', { count: evidence.length }) },
    origin.number === null
      ? null
      : {
          label: t(origin.kind === 'WARNING' ? 'warnings:fact.predecessor' : 'warnings:fact.origin'),
          value: <Origin kind={origin.kind} id={origin.id} number={origin.number} />,
        },
    decision === null
      ? { label: t('warnings:fact.body'), value: wording('warnings', `body.${decisionNeeds.body}`) }
      : {
          label: t('warnings:fact.decision'),
          value: [wording('warnings', `body.${decision.body}`), day(decision.on), decision.minutesNumber]
            .filter((part) => part !== null)
            .join(' '),
        },
    service === null
      ? null
      : {
          label: t('warnings:fact.service'),
          value: `${t(`warnings:how.${service.how}`)} ${day(service.on)}`,
        },
    warning.conclusion === null
      ? null
      : { label: t('warnings:fact.conclusion'), value: t(`warnings:conclusion.${warning.conclusion}`) },
    warning.filingNumber === null ? null : { label: t('warnings:fact.filing'), value: warning.filingNumber },
    warning.clueNumber === null ? null : { label: t('warnings:fact.clue'), value: warning.clueNumber },
    warning.successor === null
      ? null
      : {
          label: t(warning.state === 'ESCALATED' ? 'warnings:fact.successor' : 'warnings:fact.successorDrafted'),
          value: <Link to={`/warnings/${warning.successor.id}`}>{warning.successor.caseNumber}</Link>,
        },
    { label: t('warnings:fact.drafter'), value: warning.drafter.name },
    warning.reviewer === null ? null : { label: t('warnings:fact.reviewer'), value: warning.reviewer.name },
    warning.leadInterviewer === null ? null : { label: t('warnings:fact.lead'), value: warning.leadInterviewer.name },
  ];
  return <FactLine facts={facts.filter((fact) => fact !== null)} />;
};

const Origin = ({ kind, id, number }: Warning['origin'] & { number: string }) => {
  if (kind === 'ASSESSMENT') return number;
  return <Link to={kind === 'WARNING' ? `/warnings/${id}` : `/information/${id}`}>{number}</Link>;
};

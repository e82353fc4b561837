import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { LedgerLine } from '../../ui/deadline.tsx';
import { Panel } from '../../ui/panel.tsx';
import { pressingOf, useWarningWords } from './warning-words.ts';
import type { Explained } from './warning-words.ts';

/** One deadline in a sentence, with every single day on demand. */
export const DeadlineLine = ({ deadline }: { deadline: Explained }) => {
  const { today, sentenceOf, daysOf } = useWarningWords();
  const wording = useWording();
  const { before, due, after } = sentenceOf(deadline);
  const { dueOn, workingDaysLeft, estimated, state, clock } = deadline;
  return (
    <LedgerLine
      deadline={{ dueOn, workingDaysLeft, estimated, stopped: state !== 'RUNNING' }}
      today={today}
      days={daysOf(deadline)}
    >
      <span className="muted">{wording('warnings', `clock.${clock}`)} </span>
      {before}
      <b>{due}</b>
      {after}
    </LedgerLine>
  );
};

/** The limits that run beside the pressing one. */
export const OtherDeadlines = ({ deadlines }: { deadlines: readonly Explained[] }) => {
  const { t } = useText();
  const pressing = pressingOf(deadlines);
  const others = deadlines.filter((deadline) => deadline.state !== 'STOPPED' && deadline !== pressing);
  if (others.length === 0) return null;
  return (
    <Panel title={t('warnings:ledger.others')}>
      <div className="stack">
        {others.map((deadline) => (
          <DeadlineLine key={deadline.id} deadline={deadline} />
        ))}
      </div>
    </Panel>
  );
};

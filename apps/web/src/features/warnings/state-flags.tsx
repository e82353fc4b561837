import { useText } from '../../text/use-text.ts';
import { StateChip, Tag } from '../../ui/badges.tsx';
import type { WarningRow } from './queries.ts';
import { phaseOf, useWarningWords } from './warning-words.ts';

const FLAGS = ['extensionPending', 'extended', 'suspended'] as const satisfies readonly (keyof WarningRow['flags'])[];

/** The state, and the flags that accompany it; being overdue is said by the deadline itself. */
export const StateFlags = ({ warning: { state, flags } }: { warning: Pick<WarningRow, 'state' | 'flags'> }) => {
  const { t } = useText();
  const { stateOf } = useWarningWords();
  return (
    <span className="row">
      <StateChip phase={phaseOf(state)}>{stateOf(state, flags.rejected)}</StateChip>
      {FLAGS.filter((flag) => flags[flag]).map((flag) => (
        <Tag key={flag}>{t(`warnings:flag.${flag}`)}</Tag>
      ))}
    </span>
  );
};

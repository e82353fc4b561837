import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import type { PowerRow } from './queries.ts';

/** What the public meets, and what is under way beside it. */
export const PowerState = ({ power: { publicState, openState } }: { power: PowerRow }) => {
  const { t } = useText();
  return (
    <span className="row">
      {publicState !== null && (
        <StateChip phase={publicState === 'PUBLISHED' ? 'running' : 'finished'}>
          {t(`catalogue:state.${publicState}`)}
        </StateChip>
      )}
      {openState !== null && (
        <StateChip phase="waiting">{t('catalogue:revising', { state: t(`catalogue:state.${openState}`) })}</StateChip>
      )}
    </span>
  );
};

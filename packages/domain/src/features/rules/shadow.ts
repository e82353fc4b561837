import type { LocalDate } from '../../shared/local-date.ts';
import type { Hit } from './findings.ts';

/** Who finds a matter: both, only the version in force, or only the one in its shadow. */
export const SIDES = ['BOTH', 'LIVE', 'SHADOW'] as const;
export type Side = (typeof SIDES)[number];

/** A matter of a sweep, told by the hit of the shadow or, where it has none, of the version in force. */
export type Compared = { readonly side: Side; readonly hit: Hit };

/**
 * What two versions found in one sweep, from a day on: the same matter is the same key or a shared record, since another wording may group
 * its records otherwise. A matter that both find counts once for each hit of the shadow.
 */
export const compared = (live: readonly Hit[], shadow: readonly Hit[], since: LocalDate): readonly Compared[] => {
  const recent = ({ to }: Hit): boolean => to >= since;
  // What the other finds counts as found whenever it was: only the matter told must be of late.
  const knows = (hits: readonly Hit[]) => {
    const keys = new Set(hits.map(({ dedupeKey }) => dedupeKey));
    const records = new Set(hits.flatMap(({ recordIds }) => recordIds));
    return (hit: Hit): boolean => keys.has(hit.dedupeKey) || hit.recordIds.some((id) => records.has(id));
  };
  const [isLive, isShadow] = [knows(live), knows(shadow)];
  return [
    ...shadow.filter(recent).map((hit): Compared => ({ side: isLive(hit) ? 'BOTH' : 'SHADOW', hit })),
    ...live.filter((hit) => recent(hit) && !isShadow(hit)).map((hit): Compared => ({ side: 'LIVE', hit })),
  ];
};

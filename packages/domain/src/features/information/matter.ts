import type { TriagePolicy } from './policy.ts';

/** An alert as far as it says which matter it belongs to. Ids grow with time. */
export type Sighting = {
  readonly id: string;
  readonly matterId: string | null;
  readonly subject: string;
  readonly recordIds: readonly string[];
};

/**
 * Which alerts belong to which matter, for those where that changes: the same subject or a shared record makes one matter, and
 * whoever joins two matters makes them one. A matter is named by its first alert; an alert alone has none.
 */
export const correlate = (
  sightings: readonly Sighting[],
  { mostRecords }: Pick<TriagePolicy, 'mostRecords'>,
): ReadonlyMap<string, string> => {
  const leads = new Map<string, string>();
  const leadOf = (key: string): string => {
    let lead = key;
    for (let next = leads.get(lead); next !== undefined && next !== lead; next = leads.get(lead)) lead = next;
    // Shortens the way for the next who asks.
    let step = key;
    while (step !== lead) {
      const next = leads.get(step) ?? lead;
      leads.set(step, lead);
      step = next;
    }
    return lead;
  };
  const join = (a: string, b: string): void => {
    const [first, second] = [leadOf(a), leadOf(b)].sort() as [string, string];
    leads.set(second, first);
  };
  for (const { id, matterId, subject, recordIds } of sightings) {
    // An id sorts before the words of a subject or record, so that an alert always leads.
    join(`0 ${id}`, `1 subject ${subject}`);
    if (matterId !== null) join(`0 ${id}`, `0 ${matterId}`);
    if (recordIds.length <= mostRecords) for (const record of recordIds) join(`0 ${id}`, `1 record ${record}`);
  }
  const matters = sightings.map(({ id }) => leadOf(`0 ${id}`).slice(2));
  const sizes = new Map<string, number>();
  for (const matter of matters) sizes.set(matter, (sizes.get(matter) ?? 0) + 1);
  const moved = new Map<string, string>();
  sightings.forEach(({ id, matterId }, index) => {
    const matter = matters[index] ?? id;
    if (matter !== matterId && ((sizes.get(matter) ?? 0) > 1 || matter !== id)) moved.set(id, matter);
  });
  return moved;
};

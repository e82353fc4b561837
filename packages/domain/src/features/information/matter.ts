/** How alerts are brought together as one matter (DOMAIN MR-17); a county may set its own. */
export type Correlation = {
  /** Alerts further apart than this many days are different matters. */
  readonly windowDays: number;
  /**
   * A finding on more records than this is not joined to others by its records: a year's total shares a record with everything,
   * and would make one matter of it all.
   */
  readonly mostRecords: number;
};

export const CORRELATION: Correlation = { windowDays: 30, mostRecords: 20 };

/** Days for which an alert may be put off at once, unless the county says otherwise. */
const SNOOZE_DAYS = 14;

const within = (value: unknown, least: number, most: number): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;

/** What a county set, where it is a sensible number; else our default. */
export const correlationOf = (set: Readonly<Record<string, unknown>>): Correlation => ({
  windowDays: within(set['windowDays'], 0, 366) ?? CORRELATION.windowDays,
  mostRecords: within(set['mostRecords'], 0, 1_000) ?? CORRELATION.mostRecords,
});

export const snoozeDaysOf = (set: Readonly<Record<string, unknown>>): number =>
  within(set['snoozeDays'], 1, 90) ?? SNOOZE_DAYS;

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
  { mostRecords }: Pick<Correlation, 'mostRecords'>,
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

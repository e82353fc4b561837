import type { LocalDate } from '../../shared/local-date.ts';
import { daysBetween } from '../../shared/local-date.ts';
import type { Hit } from './findings.ts';

export type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** An alert of the rule with what became of it. Only people's verdicts are labels; what is open or a data error says nothing. */
export type Label = {
  readonly informationId: string;
  readonly dedupeKey: string;
  readonly recordIds: readonly string[];
  readonly unitId: string | null;
  /** The last day of what was found. */
  readonly to: LocalDate;
  readonly outcome: 'CONFIRMED' | 'FALSE' | 'NONE';
};

/** Hits that come in upon publishing and each week after, and the hours they cost at the present pace. */
export type Load = {
  readonly perWeek: number;
  /** Hits that no alert of the rule tells of yet: that many would come on the day of publishing. */
  readonly fresh: number;
  /** Null where nobody has decided an alert lately. */
  readonly hoursPerWeek: number | null;
};

export const CELLS = ['FOUND_CONFIRMED', 'FOUND_FALSE', 'MISSED_CONFIRMED', 'MISSED_FALSE', 'UNVERIFIED'] as const;
export type Cell = (typeof CELLS)[number];

/** What one version would have found, held against verified outcomes (MR-14). Counts of the matrix are matters that people have decided. */
export type Measured = {
  readonly hits: number;
  readonly matrix: Readonly<Record<Exclude<Cell, 'UNVERIFIED'>, number>>;
  /** Hits of which no verdict tells. */
  readonly unverified: number;
  /** Confirmed among the decided that it finds, and found among the confirmed, in permille; null without any. */
  readonly precisionPermille: number | null;
  readonly recallPermille: number | null;
  readonly units: readonly ({ readonly unitId: string | null } & UnitCounts)[];
  readonly months: readonly ({ readonly month: string } & MonthCounts)[];
  readonly load: Load;
  /** Some of each cell: matters by their information, hits without a verdict by themselves. */
  readonly examples: readonly {
    readonly cell: Cell;
    readonly informationId: string | null;
    readonly hit: Hit | null;
  }[];
};
type UnitCounts = { hits: number; confirmed: number; false: number; missed: number };
type MonthCounts = { confirmed: number; false: number; unverified: number };

const EXAMPLES = 8;
const HOURS_A_DAY = 8;

export const permilleOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole);

/** Labels by what a hit may share with them: its key, or a record. */
const labelsOf = (labels: readonly Label[]) => {
  const byKey = new Map<string, Label>();
  const byRecord = new Map<string, Label[]>();
  for (const label of labels) {
    byKey.set(label.dedupeKey, label);
    for (const id of label.recordIds) {
      const known = byRecord.get(id);
      if (known === undefined) byRecord.set(id, [label]);
      else known.push(label);
    }
  }
  return ({ dedupeKey, recordIds }: Hit): ReadonlySet<Label> => {
    const key = byKey.get(dedupeKey);
    return new Set([...(key === undefined ? [] : [key]), ...recordIds.flatMap((id) => byRecord.get(id) ?? [])]);
  };
};

const within = ({ from, to }: Period, day: LocalDate): boolean => from <= day && day <= to;

/**
 * Holds the hits of a period against the alerts of the same rule: the same matter is the same key or a shared record. A hit belongs to the
 * month of its last day. `decidedADay`: how many alerts one officer decides on a day on which he decides any.
 */
export const measure = (
  allHits: readonly Hit[],
  labels: readonly Label[],
  period: Period,
  decidedADay: number | null,
): Measured => {
  const hits = allHits.filter(({ to }) => within(period, to));
  const labelled = labelsOf(labels);
  const units = new Map<string | null, UnitCounts>();
  const months = new Map<string, MonthCounts>();
  const unitOf = (id: string | null): UnitCounts => {
    const counts = units.get(id) ?? { hits: 0, confirmed: 0, false: 0, missed: 0 };
    units.set(id, counts);
    return counts;
  };
  const found = new Set<Label>();
  const examples: { cell: Cell; informationId: string | null; hit: Hit | null }[] = [];
  const shown = new Map<Cell, number>();
  const show = (cell: Cell, informationId: string | null, hit: Hit | null): void => {
    const count = shown.get(cell) ?? 0;
    if (count >= EXAMPLES) return;
    shown.set(cell, count + 1);
    examples.push({ cell, informationId, hit });
  };
  let unverified = 0;
  let fresh = 0;
  for (const hit of hits) {
    const matched = labelled(hit);
    for (const label of matched) found.add(label);
    const outcomes = new Set([...matched].map(({ outcome }) => outcome));
    const verdict = outcomes.has('CONFIRMED') ? 'confirmed' : outcomes.has('FALSE') ? 'false' : 'unverified';
    const month = hit.to.slice(0, 7);
    const counts = months.get(month) ?? { confirmed: 0, false: 0, unverified: 0 };
    counts[verdict] += 1;
    months.set(month, counts);
    const unit = unitOf(hit.unitId);
    unit.hits += 1;
    if (matched.size === 0) fresh += 1;
    if (verdict === 'unverified') {
      unverified += 1;
      show('UNVERIFIED', null, hit);
    } else unit[verdict] += 1;
  }
  const matrix = { FOUND_CONFIRMED: 0, FOUND_FALSE: 0, MISSED_CONFIRMED: 0, MISSED_FALSE: 0 };
  for (const label of labels) {
    // A verdict of another time counts where a hit of this period is the same matter.
    if (label.outcome === 'NONE' || (!found.has(label) && !within(period, label.to))) continue;
    const cell = `${found.has(label) ? 'FOUND' : 'MISSED'}_${label.outcome}` as const;
    matrix[cell] += 1;
    if (cell === 'MISSED_CONFIRMED') unitOf(label.unitId).missed += 1;
    show(cell, label.informationId, null);
  }
  const perWeek = (hits.length * 7) / (daysBetween(period.from, period.to) + 1);
  return {
    hits: hits.length,
    matrix,
    unverified,
    precisionPermille: permilleOf(matrix.FOUND_CONFIRMED, matrix.FOUND_CONFIRMED + matrix.FOUND_FALSE),
    recallPermille: permilleOf(matrix.FOUND_CONFIRMED, matrix.FOUND_CONFIRMED + matrix.MISSED_CONFIRMED),
    units: [...units].map(([unitId, counts]) => ({ unitId, ...counts })).sort((a, b) => b.hits - a.hits),
    months: [...months].map(([month, counts]) => ({ month, ...counts })).sort((a, b) => (a.month < b.month ? -1 : 1)),
    load: {
      perWeek,
      fresh,
      hoursPerWeek: decidedADay === null || decidedADay === 0 ? null : (perWeek * HOURS_A_DAY) / decidedADay,
    },
    examples,
  };
};

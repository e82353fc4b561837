import type { Calendar } from '@qingfeng/domain/features/calendar/calendar.ts';
import { type Kind, KINDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { addMonths, type LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { simulateApprovals } from './approvals.ts';
import { simulateExpenses } from './expenses.ts';
import { officeDays, toDay } from './office-days.ts';
import { PARTS } from './parts.ts';
import type { Extent } from './plot.ts';
import { type Awarded, simulateProcurements } from './procurements.ts';
import { randomFrom } from './random.ts';
import type { RecordOf, Truth } from './records.ts';
import type { Rows } from './sheet.ts';
import { type Inputs, worldOf } from './world.ts';

export type Options = {
  readonly seed: number;
  /** Whole years that end with `end`. */
  readonly years: number;
  readonly end: LocalDate;
  /** 1 = the county; less leaves units out, more adds copies whose codes carry a number. */
  readonly scale: number;
  /** How far beyond the thresholds the planted matters lie: 1, or 0.5 for half as far. */
  readonly strength: number;
};

type AnyRecord = RecordOf<Kind>;
type RecordRow = { [K in Kind]: { readonly kind: K; readonly row: RecordOf<K> } }[Kind];
/** What a simulation yields: the records of a county, kind by kind and by day, awards with who bid; then its ground truth. */
export type Simulated =
  (RecordRow & { readonly bidders?: Awarded['bidders'] }) | { readonly kind: 'truth'; readonly row: Truth };

/** Schemes of each rule in a year of a whole county. */
const SCHEMES_PER_YEAR = 6;
const SCHEMES_PER_YEAR_OF_PARTS = 4;
/** A smaller part of the county has no room for every decoy. */
export const LEAST_SCALE = 0.25;

/** Keeps `portion` of a list, evenly spread. */
const thinned = <T>(all: readonly T[], portion: number): T[] =>
  all.filter((_, index) => Math.floor((index + 1) * portion) > Math.floor(index * portion));

/** Simulates a county; one copy is held in memory at a time, so any scale runs in the memory of one. */
export function* simulate(inputs: Inputs, calendar: Calendar, options: Options): Generator<Simulated> {
  const { seed, years, end, scale, strength } = options;
  const days = officeDays(calendar, toDay(addMonths(end, -12 * years)) + 1, toDay(end));
  for (let replica = 0; replica < scale; replica += 1) {
    const portion = Math.min(1, Math.max(scale - replica, LEAST_SCALE));
    const whole = worldOf(inputs, replica);
    const world = { ...whole, offices: thinned(whole.offices, portion) };
    const schemes = Math.max(1, Math.round(SCHEMES_PER_YEAR * years * portion));
    const extent: Extent = { schemes, strength, portion, years };
    const random = (part: string) => randomFrom(`${seed}/${replica}/${part}`);
    const expenses = simulateExpenses(random('expenses'), world, days, extent, replica);
    const approvals = simulateApprovals(random('approvals'), world, days, extent, replica);
    const awards = simulateProcurements(random('procurements'), world, days, extent, replica);
    const partExtent = { ...extent, schemes: Math.max(1, Math.round(SCHEMES_PER_YEAR_OF_PARTS * years * portion)) };
    const parts = PARTS.map(({ name, write }) =>
      write({ random: random(`part/${name}`), world, days, extent: partExtent, replica }),
    );
    const bidders = new Map<RecordOf<'procurement'>, Awarded['bidders']>(
      awards.rows.map((one) => [one.row, one.bidders]),
    );
    const own: Rows = {
      expense: [...expenses.rows],
      approval: [...approvals.rows],
      procurement: awards.rows.map(({ row }) => row),
    };
    for (const kind of KINDS) {
      const rows: AnyRecord[] = [...(own[kind] ?? []), ...parts.flatMap((part): AnyRecord[] => part.rows[kind] ?? [])];
      rows.sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : 0));
      for (const row of rows) {
        const who = bidders.get(row);
        yield { kind, row, ...(who === undefined ? {} : { bidders: who }) } as Simulated;
      }
    }
    const truths = [expenses, approvals, awards, ...parts].flatMap((one) => one.truths);
    for (const row of truths)
      yield { kind: 'truth', row: replica === 0 ? row : { ...row, scheme: `${row.scheme}.${replica}` } };
  }
}

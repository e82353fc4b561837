import type { LocalDate } from '../../shared/local-date.ts';
import { isLocalDate, localDate } from '../../shared/local-date.ts';
import { calendarOf } from '../calendar/calendar.ts';
import { isKind } from '../sources/kinds.ts';
import { COLUMNS, type Column, type ColumnType, type Kind } from './columns.ts';
import type { AnyRow, CalendarDay, Facts, Scalar } from './facts.ts';
import { calendarDays } from './facts.ts';
import type { Findings } from './findings.ts';
import { holds } from './holds.ts';
import type { Rule } from './language.ts';

export const EXPECTED = ['HIT', 'NO_HIT', 'NOT_EVALUABLE'] as const;
export type Expected = (typeof EXPECTED)[number];

/** A record of a case: what it does not name is absent, and its day is that of the data. */
export type CaseRecord = Readonly<Record<string, Scalar>>;

/** An example kept with a version: records, and what the rule must say of them. It holds wherever and whenever it is run. */
export type RuleCase = {
  readonly name: string;
  readonly expect: Expected;
  /** The day up to which the data of the case are complete. */
  readonly asOf: LocalDate;
  readonly records: { readonly [K in Kind]?: readonly CaseRecord[] };
};

/** Cases are judged on China's clock and a plain week, so that neither office nor notice changes what they say. */
const ZONE = 'Asia/Shanghai';
const PLAIN = calendarOf([]);

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
const FITS: Readonly<Record<ColumnType, (value: Scalar) => boolean>> = {
  id: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string',
  code: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  money: (value) => Number.isSafeInteger(value),
  day: (value) => typeof value === 'string' && isLocalDate(value),
  instant: (value) => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
};

/** The first field of a case that its kind does not have, or that holds something else than it can. */
export const strangeIn = ({ records }: RuleCase): { readonly kind: string; readonly field: string } | null => {
  for (const [kind, rows] of Object.entries(records)) {
    if (!isKind(kind)) return { kind, field: '' };
    const columns: Readonly<Record<string, Column>> = COLUMNS[kind];
    for (const row of rows)
      for (const [field, value] of Object.entries(row)) {
        const type = Object.hasOwn(columns, field) ? columns[field]?.type : undefined;
        if (type === undefined || !FITS[type](value)) return { kind, field };
      }
  }
  return null;
};

const rowsOf = (kind: Kind, rows: readonly CaseRecord[], asOf: LocalDate): readonly AnyRow[] => {
  const nothing = Object.fromEntries(Object.keys(COLUMNS[kind]).map((field) => [field, null]));
  return rows.map((row, nth) => {
    const id = `${kind}-${String(nth + 1).padStart(4, '0')}`;
    return { ...nothing, recordId: id, externalId: id, feedId: 'case', occurredOn: asOf, ...row };
  });
};

/** The plain weeks of every year that a case speaks of, and of those beside them. */
const calendarFor = ({ records, asOf }: RuleCase): ReadonlyMap<string, CalendarDay> => {
  const years = [...JSON.stringify([records, asOf]).matchAll(/"(\d{4})-\d\d-\d\d/gu)].map(([, year]) => Number(year));
  // A year that nobody means is a slip of the pen, and no reason to count a thousand years of weeks.
  const meant = years.filter((year) => year >= 1970 && year <= 2100);
  return calendarDays(
    PLAIN,
    localDate(`${String(Math.min(...meant) - 1)}-01-01`),
    localDate(`${String(Math.max(...meant) + 1)}-12-31`),
  );
};

const factsOf = (rule: Rule, one: RuleCase): Facts => {
  const registers = Object.fromEntries(
    Object.entries(one.records).map(([kind, rows]) => [kind, rowsOf(kind as Kind, rows, one.asOf)]),
  );
  return { rows: registers[rule.kind] ?? [], registers, calendar: calendarFor(one), asOf: one.asOf, zone: ZONE };
};

export type CaseResult = { readonly got: Expected; readonly passes: boolean; readonly reasons: readonly string[] };

const SAID = { hit: 'HIT', 'no-hit': 'NO_HIT', 'not-evaluable': 'NOT_EVALUABLE' } as const satisfies Record<
  Findings['outcome'],
  Expected
>;

/** What the rule says of a case, by its meaning. */
export const runCase = (rule: Rule, one: RuleCase): CaseResult => {
  const { outcome, notEvaluable } = holds(rule, factsOf(rule, one));
  const got = SAID[outcome];
  return { got, passes: got === one.expect, reasons: Object.keys(notEvaluable) };
};

export const allPass = (rule: Rule, cases: readonly RuleCase[]): boolean =>
  cases.every((one) => runCase(rule, one).passes);

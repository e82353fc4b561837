import { calendarOf } from '@qingfeng/domain/features/calendar/calendar.ts';
import { COLUMNS, type Kind, type Row } from '@qingfeng/domain/features/rules/columns.ts';
import { calendarDays, type Facts } from '@qingfeng/domain/features/rules/facts.ts';
import type { Findings } from '@qingfeng/domain/features/rules/findings.ts';
import { holds } from '@qingfeng/domain/features/rules/holds.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { type Instant, localDate } from '@qingfeng/domain/shared/local-date.ts';

/** Records for rule tests: what a test does not name is ordinary or absent. */

const CALENDAR = calendarDays(
  calendarOf([
    {
      year: 2026,
      version: 1,
      days: [
        { date: localDate('2026-09-20'), kind: 'MAKEUP_WORKDAY', name: '国庆节' },
        { date: localDate('2026-09-25'), kind: 'HOLIDAY', name: '中秋节' },
        ...[1, 2, 5, 6, 7].map((day) => ({
          date: localDate(`2026-10-0${day}`),
          kind: 'HOLIDAY' as const,
          name: '国庆节',
        })),
        { date: localDate('2026-10-10'), kind: 'MAKEUP_WORKDAY', name: '国庆节' },
      ],
    },
  ]),
  localDate('2025-01-01'),
  localDate('2026-12-31'),
);

export const factsOf = (rows: Facts['rows'], asOf = '2026-11-20'): Facts => ({
  rows,
  calendar: CALENDAR,
  asOf: localDate(asOf),
  zone: 'Asia/Shanghai',
});
export const findingsIn = (rule: Rule, rows: Facts['rows'], asOf?: string): Findings =>
  holds(rule, factsOf(rows, asOf));

/** The office's clock in China on a day: `at('2026-09-01 09:30')`. */
export const at = (local: string): Instant => new Date(`${local.replace(' ', 'T')}:00+08:00`).toISOString() as Instant;

type Given<K extends Kind> = { readonly [F in keyof Row<K>]?: F extends 'occurredOn' ? string : Row<K>[F] };

let count = 0;
const row = <K extends Kind>(kind: K, usual: Given<K>, given: Given<K>): Row<K> => {
  count += 1;
  const id = `r${String(count).padStart(4, '0')}`;
  const empty = Object.fromEntries(Object.keys(COLUMNS[kind]).map((field) => [field, null]));
  const ids = { recordId: id, externalId: id, feedId: 'feed', occurredOn: localDate('2026-03-02'), unitCode: 'U1' };
  return { ...empty, ...ids, ...usual, ...given } as Row<K>;
};

/** What a rule finds in records of several kinds, with nothing in them but what is given. */
export const foundIn = (rule: Rule, records: { readonly [K in Kind]?: readonly object[] }, asOf?: string): Findings => {
  const rowsOf = ([kind, given]: readonly [string, readonly object[]]) => {
    const known = Object.keys(COLUMNS[kind as Kind]);
    const rows = given.map((one) => {
      const strange = Object.keys(one).filter((field) => !known.includes(field));
      if (strange.length > 0) throw new RangeError(`${kind} has no ${strange.join(', ')}`);
      return row(kind as Kind, {}, one);
    });
    return [kind, rows] as const;
  };
  const registers: { readonly [K in Kind]?: Facts['rows'] } = Object.fromEntries(Object.entries(records).map(rowsOf));
  return holds(rule, { ...factsOf(registers[rule.kind] ?? [], asOf), registers });
};

export const expense = (given: Given<'expense'>): Row<'expense'> =>
  row(
    'expense',
    { claimantCode: 'P1', kind: 'MEETING', amountMinor: 300_000, currency: 'CNY', payee: '云岫酒店', payeeCode: 'S1' },
    given,
  );

export const award = (given: Given<'procurement'>): Row<'procurement'> =>
  row(
    'procurement',
    {
      category: 'A01',
      kind: 'GOODS',
      method: 'INQUIRY',
      amountMinor: 10_000_000,
      currency: 'CNY',
      supplier: '允执建设',
      supplierCode: 'S1',
      status: 'active',
    },
    given,
  );

export const step = (given: Given<'approval'>): Row<'approval'> =>
  row(
    'approval',
    {
      caseRef: 'K1',
      stepNo: 1,
      stepsTotal: 3,
      actorCode: 'A1',
      actor: '程如砥',
      applicant: '禾信农资',
      promisedDays: 5,
      pausedDays: 0,
    },
    given,
  );

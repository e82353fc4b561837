import { calendarOf } from '@qingfeng/domain/features/calendar/calendar.ts';
import { type Column, COLUMNS, type Kind } from '@qingfeng/domain/features/rules/columns.ts';
import { type AnyRow, calendarDays, type Facts } from '@qingfeng/domain/features/rules/facts.ts';
import type { Hit } from '@qingfeng/domain/features/rules/findings.ts';
import { holds } from '@qingfeng/domain/features/rules/holds.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { readsOf } from '@qingfeng/domain/features/rules/parts.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { type Answer, compileRule, findingsOf } from '@qingfeng/domain/features/rules/sql/compile-rule.ts';
import type { Scope } from '@qingfeng/domain/features/rules/sql/scope.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { Prisma } from '@qingfeng/platform/generated/prisma/client.ts';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { randomRows, randomRule, TRIED } from '../../../../../tests/support/random-rules.ts';

const { database, ownerUrl } = await testDatabase();
const owner = new pg.Client({ connectionString: ownerUrl });

const calendar = calendarDays(
  calendarOf([
    {
      year: 2026,
      version: 1,
      days: [
        { date: localDate('2026-02-17'), kind: 'HOLIDAY', name: '春节' },
        { date: localDate('2026-02-28'), kind: 'MAKEUP_WORKDAY', name: '春节' },
      ],
    },
  ]),
  localDate('2026-01-01'),
  localDate('2026-12-31'),
);
const SCOPE: Scope = { county: 1, asOf: localDate('2026-03-31'), zone: 'Asia/Shanghai' };
const factsOf = (rows: readonly AnyRow[]): Facts => ({ rows, calendar, asOf: SCOPE.asOf, zone: SCOPE.zone });

beforeAll(async () => {
  await owner.connect();
  const days = [...calendar].map(([day, { isWorkday, workdayNo }]) => ({
    county: 1,
    day,
    is_workday: isWorkday,
    estimated: false,
    workday_no: workdayNo,
  }));
  await owner.query('insert into calendar_day select * from jsonb_populate_recordset(null::calendar_day, $1)', [
    JSON.stringify(days),
  ]);
});
afterAll(() => owner.end());

const store = async (kind: Kind, rows: readonly AnyRow[]): Promise<void> => {
  const columns = Object.entries<Column>(COLUMNS[kind]);
  const stored = rows.map((row) => ({
    county: 1,
    ...Object.fromEntries(columns.map(([field, { column }]) => [column, row[field]])),
  }));
  await owner.query(`insert into ${kind} select * from jsonb_populate_recordset(null::${kind}, $1)`, [
    JSON.stringify(stored),
  ]);
  await owner.query(
    `insert into record_key (feed_id, external_id, record_id, revision, content_hash, occurred_on, batch_id)
     select feed_id, external_id, record_id, 1, '', occurred_on, record_id from jsonb_populate_recordset(null::${kind}, $1)`,
    [JSON.stringify(stored)],
  );
};
const clear = (kind: Kind) => owner.query(`truncate ${kind}, record_key`);

const found = async (rule: Rule, touched?: readonly AnyRow[], arrived: Kind = rule.kind) => {
  const given = touched?.map((row) => ({
    recordId: String(row['recordId']),
    occurredOn: localDate(String(row['occurredOn'])),
  }));
  const { texts, values } = compileRule(
    rule,
    COLUMNS[rule.kind],
    given === undefined ? SCOPE : { ...SCOPE, touched: given, arrived },
  );
  return findingsOf(await database.read<Answer>(Prisma.sql(texts, ...values)));
};

const byKey = (hits: readonly Hit[]) => new Map(hits.map((hit) => [hit.dedupeKey, hit]));
type Records = ReadonlyMap<Kind, readonly AnyRow[]>;
/** Records of every kind that a rule reads. */
const recordsFor = (rule: Rule, most: number): fc.Arbitrary<Records> => {
  const kinds = [...readsOf(rule).keys()];
  return fc
    .tuple(...kinds.map((kind) => randomRows(kind, kind === rule.kind ? most : Math.ceil(most / 2))))
    .map((rows) => new Map(kinds.map((kind, index) => [kind, rows[index] ?? []])));
};

/** The statement finds what the meaning says, hit for hit and reason for reason, at once and as records arrive. */
const agrees = async (rule: Rule, most: number, runs: number): Promise<number> => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(recordsFor(rule, most), fc.double({ min: 0, max: 1, noNaN: true }), async (records, cut) => {
      const parts = [...records].map(([kind, rows]) => {
        const at = Math.round(cut * rows.length);
        return { kind, rows, before: rows.slice(0, at), after: rows.slice(at) };
      });
      const own = records.get(rule.kind) ?? [];
      for (const { kind } of parts) await clear(kind);
      for (const { kind, before } of parts) await store(kind, before);
      const early = byKey((await found(rule, own.slice(0, Math.round(cut * own.length)))).hits);
      for (const { kind, after } of parts) await store(kind, after);
      const meant = holds(rule, { ...factsOf(own), registers: Object.fromEntries(records) });
      hits += meant.hits.length;

      const whole = await found(rule);
      expect(byKey(whole.hits)).toEqual(byKey(meant.hits));
      expect(whole.notEvaluable).toEqual(meant.notEvaluable);
      expect(whole.outcome).toBe(meant.outcome);
      const all = await found(rule, own);
      expect(byKey(all.hits)).toEqual(byKey(meant.hits));
      expect(all.notEvaluable).toEqual(meant.notEvaluable);

      // What the last records did not touch was found before they came. The first of a register change all.
      const late = new Map<string, Hit>();
      for (const { kind, before, after } of parts) {
        const first = kind !== rule.kind && before.length === 0;
        for (const [key, hit] of byKey((await (first ? found(rule) : found(rule, after, kind))).hits))
          late.set(key, hit);
      }
      const known = new Map([...early, ...late]);
      for (const [key, hit] of byKey(meant.hits)) expect(known.get(key)).toEqual(hit);
      for (const [key, hit] of late) expect(byKey(meant.hits).get(key)).toEqual(hit);
    }),
    { numRuns: runs },
  );
  return hits;
};

describe('the shipped rules', () => {
  const finding = new Set<string>();
  it.each(PACK)(
    '$code',
    async (rule) => {
      if ((await agrees(rule, 40, 8)) > 0) finding.add(rule.code);
    },
    120_000,
  );
  // Thresholds over months and many records are out of reach of forty at random.
  it('mostly find something in records at random', () => {
    expect(finding.size).toBeGreaterThan(PACK.length / 2);
  });
});

describe('any rule', () => {
  it.each(TRIED)(
    'on %s',
    async (kind) => {
      let hits = 0;
      await fc.assert(
        fc.asyncProperty(randomRule(kind), async (rule) => {
          hits += await agrees(rule, 12, 3);
        }),
        { numRuns: 50 },
      );
      expect(hits).toBeGreaterThan(0);
    },
    240_000,
  );
});

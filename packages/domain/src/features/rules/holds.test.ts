import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PARAMETERS,
  randomCondition,
  randomRows,
  randomRule,
  TRIED,
} from '../../../../../tests/support/random-rules.ts';
import { expense, factsOf, findingsIn } from '../../../../../tests/support/rule-rows.ts';
import type { AnyRow } from './facts.ts';
import { holds } from './holds.ts';
import type { Rule, RowCondition } from './language.ts';
import { PACK } from './pack.ts';
import { R09, R10 } from './pack/expense-rules.ts';

const kind = fc.constantFrom(...TRIED);
/** A rule and records of its kind. */
const judged = fc.oneof(
  kind.chain((one) => fc.tuple(randomRule(one), randomRows(one, 15))),
  fc.constantFrom(...PACK).chain((rule) => fc.tuple(fc.constant(rule), randomRows(rule.kind, 30))),
);

const byKey = (rule: Rule, rows: readonly AnyRow[]) =>
  new Map(holds(rule, factsOf(rows)).hits.map((hit) => [hit.dedupeKey, hit]));

describe('what a rule finds', () => {
  it('does not hang on the order of the records', () => {
    fc.assert(
      fc.property(
        judged.chain(([rule, rows]) =>
          fc.tuple(fc.constant(rule), fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length })),
        ),
        ([rule, rows, shuffled]) => {
          expect(byKey(rule, shuffled)).toEqual(byKey(rule, rows));
          expect(holds(rule, factsOf(shuffled)).notEvaluable).toEqual(holds(rule, factsOf(rows)).notEvaluable);
        },
      ),
    );
  });

  it('has a key of its own for every matter, and shows records that exist, in order', () => {
    fc.assert(
      fc.property(judged, ([rule, rows]) => {
        const { hits } = holds(rule, factsOf(rows));
        expect(new Set(hits.map(({ dedupeKey }) => dedupeKey)).size).toBe(hits.length);
        const dayOf = new Map(rows.map((row) => [row['recordId'], row['occurredOn']]));
        for (const { recordIds, from, to } of hits) {
          const days = recordIds.map((id) => dayOf.get(id));
          expect(days).toEqual(days.toSorted());
          expect([days[0], days.at(-1)]).toEqual([from, to]);
          expect(new Set(recordIds).size).toBe(recordIds.length);
        }
      }),
    );
  });

  it('is said: a hit, no hit, or not evaluable for a reason', () => {
    fc.assert(
      fc.property(judged, ([rule, rows]) => {
        const { outcome, hits, notEvaluable } = holds(rule, factsOf(rows));
        for (const [reason, things] of Object.entries(notEvaluable)) {
          expect(reason).toMatch(
            /^(missing:\w+|unlisted:\w+|currency|calendar|zero-divisor|inapplicable|(absent|unclear|unmatched):\w+)$/,
          );
          expect(things).toBeGreaterThan(0);
        }
        const said = hits.length > 0 ? 'hit' : Object.keys(notEvaluable).length > 0 ? 'not-evaluable' : 'no-hit';
        expect(outcome).toBe(said);
      }),
    );
  });

  it('accounts for every record of a rule on single rows', () => {
    fc.assert(
      fc.property(
        kind.chain((one) => fc.tuple(fc.constant(one), randomCondition(one), randomRows(one, 10))),
        ([one, condition, rows]) => {
          const trial = (when: RowCondition): Rule => ({
            ...R09,
            kind: one,
            subject: [{ kind: 'PROCESS', field: 'externalId' }],
            parameters: PARAMETERS,
            exceptions: [],
            finds: [{ each: 'row', name: 'trial', where: when, values: {}, when: { all: [] }, because: [] }],
            levels: [{ colour: 'BLUE' }],
          });
          const counts = (when: RowCondition) => {
            const { hits, notEvaluable } = holds(trial(when), factsOf(rows));
            return { yes: hits.length, unknown: Object.values(notEvaluable).reduce((a, b) => a + b, 0) };
          };
          const [plain, negated] = [counts(condition), counts({ not: condition })];
          // What is not true, and not false, is unknown, both ways.
          expect(plain.unknown).toBe(negated.unknown);
          expect(plain.yes + negated.yes + plain.unknown).toBe(rows.length);
          expect(counts({ all: [condition, { not: condition }] }).yes).toBe(0);
        },
      ),
    );
  });

  it('of a split stays the same matter while claims join at its end', () => {
    const claims = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 5_000_000 })), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(claims, (drawn) => {
        const rows = drawn
          .toSorted(([a], [b]) => a - b)
          .map(([day, amountMinor], index) =>
            expense({
              occurredOn: `2026-01-${String(day + 1).padStart(2, '0')}`,
              amountMinor,
              externalId: `x${String(index).padStart(2, '0')}`,
            }),
          );
        const before = findingsIn(R10, rows.slice(0, -1)).hits;
        const after = findingsIn(R10, rows).hits;
        for (const { dedupeKey, recordIds } of before) {
          const grown = after.find((hit) => hit.dedupeKey === dedupeKey);
          expect(grown?.recordIds.slice(0, recordIds.length)).toEqual(recordIds);
        }
      }),
    );
  });
});

it('keeps the calendar and the zone of the office', () => {
  const dayOff: Rule = {
    ...R09,
    exceptions: [
      { code: 'workday', words: { zh: '工作日', en: 'working day' }, when: { isWorkday: { field: 'occurredOn' } } },
    ],
    finds: [{ each: 'row', name: 'day-off', values: {}, when: { all: [] }, because: [] }],
    levels: [{ colour: 'BLUE' }],
  };
  const rows = ['2026-09-20', '2026-09-25', '2026-10-10', '2026-10-11', '2026-10-12', '2031-01-01'].map((occurredOn) =>
    expense({ occurredOn, kind: 'RECEPTION' }),
  );
  const { hits, notEvaluable } = findingsIn(dayOff, rows);
  expect(hits.map(({ from }) => from)).toEqual(['2026-09-25', '2026-10-11']);
  expect(notEvaluable).toEqual({ calendar: 1 });
});

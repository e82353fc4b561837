import type { Row } from '@qingfeng/domain/features/rules/columns.ts';
import type { ConditionProperties, NestedCondition } from 'json-rules-engine';
import { Engine } from 'json-rules-engine';

type Award = Row<'procurement'>;

const is = (fact: keyof Award | 'bidDays', operator: string, value: unknown): ConditionProperties => ({
  fact,
  operator,
  value,
});
const all = (...parts: NestedCondition[]): NestedCondition => ({ all: parts });
const any = (...parts: NestedCondition[]): NestedCondition => ({ any: parts });

const TENDERS = ['OPEN_TENDER', 'INVITED_TENDER'];
const plain = [
  is('status', 'notIn', ['cancelled', 'unsuccessful']),
  is('frameworkRef', 'equal', null),
  is('exemptionRef', 'equal', null),
];
const called = [is('status', 'notEqual', 'cancelled'), is('procurementMethod', 'in', ['open', 'selective'])];
const yuan = is('currency', 'equal', 'CNY');
const tenderDue = (part: number, operator: string) =>
  any(
    ...[
      ['WORKS', 400_000_000],
      ['GOODS', 200_000_000],
      ['SERVICES', 100_000_000],
    ].map(([kind, limit]) => all(is('kind', 'equal', kind), is('amountMinor', operator, Number(limit) * part))),
  );

/** The five rules of the bench as json-rules-engine writes them. */
const RULES: Record<string, NestedCondition> = {
  untendered: all(yuan, ...plain, is('method', 'notIn', [...TENDERS, null]), tenderDue(1, 'greaterThanInclusive')),
  'single-bid': all(...called, is('tenderers', 'equal', 1)),
  hurried: all(...called, is('bidDays', 'lessThan', 15)),
  'sole-source': all(
    yuan,
    ...plain,
    is('method', 'equal', 'SINGLE_SOURCE'),
    is('amountMinor', 'greaterThanInclusive', 50_000_000),
  ),
  'just-under': all(
    yuan,
    ...plain,
    is('method', 'in', ['DIRECT', 'INQUIRY']),
    tenderDue(0.95, 'greaterThanInclusive'),
    tenderDue(1, 'lessThan'),
  ),
};

const DAY_MS = 86_400_000;

/** The peer: json-rules-engine, one engine with the five rules, each record run through it. Hits as `rule recordId`. */
export const runPeer = async (awards: readonly Award[]): Promise<{ hits: string[]; seconds: number }> => {
  const engine = new Engine();
  for (const [name, conditions] of Object.entries(RULES))
    engine.addRule({ conditions: conditions as { all: NestedCondition[] }, event: { type: name } });
  engine.addFact('bidDays', async (_, almanac) => {
    const [from, to] = await Promise.all([
      almanac.factValue<string | null>('tenderStartedAt'),
      almanac.factValue<string | null>('tenderEndedAt'),
    ]);
    return from === null || to === null ? null : Math.trunc((Date.parse(to) - Date.parse(from)) / DAY_MS);
  });
  const hits: string[] = [];
  const started = performance.now();
  for (const award of awards) {
    const { events } = await engine.run(award);
    for (const { type } of events) hits.push(`${type} ${award.recordId}`);
  }
  return { hits, seconds: (performance.now() - started) / 1000 };
};

import type { Field, Row } from '@qingfeng/domain/features/rules/columns.ts';
import { explaining } from '@qingfeng/domain/features/rules/explain.ts';
import type { Facts } from '@qingfeng/domain/features/rules/facts.ts';
import { reading } from '@qingfeng/domain/features/rules/holds.ts';
import type { Find, RowCondition, RowValue, Rule, Told, Unit } from '@qingfeng/domain/features/rules/language.ts';
import { R19 } from '@qingfeng/domain/features/rules/pack/procurement-rules.ts';
import { type Instant, localDate } from '@qingfeng/domain/shared/local-date.ts';
import { runPeer } from './reference/rules-engine.ts';

type Award = Row<'procurement'>;
type Fields = Field<'procurement'>;

/**
 * Records that both sides see. In each round ours goes over all of them many times and the peer over its part, so that both
 * work for a second or two; the figures are medians of the rounds.
 */
const RECORDS = 20_000;
const ROUNDS = 5;
const PASSES = 40;
const WARM = 10;

const told = (of: RowValue<Fields>, unit: Unit): Told<RowValue<Fields>> => ({
  of,
  unit,
  label: { zh: '值', en: 'value' },
});
const PROJECT = told({ field: 'project' }, 'TEXT');
const AMOUNT = told({ yuan: 'amountMinor' }, 'FEN');
const BY_KIND = { WORKS: 380_000_000, GOODS: 190_000_000, SERVICES: 95_000_000 };
/** An open or selective call that was not cancelled. */
const CALLED: RowCondition<Fields> = {
  all: [
    { not: { in: { field: 'status' }, of: ['cancelled'] } },
    { in: { field: 'procurementMethod' }, of: ['open', 'selective'] },
  ],
};
const LAWFUL = R19.exceptions.filter(({ code }) => code !== 'tendered');

const ruleOf = (
  code: string,
  find: Omit<Extract<Find<Fields>, { each: 'row' }>, 'each' | 'name'>,
  lawful = LAWFUL,
): Rule<Fields> => ({
  ...R19,
  code,
  exceptions: lawful,
  parameters: {
    ...R19.parameters,
    large: { label: { zh: '大额', en: 'large' }, unit: 'FEN', value: 50_000_000, least: 0, most: 1e12 },
    near: { label: { zh: '接近限额', en: 'near the limit' }, unit: 'FEN', value: BY_KIND, least: 0, most: 1e12 },
    days: { label: { zh: '最短投标期', en: 'shortest period' }, unit: 'DAYS', value: 15, least: 1, most: 60 },
  },
  finds: [{ each: 'row', name: code, ...find }],
});

/** The five rules in our language; `reference/rules-engine.ts` has the same five in the peer's. */
const RULES: readonly Rule<Fields>[] = [
  { ...R19, code: 'untendered' },
  ruleOf(
    'single-bid',
    {
      where: CALLED,
      values: { project: PROJECT, tenderers: told({ field: 'tenderers' }, 'COUNT') },
      when: { compare: [{ value: 'tenderers' }, '=', { constant: 1 }] },
      because: [{ zh: '“{project}”仅{tenderers}家投标', en: '“{project}” drew {tenderers} bid' }],
    },
    [],
  ),
  ruleOf(
    'hurried',
    {
      where: CALLED,
      values: { project: PROJECT, period: told({ wholeDays: ['tenderStartedAt', 'tenderEndedAt'] }, 'DAYS') },
      when: { compare: [{ value: 'period' }, '<', { parameter: 'days' }] },
      because: [{ zh: '“{project}”投标期{period}，短于{days}', en: '“{project}” gave {period}, less than {days}' }],
    },
    [],
  ),
  ruleOf('sole-source', {
    where: { in: { field: 'method' }, of: ['SINGLE_SOURCE'] },
    values: { project: PROJECT, amount: AMOUNT },
    when: { compare: [{ value: 'amount' }, '>=', { parameter: 'large' }] },
    because: [
      {
        zh: '“{project}”单一来源采购{amount}，无批准文号',
        en: '“{project}”: {amount} from a sole source, not approved',
      },
    ],
  }),
  ruleOf('just-under', {
    where: { in: { field: 'method' }, of: ['DIRECT', 'INQUIRY'] },
    values: {
      project: PROJECT,
      amount: AMOUNT,
      near: told({ parameter: 'near', by: 'kind' }, 'FEN'),
      limit: told({ parameter: 'limits', by: 'kind' }, 'FEN'),
    },
    when: {
      all: [
        { compare: [{ value: 'amount' }, '>=', { value: 'near' }] },
        { compare: [{ value: 'amount' }, '<', { value: 'limit' }] },
      ],
    },
    because: [{ zh: '“{project}”金额{amount}，紧贴限额{limit}', en: '“{project}”: {amount}, just under {limit}' }],
  }),
];

/** Awards drawn with a generator of our own (mulberry32): every run sees the same. One in fifty lacks something. */
const awardsOf = (count: number): Award[] => {
  let state = 20_261_122;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(...from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
  const or = <T>(chance: number, rare: T, usual: T): T => (random() < chance ? rare : usual);
  const at = (day: number): Instant => new Date(Date.UTC(2026, 0, 1, 1) + day * 86_400_000).toISOString() as Instant;
  return Array.from({ length: count }, (_, index): Award => {
    const method = or(0.02, null, pick('OPEN_TENDER', 'OPEN_TENDER', 'INQUIRY', 'DIRECT', 'SINGLE_SOURCE'));
    const tender = method === 'OPEN_TENDER';
    const opened = Math.floor(random() * 300);
    const amountMinor = Math.round(Math.exp(16 + 1.1 * (random() + random() + random() - 1.5) * 2) * (tender ? 8 : 1));
    return {
      recordId: `r${String(index)}`,
      feedId: 'f',
      externalId: `e${String(index)}`,
      channel: null,
      noticeRef: null,
      recordingRef: null,
      recusalRef: null,
      occurredOn: localDate('2026-06-01'),
      unitId: null,
      unitCode: `U${String(index % 40)}`,
      project: `项目${String(index)}`,
      item: null,
      category: 'A02',
      kind: or<string | null>(0.01, null, pick('WORKS', 'GOODS', 'SERVICES')),
      method,
      amountMinor: or(0.01, null, amountMinor),
      currency: or<string | null>(0.02, 'USD', 'CNY'),
      supplier: '允执建设有限公司',
      supplierCode: `S${String(index % 90)}`,
      tenderRef: null,
      exemptionRef: or<string | null>(0.1, 'E1', null),
      frameworkRef: or<string | null>(0.1, 'F1', null),
      ocid: null,
      buyer: null,
      buyerCode: null,
      procurementMethod: method === null ? null : tender ? 'open' : 'direct',
      procurementMethodDetails: null,
      tenderStartedAt: tender ? at(opened) : null,
      tenderEndedAt: tender ? at(opened + or(0.01, 9, 21)) : null,
      tenderers: tender ? or(0.01, 1, 5) : null,
      status: or(0.03, 'cancelled', 'active'),
    };
  });
};

/** Records a second through five rules, tri-state outcome and the explanation of each hit included, against json-rules-engine. */
export const run = async (): Promise<{
  bench: string;
  value: number;
  unit: string;
  against: number;
  ratio: number;
}> => {
  const awards = awardsOf(RECORDS);
  const facts: Facts = { rows: awards, calendar: new Map(), asOf: localDate('2026-06-30'), zone: 'Asia/Shanghai' };
  const readings = RULES.map((rule) => ({ code: rule.code, read: reading(rule), explain: explaining(rule) }));
  const pass = () =>
    readings.map(({ code, read, explain }) => {
      const { hits, notEvaluable } = read(facts);
      return { code, hits: hits.map((hit) => ({ hit, explanation: explain(hit) })), notEvaluable };
    });

  for (let warm = 0; warm < WARM; warm += 1) pass();
  await runPeer(awards.slice(0, 1_000));
  const rounds: { ours: number; peer: number }[] = [];
  const peerHits: string[] = [];
  let last = pass();
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    for (let again = 0; again < PASSES; again += 1) last = pass();
    const ours = (RECORDS * PASSES * 1000) / (performance.now() - started);
    const part = awards.filter((_, index) => index % ROUNDS === round);
    const peer = await runPeer(part);
    rounds.push({ ours, peer: part.length / peer.seconds });
    peerHits.push(...peer.hits);
  }

  const ours = last.flatMap(({ code, hits }) => hits.map(({ hit }) => `${code} ${hit.recordIds.join()}`));
  if (ours.toSorted().join('\n') !== peerHits.toSorted().join('\n'))
    throw new Error('the two sides found different hits');
  if (
    last.some(({ hits }) => hits.length === 0) ||
    last.every(({ notEvaluable }) => Object.keys(notEvaluable).length === 0)
  )
    throw new Error('the records do not bring out every outcome');
  const median = (side: 'ours' | 'peer'): number =>
    Math.round(rounds.map((round) => round[side]).sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN);
  const [value, against] = [median('ours'), median('peer')];
  return { bench: 'rules.engine', value, unit: 'records/s', against, ratio: Number((value / against).toFixed(1)) };
};

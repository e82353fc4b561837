import { type Column, COLUMNS, type Kind as AnyKind } from '@qingfeng/domain/features/rules/columns.ts';
import type { AnyRow, Scalar } from '@qingfeng/domain/features/rules/facts.ts';
import type {
  Comparison,
  Find,
  Given,
  GroupValue,
  Key,
  ParameterDefinition,
  Related,
  Rule,
  RowCondition,
  RowValue,
  Told,
  WindowValue,
} from '@qingfeng/domain/features/rules/language.ts';
import { FIELDS as KIND_FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import fc from 'fast-check';

/** Records and rules at random, for holding the two readings of the rule language together. Few values, so that much meets. */

/** Kinds that between them have every type of column. */
export const TRIED = ['expense', 'procurement', 'approval'] as const satisfies readonly AnyKind[];
type Kind = (typeof TRIED)[number];
const isTried = (kind: AnyKind): kind is Kind => (TRIED as readonly AnyKind[]).includes(kind);

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const id = (prefix: number, n: number): string =>
  `019a0000-${String(prefix).padStart(4, '0')}-7000-8000-${String(n).padStart(12, '0')}`;

const day = fc.integer({ min: 0, max: 45 }).map((n) => new Date(Date.UTC(2026, 1, 1 + n)).toISOString().slice(0, 10));
/** Hours and minutes all around the clock; now and then a day that the calendar does not know. */
const instant = fc
  .tuple(fc.integer({ min: 0, max: 40 * 24 * 4 }), fc.boolean(), fc.integer({ min: 0, max: 19 }))
  .map(([quarters, millis, rare]) =>
    new Date(Date.UTC(rare === 0 ? 2031 : 2026, 1, 1, 0, 15 * quarters, 0, millis ? 1 : 0)).toISOString(),
  );
/** Absent once in `outOf` times. */
const maybe = <T>(value: fc.Arbitrary<T>, outOf = 5) =>
  fc.oneof({ arbitrary: value, weight: outOf - 1 }, { arbitrary: fc.constant(null), weight: 1 });
/** There once in `outOf` times. */
const seldom = <T>(value: fc.Arbitrary<T>, outOf = 6) =>
  fc.oneof({ arbitrary: value, weight: 1 }, { arbitrary: fc.constant(null), weight: outOf - 1 });

const common = { occurredOn: day, unitCode: maybe(oneOf('U1', 'U1', 'U2'), 12), feed: oneOf(1, 1, 2) };
const currency = maybe(oneOf('CNY', 'CNY', 'CNY', 'CNY', 'CNY', 'CNY', 'USD'), 15);

const FIELDS: Record<Kind, Record<string, fc.Arbitrary<Scalar | null>>> = {
  expense: {
    amountMinor: maybe(
      oneOf(-100, 0, 1, 2_000_000, 2_600_000, 2_600_000, 2_600_001, 4_999_999, 5_000_000, 5_000_001, 9_000_000),
      15,
    ),
    currency,
    post: maybe(oneOf('p')),
    claimantCode: maybe(oneOf('C1', 'C2'), 3),
    claimant: maybe(oneOf('闻知竹')),
    kind: maybe(oneOf('MEETING', 'MEETING', 'MEETING', 'PROJECT', 'RENT'), 12),
    invoiceNo: maybe(oneOf('N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8'), 4),
    invoiceHash: maybe(oneOf('h1', 'h2', 'h3', 'h4', 'h5', 'h6'), 2),
    payee: maybe(oneOf('甲', '甲', '乙'), 10),
    payeeCode: maybe(oneOf('P1', 'P1', 'P2'), 4),
    approvalRef: seldom(oneOf('D1', 'D2'), 3),
    reversalOf: seldom(oneOf('x0', 'x1', 'x2', 'x3', 'x9')),
  },
  procurement: {
    amountMinor: maybe(
      oneOf(-100, 0, 30_000_000, 45_000_000, 60_000_000, 100_000_000, 199_999_999, 200_000_000, 400_000_000),
      15,
    ),
    currency,
    project: maybe(oneOf('河道')),
    item: maybe(oneOf('砂石')),
    category: maybe(oneOf('A1', 'A1', 'A2'), 12),
    kind: maybe(oneOf('GOODS', 'GOODS', 'SERVICES', 'SERVICES', 'WORKS', 'OTHER'), 12),
    method: maybe(oneOf('INQUIRY', 'DIRECT', 'OPEN_TENDER', 'DIRECT'), 6),
    supplier: maybe(oneOf('允执')),
    supplierCode: maybe(oneOf('S1', 'S1', 'S2', 'S3'), 12),
    tenderRef: maybe(oneOf('T1')),
    exemptionRef: seldom(oneOf('E1')),
    frameworkRef: seldom(oneOf('F1')),
    ocid: maybe(oneOf('o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7', 'o8')),
    buyer: maybe(oneOf('县局')),
    buyerCode: maybe(oneOf('B1')),
    procurementMethod: maybe(oneOf('open', 'selective', 'limited')),
    procurementMethodDetails: maybe(oneOf('公开')),
    tenderStartedAt: maybe(instant),
    tenderEndedAt: maybe(instant),
    tenderers: maybe(oneOf(0, 1, 2)),
    status: maybe(oneOf('active', 'active', 'cancelled'), 2),
  },
  approval: {
    caseRef: maybe(oneOf('K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8'), 15),
    powerItemCode: maybe(oneOf('i')),
    step: maybe(oneOf('受理')),
    stepNo: maybe(oneOf(1, 2, 3, 4), 15),
    stepsTotal: maybe(oneOf(4)),
    actorCode: maybe(oneOf('A1', 'A2'), 12),
    actor: maybe(oneOf('张', '李')),
    applicant: maybe(oneOf('王', '赵', '张'), 12),
    agentCode: seldom(oneOf('A1', 'Z')),
    startedAt: maybe(instant, 15),
    finishedAt: maybe(fc.oneof(instant, oneOf('2026-02-03T15:30:00.000Z', '2026-02-03T20:00:00.000Z'))),
    promisedDays: maybe(oneOf(0, 3, 10), 3),
    pausedDays: maybe(oneOf(0, 2), 3),
    emergencyRef: seldom(oneOf('J1'), 20),
  },
};

/** For the other kinds: by what a column holds, so that much still meets. */
const BY_TYPE: Readonly<Record<Column['type'], fc.Arbitrary<Scalar>>> = {
  id: oneOf(id(9, 1)),
  text: oneOf('甲', '乙', '甲乙'),
  code: oneOf('K1', 'K2', 'K3'),
  integer: oneOf(0, 1, 2, 5, 40, 100),
  money: oneOf(-100, 0, 1, 100_000, 5_000_000, 200_000_000),
  day,
  instant,
};
/** Fields that name a record of another kind by its source's own id. */
const NAMING = ['contractRef', 'fundRef'];
const LEADING = ['recordId', 'feedId', 'unitId', 'externalId', 'occurredOn', 'unitCode'];
const fieldsOf = (kind: AnyKind): Record<string, fc.Arbitrary<Scalar | null>> => {
  if (isTried(kind)) return FIELDS[kind];
  const columns = Object.entries<Column>(COLUMNS[kind]).filter(([name]) => !LEADING.includes(name));
  return Object.fromEntries(
    columns.map(([name, { type }]) => {
      if (name === 'currency') return [name, currency];
      if (NAMING.includes(name)) return [name, maybe(oneOf('x0', 'x1', 'x2'))];
      const choices = Object.keys(KIND_FIELDS[kind].find((field) => field.name === name)?.choices ?? {});
      return [name, maybe(choices.length > 0 ? oneOf(...choices) : BY_TYPE[type])];
    }),
  );
};

/** Up to `most` records of a kind, each with an id of its own and an external id that others may name. */
export const randomRows = (kind: AnyKind, most: number): fc.Arbitrary<readonly AnyRow[]> => {
  const of = 10 * Object.keys(COLUMNS).indexOf(kind);
  return fc.array(fc.record({ ...common, ...fieldsOf(kind) }), { maxLength: most, size: 'max' }).map((rows) =>
    rows.map(({ feed, ...row }, index) => ({
      ...row,
      recordId: id(of + 1, index),
      feedId: id(of + 2, feed),
      externalId: `x${String(index)}`,
      unitId: row.unitCode === null ? null : id(3, row.unitCode === 'U1' ? 1 : 2),
    })),
  );
};

/** What random conditions refer to. */
export const PARAMETERS: Record<string, ParameterDefinition> = {
  limit: { label: { zh: '限额', en: 'limit' }, unit: 'FEN', value: 5_000_000, least: 0, most: 1e12 },
  limits: {
    label: { zh: '限额', en: 'limits' },
    unit: 'FEN',
    value: { GOODS: 200_000_000, PROJECT: 3 },
    least: 0,
    most: 1e12,
  },
  night: { label: { zh: '夜', en: 'night' }, unit: 'HOUR', value: 6, least: 0, most: 8 },
  days: { label: { zh: '天', en: 'days' }, unit: 'DAYS', value: 9, least: 1, most: 90 },
};

type Vocabulary = { codes: string[]; integers: string[]; instants: string[]; yuan: boolean };
const WORDS: Record<Kind, Vocabulary> = {
  expense: { codes: ['kind', 'payeeCode', 'approvalRef', 'invoiceNo'], integers: [], instants: [], yuan: true },
  procurement: {
    codes: ['kind', 'method', 'supplierCode'],
    integers: ['tenderers'],
    instants: ['tenderStartedAt', 'tenderEndedAt'],
    yuan: true,
  },
  approval: {
    codes: ['actorCode', 'agentCode', 'emergencyRef'],
    integers: ['stepNo', 'promisedDays', 'pausedDays'],
    instants: ['startedAt', 'finishedAt'],
    yuan: false,
  },
};
const KEYS: Record<Kind, Key[]> = {
  expense: [
    { field: 'unitCode' },
    { either: [{ field: 'payeeCode' }, { field: 'payee' }] },
    { field: 'kind' },
    { field: 'invoiceNo' },
    { period: 'month', of: { field: 'occurredOn' } },
  ],
  procurement: [{ field: 'unitCode' }, { field: 'supplierCode' }, { field: 'category' }],
  approval: [{ field: 'caseRef' }, { field: 'actorCode' }],
};
const SUBJECTS: Record<Kind, Rule['subject']> = {
  expense: [
    { kind: 'PERSON', field: 'claimantCode' },
    { kind: 'UNIT', field: 'unitCode' },
  ],
  procurement: [{ kind: 'UNIT', field: 'unitCode' }],
  approval: [{ kind: 'CASE', field: 'caseRef' }],
};

const comparison = oneOf<Comparison>('<', '<=', '=', '<>', '>=', '>');
const nothing = fc.constant(null).filter(() => false);

const operands = (kind: Kind) => {
  const { codes, integers, instants, yuan } = WORDS[kind];
  const field = (names: readonly string[]): fc.Arbitrary<RowValue> =>
    names.length === 0 ? (nothing as fc.Arbitrary<never>) : oneOf(...names).map((name) => ({ field: name }));
  const dayOf = (): fc.Arbitrary<RowValue> =>
    fc
      .tuple(oneOf(...instants), fc.boolean())
      .map(([name, late]) => ({ dayOf: name, ...(late ? { startingAt: 'night' } : {}) }));
  const days: fc.Arbitrary<RowValue>[] = [fc.constant({ field: 'occurredOn' }), fc.constant({ asOf: true })];
  if (instants.length > 0)
    days.push(
      dayOf(),
      dayOf().map((value) => ({ either: [value, { asOf: true }] })),
    );
  const dayValue = fc.oneof(...days);
  const simple: fc.Arbitrary<RowValue>[] = [
    oneOf(0, 1, 2, 22, 5_000_000).map((constant) => ({ constant })),
    fc.constant({ parameter: 'limit' }),
    dayValue.map((value) => ({ workdayNo: value })),
  ];
  if (yuan)
    simple.push(
      fc.constant({ yuan: 'amountMinor' }),
      fc.constant({ yuan: 'amountMinor' }),
      fc.constant({ parameter: 'limits', by: 'kind' }),
    );
  if (integers.length > 0)
    simple.push(
      field(integers),
      field(integers).map((value) => ({ either: [value, { constant: 0 }] })),
    );
  if (instants.length > 0) {
    simple.push(oneOf(...instants).map((hourOf) => ({ hourOf })));
    simple.push(fc.tuple(oneOf(...instants), oneOf(...instants)).map((wholeDays) => ({ wholeDays })));
  }
  const flat = fc.oneof(...simple);
  const two = fc.tuple(flat, flat);
  const period = oneOf('month' as const, 'quarter' as const, 'year' as const);
  const reckoned: fc.Arbitrary<RowValue>[] = [
    two.map((minus) => ({ minus })),
    two.map((plus) => ({ plus })),
    two.map((remainder) => ({ remainder })),
    two.map((largest) => ({ largest })),
    flat.map((value) => ({ times: [value, { constant: 2 }] })),
    fc.tuple(dayValue, dayValue).map((daysBetween) => ({ daysBetween })),
    fc.tuple(period, dayValue).map(([name, of]) => ({ period: name, of })),
    dayValue.map((monthOf) => ({ monthOf })),
    fc.tuple(flat, comparison, two, fc.boolean()).map(([left, how, [right, then], otherwise]): RowValue => {
      const choice = { if: { compare: [left, how, right] }, then } as const;
      return otherwise ? { ...choice, else: left } : choice;
    }),
  ];
  if (instants.length > 0) reckoned.push(oneOf(...instants).map((minuteOf) => ({ minuteOf })));
  const whole: fc.Arbitrary<RowValue> = fc.oneof(
    { arbitrary: flat, weight: 4 },
    { arbitrary: fc.oneof(...reckoned), weight: 2 },
  );
  const code: fc.Arbitrary<RowValue> = fc.oneof(
    field(codes),
    field(codes),
    oneOf('P1', 'A1', 'D1').map((constant) => ({ constant })),
  );
  return { number: whole, code, dayValue, pair: two };
};

/** What belongs to a row of a kind: rows of its own or another kind, by what they share, two relations deep now and then. */
const randomRelated = (kind: Kind, deep = true): fc.Arbitrary<Related> =>
  oneOf(...TRIED).chain((other) => {
    const [theirs, mine] = [operands(other), operands(kind)];
    const month: RowValue = { period: 'month', of: { field: 'occurredOn' } };
    const shared: Related['on'][number] = [{ field: 'unitCode' }, { field: 'unitCode' }];
    const on: fc.Arbitrary<Related['on']> = fc.oneof(
      fc.constant([shared]),
      fc.constant([shared, [month, month] as const]),
      fc.tuple(theirs.code, mine.code).map((pair) => [shared, pair]),
    );
    const conditions: fc.Arbitrary<RowCondition>[] = [
      simpleCondition(other),
      fc.tuple(theirs.number, comparison, mine.number).map(([a, how, b]) => ({ compare: [a, how, { mine: b }] })),
      fc.tuple(theirs.dayValue, comparison, mine.dayValue).map(([a, how, b]) => ({ compare: [a, how, { mine: b }] })),
    ];
    if (deep) {
      const beyond: RowCondition = {
        compare: [{ field: 'occurredOn' }, '<=', { mine: { mine: { field: 'occurredOn' } } }],
      };
      conditions.push(
        fc
          .tuple(randomRelated(other, false), fc.boolean())
          .map(([some, far]) => ({ some: far ? { ...some, where: beyond } : some })),
      );
    }
    return fc.tuple(on, fc.option(fc.oneof(...conditions)), fc.boolean()).map(([keys, where, optional]): Related => ({
      kind: other,
      on: keys,
      ...(where === null ? {} : { where }),
      ...(optional ? { optional } : {}),
    }));
  });

const randomGiven = (kind: AnyKind): fc.Arbitrary<Given> => {
  const { number, code, dayValue } = operands(kind as Kind);
  return fc.oneof(
    fc.constant('count' as const),
    number.map((sum) => ({ sum })),
    fc.oneof(number, number).map((min) => ({ min })),
    number.map((max) => ({ max })),
    number.map((mean) => ({ mean })),
    number.map((median) => ({ median })),
    fc.oneof(code, dayValue).map((distinct) => ({ distinct })),
  );
};
/** A number that related rows give. */
const relatedNumber = (kind: Kind): fc.Arbitrary<RowValue> =>
  randomRelated(kind).chain((related) => randomGiven(related.kind).map((give) => ({ related, give })));

/** A test whose comparison is of like with like, of the row alone. */
const simpleCondition = (kind: Kind): fc.Arbitrary<RowCondition> => {
  const { number, code, dayValue, pair } = operands(kind);
  return fc.oneof<fc.Arbitrary<RowCondition>[]>(
    fc.tuple(pair, comparison).map(([ratio, how]) => ({ compare: [{ ratio }, how, { constant: 0.5 }] })),
    code.map((contains) => ({ contains, of: ['1', 'NG'] })),
    fc.tuple(number, comparison, number).map((compare) => ({ compare })),
    fc.tuple(code, oneOf<Comparison>('=', '<>'), code).map((compare) => ({ compare })),
    fc.tuple(dayValue, comparison, dayValue).map((compare) => ({ compare })),
    fc.tuple(number, number, number).map((between) => ({ between })),
    fc.tuple(code, oneOf('P1', 'A1', 'D1'), oneOf('MEETING', 'DIRECT')).map(([value, ...of]) => ({ in: value, of })),
    fc.oneof(number, code).map((present) => ({ present })),
    fc.oneof(number, code).map((known) => ({ known })),
    dayValue.map((isWorkday) => ({ isWorkday })),
  );
};

/** A condition of tests upon tests, relations among them. */
export const randomCondition = (kind: Kind): fc.Arbitrary<RowCondition> => {
  const leaf: fc.Arbitrary<RowCondition> = fc.oneof(
    { arbitrary: simpleCondition(kind), weight: 8 },
    { arbitrary: fc.constant({ namedBy: kind === 'expense' ? 'reversalOf' : 'externalId' }), weight: 1 },
    { arbitrary: randomRelated(kind).map((some) => ({ some })), weight: 2 },
    {
      arbitrary: fc
        .tuple(relatedNumber(kind), comparison, oneOf(0, 1, 2))
        .map(([value, how, constant]): RowCondition => ({ compare: [value, how, { constant }] })),
      weight: 2,
    },
  );
  const grow = (inner: fc.Arbitrary<RowCondition>): fc.Arbitrary<RowCondition> =>
    fc.oneof(
      { arbitrary: leaf, weight: 2 },
      { arbitrary: fc.array(inner, { maxLength: 3 }).map((all) => ({ all })), weight: 1 },
      { arbitrary: fc.array(inner, { maxLength: 3 }).map((any) => ({ any })), weight: 1 },
      { arbitrary: inner.map((not) => ({ not })), weight: 1 },
    );
  return grow(grow(leaf));
};

const told = <V>(of: V): Told<V> => ({ of, label: { zh: '值', en: 'value' }, unit: 'COUNT' });

const randomGroupValue = (kind: Kind): fc.Arbitrary<GroupValue> => {
  const { number, code } = operands(kind);
  const flat: fc.Arbitrary<GroupValue>[] = [
    fc.constant({ count: 'rows' }),
    randomCondition(kind).map((count) => ({ count })),
    number.map((sum) => ({ sum })),
    number.map((min) => ({ min })),
    number.map((max) => ({ max })),
    number.map((greatest) => ({ greatest })),
    fc.oneof(number, code).map((distinct) => ({ distinct })),
    number.map((median) => ({ median })),
    number.map((unevenness) => ({ unevenness })),
    relatedNumber(kind).map((greatest) => ({ greatest })),
  ];
  if (kind !== 'approval') {
    const who = kind === 'expense' ? 'payeeCode' : 'supplierCode';
    flat.push(oneOf('unitCode', 'kind').map((where) => ({ max: { together: { who, in: where } } })));
  }
  if (kind === 'approval') {
    flat.push(fc.constant({ missingSteps: 'stepNo' }));
    flat.push(fc.tuple(number, number).map(([from, to]) => ({ widestGap: { from, to, order: 'stepNo' } })));
  }
  const value = fc.oneof(...flat);
  const pair = fc.tuple(value, value);
  return fc.oneof(
    { arbitrary: value, weight: 5 },
    { arbitrary: pair.map((minus) => ({ minus })), weight: 1 },
    { arbitrary: pair.map((ratio) => ({ ratio })), weight: 1 },
  );
};

const randomFind = (kind: Kind): fc.Arbitrary<Find> => {
  const { number, code } = operands(kind);
  const by = fc.subarray(KEYS[kind], { minLength: 1, maxLength: 2 });
  const base = { name: fc.constant('f'), where: randomCondition(kind), because: fc.constant([]) };
  const bar = oneOf(0, 1, 2, 3, 5_000_000).map((constant) => ({ constant }));
  const when = fc
    .tuple(comparison, bar)
    .map(([how, constant]) => ({ compare: [{ value: 'a' }, how, constant] as const }));
  const row = fc.record({
    ...base,
    each: fc.constant('row' as const),
    values: fc.record({ a: fc.oneof(number, number, relatedNumber(kind)).map(told), b: code.map(told) }),
    when,
  });
  const group = fc.record({
    ...base,
    each: fc.constant('group' as const),
    by,
    values: fc.record({ a: randomGroupValue(kind).map(told), b: number.map((first) => told({ first })) }),
    when,
  });
  const ofTheDay: RowValue = {
    related: {
      kind,
      on: [
        [{ field: 'unitCode' }, { field: 'unitCode' }],
        [{ field: 'occurredOn' }, { field: 'occurredOn' }],
      ],
    },
    give: 'count',
  };
  const windowed: fc.Arbitrary<WindowValue>[] = [
    fc.constant({ count: 'rows' }),
    number.map((sum) => ({ sum })),
    number.map((max) => ({ max })),
    fc.constant({ last: ofTheDay }),
  ];
  const over: fc.Arbitrary<WindowValue>[] = [
    fc.constant({ count: 'rows', over: ['unitCode'] }),
    number.map((sum) => ({ sum, over: ['unitCode'] })),
  ];
  const window = fc.oneof(
    ...windowed,
    ...over,
    fc.tuple(fc.oneof(...windowed), fc.oneof(...over)).map((ratio) => ({ ratio })),
  );
  const cluster = fc.record({
    ...base,
    each: fc.constant('cluster' as const),
    // What looks past the group looks at the unit, of which the group must be a part.
    by: by.map((keys) => [
      { field: 'unitCode' },
      ...keys.filter((key) => !('field' in key && key.field === 'unitCode')),
    ]),
    within: fc.constant('days'),
    values: fc.record({ a: window.map(told) }),
    totals: fc.record({
      c: randomGroupValue(kind)
        .filter((value) => !/widestGap|unevenness/.test(JSON.stringify(value)))
        .map(told),
    }),
    when,
  });
  return fc.oneof<fc.Arbitrary<Find>[]>(row, group, cluster);
};

/** A rule that means nothing and says much. */
export const randomRule = (kind: Kind): fc.Arbitrary<Rule> =>
  fc.tuple(randomFind(kind), fc.option(randomCondition(kind))).map(([find, exception]) => ({
    code: 'T1',
    name: { zh: '试', en: 'trial' },
    kind,
    subject: SUBJECTS[kind],
    parameters: PARAMETERS,
    exceptions: exception === null ? [] : [{ code: 'e', words: { zh: '例外', en: 'exception' }, when: exception }],
    finds: [find],
    levels: [{ colour: 'RED', when: { compare: [{ value: 'a' }, '>', { constant: 1 }] } }, { colour: 'BLUE' }],
    hypothesis: { zh: '', en: '' },
    legalBasis: [],
    falsePositives: [],
  }));

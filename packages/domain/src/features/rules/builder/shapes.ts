import type {
  Given,
  GroupValue,
  Judgement,
  Key,
  Operand,
  RowCondition,
  RowValue,
  Unit,
  WindowValue,
  Words,
} from '../language.ts';
import type { Json, Nature, Pattern, Slot, Sort } from './pattern.ts';
import { isObject } from './pattern.ts';

/** What a value comes to, asked by those that are made of others. */
export type NatureOf = (value: Json | undefined, how?: 'related' | 'outer') => Nature | null;

/**
 * One way in which a piece may be written: the only description there is of it. The builder draws its form from the sentence and the
 * pattern, JSON is checked against the pattern, and what it comes to tells which others it may stand beside.
 */
export type Shape = {
  /** In the list of what may be chosen. */
  readonly name: Words;
  /** The sentence, `{0}` and so on for the open places in their order; without it each place has a line of its own. */
  readonly says?: Words;
  readonly pattern: Pattern;
  /** Open places whose values must be alike. */
  readonly alike?: readonly number[];
  readonly gives?: (piece: Json, natureOf: NatureOf) => Nature | null;
};

const w = (zh: string, en: string): Words => ({ zh, en });
const slot = (of: Slot['slot'], more: Omit<Slot, 'slot'> = {}): Slot => ({ slot: of, ...more });
const many = (of: Slot['slot'], least = 1, more: Omit<Slot, 'slot' | 'many'> = {}): Slot => ({
  slot: of,
  many: least,
  ...more,
});
const maybe = (of: Slot): Slot => ({ ...of, optional: true });
const labelled = (of: Slot, zh: string, en: string): Slot => ({ ...of, label: w(zh, en) });

const shape = (
  zh: string,
  en: string,
  says: readonly [zh: string, en: string],
  pattern: Pattern,
  more: Pick<Shape, 'alike' | 'gives'> = {},
): Shape => ({ name: w(zh, en), says: w(...says), pattern, ...more });

const CONDITION = slot('rowCondition');
const VALUE = slot('rowValue');
const NUMBER = slot('rowValue', { wants: 'number' });
const DAY = slot('rowValue', { wants: 'day' });
const TEXT = slot('rowValue', { wants: 'text' });
const LISTED = slot('listed');
const FIELD = slot('aField', { of: ['text', 'code', 'integer', 'day', 'id'] });
const INSTANT = slot('aField', { of: ['instant'] });
const MONEY = slot('aField', { of: ['money'] });
const CODED = slot('aField', { of: ['code'] });
const INTEGER = slot('aField', { of: ['integer'] });

const is = (type: Nature['type'], unit?: Unit) => (): Nature => ({ type, ...(unit === undefined ? {} : { unit }) });
/** What the first of a piece's parts comes to. */
const asPart =
  (name: string) =>
  (piece: Json, natureOf: NatureOf): Nature | null =>
    isObject(piece) ? natureOf(piece[name]) : null;
const firstIn = (piece: Json, name: string): Json | undefined => {
  const list = isObject(piece) ? piece[name] : undefined;
  return Array.isArray(list) ? (list as readonly Json[])[0] : undefined;
};
const asFirst =
  (name: string) =>
  (piece: Json, natureOf: NatureOf): Nature | null =>
    natureOf(firstIn(piece, name));
/** A number, in the unit of the first of the two. */
const reckoned =
  (name: string) =>
  (piece: Json, natureOf: NatureOf): Nature => {
    const unit = natureOf(firstIn(piece, name))?.unit;
    // A sum of running numbers of days is a number of days.
    return { type: 'number', ...(unit === undefined ? {} : { unit: unit === 'DAY' ? 'DAYS' : unit }) };
  };

/** Conditions of any kind: over values of a row, or over the figures of a find. */
const logic = (condition: Slot, operand: Slot) => ({
  all: shape('以下各项都成立', 'all of these', ['以下各项都成立 {0}', 'all of {0}'], {
    all: { ...condition, many: 0 },
  }),
  any: shape('以下任一项成立', 'any of these', ['以下任一项成立 {0}', 'any of {0}'], {
    any: { ...condition, many: 0 },
  }),
  not: shape('不属于', 'not', ['不属于 {0}', 'not {0}'], { not: condition }),
  compare: shape(
    '比较两个数',
    'compare',
    ['{0} {1} {2}', '{0} {1} {2}'],
    { compare: [operand, slot('aComparison'), operand] },
    { alike: [0, 2] },
  ),
  between: shape(
    '在两个数之间',
    'between',
    ['{0} 在 {1} 至 {2} 之间', '{0} is between {1} and {2}'],
    { between: [operand, operand, operand] },
    { alike: [0, 1, 2] },
  ),
  in: shape('是其中之一', 'is one of', ['{0} 为 {1} 之一', '{0} is one of {1}'], {
    in: { ...operand, wants: 'text' },
    of: LISTED,
  }),
  present: shape('有记载', 'is there', ['有 {0}', '{0} is there'], { present: { ...operand, bare: true } }),
});

type Names<U> = U extends unknown ? keyof U : never;

const LEAVES = {
  some: shape('另一登记中有这样的记录', 'another register has a record', ['{0}', '{0}'], { some: slot('related') }),
  contains: shape('文字中含有', 'has words in it', ['{0} 含有 {1}', '{0} has {1} in it'], {
    contains: TEXT,
    of: LISTED,
  }),
  namedBy: shape(
    '另一条记录指向本记录',
    'another record names this one',
    ['另一条记录以 {0} 指向本记录', 'another record names this one as {0}'],
    { namedBy: CODED },
  ),
  isWorkday: shape('是工作日', 'is a working day', ['{0} 是工作日', '{0} is a working day'], { isWorkday: DAY }),
  known: shape('可以确定', 'is known', ['{0} 可以确定', '{0} is known'], { known: VALUE }),
};

const ROW_CONDITIONS = { ...logic(CONDITION, VALUE), ...LEAVES } satisfies Record<
  Exclude<Names<RowCondition>, 'of'>,
  Shape
>;
const JUDGEMENTS = logic(slot('judgement'), slot('operand')) satisfies Record<Exclude<Names<Judgement>, 'of'>, Shape>;

const CONSTANT = shape(
  '一个数或文字',
  'a number or text',
  ['{0}', '{0}'],
  { constant: slot('aConstant') },
  {
    gives: (piece) => {
      const value = isObject(piece) ? piece['constant'] : null;
      if (value === null || value === undefined) return null;
      return { type: typeof value === 'number' ? 'number' : 'text' };
    },
  },
);
const parameterUnit = (piece: Json, natureOf: NatureOf): Nature | null =>
  isObject(piece) ? natureOf({ parameter: piece['parameter'] ?? null }) : null;
const PARAMETER = shape('参数', 'a parameter', ['{0}', '{0}'], { parameter: slot('aParameter') });
const FIELD_VALUE = shape('字段', 'a field', ['{0}', '{0}'], { field: FIELD });
const DAY_OF = shape(
  '时间的日期',
  'day of a time',
  ['{0} 当日[（自 {1} 起算）]', 'day of {0}[ (days start at {1})]'],
  { dayOf: INSTANT, startingAt: maybe(labelled(slot('aParameter'), '一日的起点', 'where days start')) },
  { gives: is('day', 'DAY') },
);
const PERIOD = (of: Slot): Shape =>
  shape(
    '所在月、季、年',
    'its month, quarter or year',
    ['{1} 所在 {0}', '{0} of {1}'],
    { period: slot('aPeriod'), of },
    { gives: is('number') },
  );
const EITHER_FIELD = shape(
  '先有的一个字段',
  'the first field that is there',
  ['取先有的 {0}', 'the first there of {0}'],
  { either: many('fieldValue') },
  { gives: asFirst('either') },
);

const ROW_VALUES = {
  field: FIELD_VALUE,
  yuan: shape('金额（元）', 'an amount in yuan', ['{0}', '{0}'], { yuan: MONEY }, { gives: is('number', 'FEN') }),
  parameter: PARAMETER,
  table: shape(
    '按类别取的参数',
    'a parameter by code',
    ['按 {1} 取 {0}', '{0} by {1}'],
    { parameter: slot('aTable'), by: CODED },
    { gives: parameterUnit },
  ),
  constant: CONSTANT,
  either: shape(
    '先有的一个',
    'the first that is there',
    ['取先有的 {0}', 'the first there of {0}'],
    { either: many('rowValue') },
    { alike: [0], gives: asFirst('either') },
  ),
  asOf: shape(
    '数据截止日',
    'day of the data',
    ['数据截止日', 'the day up to which data are complete'],
    { asOf: true },
    {
      gives: is('day', 'DAY'),
    },
  ),
  dayOf: DAY_OF,
  hourOf: shape(
    '时间的钟点',
    'hour of a time',
    ['{0} 的钟点', 'hour of {0}'],
    { hourOf: INSTANT },
    {
      gives: is('number', 'HOUR'),
    },
  ),
  workdayNo: shape(
    '日期（按工作日数）',
    'a day, counted in working days',
    ['{0}（按工作日数）', '{0} (in working days)'],
    { workdayNo: DAY },
    { gives: is('number', 'WORKDAYS') },
  ),
  wholeDays: shape(
    '两个时间相距的天数',
    'days between two times',
    ['{0} 至 {1} 的天数', 'whole days from {0} to {1}'],
    { wholeDays: [INSTANT, INSTANT] },
    { gives: is('number', 'DAYS') },
  ),
  daysBetween: shape(
    '两个日期相距的天数',
    'days between two days',
    ['{0} 至 {1} 的天数', 'days from {0} to {1}'],
    { daysBetween: [DAY, DAY] },
    { gives: is('number', 'DAYS') },
  ),
  minuteOf: shape(
    '时间（到分钟）',
    'minute of a time',
    ['{0}（到分钟）', 'minute of {0}'],
    { minuteOf: INSTANT },
    {
      gives: is('number'),
    },
  ),
  period: PERIOD(DAY),
  monthOf: shape(
    '日期的月份',
    'month of a day',
    ['{0} 的月份', 'month of {0}'],
    { monthOf: DAY },
    {
      gives: is('number'),
    },
  ),
  plus: shape(
    '相加',
    'sum of two',
    ['（{0} ＋ {1}）', '({0} + {1})'],
    { plus: [NUMBER, NUMBER] },
    {
      gives: reckoned('plus'),
    },
  ),
  minus: shape(
    '相减',
    'difference',
    ['（{0} － {1}）', '({0} − {1})'],
    { minus: [NUMBER, NUMBER] },
    {
      gives: reckoned('minus'),
    },
  ),
  times: shape(
    '相乘',
    'product',
    ['（{0} × {1}）', '({0} × {1})'],
    { times: [NUMBER, NUMBER] },
    {
      gives: reckoned('times'),
    },
  ),
  ratio: shape(
    '相除',
    'ratio',
    ['（{0} ÷ {1}）', '({0} ÷ {1})'],
    { ratio: [NUMBER, NUMBER] },
    {
      gives: is('number', 'RATIO'),
    },
  ),
  remainder: shape(
    '余数',
    'remainder',
    ['（{0} ÷ {1} 的余数）', '(remainder of {0} ÷ {1})'],
    { remainder: [NUMBER, NUMBER] },
    { gives: reckoned('remainder') },
  ),
  largest: shape(
    '其中最大的',
    'the largest',
    ['{0} 中最大的', 'the largest of {0}'],
    { largest: many('rowValue', 1) },
    {
      alike: [0],
      gives: asFirst('largest'),
    },
  ),
  if: shape(
    '视情况取值',
    'one or the other',
    ['（{0} 时取 {1}[，否则取 {2}]）', '({1} if {0}[, else {2}])'],
    { if: CONDITION, then: VALUE, else: maybe(labelled(VALUE, '否则取', 'else')) },
    { alike: [1, 2], gives: asPart('then') },
  ),
  mine: shape(
    '本记录的',
    'this row’s',
    ['本记录的 {0}', 'this row’s {0}'],
    { mine: slot('rowValue', { enters: 'outer' }) },
    { gives: (piece, natureOf) => (isObject(piece) ? natureOf(piece['mine'], 'outer') : null) },
  ),
  related: shape(
    '另一登记中的',
    'of another register',
    ['{0} 的 {1}', '{1} of {0}'],
    { related: slot('related'), give: slot('given', { enters: 'given' }) },
    { gives: (piece, natureOf) => (isObject(piece) ? natureOf(piece['give'], 'related') : null) },
  ),
  together: shape(
    '与同一对手相遇的次数',
    'how often it met the same other one',
    ['{0} 与同一对手在 {1} 中相遇的次数', 'how often {0} met the same other one in {1}'],
    { together: { who: FIELD, in: FIELD } },
    { gives: is('number', 'COUNT') },
  ),
  alike: shape(
    '相同记录的笔数',
    'number of rows alike',
    ['{0} 相同且 {1} 的笔数', 'rows with the same {0} of which {1}'],
    { alike: { by: many('alikeKey'), where: CONDITION } },
    { gives: is('number', 'COUNT') },
  ),
} satisfies Record<Exclude<Names<RowValue>, 'by' | 'of' | 'startingAt' | 'then' | 'else' | 'give'> | 'table', Shape>;

const OPERANDS = {
  value: shape('其中一个数', 'a figure', ['{0}', '{0}'], { value: slot('aValue') }),
  parameter: PARAMETER,
  constant: CONSTANT,
} satisfies Record<Exclude<Names<Operand>, 'by'>, Shape>;

const ROW_NUMBER = slot('rowValue', { wants: 'number' });
const GIVENS = {
  count: shape('笔数', 'their number', ['笔数', 'their number'], 'count', { gives: is('number', 'COUNT') }),
  sum: shape('合计', 'sum', ['{0} 合计', 'sum of {0}'], { sum: ROW_NUMBER }, { gives: asPart('sum') }),
  min: shape('最小值', 'least', ['{0} 最小值', 'least {0}'], { min: VALUE }, { gives: asPart('min') }),
  max: shape('最大值', 'most', ['{0} 最大值', 'most {0}'], { max: VALUE }, { gives: asPart('max') }),
  mean: shape('平均值', 'mean', ['{0} 平均值', 'mean of {0}'], { mean: ROW_NUMBER }, { gives: asPart('mean') }),
  median: shape(
    '中位数',
    'median',
    ['{0} 中位数', 'median of {0}'],
    { median: ROW_NUMBER },
    { gives: asPart('median') },
  ),
  distinct: shape(
    '不同个数',
    'how many different',
    ['{0} 的不同个数', 'different {0}'],
    { distinct: VALUE },
    {
      gives: is('number', 'COUNT'),
    },
  ),
} satisfies Record<Names<Exclude<Given, 'count'>> | 'count', Shape>;

const GROUP_NUMBER = slot('groupValue', { wants: 'number' });
const GROUP_VALUES = {
  count: shape(
    '笔数',
    'number of rows',
    ['笔数', 'number of rows'],
    { count: 'rows' },
    { gives: is('number', 'COUNT') },
  ),
  countOf: shape(
    '符合条件的笔数',
    'number of rows of which',
    ['{0} 的笔数', 'number of rows of which {0}'],
    { count: CONDITION },
    { gives: is('number', 'COUNT') },
  ),
  sum: GIVENS.sum,
  min: GIVENS.min,
  max: GIVENS.max,
  median: GIVENS.median,
  greatest: shape(
    '已知中的最大值',
    'greatest known',
    ['已知的 {0} 最大值', 'greatest known {0}'],
    { greatest: VALUE },
    {
      gives: asPart('greatest'),
    },
  ),
  distinct: GIVENS.distinct,
  first: shape('首笔的', 'of the first row', ['首笔的 {0}', 'first {0}'], { first: VALUE }, { gives: asPart('first') }),
  missingSteps: shape(
    '缺少的序号个数',
    'missing numbers',
    ['{0} 缺少的个数', 'missing {0}'],
    { missingSteps: INTEGER },
    { gives: is('number', 'COUNT') },
  ),
  widestGap: shape(
    '相邻两笔的最大间隔',
    'widest gap',
    ['按 {2} 排列，相邻两笔 {0} 至 {1} 的最大间隔', 'in order of {2}, widest gap from {0} to {1}'],
    { widestGap: { from: VALUE, to: VALUE, order: INTEGER } },
    { gives: is('number', 'DAYS') },
  ),
  unevenness: shape(
    '间隔的不均匀程度',
    'unevenness of steps',
    ['{0} 间隔的不均匀程度', 'unevenness of {0}'],
    { unevenness: ROW_NUMBER },
    { gives: is('number', 'TIMES') },
  ),
  minus: shape(
    '相减',
    'difference',
    ['（{0} － {1}）', '({0} − {1})'],
    { minus: [GROUP_NUMBER, GROUP_NUMBER] },
    {
      gives: reckoned('minus'),
    },
  ),
  ratio: shape(
    '相除',
    'ratio',
    ['（{0} ÷ {1}）', '({0} ÷ {1})'],
    { ratio: [GROUP_NUMBER, GROUP_NUMBER] },
    {
      gives: is('number', 'RATIO'),
    },
  ),
} satisfies Record<Names<GroupValue> | 'countOf', Shape>;

const OVER = labelled(maybe(many('aField', 1, { of: FIELD.of ?? [] })), '扩大到组外', 'look past the group');
const WINDOW_NUMBER = slot('windowValue', { wants: 'number' });
const WINDOW_VALUES = {
  count: shape(
    '期间笔数',
    'rows in the days',
    ['期间笔数[（扩大到同一 {0} 的全部记录）]', 'rows in the days[ (over all rows of the same {0})]'],
    { count: 'rows', over: OVER },
    { gives: is('number', 'COUNT') },
  ),
  sum: shape(
    '期间合计',
    'sum in the days',
    ['期间 {0} 合计[（扩大到同一 {1} 的全部记录）]', 'sum of {0} in the days[ (over all rows of the same {1})]'],
    { sum: ROW_NUMBER, over: OVER },
    { gives: asPart('sum') },
  ),
  max: shape(
    '期间最大值',
    'most in the days',
    ['期间 {0} 最大值', 'most {0} in the days'],
    { max: VALUE },
    {
      gives: asPart('max'),
    },
  ),
  last: shape('期间末日的', 'of the last day', ['末笔的 {0}', 'last {0}'], { last: VALUE }, { gives: asPart('last') }),
  same: shape(
    '组内都相同的',
    'the same all over',
    ['组内相同的 {0}', '{0}, the same all over'],
    { same: VALUE },
    {
      gives: asPart('same'),
    },
  ),
  ratio: shape(
    '相除',
    'ratio',
    ['（{0} ÷ {1}）', '({0} ÷ {1})'],
    { ratio: [WINDOW_NUMBER, WINDOW_NUMBER] },
    {
      gives: is('number', 'RATIO'),
    },
  ),
} satisfies Record<Exclude<Names<WindowValue>, 'over'>, Shape>;

const KEYS = {
  field: FIELD_VALUE,
  dayOf: DAY_OF,
  either: EITHER_FIELD,
  period: PERIOD(slot('keyDay', { wants: 'day' })),
} satisfies Record<Exclude<Names<Key>, 'startingAt' | 'of'>, Shape>;

const WORDS: Shape = {
  name: w('文字', 'words'),
  says: w('{0} {1}', '{0} {1}'),
  pattern: { zh: labelled(slot('aText'), '中文', 'Chinese'), en: labelled(slot('aText'), '英文', 'English') },
};
const toldOf = (sort: Sort): Shape => ({
  name: w('一个数', 'a figure'),
  says: w('{0} ＝ {1}，单位 {2}', '{0} = {1}, in {2}'),
  pattern: {
    label: labelled(slot('words'), '名称', 'name'),
    of: labelled(slot(sort), '取值', 'value'),
    unit: labelled(slot('aUnit'), '单位', 'unit'),
  },
});

const FIND_HEAD = {
  name: labelled(slot('aName'), '代号', 'short name'),
  subject: labelled(maybe(many('subject')), '对象（与规则不同时）', 'subject, where it is another'),
  where: labelled(maybe(CONDITION), '只看这样的记录', 'only records of which'),
};
const BY = labelled(many('key'), '归为一组的依据', 'records are grouped by');
const BECAUSE = labelled(many('clause'), '为何触发', 'why it fires');
const AMOUNT = labelled(maybe(slot('aValue')), '代表金额的数', 'the figure that stands for the money');
const WHEN = labelled(slot('judgement'), '成立的条件', 'it is a hit when');
const figures = (sort: Sort): Slot => labelled(slot(sort, { named: true }), '其中各数', 'the figures in it');
const FINDS: Readonly<Record<'row' | 'group' | 'cluster', Shape>> = {
  row: {
    name: w('逐条判断', 'each record by itself'),
    pattern: { each: 'row', ...FIND_HEAD, values: figures('toldOfRow'), when: WHEN, amount: AMOUNT, because: BECAUSE },
  },
  group: {
    name: w('按组判断', 'records of a group together'),
    pattern: {
      each: 'group',
      ...FIND_HEAD,
      by: BY,
      values: figures('toldOfGroup'),
      when: WHEN,
      amount: AMOUNT,
      because: BECAUSE,
    },
  },
  cluster: {
    name: w('按组看若干天之内', 'records of a group within some days'),
    pattern: {
      each: 'cluster',
      ...FIND_HEAD,
      by: BY,
      within: labelled(slot('aParameter'), '看多少天之内', 'within so many days'),
      values: figures('toldOfWindow'),
      totals: labelled(slot('toldOfGroup', { named: true }), '整件的各数', 'figures of the whole matter'),
      when: WHEN,
      amount: AMOUNT,
      because: BECAUSE,
    },
  },
};

const parameterWith = (zh: string, en: string, value: Slot): Shape => ({
  name: w(zh, en),
  says: w('{0} 单位 {1}，取值 {2}，可设 {3} 至 {4}', '{0} in {1}: {2}, may be set from {3} to {4}'),
  pattern: {
    label: labelled(slot('words'), '名称', 'name'),
    unit: labelled(slot('aUnit'), '单位', 'unit'),
    value,
    least: labelled(slot('aNumber'), '最小可设', 'least'),
    most: labelled(slot('aNumber'), '最大可设', 'most'),
  },
});

/** Every sort of piece with its shapes, in the order in which they are offered. */
export const SHAPES: Readonly<Record<Sort, Readonly<Record<string, Shape>>>> = {
  rowCondition: ROW_CONDITIONS,
  judgement: JUDGEMENTS,
  rowValue: ROW_VALUES,
  operand: OPERANDS,
  groupValue: GROUP_VALUES,
  windowValue: WINDOW_VALUES,
  given: GIVENS,
  related: {
    related: shape(
      '登记中的记录',
      'records of a register',
      [
        '〔{0}〕中 {1} [且 {2}] 的记录[{3}（没有该登记时视为没有记录）]',
        '{0} where {1} [of which {2}][{3} (a county may lack it)]',
      ],
      {
        kind: slot('aKind'),
        on: many('pair', 0),
        where: maybe(labelled(slot('rowCondition', { enters: 'related' }), '另加条件', 'of which')),
        optional: maybe(labelled(slot('aFlag'), '没有该登记也可', 'a county may lack it')),
      },
    ),
  },
  pair: {
    pair: shape(
      '对应',
      'match',
      ['其 {0} 等于本记录的 {1}', 'its {0} is this row’s {1}'],
      [slot('rowValue', { enters: 'related' }), VALUE],
      { alike: [0, 1] },
    ),
  },
  key: KEYS,
  keyDay: { field: FIELD_VALUE, either: EITHER_FIELD },
  fieldValue: { field: FIELD_VALUE },
  alikeKey: { field: FIELD_VALUE, dayOf: DAY_OF },
  listed: {
    written: shape('逐个写出', 'written out', ['{0}', '{0}'], many('aCode')),
    list: shape('规则的清单', 'a list of the rule', ['{0}', '{0}'], { list: slot('aList') }),
  },
  subject: {
    subject: shape('对象', 'subject', ['{0}：{1}', '{0}: {1}'], {
      kind: slot('aSubject'),
      field: slot('aField', { of: ['code', 'text'] }),
    }),
  },
  toldOfRow: { told: toldOf('rowValue') },
  toldOfGroup: { told: toldOf('groupValue') },
  toldOfWindow: { told: toldOf('windowValue') },
  clause: {
    clause: {
      name: w('一句话', 'a sentence'),
      pattern: {
        zh: labelled(slot('aText'), '中文', 'Chinese'),
        en: labelled(slot('aText'), '英文', 'English'),
        when: labelled(maybe(slot('judgement')), '只在这时说', 'told only when'),
      },
    },
  },
  words: { words: WORDS },
  find: FINDS,
  parameter: {
    number: parameterWith('一个数', 'one number', labelled(slot('aNumber'), '取值', 'value')),
    table: parameterWith('按类别', 'by code', labelled(slot('aNumber', { named: true }), '各类取值', 'values by code')),
  },
  list: {
    list: {
      name: w('清单', 'list'),
      says: w('{0}：{1}', '{0}: {1}'),
      pattern: {
        label: labelled(slot('words'), '名称', 'name'),
        of: labelled(many('aCode'), '词或编码', 'words or codes'),
      },
    },
  },
  exception: {
    exception: {
      name: w('除外情形', 'what is left out'),
      says: w('{1}（代号 {0}）：{2}', '{1} (short: {0}): {2}'),
      pattern: {
        code: labelled(slot('aName'), '代号', 'short name'),
        words: labelled(slot('words'), '说明', 'in words'),
        when: labelled(CONDITION, '符合这样条件的记录', 'records of which'),
      },
    },
  },
  level: {
    level: {
      name: w('颜色', 'colour'),
      says: w('{0}[，当 {1}]', '{0}[ when {1}]'),
      pattern: {
        colour: labelled(slot('aColour'), '颜色', 'colour'),
        when: labelled(
          maybe(slot('judgement')),
          '在这时（最后一项不写，表示其余）',
          'when (the last without: otherwise)',
        ),
      },
    },
  },
  reason: {
    reason: {
      name: w('可能的正当情形', 'what may be in order'),
      says: w('{1}（代号 {0}）', '{1} (short: {0})'),
      pattern: {
        code: labelled(slot('aName'), '代号', 'short name'),
        words: labelled(slot('words'), '说明', 'in words'),
      },
    },
  },
  rule: {
    rule: {
      name: w('规则', 'rule'),
      pattern: {
        code: labelled(slot('aCode'), '编码', 'code'),
        name: labelled(slot('words'), '名称', 'name'),
        kind: labelled(slot('aKind'), '数据', 'records'),
        subject: labelled(many('subject'), '对象（取先有的）', 'subject, the first there'),
        parameters: labelled(slot('parameter', { named: true }), '参数', 'parameters'),
        lists: labelled(maybe(slot('list', { named: true })), '清单', 'lists'),
        exceptions: labelled(many('exception', 0), '除外情形', 'left out'),
        finds: labelled(many('find'), '判断', 'what it looks for'),
        levels: labelled(many('level'), '疑点颜色', 'colours'),
        hypothesis: labelled(slot('words'), '为何可疑', 'why it is suspicious'),
        legalBasis: labelled(many('words', 0), '制度依据', 'legal basis'),
        falsePositives: labelled(many('reason', 0), '可能的正当情形', 'what may be in order'),
      },
    },
  },
};

const UNSAID: Json = '……';
const SAYS_NOTHING: Json = { zh: '……', en: '…' };
const FIELD_GAP: Json = { field: UNSAID };
const FIGURE_GAP = (of: Json): Json => ({ label: SAYS_NOTHING, of, unit: 'COUNT' });
/** What stands where nothing was chosen yet, so that a draft can be said in words. */
export const GAPS: Readonly<Record<Slot['slot'], Json>> = {
  rowCondition: { present: { constant: UNSAID } },
  judgement: { present: { constant: UNSAID } },
  rowValue: { constant: UNSAID },
  operand: { constant: UNSAID },
  groupValue: { first: { constant: UNSAID } },
  windowValue: { same: { constant: UNSAID } },
  given: 'count',
  related: { kind: 'expense', on: [] },
  pair: [{ constant: UNSAID }, { constant: UNSAID }],
  key: FIELD_GAP,
  keyDay: FIELD_GAP,
  fieldValue: FIELD_GAP,
  alikeKey: FIELD_GAP,
  listed: [UNSAID],
  subject: { kind: 'UNIT', field: UNSAID },
  toldOfRow: FIGURE_GAP({ constant: UNSAID }),
  toldOfGroup: FIGURE_GAP({ first: { constant: UNSAID } }),
  toldOfWindow: FIGURE_GAP({ same: { constant: UNSAID } }),
  clause: SAYS_NOTHING,
  words: SAYS_NOTHING,
  find: { each: 'row', name: 'x', values: {}, when: { all: [] }, because: [] },
  parameter: { label: SAYS_NOTHING, unit: 'COUNT', value: 0, least: 0, most: 0 },
  list: { label: SAYS_NOTHING, of: [UNSAID] },
  exception: { code: 'x', words: SAYS_NOTHING, when: { present: { constant: UNSAID } } },
  level: { colour: 'BLUE' },
  reason: { code: 'x', words: SAYS_NOTHING },
  rule: {
    code: UNSAID,
    name: SAYS_NOTHING,
    kind: 'expense',
    subject: [],
    parameters: {},
    exceptions: [],
    finds: [],
    levels: [],
    hypothesis: SAYS_NOTHING,
    legalBasis: [],
    falsePositives: [],
  },
  aField: UNSAID,
  aKind: 'expense',
  aComparison: '=',
  aConstant: UNSAID,
  aNumber: 0,
  aText: UNSAID,
  aCode: UNSAID,
  aParameter: UNSAID,
  aTable: UNSAID,
  aList: UNSAID,
  aValue: UNSAID,
  aPeriod: 'month',
  aSubject: 'UNIT',
  aColour: 'BLUE',
  aUnit: 'COUNT',
  aName: 'x',
  aFlag: true,
};

export const isSort = (of: Slot['slot']): of is Sort => Object.hasOwn(SHAPES, of);

import type { Field } from '../columns.ts';
import type { Exception, Related, RowValue, RuleOn } from '../language.ts';
import { absent, because, give, isOneOf, mine, none, of, present, setting, some, told, words } from './shorthand.ts';

type Fields = Field<'expense'>;
const CLAIMANT = [
  { kind: 'PERSON', field: 'claimantCode' },
  { kind: 'UNIT', field: 'unitCode' },
] as const;
const UNIT = [{ kind: 'UNIT', field: 'unitCode' }] as const;
const YUAN = { yuan: 'amountMinor' } as const;
const YEAR = { period: 'year', of: { field: 'occurredOn' } } as const;
const MONTH = { period: 'month', of: { field: 'occurredOn' } } as const;
const TELLING = {
  claims: told({ count: 'rows' } as const, 'COUNT', '报销笔数', 'claims'),
  amount: told({ sum: YUAN } as const, 'FEN', '合计金额', 'sum'),
  from: told({ min: { field: 'occurredOn' } } as const, 'DAY', '首笔日期', 'first day'),
  to: told({ max: { field: 'occurredOn' } } as const, 'DAY', '末笔日期', 'last day'),
} as const;
const TAKEN_BACK: Exception<Fields> = {
  code: 'taken-back',
  words: words('已冲销的报销及其冲销凭证', 'claims reversed, and their reversals'),
  when: { any: [{ present: { field: 'reversalOf' } }, { namedBy: 'reversalOf' }] },
};
const THRIFT = words(
  '《党政机关厉行节约反对浪费条例》关于公务接待、因公用车和经费管理的规定',
  'Regulations on thrift in Party and government organs: receptions, official cars, spending',
);

/** R12 节假日消费: a reception dated on a day off, without a duty or meeting record. */
export const R12: RuleOn<'expense'> = {
  code: 'R12',
  name: words('节假日公务消费', 'Reception on a day off'),
  kind: 'expense',
  subject: CLAIMANT,
  parameters: {},
  exceptions: [
    TAKEN_BACK,
    {
      code: 'duty',
      words: words('载有值班或会议记录编号', 'names a duty or meeting record'),
      when: present('dutyRef'),
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'claim',
      where: {
        all: [
          isOneOf('kind', 'RECEPTION'),
          { not: { isWorkday: { field: 'occurredOn' } } },
          none(of('duty', { unitCode: 'unitCode', occurredOn: 'occurredOn' })),
        ],
      },
      values: {
        amount: told(YUAN, 'FEN', '报销金额', 'amount'),
        day: told({ field: 'occurredOn' }, 'DAY', '发生日期', 'day'),
        payee: told({ field: 'payee' }, 'TEXT', '收款方', 'payee'),
      },
      when: { all: [] },
      amount: 'amount',
      because: [
        words(
          '{day}为非工作日，报销餐饮接待{amount}，付给{payee}，当日无值班、会议记录',
          '{day} is a day off; a reception of {amount} was paid to {payee}, without a duty or meeting record of that day',
        ),
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('借公务名义在节假日吃喝', 'private dining on a day off, claimed as official'),
  legalBasis: [THRIFT],
  falsePositives: [
    because('emergency-duty', '应急值守', 'duty in an emergency'),
    because('invoice-later', '发票日期晚于消费', 'the invoice was issued later'),
  ],
};

/** Claims of the same unit and kind in the year before, that were not decided on one by one. */
const YEAR_BEFORE = {
  kind: 'expense',
  on: [
    [{ field: 'unitCode' }, { field: 'unitCode' }],
    [{ field: 'kind' }, { field: 'kind' }],
    [YEAR, { minus: [YEAR, { constant: 1 }] }],
  ],
  where: { all: [absent('approvalRef'), absent('reversalOf')] },
} as const;
const BUDGET_LINE = {
  kind: 'budget',
  on: [
    [{ field: 'unitCode' }, { field: 'unitCode' }],
    [{ field: 'item' }, { field: 'kind' }],
    [{ field: 'year' }, YEAR],
  ],
  optional: true,
} as const;
const IN_DECEMBER: RowValue<'occurredOn' | 'amountMinor'> = {
  if: { compare: [{ monthOf: { field: 'occurredOn' } }, '=', { constant: 12 }] },
  then: YUAN,
  else: { constant: 0 },
};
/**
 * R13 三公经费异常: a unit's receptions, travel or vehicle costs of a year against the year before, the budget and their own December.
 * Years with spending in fewer than ten months are not compared, small sums not looked at.
 */
export const R13: RuleOn<'expense'> = {
  code: 'R13',
  name: words('三公经费异常', 'Receptions, travel and vehicles out of line'),
  kind: 'expense',
  subject: UNIT,
  parameters: {
    growthBar: setting('TIMES', 1.3, [1, 10], '与上年之比', 'times the year before'),
    decemberBar: setting('RATIO', 0.4, [0.1, 1], '12月占比', 'share of December'),
    monthsBar: setting('COUNT', 10, [1, 12], '最少有支出月数', 'least months with spending'),
    least: setting('FEN', 2_000_000, [0, 1_000_000_000], '最低金额', 'least amount'),
  },
  exceptions: [
    TAKEN_BACK,
    {
      code: 'decided',
      words: words('经批准的一次性接待', 'a single reception that was approved'),
      when: present('approvalRef'),
    },
    {
      code: 'new-function',
      words: words('新增职能', 'a new function'),
      when: some({ ...BUDGET_LINE, where: isOneOf('phase', 'NEW_FUNCTION') }),
    },
  ],
  finds: [
    {
      each: 'group',
      name: 'year',
      by: [{ field: 'unitCode' }, { field: 'kind' }, YEAR],
      where: isOneOf('kind', 'RECEPTION', 'TRAVEL', 'FUEL'),
      values: {
        ...TELLING,
        kind: told({ first: { field: 'kind' } }, 'CODE', '费用类别', 'kind'),
        months: told({ distinct: MONTH }, 'COUNT', '有支出月数', 'months with spending'),
        monthsBefore: told(
          { max: give(YEAR_BEFORE, { distinct: MONTH }) },
          'COUNT',
          '上年有支出月数',
          'months with spending the year before',
        ),
        before: told({ greatest: give(YEAR_BEFORE, { sum: YUAN }) }, 'FEN', '上年合计', 'the year before'),
        growth: told(
          { ratio: [{ sum: YUAN }, { greatest: give(YEAR_BEFORE, { sum: YUAN }) }] },
          'TIMES',
          '与上年之比',
          'times the year before',
        ),
        budget: told(
          { greatest: give(BUDGET_LINE, { max: { yuan: 'planMinor' } }) },
          'FEN',
          '年度预算',
          'budget of the year',
        ),
        december: told({ ratio: [{ sum: IN_DECEMBER }, { sum: YUAN }] }, 'RATIO', '12月占比', 'share of December'),
      },
      when: {
        all: [
          { compare: [{ value: 'amount' }, '>=', { parameter: 'least' }] },
          {
            any: [
              {
                all: [
                  { compare: [{ value: 'months' }, '>=', { parameter: 'monthsBar' }] },
                  { compare: [{ value: 'monthsBefore' }, '>=', { parameter: 'monthsBar' }] },
                  { compare: [{ value: 'growth' }, '>', { parameter: 'growthBar' }] },
                ],
              },
              { all: [{ present: { value: 'budget' } }, { compare: [{ value: 'amount' }, '>', { value: 'budget' }] }] },
              {
                all: [
                  { compare: [{ value: 'months' }, '>=', { parameter: 'monthsBar' }] },
                  { compare: [{ value: 'december' }, '>', { parameter: 'decemberBar' }] },
                ],
              },
            ],
          },
        ],
      },
      amount: 'amount',
      because: [
        words('{from}至{to}{kind}支出{amount}', 'from {from} to {to} {amount} were spent on {kind}'),
        {
          when: { compare: [{ value: 'growth' }, '>', { parameter: 'growthBar' }] },
          ...words('为上年{before}的{growth}', '{growth} of {before} the year before'),
        },
        {
          when: { compare: [{ value: 'amount' }, '>', { value: 'budget' }] },
          ...words('超过年度预算{budget}', 'over the budget of {budget}'),
        },
        {
          when: { compare: [{ value: 'december' }, '>', { parameter: 'decemberBar' }] },
          ...words('12月占{december}', 'December has {december} of it'),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('超预算、突击支出三公经费', 'spending over budget or rushed at the end of the year'),
  legalBasis: [THRIFT],
  falsePositives: [
    because('new-function', '新增职能', 'a new function'),
    because('one-off', '一次性重大接待', 'a single large reception'),
    because('price', '价格变动', 'price change'),
  ],
};

/** The unit's spending on a line of business in the six months before. */
const SIX_MONTHS = {
  kind: 'expense',
  on: [
    [{ field: 'unitCode' }, { field: 'unitCode' }],
    [{ field: 'payeeCategory' }, { field: 'payeeCategory' }],
  ],
  where: {
    all: [
      absent('approvalRef'),
      absent('reversalOf'),
      { between: [{ minus: [mine(MONTH), MONTH] }, { constant: 1 }, { constant: 6 }] },
    ],
  },
} as const;
const MEAN = { ratio: [{ max: give(SIX_MONTHS, { sum: YUAN }) }, { max: { constant: 6 } }] } as const;
const FUNCTIONS = of('unit_function', { unitCode: 'unitCode' });
/** R33 资金流向与职能不符: paid for business that is none of the unit's, or in a month more than three times the mean of the six before. */
export const R33: RuleOn<'expense'> = {
  code: 'R33',
  name: words('资金流向与职能不符', 'Money flows outside the unit’s work'),
  kind: 'expense',
  subject: UNIT,
  parameters: {
    outside: setting('FEN', 1_000_000, [0, 1_000_000_000], '职能外最低金额', 'least amount outside'),
    least: setting('FEN', 2_000_000, [0, 1_000_000_000], '增长最低金额', 'least amount of growth'),
    timesBar: setting('TIMES', 3, [1, 50], '倍数', 'times the mean'),
    monthsBar: setting('COUNT', 6, [1, 6], '前期有支出月数', 'months with spending before'),
  },
  exceptions: [
    TAKEN_BACK,
    { code: 'decided', words: words('经批准的新任务', 'a new task that was approved'), when: present('approvalRef') },
  ],
  finds: [
    {
      each: 'group',
      name: 'outside',
      by: [{ field: 'unitCode' }, { field: 'payeeCategory' }],
      where: {
        all: [some(FUNCTIONS), none(of('unit_function', { unitCode: 'unitCode', payeeCategory: 'payeeCategory' }))],
      },
      values: { ...TELLING, category: told({ first: { field: 'payeeCategory' } }, 'TEXT', '收款方行业', 'business') },
      when: { compare: [{ value: 'amount' }, '>=', { parameter: 'outside' }] },
      amount: 'amount',
      because: [
        words(
          '{from}至{to}向与职能无关的“{category}”行业支付{claims}笔，合计{amount}',
          'from {from} to {to} {claims} payments, {amount} together, went to “{category}”, which is none of the unit’s work',
        ),
      ],
    },
    {
      each: 'group',
      name: 'growth',
      by: [{ field: 'unitCode' }, { field: 'payeeCategory' }, MONTH],
      where: { compare: [{ monthOf: { field: 'occurredOn' } }, '<>', { constant: 12 }] },
      values: {
        ...TELLING,
        category: told({ first: { field: 'payeeCategory' } }, 'TEXT', '收款方行业', 'business'),
        months: told({ max: give(SIX_MONTHS, { distinct: MONTH }) }, 'COUNT', '前期有支出月数', 'months before'),
        mean: told(MEAN, 'FEN', '前6个月平均', 'mean of six months'),
        times: told({ ratio: [{ sum: YUAN }, MEAN] }, 'TIMES', '倍数', 'times'),
      },
      when: {
        all: [
          { compare: [{ value: 'amount' }, '>=', { parameter: 'least' }] },
          { compare: [{ value: 'months' }, '>=', { parameter: 'monthsBar' }] },
          { compare: [{ value: 'times' }, '>', { parameter: 'timesBar' }] },
        ],
      },
      amount: 'amount',
      because: [
        words(
          '{from}至{to}向“{category}”行业支付{amount}，为前6个月平均的{times}',
          'from {from} to {to} {amount} went to “{category}”, {times} the mean of the six months before',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('借无关业务套取资金', 'money drawn out through business that is none of the unit’s'),
  legalBasis: [THRIFT],
  falsePositives: [
    because('new-task', '新增任务', 'a new task'),
    because('year-end', '年末结算', 'settlement at the end of the year'),
  ],
};

const GIFTS = {
  label: words('礼品类词语', 'words for gifts'),
  of: ['礼品', '礼盒', '礼券', '礼包', '茶叶', '白酒', '香烟', '保健品'],
} as const;
const CARDS = {
  label: words('卡券类词语', 'words for cards'),
  of: ['购物卡', '提货券', '提货卡', '电子卡', '充值卡', '储值卡', '代金券', '电子券', '加油卡充值'],
} as const;
/** R41 电商礼品/电子礼券: gifts or gift cards bought on a platform, or cards that name no recipients. */
export const R41: RuleOn<'expense'> = {
  code: 'R41',
  name: words('电商礼品与电子礼券', 'Gifts and gift cards'),
  kind: 'expense',
  subject: CLAIMANT,
  parameters: { perHead: setting('FEN', 200_000, [0, 10_000_000], '工会福利人均标准', 'union welfare a head') },
  lists: { gifts: GIFTS, cards: CARDS },
  exceptions: [
    TAKEN_BACK,
    {
      code: 'union-welfare',
      words: words('标准以内的工会福利', 'union welfare within its standard'),
      when: {
        all: [
          isOneOf('kind', 'WELFARE'),
          { present: { field: 'recipients' } },
          { compare: [YUAN, '<=', { times: [{ field: 'recipients' }, { parameter: 'perHead' }] }] },
        ],
      },
    },
    {
      code: 'prizes',
      words: words('经批准的评比奖品', 'approved prizes'),
      when: { all: [present('approvalRef'), present('goods'), { contains: { field: 'goods' }, of: ['奖品', '奖励'] }] },
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'gift',
      where: {
        any: [
          {
            all: [
              isOneOf('channel', 'E_COMMERCE'),
              {
                any: [
                  { contains: { field: 'goods' }, of: { list: 'gifts' } },
                  { contains: { field: 'goods' }, of: { list: 'cards' } },
                ],
              },
            ],
          },
          { all: [{ contains: { field: 'goods' }, of: { list: 'cards' } }, absent('recipients')] },
        ],
      },
      values: {
        amount: told(YUAN, 'FEN', '金额', 'amount'),
        day: told({ field: 'occurredOn' }, 'DAY', '日期', 'day'),
        goods: told({ field: 'goods' }, 'TEXT', '货物名称', 'goods'),
        recipients: told({ field: 'recipients' }, 'COUNT', '领用人数', 'recipients'),
      },
      when: { all: [] },
      amount: 'amount',
      because: [
        words('{day}购买“{goods}”{amount}', 'on {day} “{goods}” were bought for {amount}'),
        {
          when: { not: { present: { value: 'recipients' } } },
          ...words('未载领用人数', 'without a number of recipients'),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('以办公用品等名义购买礼品送礼或私分', 'gifts bought under another name, given away or shared out'),
  legalBasis: [THRIFT],
  falsePositives: [
    because('union-welfare', '标准以内的工会福利', 'union welfare within its standard'),
    because('prizes', '评比奖品', 'award prizes'),
  ],
};

const ROUND: RowValue<'amountMinor'> = {
  if: { compare: [{ remainder: [YUAN, { parameter: 'round' }] }, '=', { constant: 0 }] },
  then: { constant: 1 },
  else: { constant: 0 },
};
const PAPERS = [present('attendanceRef'), present('contractRef'), present('acceptanceRef')] as const;
/** The unit's claims of the year that name a paper: where none does, what is delivered tells of no papers, and says nothing by their absence. */
const TOLD_OF: Related = {
  kind: 'expense',
  on: [
    [{ field: 'unitCode' }, { field: 'unitCode' }],
    [YEAR, YEAR],
  ],
  where: { any: PAPERS },
};
/**
 * R44 虚列支出/小金库迹象: services and meetings without attendance, contract or acceptance papers a month later, paid to one payee: much
 * together, or again and again in round sums. Not evaluable where no claim of the unit names a paper in the year.
 */
export const R44: RuleOn<'expense'> = {
  code: 'R44',
  name: words('虚列支出迹象', 'Signs of invented spending'),
  kind: 'expense',
  subject: [
    { kind: 'SUPPLIER', field: 'payeeCode' },
    { kind: 'SUPPLIER', field: 'payee' },
  ],
  parameters: {
    days: setting('DAYS', 90, [7, 365], '观察天数', 'days watched'),
    grace: setting('DAYS', 30, [0, 180], '补齐手续天数', 'days for papers'),
    least: setting('FEN', 2_000_000, [0, 1_000_000_000], '合计金额', 'amount'),
    round: setting('FEN', 100_000, [10_000, 10_000_000], '整数金额单位', 'unit of round sums'),
    roundsBar: setting('COUNT', 3, [2, 50], '整数金额笔数', 'round sums'),
  },
  exceptions: [TAKEN_BACK],
  finds: [
    {
      each: 'cluster',
      name: 'claims',
      by: [{ field: 'unitCode' }, { either: [{ field: 'payeeCode' }, { field: 'payee' }] }],
      within: 'days',
      where: {
        all: [
          isOneOf('kind', 'MEETING', 'TRAINING', 'LABOUR', 'REPAIR', 'PRINTING'),
          { not: { any: PAPERS } },
          { compare: [{ daysBetween: [{ field: 'occurredOn' }, { asOf: true }] }, '>', { parameter: 'grace' }] },
          { compare: [YUAN, '>', { constant: 0 }] },
          { compare: [give(TOLD_OF, { max: YEAR }), '=', YEAR] },
        ],
      },
      values: {
        highest: told({ sum: YUAN }, 'FEN', '期间最高合计', 'highest sum within the days'),
        rounds: told({ sum: ROUND }, 'COUNT', '整数金额笔数', 'round sums'),
      },
      totals: {
        ...TELLING,
        payee: told({ first: { field: 'payee' } }, 'TEXT', '收款方', 'payee'),
      },
      when: {
        any: [
          { compare: [{ value: 'highest' }, '>=', { parameter: 'least' }] },
          { compare: [{ value: 'rounds' }, '>=', { parameter: 'roundsBar' }] },
        ],
      },
      amount: 'amount',
      because: [
        words(
          '{from}至{to}付给{payee}{claims}笔，合计{amount}，均无签到、合同、验收材料',
          'from {from} to {to} {claims} claims, {amount} together, were paid to {payee}, all without attendance, contract or acceptance papers',
        ),
        {
          when: { compare: [{ value: 'rounds' }, '>=', { parameter: 'roundsBar' }] },
          ...words('其中{days}内整数金额{rounds}笔', '{rounds} of them round sums within {days}'),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('虚列支出套取费用，设立小金库', 'invented expenses to draw money into a secret fund'),
  legalBasis: [THRIFT],
  falsePositives: [because('late-papers', '手续补办滞后', 'papers that come late')],
};

/** R441, the income side of R44: money taken in that is not entered in the books within 30 days. */
export const R441: RuleOn<'income'> = {
  code: 'R441',
  name: words('收入未入账', 'Income not entered'),
  kind: 'income',
  subject: UNIT,
  parameters: { days: setting('DAYS', 30, [1, 365], '入账期限', 'days to enter') },
  exceptions: [],
  finds: [
    {
      each: 'row',
      name: 'income',
      values: {
        amount: told(YUAN, 'FEN', '金额', 'amount'),
        day: told({ field: 'occurredOn' }, 'DAY', '收款日期', 'day received'),
        item: told({ field: 'item' }, 'TEXT', '收入项目', 'item'),
        open: told(
          { daysBetween: [{ field: 'occurredOn' }, { either: [{ field: 'enteredOn' }, { asOf: true }] }] },
          'DAYS',
          '未入账天数',
          'days not entered',
        ),
      },
      when: { compare: [{ value: 'open' }, '>', { parameter: 'days' }] },
      amount: 'amount',
      because: [
        words(
          '{day}收取“{item}”{amount}，{open}未入账，超过{days}',
          '“{item}” of {amount} was taken in on {day} and not entered for {open}, over {days}',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('收入账外存放', 'income kept outside the books'),
  legalBasis: [THRIFT],
  falsePositives: [because('late-papers', '手续滞后', 'papers that come late')],
};

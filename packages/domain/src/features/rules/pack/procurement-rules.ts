import type { Field } from '../columns.ts';
import type { Exception, RowCondition, RuleOn } from '../language.ts';

type Fields = Field<'procurement'>;

const CANCELLED: Exception<Fields> = {
  code: 'cancelled',
  words: { zh: '已取消的采购', en: 'cancelled purchases' },
  when: { all: [{ present: { field: 'status' } }, { in: { field: 'status' }, of: ['cancelled', 'unsuccessful'] }] },
};
const UNDER_FRAMEWORK: Exception<Fields> = {
  code: 'framework',
  words: { zh: '框架协议项下的订单', en: 'orders under a framework agreement' },
  when: { present: { field: 'frameworkRef' } },
};
const EXEMPTED: Exception<Fields> = {
  code: 'exempted',
  words: { zh: '经批准的例外（应急、单一来源等）', en: 'approved exceptions (emergency, sole source and such)' },
  when: { present: { field: 'exemptionRef' } },
};

/** Bought by tender: as our own code of methods says, or, where a source gives only the OCDS method, as that says. */
const TENDERED: RowCondition<Fields> = {
  any: [
    { all: [{ present: { field: 'method' } }, { in: { field: 'method' }, of: ['OPEN_TENDER', 'INVITED_TENDER'] }] },
    {
      all: [
        { not: { present: { field: 'method' } } },
        { in: { field: 'procurementMethod' }, of: ['open', 'selective'] },
      ],
    },
  ],
};
const BY_TENDER: Exception<Fields> = {
  code: 'tendered',
  words: { zh: '已招标', en: 'bought by tender' },
  when: TENDERED,
};

/** Amounts from which a tender is due; the amount itself is included (“以上”). */
const TENDER_LIMITS = {
  label: { zh: '应当招标限额', en: 'amount from which a tender is due' },
  unit: 'FEN',
  value: { WORKS: 400_000_000, GOODS: 200_000_000, SERVICES: 100_000_000 },
  least: 1_000_000,
  most: 10_000_000_000,
} as const;

const TENDER_LIMITS_LAW = {
  zh: '《必须招标的工程项目规定》（国家发展改革委令第16号）第五条',
  en: 'Provisions on Projects That Must Be Tendered (NDRC Order 16), article 5',
};
const NO_SPLITTING_LAW = {
  zh: '《中华人民共和国招标投标法》第四条；《中华人民共和国政府采购法》第二十八条及其实施条例第二十八条',
  en: 'Tendering Law, article 4; Government Procurement Law, article 28, and its Regulations, article 28',
};

/**
 * R18 化整为零拆分采购: awards of one unit in one category (and of one kind: goods, works, services) within 90 days, each
 * above 0 and below the amount from which a tender is due, together reaching it. Left out: what was tendered, framework
 * orders, approved exceptions, cancelled purchases.
 */
export const R18: RuleOn<'procurement'> = {
  code: 'R18',
  name: { zh: '化整为零拆分采购', en: 'Purchase cut below the tender limit' },
  kind: 'procurement',
  subject: [{ kind: 'UNIT', field: 'unitCode' }],
  parameters: {
    limits: TENDER_LIMITS,
    days: { label: { zh: '观察天数', en: 'days watched' }, unit: 'DAYS', value: 90, least: 30, most: 365 },
  },
  exceptions: [CANCELLED, UNDER_FRAMEWORK, EXEMPTED, BY_TENDER],
  finds: [
    {
      each: 'cluster',
      name: 'pieces',
      by: [{ field: 'unitCode' }, { field: 'category' }, { field: 'kind' }],
      within: 'days',
      where: {
        all: [
          { compare: [{ yuan: 'amountMinor' }, '>', { constant: 0 }] },
          { compare: [{ yuan: 'amountMinor' }, '<', { parameter: 'limits', by: 'kind' }] },
        ],
      },
      values: {
        highest: {
          of: { sum: { yuan: 'amountMinor' } },
          label: { zh: '期间最高合计', en: 'highest sum within the days' },
          unit: 'FEN',
        },
        limit: {
          of: { same: { parameter: 'limits', by: 'kind' } },
          label: { zh: '应当招标限额', en: 'tender limit' },
          unit: 'FEN',
        },
      },
      totals: {
        awards: { of: { count: 'rows' }, label: { zh: '采购次数', en: 'purchases' }, unit: 'COUNT' },
        amount: { of: { sum: { yuan: 'amountMinor' } }, label: { zh: '合计金额', en: 'sum' }, unit: 'FEN' },
        largest: {
          of: { max: { yuan: 'amountMinor' } },
          label: { zh: '最大一笔', en: 'largest purchase' },
          unit: 'FEN',
        },
        suppliers: {
          of: { distinct: { field: 'supplierCode' } },
          label: { zh: '供应商数', en: 'suppliers' },
          unit: 'COUNT',
        },
        from: { of: { min: { field: 'occurredOn' } }, label: { zh: '首次日期', en: 'first day' }, unit: 'DAY' },
        to: { of: { max: { field: 'occurredOn' } }, label: { zh: '末次日期', en: 'last day' }, unit: 'DAY' },
        kind: { of: { first: { field: 'kind' } }, label: { zh: '采购类型', en: 'kind' }, unit: 'CODE' },
        category: { of: { first: { field: 'category' } }, label: { zh: '品目', en: 'category' }, unit: 'TEXT' },
        item: { of: { first: { field: 'item' } }, label: { zh: '采购内容', en: 'item' }, unit: 'TEXT' },
      },
      when: { compare: [{ value: 'highest' }, '>=', { value: 'limit' }] },
      amount: 'amount',
      because: [
        {
          zh: '{from}至{to}，同一单位就品目{category}（{kind}，{item}）未经招标采购{awards}次，合计{amount}',
          en: 'from {from} to {to} one unit bought category {category} ({kind}, {item}) {awards} times without tender, {amount} together',
        },
        {
          zh: '每次均低于应当招标限额{limit}（最大一笔{largest}），{days}内合计最高{highest}，达到限额',
          en: 'each is below the tender limit of {limit} (the largest {largest}), within {days} they reach {highest}',
        },
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: {
    zh: '把应当招标的采购拆成若干小额采购，规避招标',
    en: 'a purchase that should be tendered is cut into small ones',
  },
  legalBasis: [NO_SPLITTING_LAW, TENDER_LIMITS_LAW],
  falsePositives: [
    { code: 'separate-needs', words: { zh: '确属不同需求', en: 'truly separate needs' } },
    { code: 'framework', words: { zh: '框架协议订单', en: 'framework orders' } },
    { code: 'emergency', words: { zh: '应急采购', en: 'emergency purchase' } },
  ],
};

/**
 * R19 规避招标: one award of at least the amount from which a tender is due (works 4, goods 2, services 1 million yuan),
 * bought otherwise than by open or invited tender. Left out: approved exceptions, framework orders, cancelled purchases. A
 * subcontract counts by its own amount.
 */
export const R19: RuleOn<'procurement'> = {
  code: 'R19',
  name: { zh: '规避招标', en: 'Tender avoided' },
  kind: 'procurement',
  subject: [
    { kind: 'PROCESS', field: 'tenderRef' },
    { kind: 'PROCESS', field: 'externalId' },
  ],
  parameters: { limits: TENDER_LIMITS },
  exceptions: [CANCELLED, UNDER_FRAMEWORK, EXEMPTED, BY_TENDER],
  finds: [
    {
      each: 'row',
      name: 'award',
      values: {
        amount: { of: { yuan: 'amountMinor' }, label: { zh: '金额', en: 'amount' }, unit: 'FEN' },
        limit: {
          of: { parameter: 'limits', by: 'kind' },
          label: { zh: '应当招标限额', en: 'tender limit' },
          unit: 'FEN',
        },
        day: { of: { field: 'occurredOn' }, label: { zh: '日期', en: 'day' }, unit: 'DAY' },
        kind: { of: { field: 'kind' }, label: { zh: '采购类型', en: 'kind' }, unit: 'CODE' },
        method: {
          of: { either: [{ field: 'method' }, { field: 'procurementMethod' }] },
          label: { zh: '采购方式', en: 'method' },
          unit: 'CODE',
        },
        project: { of: { field: 'project' }, label: { zh: '项目', en: 'project' }, unit: 'TEXT' },
        supplier: { of: { field: 'supplier' }, label: { zh: '供应商', en: 'supplier' }, unit: 'TEXT' },
      },
      when: { compare: [{ value: 'amount' }, '>=', { value: 'limit' }] },
      amount: 'amount',
      because: [
        {
          zh: '{day}“{project}”（{kind}）以{method}方式采购，金额{amount}，达到应当招标限额{limit}',
          en: 'on {day} “{project}” ({kind}) was bought by {method} for {amount}, not below the tender limit of {limit}',
        },
        {
          zh: '未载批准例外的文号，供应商为{supplier}',
          en: 'no number of an approved exception is given; supplier {supplier}',
        },
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: { zh: '达到限额而不招标，指定供应商', en: 'no tender though due, the supplier picked' },
  legalBasis: [NO_SPLITTING_LAW, TENDER_LIMITS_LAW],
  falsePositives: [
    { code: 'lawful-exception', words: { zh: '依法可以不招标', en: 'lawful exception' } },
    { code: 'subcontract', words: { zh: '限额以下分包', en: 'subcontract below the limit' } },
  ],
};

/**
 * R20 供应商频繁中标: in the 365 days up to one of its awards a supplier had at least 5 awards of one unit, or half or more
 * of what the unit awarded in them. A share needs at least 2 awards of the supplier, and 4 of the unit: the first award of
 * a unit is always the whole of it. The supplier's awards leave out framework orders, approved exceptions (a monopoly
 * utility) and cancelled purchases; the unit's amount is all that it awarded in yuan.
 */
export const R20: RuleOn<'procurement'> = {
  code: 'R20',
  name: { zh: '供应商频繁中标', en: 'Supplier wins often' },
  kind: 'procurement',
  subject: [{ kind: 'SUPPLIER', field: 'supplierCode' }],
  parameters: {
    days: { label: { zh: '观察天数', en: 'days watched' }, unit: 'DAYS', value: 365, least: 90, most: 1095 },
    often: { label: { zh: '中标次数', en: 'awards' }, unit: 'COUNT', value: 5, least: 3, most: 50 },
    half: { label: { zh: '金额占比', en: 'share of the amount' }, unit: 'RATIO', value: 0.5, least: 0.2, most: 1 },
    repeated: {
      label: { zh: '判断占比所需中标次数', en: 'awards needed to judge a share' },
      unit: 'COUNT',
      value: 2,
      least: 1,
      most: 10,
    },
    enough: {
      label: { zh: '判断占比所需单位采购次数', en: 'awards of the unit needed to judge a share' },
      unit: 'COUNT',
      value: 4,
      least: 2,
      most: 50,
    },
  },
  exceptions: [CANCELLED, UNDER_FRAMEWORK, EXEMPTED],
  finds: [
    {
      each: 'cluster',
      name: 'awards',
      by: [{ field: 'unitCode' }, { field: 'supplierCode' }],
      within: 'days',
      values: {
        most: {
          of: { count: 'rows' },
          label: { zh: '期间最多中标次数', en: 'most awards within the days' },
          unit: 'COUNT',
        },
        highest: {
          of: { sum: { yuan: 'amountMinor' } },
          label: { zh: '期间最高中标额', en: 'highest amount within the days' },
          unit: 'FEN',
        },
        unitAwards: {
          of: { count: 'rows', over: ['unitCode'] },
          label: { zh: '单位同期采购次数', en: 'awards of the unit' },
          unit: 'COUNT',
        },
        share: {
          of: { ratio: [{ sum: { yuan: 'amountMinor' } }, { sum: { yuan: 'amountMinor' }, over: ['unitCode'] }] },
          label: { zh: '占单位同期采购额', en: 'share of the unit’s amount' },
          unit: 'RATIO',
        },
      },
      totals: {
        awards: { of: { count: 'rows' }, label: { zh: '中标次数', en: 'awards' }, unit: 'COUNT' },
        amount: { of: { sum: { yuan: 'amountMinor' } }, label: { zh: '合计金额', en: 'sum' }, unit: 'FEN' },
        from: { of: { min: { field: 'occurredOn' } }, label: { zh: '首次日期', en: 'first day' }, unit: 'DAY' },
        to: { of: { max: { field: 'occurredOn' } }, label: { zh: '末次日期', en: 'last day' }, unit: 'DAY' },
        supplier: { of: { first: { field: 'supplier' } }, label: { zh: '供应商', en: 'supplier' }, unit: 'TEXT' },
      },
      when: {
        any: [
          { compare: [{ value: 'most' }, '>=', { parameter: 'often' }] },
          {
            all: [
              { compare: [{ value: 'share' }, '>=', { parameter: 'half' }] },
              { compare: [{ value: 'most' }, '>=', { parameter: 'repeated' }] },
              { compare: [{ value: 'unitAwards' }, '>=', { parameter: 'enough' }] },
            ],
          },
        ],
      },
      amount: 'amount',
      because: [
        {
          zh: '{supplier}在{from}至{to}间从同一单位中标{awards}次，合计{amount}',
          en: '{supplier} won {awards} awards of one unit from {from} to {to}, {amount} together',
        },
        {
          when: { compare: [{ value: 'most' }, '>=', { parameter: 'often' }] },
          zh: '{days}内最多{most}次，达到{often}次',
          en: 'up to {most} within {days}, at least {often}',
        },
        {
          when: { compare: [{ value: 'share' }, '>=', { parameter: 'half' }] },
          zh: '{days}内占该单位采购额最高{share}，达到{half}',
          en: 'up to {share} of the unit’s amount within {days}, at least {half}',
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: { zh: '与特定供应商形成固定利益关系', en: 'a standing arrangement with one supplier' },
  legalBasis: [
    {
      zh: '《中华人民共和国政府采购法》第三条（公开透明、公平竞争、公正和诚实信用原则）',
      en: 'Government Procurement Law, article 3: openness, fair competition, impartiality, good faith',
    },
  ],
  falsePositives: [
    { code: 'few-suppliers', words: { zh: '本地供应商少', en: 'few local suppliers' } },
    { code: 'framework', words: { zh: '框架协议', en: 'framework agreement' } },
    { code: 'monopoly', words: { zh: '水电气等独家经营', en: 'monopoly utility' } },
  ],
};

import type { Field } from '../columns.ts';
import type { Exception, GroupValue, RowCondition, RuleOn, Told } from '../language.ts';

type Fields = Field<'procurement'>;

/** What is told of a contracting process, whatever the number of its awards. */
const OF_PROCESS = {
  project: { of: { first: { field: 'project' } }, label: { zh: '项目', en: 'project' }, unit: 'TEXT' },
  buyer: { of: { first: { field: 'buyer' } }, label: { zh: '采购人', en: 'buyer' }, unit: 'TEXT' },
  method: { of: { greatest: { field: 'procurementMethod' } }, label: { zh: '采购方式', en: 'method' }, unit: 'CODE' },
} as const satisfies Record<string, Told<GroupValue<Fields>>>;

const IS_PROCESS: RowCondition<Fields> = { present: { field: 'ocid' } };
/** Bought without a call for bids, and no period named: there is nothing to be short. */
const WITHOUT_PERIOD: RowCondition<Fields> = {
  all: [
    { present: { field: 'procurementMethod' } },
    { in: { field: 'procurementMethod' }, of: ['limited', 'direct'] },
    { not: { present: { dayOf: 'tenderStartedAt' } } },
    { not: { present: { dayOf: 'tenderEndedAt' } } },
  ],
};
const CANCELLED_TENDER: Exception<Fields> = {
  code: 'cancelled',
  words: { zh: '已取消的招标', en: 'cancelled tenders' },
  when: { all: [{ present: { field: 'status' } }, { in: { field: 'status' }, of: ['cancelled'] }] },
};

/**
 * R003 投标期过短: the flag “short submission period” with its default settings: fewer than 15 whole days from the tender's
 * opening to its deadline. Contracting processes (OCDS) only; cancelled ones, and those that by their method have no such
 * period and name none, are left out. Chinese law asks for 20 days of projects that must be tendered; a county may set the
 * parameter so.
 */
export const R003: RuleOn<'procurement'> = {
  code: 'R003',
  name: { zh: '投标期过短', en: 'Short submission period' },
  kind: 'procurement',
  subject: [{ kind: 'PROCESS', field: 'ocid' }],
  parameters: {
    days: { label: { zh: '最短投标期', en: 'shortest period' }, unit: 'DAYS', value: 15, least: 1, most: 60 },
  },
  exceptions: [CANCELLED_TENDER],
  finds: [
    {
      each: 'group',
      name: 'period',
      by: [{ field: 'ocid' }],
      where: { all: [IS_PROCESS, { not: WITHOUT_PERIOD }] },
      values: {
        period: {
          of: { greatest: { wholeDays: ['tenderStartedAt', 'tenderEndedAt'] } },
          label: { zh: '投标期', en: 'submission period' },
          unit: 'DAYS',
        },
        ...OF_PROCESS,
      },
      when: { compare: [{ value: 'period' }, '<', { parameter: 'days' }] },
      because: [
        {
          zh: '“{project}”自公告开始至投标截止仅{period}，短于{days}',
          en: '“{project}” gave bidders {period} from opening to deadline, less than {days}',
        },
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: { zh: '压缩投标时间，使内定供应商占先', en: 'bidding time cut so that a chosen supplier is ahead' },
  legalBasis: [
    {
      zh: '《中华人民共和国招标投标法》第二十四条；开放合同伙伴组织红旗指标R003',
      en: 'Tendering Law, article 24; red flag R003 of the Open Contracting Partnership',
    },
  ],
  falsePositives: [
    { code: 'short-lawful', words: { zh: '该方式依法可短于此期', en: 'the method allows a shorter period' } },
    { code: 'republished', words: { zh: '重新公告，仅延续前期', en: 'published again, the earlier time not counted' } },
  ],
};

/** R018 仅一家投标: the flag “single bid received” with its default settings: one tenderer in an open or selective procedure. */
export const R018: RuleOn<'procurement'> = {
  code: 'R018',
  name: { zh: '仅一家投标', en: 'Single bid received' },
  kind: 'procurement',
  subject: [{ kind: 'PROCESS', field: 'ocid' }],
  parameters: {},
  exceptions: [CANCELLED_TENDER],
  finds: [
    {
      each: 'group',
      name: 'tenderers',
      by: [{ field: 'ocid' }],
      where: IS_PROCESS,
      values: {
        tenderers: {
          of: { greatest: { field: 'tenderers' } },
          label: { zh: '投标人数', en: 'tenderers' },
          unit: 'COUNT',
        },
        ...OF_PROCESS,
      },
      when: {
        all: [
          { in: { value: 'method' }, of: ['open', 'selective'] },
          { compare: [{ value: 'tenderers' }, '=', { constant: 1 }] },
        ],
      },
      because: [
        {
          zh: '“{project}”以{method}方式采购，应有竞争而仅{tenderers}家投标',
          en: '“{project}” was bought by {method}, which is competitive, and drew {tenderers} bid',
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: { zh: '排斥竞争，内定供应商', en: 'competition kept away for a chosen supplier' },
  legalBasis: [
    {
      zh: '《中华人民共和国招标投标法》第二十八条；开放合同伙伴组织红旗指标R018',
      en: 'Tendering Law, article 28; red flag R018 of the Open Contracting Partnership',
    },
  ],
  falsePositives: [
    { code: 'few-suppliers', words: { zh: '合格供应商少', en: 'few qualified suppliers' } },
    { code: 'second-round', words: { zh: '重新招标后依法继续', en: 'lawfully continued after a second call' } },
  ],
};

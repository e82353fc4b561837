import type { Related, RowCondition, RowValue, RuleOn } from '../language.ts';
import {
  absent,
  because,
  give,
  isOneOf,
  mine,
  monthOfDay,
  none,
  of,
  present,
  setting,
  some,
  told,
  words,
} from './shorthand.ts';

const UNIT = [{ kind: 'UNIT', field: 'unitCode' }] as const;
const STAFF = [
  { kind: 'PERSON', field: 'personCode' },
  { kind: 'IDENTITY', field: 'personHash' },
] as const;
const YUAN = { yuan: 'amountMinor' } as const;
const MONTH = { period: 'month', of: { field: 'periodOn' } } as const;

const CASE = of('approval', { caseRef: 'caseRef' });
/** Minutes of a case from its first start to its last finish. */
const DURATION: RowValue<never> = {
  minus: [give(CASE, { max: { minuteOf: 'finishedAt' } }), give(CASE, { min: { minuteOf: 'startedAt' } })],
};
/** The last step is done. */
const DONE: RowCondition<never> = some(
  of(
    'approval',
    { caseRef: 'caseRef' },
    {
      all: [
        present('finishedAt'),
        present('stepNo'),
        present('stepsTotal'),
        { compare: [{ field: 'stepNo' }, '=', { field: 'stepsTotal' }] },
      ],
    },
  ),
);
const MEDIAN = give(of('approval', { powerItemCode: 'powerItemCode' }, DONE), { median: DURATION });
const FAST: RowCondition<'caseRef' | 'powerItemCode'> = {
  all: [
    DONE,
    { compare: [MEDIAN, '>=', { parameter: 'median' }] },
    { compare: [{ ratio: [DURATION, MEDIAN] }, '<', { parameter: 'shareBar' }] },
  ],
};
/** R29 审批异常快/集中同一代办: cases of an item done in less than a twentieth of its median, most of them brought by one agent. */
export const R29: RuleOn<'approval'> = {
  code: 'R29',
  name: words('审批异常快且集中同一代办', 'Approved unusually fast for one agent'),
  kind: 'approval',
  subject: [{ kind: 'AGENT', field: 'agentCode' }],
  parameters: {
    shareBar: setting('RATIO', 0.05, [0.01, 0.5], '占中位用时', 'of the median time'),
    median: setting('COUNT', 1_440, [1, 100_000], '即办件中位用时（分钟）', 'median minutes of an instant item'),
    casesBar: setting('COUNT', 5, [2, 100], '件数', 'cases'),
    agent: setting('RATIO', 0.5, [0.1, 1], '代办人占比', 'share of the agent'),
  },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'agent',
      by: [{ field: 'powerItemCode' }, { field: 'agentCode' }],
      where: { all: [present('agentCode'), FAST] },
      values: {
        cases: told({ distinct: { field: 'caseRef' } }, 'COUNT', '异常快办件', 'fast cases'),
        share: told(
          {
            ratio: [
              { distinct: { field: 'caseRef' } },
              {
                max: give(of('approval', { powerItemCode: 'powerItemCode' }, FAST), { distinct: { field: 'caseRef' } }),
              },
            ],
          },
          'RATIO',
          '占该事项异常快办件',
          'of the item’s fast cases',
        ),
        from: told({ min: { field: 'occurredOn' } }, 'DAY', '首件日期', 'first day'),
        to: told({ max: { field: 'occurredOn' } }, 'DAY', '末件日期', 'last day'),
        item: told({ first: { field: 'powerItemCode' } }, 'TEXT', '事项', 'item'),
      },
      when: {
        all: [
          { compare: [{ value: 'cases' }, '>=', { parameter: 'casesBar' }] },
          { compare: [{ value: 'share' }, '>=', { parameter: 'agent' }] },
        ],
      },
      because: [
        words(
          '{from}至{to}事项{item}有{cases}件用时不足中位用时的二十分之一，由同一代办人办理，占该事项同类办件的{share}',
          'from {from} to {to} {cases} cases of {item} took a small part of the median time; one agent brought them, {share} of such cases',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('与中介勾连，违规优先办理', 'an agent is served first, against the rules'),
  legalBasis: [
    words('《中华人民共和国行政许可法》第五条（公平、公正）', 'Administrative Licensing Law, article 5: fairness'),
  ],
  falsePositives: [because('renewal', '简单续期', 'simple renewals'), because('instant', '即办件', 'instant items')],
};

/** What held of the person in the month of the pay. */
const stands = (status: readonly [string, ...string[]], grace: boolean): Related =>
  of(
    'person_status',
    { personHash: 'personHash' },
    {
      all: [
        isOneOf('status', ...status),
        grace
          ? { compare: [{ minus: [mine(MONTH), monthOfDay] }, '>', { parameter: 'grace' }] }
          : { compare: [monthOfDay, '<=', mine(MONTH)] },
        {
          any: [absent('untilOn'), { compare: [{ period: 'month', of: { field: 'untilOn' } }, '>=', mine(MONTH)] }],
        },
      ],
    },
  );
const AWAY: RowCondition<'personHash'> = some({ ...stands(['SECONDED', 'LEAVE'], false), optional: true });
/** Seconded or on leave in the month of the pay or in one beside it, into which days of absence reach. */
const EXCUSED: RowCondition<'personHash'> = some({
  ...of(
    'person_status',
    { personHash: 'personHash' },
    {
      all: [
        isOneOf('status', 'SECONDED', 'LEAVE'),
        { compare: [{ minus: [monthOfDay, mine(MONTH)] }, '<=', { constant: 1 }] },
        {
          any: [
            absent('untilOn'),
            {
              compare: [{ minus: [mine(MONTH), { period: 'month', of: { field: 'untilOn' } }] }, '<=', { constant: 1 }],
            },
          ],
        },
      ],
    },
  ),
  optional: true,
});
const DEAD: RowCondition<'personHash'> = some({
  ...of(
    'death',
    { personHash: 'personHash' },
    {
      compare: [{ minus: [mine(MONTH), monthOfDay] }, '>', { parameter: 'grace' }],
    },
  ),
  optional: true,
});
const GONE: RowCondition<'personHash'> = some({ ...stands(['RETIRED', 'CUSTODY', 'LEFT'], true), optional: true });
const ELSEWHERE: RowCondition<'personHash'> = {
  all: [
    { not: AWAY },
    some({
      kind: 'social_insurance',
      on: [
        [{ field: 'personHash' }, { field: 'personHash' }],
        [MONTH, MONTH],
      ],
      where: { compare: [{ field: 'employerCode' }, '<>', mine({ field: 'unitCode' })] },
      optional: true,
    }),
  ],
};
/** Days in the attendance book of a month as many months after that of the pay: the person's own, or anybody's of the unit. */
const book = (of: 'personHash' | 'unitCode', later: -1 | 0 | 1): Related => ({
  kind: 'attendance',
  on: [
    [{ field: of }, { field: of }],
    [monthOfDay, { plus: [MONTH, { constant: later }] }],
  ],
  optional: true,
});
const SIGNED = { field: 'occurredOn' } as const;
/** Paid in the month before as well, so that not to be in its book says something. */
const WAS_PAID: RowCondition<never> = some({
  kind: 'payroll',
  on: [
    [{ field: 'personHash' }, { field: 'personHash' }],
    [MONTH, { minus: [MONTH, { constant: 1 }] }],
  ],
});
/**
 * The last day signed in the month before; who was paid then and did not sign has been away since the first day of the unit's book; of
 * whoever else, and where the unit brought no book, nothing is known but the month itself.
 */
const AWAY_FROM: RowValue<'periodOn'> = {
  either: [
    give(book('personHash', -1), { max: SIGNED }),
    { if: WAS_PAID, then: give(book('unitCode', -1), { min: SIGNED }) },
    { field: 'periodOn' },
  ],
};
/** The day of the month or of the next on which the person was back, else how far the unit's book goes. */
const AWAY_UNTIL: RowValue<never> = {
  either: [
    give(book('personHash', 0), { min: SIGNED }),
    give(book('personHash', 1), { min: SIGNED }),
    give(book('unitCode', 1), { max: SIGNED }),
    give(book('unitCode', 0), { max: SIGNED }),
  ],
};
/** Days on end without a signature that ended in the month of the pay, or lasted through it. */
const ABSENT: RowCondition<'personHash' | 'periodOn'> = {
  all: [
    { not: EXCUSED },
    some(book('unitCode', 0)),
    { compare: [{ daysBetween: [AWAY_FROM, AWAY_UNTIL] }, '>', { parameter: 'absentBar' }] },
  ],
};
const monthsOf = (condition: RowCondition<'personHash' | 'periodOn'>) => ({ distinct: { if: condition, then: MONTH } });
/**
 * R30 虚列人头/吃空饷: paid though dead, retired, in custody or gone, though insured elsewhere for two months, or though
 * 30 days went by without a day in the attendance book of a unit that keeps one. Secondment and approved leave explain the last two.
 */
export const R30: RuleOn<'payroll'> = {
  code: 'R30',
  name: words('虚列人头与吃空饷', 'Pay for nobody’s work'),
  kind: 'payroll',
  subject: STAFF,
  parameters: {
    grace: setting('COUNT', 1, [0, 6], '宽限月数', 'months of grace'),
    elsewhereBar: setting('COUNT', 2, [1, 12], '他处参保月数', 'months insured elsewhere'),
    absentBar: setting('DAYS', 30, [5, 366], '连续无出勤天数', 'days on end without attendance'),
  },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'person',
      by: [{ field: 'personHash' }],
      where: { all: [isOneOf('staffKind', 'STAFF', 'TEMPORARY'), { any: [DEAD, GONE, ELSEWHERE, ABSENT] }] },
      values: {
        payments: told({ count: 'rows' }, 'COUNT', '发放笔数', 'payments'),
        amount: told({ sum: YUAN }, 'FEN', '合计金额', 'sum'),
        from: told({ min: { field: 'occurredOn' } }, 'DAY', '首笔日期', 'first day'),
        to: told({ max: { field: 'occurredOn' } }, 'DAY', '末笔日期', 'last day'),
        dead: told(monthsOf(DEAD), 'COUNT', '死亡后月数', 'months after death'),
        gone: told(monthsOf(GONE), 'COUNT', '退休、羁押或离职后月数', 'months after leaving'),
        elsewhere: told(monthsOf(ELSEWHERE), 'COUNT', '他处参保月数', 'months insured elsewhere'),
        absent: told(monthsOf(ABSENT), 'COUNT', '无出勤月数', 'months without attendance'),
      },
      when: {
        any: [
          { compare: [{ value: 'dead' }, '>', { constant: 0 }] },
          { compare: [{ value: 'gone' }, '>', { constant: 0 }] },
          { compare: [{ value: 'elsewhere' }, '>=', { parameter: 'elsewhereBar' }] },
          { compare: [{ value: 'absent' }, '>', { constant: 0 }] },
        ],
      },
      amount: 'amount',
      because: [
        words(
          '{from}至{to}仍发放工资{payments}笔，合计{amount}',
          'from {from} to {to} {payments} payments, {amount} together, went on',
        ),
        ...(
          [
            ['dead', '死亡后{dead}个月', '{dead} months after death'],
            ['gone', '退休、羁押或离职后{gone}个月', '{gone} months after retirement, custody or leaving'],
            ['elsewhere', '{elsewhere}个月由其他单位参保', 'insured by another employer in {elsewhere} months'],
            [
              'absent',
              '{absent}个月内连续无出勤达到{absentBar}',
              '{absentBar} on end without attendance in {absent} months',
            ],
          ] as const
        ).map(([value, zh, en]) => ({
          when: { compare: [{ value }, '>', { constant: 0 }] } as const,
          ...words(zh, en),
        })),
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('虚列人员套取工资，或吃空饷', 'pay drawn for people who do not work there'),
  legalBasis: [words('关于治理“吃空饷”问题的规定', 'Rules on pay for no work')],
  falsePositives: [
    because('secondment', '借调', 'secondment'),
    because('leave', '经批准休假', 'approved leave'),
    because('timing', '数据时间差', 'timing gap'),
  ],
};

const STANDARD = of('allowance_standard', { item: 'item' });
const PAID = give(
  {
    kind: 'payroll',
    on: [
      [{ field: 'personHash' }, { field: 'personHash' }],
      [{ field: 'item' }, { field: 'item' }],
      [MONTH, MONTH],
    ],
    where: { all: [absent('approvalRef'), { not: isOneOf('backPay', 'YES') }] },
  },
  { sum: YUAN },
);
/** R31 津补贴重复或超标: an item that stands in no approved list, or more of it a month than its standard. */
export const R31: RuleOn<'payroll'> = {
  code: 'R31',
  name: words('津补贴重复或超标', 'Allowances beside or above the standard'),
  kind: 'payroll',
  subject: UNIT,
  parameters: {},
  exceptions: [
    { code: 'approved', words: words('载有发放依据文号', 'names its ground'), when: present('approvalRef') },
    { code: 'back-pay', words: words('补发', 'back pay'), when: isOneOf('backPay', 'YES') },
  ],
  finds: [
    {
      each: 'group',
      name: 'item',
      by: [{ field: 'unitCode' }, { field: 'item' }],
      where: {
        any: [
          none(STANDARD),
          some(
            of(
              'allowance_standard',
              { item: 'item' },
              {
                all: [present('monthlyMostMinor'), { compare: [mine(PAID), '>', { yuan: 'monthlyMostMinor' }] }],
              },
            ),
          ),
        ],
      },
      values: {
        item: told({ first: { field: 'item' } }, 'TEXT', '工资项目', 'item'),
        persons: told({ distinct: { field: 'personHash' } }, 'COUNT', '人数', 'persons'),
        payments: told({ count: 'rows' }, 'COUNT', '发放笔数', 'payments'),
        amount: told({ sum: YUAN }, 'FEN', '合计金额', 'sum'),
        standards: told({ max: give(STANDARD, 'count') }, 'COUNT', '适用标准数', 'standards'),
      },
      when: { compare: [{ value: 'payments' }, '>=', { constant: 1 }] },
      amount: 'amount',
      because: [
        words(
          '向{persons}人发放“{item}”{payments}笔，合计{amount}',
          '“{item}” was paid to {persons} persons, {payments} payments, {amount} together',
        ),
        {
          when: { compare: [{ value: 'standards' }, '=', { constant: 0 }] },
          ...words('该项目不在核定清单内', 'the item is in no approved list'),
        },
        {
          when: { compare: [{ value: 'standards' }, '>', { constant: 0 }] },
          ...words('同月合计超过核定标准', 'more a month than the standard allows'),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('违规发放津贴补贴', 'allowances paid against the rules'),
  legalBasis: [words('《违规发放津贴补贴行为处分规定》', 'Rules on punishing unlawful allowances')],
  falsePositives: [because('policy', '政策已批准', 'approved by policy'), because('back-pay', '补发', 'back pay')],
};

const MONTH_OF_LINE = { monthOf: { field: 'occurredOn' } } as const;
const SPENT = { yuan: 'spentMinor' } as const;
const PACE: RowValue<'occurredOn' | 'spentMinor' | 'planMinor'> = {
  ratio: [{ ratio: [SPENT, { yuan: 'planMinor' }] }, { ratio: [MONTH_OF_LINE, { constant: 12 }] }],
};
/** The line of the month before, within one year. */
const LINE_BEFORE: Related = {
  kind: 'budget',
  on: [
    [{ field: 'unitCode' }, { field: 'unitCode' }],
    [{ field: 'item' }, { field: 'item' }],
    [{ field: 'year' }, { field: 'year' }],
    [monthOfDay, { minus: [monthOfDay, { constant: 1 }] }],
  ],
};
const RUSH: RowValue<'occurredOn' | 'spentMinor'> = {
  if: { compare: [MONTH_OF_LINE, '=', { constant: 12 }] },
  then: { ratio: [{ minus: [SPENT, give(LINE_BEFORE, { max: SPENT })] }, SPENT] },
  else: { constant: 0 },
};
/** R32 预算执行异常: from June on half of the pace that time has, or more than two fifths of the year spent in December. */
export const R32: RuleOn<'budget'> = {
  code: 'R32',
  name: words('预算执行异常', 'Budget carried out too slowly or in a rush'),
  kind: 'budget',
  subject: UNIT,
  parameters: {
    pace: setting('RATIO', 0.5, [0.1, 1], '执行进度与时间进度之比', 'pace to time'),
    from: setting('COUNT', 6, [1, 12], '起算月份', 'from month'),
    rushBar: setting('RATIO', 0.4, [0.1, 1], '12月占比', 'share of December'),
  },
  exceptions: [
    {
      code: 'explained',
      words: words('项目分期或资金下达较晚', 'a project in phases, money that came late'),
      when: isOneOf('phase', 'PROJECT_PHASE', 'LATE_TRANSFER'),
    },
  ],
  finds: [
    {
      each: 'group',
      name: 'line',
      by: [{ field: 'unitCode' }, { field: 'item' }, { field: 'year' }],
      where: {
        any: [
          {
            all: [
              { compare: [MONTH_OF_LINE, '>=', { parameter: 'from' }] },
              { compare: [PACE, '<', { parameter: 'pace' }] },
            ],
          },
          { compare: [RUSH, '>', { parameter: 'rushBar' }] },
        ],
      },
      values: {
        lines: told({ count: 'rows' }, 'COUNT', '统计期数', 'lines'),
        item: told({ first: { field: 'item' } }, 'CODE', '预算科目', 'item'),
        plan: told({ greatest: { yuan: 'planMinor' } }, 'FEN', '年度预算', 'plan'),
        spent: told({ greatest: SPENT }, 'FEN', '累计支出', 'spent'),
        rush: told({ greatest: RUSH }, 'RATIO', '12月占比', 'share of December'),
        to: told({ max: { field: 'occurredOn' } }, 'DAY', '统计截止日', 'up to'),
      },
      when: { compare: [{ value: 'lines' }, '>=', { constant: 1 }] },
      amount: 'plan',
      because: [
        words('截至{to}“{item}”预算{plan}，累计支出{spent}', 'by {to} {spent} of {plan} were spent on “{item}”'),
        {
          when: { compare: [{ value: 'rush' }, '>', { parameter: 'rushBar' }] },
          ...words('12月支出占全年{rush}', 'December has {rush} of the year'),
        },
        {
          when: { not: { compare: [{ value: 'rush' }, '>', { parameter: 'rushBar' }] } },
          ...words('执行进度低于时间进度的{pace}', 'its pace is below {pace} of time'),
        },
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('资金沉淀或年底突击花钱', 'money left idle, or rushed out at the end of the year'),
  legalBasis: [words('《中华人民共和国预算法》第五十三条至第五十七条', 'Budget Law, articles 53 to 57')],
  falsePositives: [
    because('phase', '项目分期', 'project phase'),
    because('late-transfer', '资金下达较晚', 'late transfer'),
  ],
};

/** An amount is what makes a project or a payment one of the list; decisions and appointments are always on it. */
const ON_THE_LIST: RowCondition<'kind' | 'amountMinor' | 'unitType'> = {
  any: [
    isOneOf('kind', 'DECISION', 'PERSONNEL'),
    { compare: [YUAN, '>=', { parameter: 'listAmount', by: 'unitType' }] },
  ],
};
/**
 * R34 三重一大程序缺失: a matter of the list, by its kind or by its amount for such a unit, without agenda, minutes or attendance. Ships
 * switched off: decisions come later.
 */
export const R34: RuleOn<'major_decision'> = {
  code: 'R34',
  name: words('三重一大程序缺失', 'A major decision without its papers'),
  kind: 'major_decision',
  subject: UNIT,
  parameters: {
    listAmount: {
      label: words('大额标准', 'list amount'),
      unit: 'FEN',
      value: {
        ORGAN: 20_000_000,
        TOWN: 10_000_000,
        VILLAGE: 2_000_000,
        INSTITUTION: 10_000_000,
        COMPANY: 50_000_000,
      },
      least: 100_000,
      most: 10_000_000_000,
    },
  },
  exceptions: [
    {
      code: 'urgent',
      words: words('紧急决策已补报备', 'urgent, reported afterwards'),
      when: { all: [isOneOf('urgent', 'YES'), present('reportedOn')] },
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'decision',
      where: { all: [{ any: [absent('agendaRef'), absent('minutesRef'), absent('attendanceRef')] }, ON_THE_LIST] },
      values: {
        subject: told({ field: 'subject' }, 'TEXT', '事项', 'matter'),
        day: told({ field: 'occurredOn' }, 'DAY', '决策日期', 'day'),
        amount: told(YUAN, 'FEN', '涉及金额', 'amount'),
        kind: told({ field: 'kind' }, 'CODE', '类别', 'kind'),
      },
      when: { all: [] },
      amount: 'amount',
      because: [
        words(
          '{day}决策事项“{subject}”（{kind}）缺少议程、纪要或签到材料',
          '“{subject}” ({kind}) of {day} lacks agenda, minutes or attendance',
        ),
        {
          when: { present: { value: 'amount' } },
          ...words('涉及金额{amount}，列入本单位“三重一大”清单', '{amount} put it on the unit’s list'),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('个人或少数人决定重大事项', 'a major matter decided by one or few'),
  legalBasis: [words('“三重一大”决策制度', 'Rules on major decisions')],
  falsePositives: [because('ratified', '紧急决策后补程序', 'urgent decision ratified later')],
};

/** R35 敏感岗位超期任职/亲属同链: more than five years in a sensitive post, or kin as superior. */
export const R35: RuleOn<'tenure'> = {
  code: 'R35',
  name: words('敏感岗位超期任职或亲属同链', 'Too long in a sensitive post, or kin above'),
  kind: 'tenure',
  subject: STAFF,
  parameters: { days: setting('DAYS', 1_826, [365, 7_300], '最长任职天数', 'longest tenure') },
  exceptions: [
    { code: 'exception', words: words('经批准的例外', 'approved exception'), when: present('exceptionRef') },
    {
      code: 'succession',
      words: words('正在交流轮岗', 'succession under way'),
      when: isOneOf('successionUnderWay', 'YES'),
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'post',
      where: {
        any: [
          {
            all: [
              isOneOf('sensitive', 'YES'),
              {
                compare: [
                  { daysBetween: [{ field: 'occurredOn' }, { either: [{ field: 'untilOn' }, { asOf: true }] }] },
                  '>',
                  { parameter: 'days' },
                ],
              },
            ],
          },
          {
            all: [
              present('superiorHash'),
              present('personHash'),
              {
                any: [
                  some({ ...of('kin', { personHash: 'personHash', kinHash: 'superiorHash' }), optional: true }),
                  some({ ...of('kin', { personHash: 'superiorHash', kinHash: 'personHash' }), optional: true }),
                ],
              },
            ],
          },
        ],
      },
      values: {
        person: told({ field: 'person' }, 'TEXT', '姓名', 'person'),
        post: told({ field: 'post' }, 'TEXT', '岗位', 'post'),
        served: told(
          { daysBetween: [{ field: 'occurredOn' }, { either: [{ field: 'untilOn' }, { asOf: true }] }] },
          'DAYS',
          '任职天数',
          'days in post',
        ),
      },
      when: { all: [] },
      because: [
        words('{person}任“{post}”已{served}', '{person} has been “{post}” for {served}'),
        {
          when: { compare: [{ value: 'served' }, '<=', { parameter: 'days' }] },
          ...words('与直接上级存在申报的亲属关系', 'and is declared kin of the superior'),
        },
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('长期任职或亲属同链形成利益关系', 'long tenure or kinship makes for favours'),
  legalBasis: [
    words('《党政领导干部交流工作规定》《党政领导干部任职回避暂行规定》', 'Rules on rotation and on kin avoidance'),
  ],
  falsePositives: [
    because('succession', '正在交接', 'succession under way'),
    because('exception', '经批准的例外', 'approved exception'),
  ],
};

/** R36 应公开未公开: due and not published. Ships switched off: the duties come later. */
export const R36: RuleOn<'disclosure'> = {
  code: 'R36',
  name: words('应公开未公开', 'Due and not published'),
  kind: 'disclosure',
  subject: UNIT,
  parameters: {},
  exceptions: [
    {
      code: 'exempt',
      words: words('涉密或网站迁移', 'secret, or the site is being moved'),
      when: isOneOf('exempt', 'SECRET', 'MIGRATION'),
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'duty',
      where: { all: [absent('publishedOn'), { compare: [{ field: 'occurredOn' }, '<', { asOf: true }] }] },
      values: {
        item: told({ field: 'item' }, 'TEXT', '公开事项', 'item'),
        due: told({ field: 'occurredOn' }, 'DAY', '应公开日期', 'due'),
      },
      when: { all: [] },
      because: [words('“{item}”应于{due}公开，至今未公开', '“{item}” was due on {due} and is not published')],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('规避公开监督', 'publicity avoided'),
  legalBasis: [words('《中华人民共和国政府信息公开条例》', 'Regulations on government information')],
  falsePositives: [because('migration', '网站迁移', 'site migration'), because('secret', '涉密事项', 'secret item')],
};

const SCORE_BEFORE = give(
  of(
    'appraisal',
    { unitCode: 'unitCode' },
    {
      between: [
        { daysBetween: [{ field: 'occurredOn' }, mine({ field: 'occurredOn' })] },
        { constant: 1 },
        { parameter: 'back' },
      ],
    },
  ),
  { max: { field: 'score' } },
);
/** R38 满意度过低: below 60, or more than 15 below the best result of the year before, of at least 30 votes. Ships switched off. */
export const R38: RuleOn<'appraisal'> = {
  code: 'R38',
  name: words('满意度过低', 'Low satisfaction'),
  kind: 'appraisal',
  subject: UNIT,
  parameters: {
    scoreBar: setting('COUNT', 60, [0, 100], '最低分', 'lowest score'),
    fall: setting('COUNT', 15, [1, 100], '下降分数', 'points fallen'),
    votesBar: setting('COUNT', 30, [1, 10_000], '最少票数', 'least votes'),
    back: setting('DAYS', 400, [30, 1_500], '回看天数', 'days back'),
  },
  exceptions: [],
  finds: [
    {
      each: 'row',
      name: 'result',
      where: {
        all: [
          { compare: [{ field: 'votes' }, '>=', { parameter: 'votesBar' }] },
          {
            any: [
              { compare: [{ field: 'score' }, '<', { parameter: 'scoreBar' }] },
              {
                compare: [
                  { minus: [{ either: [SCORE_BEFORE, { field: 'score' }] }, { field: 'score' }] },
                  '>',
                  { parameter: 'fall' },
                ],
              },
            ],
          },
        ],
      },
      values: {
        score: told({ field: 'score' }, 'COUNT', '得分', 'score'),
        before: told(SCORE_BEFORE, 'COUNT', '此前得分', 'score before'),
        votes: told({ field: 'votes' }, 'COUNT', '票数', 'votes'),
        day: told({ field: 'occurredOn' }, 'DAY', '评议日期', 'day'),
      },
      when: { all: [] },
      because: [
        words(
          '{day}评议得{score}分（{votes}票），此前{before}分',
          'scored {score} on {day} ({votes} votes), before {before}',
        ),
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('作风问题集中', 'conduct has worsened'),
  legalBasis: [words('政风行风评议制度', 'Rules on appraisal of conduct')],
  falsePositives: [because('flood', '刷票', 'vote flood'), because('small-sample', '样本过小', 'small sample')],
};

/** R45 同类问题复发: the same type of problem in the same unit within 24 months after it was closed. */
export const R45: RuleOn<'finding'> = {
  code: 'R45',
  name: words('同类问题复发', 'A problem comes back'),
  kind: 'finding',
  subject: UNIT,
  parameters: { days: setting('DAYS', 730, [30, 3_650], '观察天数', 'days watched') },
  exceptions: [],
  finds: [
    {
      each: 'row',
      name: 'again',
      where: some(
        of(
          'finding',
          { unitCode: 'unitCode', problemType: 'problemType' },
          {
            all: [
              present('closedOn'),
              {
                between: [
                  { daysBetween: [{ field: 'closedOn' }, mine({ field: 'occurredOn' })] },
                  { constant: 1 },
                  { parameter: 'days' },
                ],
              },
            ],
          },
        ),
      ),
      values: {
        problem: told({ field: 'problemType' }, 'TEXT', '问题类型', 'problem'),
        day: told({ field: 'occurredOn' }, 'DAY', '发现日期', 'day'),
      },
      when: { all: [] },
      because: [
        words(
          '{day}再次发现“{problem}”，距上次销号不足{days}',
          '“{problem}” was found again on {day}, within {days} after it was closed',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('整改流于形式', 'put right on paper only'),
  legalBasis: [words('巡视巡察整改规定', 'Rules on acting upon inspections')],
  falsePositives: [because('reclassified', '问题类型重新划分', 'types were classified anew')],
};

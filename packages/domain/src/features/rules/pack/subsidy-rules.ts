import type { RowCondition, RuleOn } from '../language.ts';
import {
  because,
  give,
  isOneOf,
  mine,
  monthOfDay,
  monthOfPeriod,
  of,
  present,
  setting,
  some,
  told,
  words,
} from './shorthand.ts';

const RECIPIENT = [{ kind: 'IDENTITY', field: 'recipientHash' }] as const;
const AMOUNT = told({ sum: { yuan: 'amountMinor' } } as const, 'FEN', '合计金额', 'sum');
const PAYMENTS = told({ count: 'rows' } as const, 'COUNT', '发放笔数', 'payments');
const FROM = told({ min: { field: 'occurredOn' } } as const, 'DAY', '首笔日期', 'first day');
const TO = told({ max: { field: 'occurredOn' } } as const, 'DAY', '末笔日期', 'last day');
const ITEM = told({ first: { field: 'item' } } as const, 'CODE', '补贴项目', 'item');
const TELLING = { payments: PAYMENTS, amount: AMOUNT, from: FROM, to: TO, item: ITEM } as const;
const ANY = { compare: [{ value: 'payments' }, '>=', { constant: 1 }] } as const;

const RELIEF = ['LOW_INCOME', 'EXTREME_POVERTY', 'TEMPORARY_RELIEF'] as const;
const RELIEF_MEASURES = words(
  '《社会救助暂行办法》（国务院令第649号）关于救助对象条件与核对的规定',
  'Interim Measures for Social Assistance (State Council Order 649): who qualifies, and its verification',
);

/**
 * R01 已故人员领补贴: paid in a month later than the month of death and the months of grace, matched by digest. Left out: money for the
 * funeral and what is settled with the heirs. Red from 3 months or 2,000 yuan.
 */
export const R01: RuleOn<'subsidy'> = {
  code: 'R01',
  name: words('已故人员领补贴', 'Subsidy paid after death'),
  kind: 'subsidy',
  subject: RECIPIENT,
  parameters: {
    grace: setting('COUNT', 1, [0, 6], '宽限月数', 'months of grace'),
    monthsBar: setting('COUNT', 3, [1, 24], '红色起点月数', 'months for red'),
    limit: setting('FEN', 200_000, [0, 100_000_000], '红色起点金额', 'amount for red'),
  },
  exceptions: [
    { code: 'funeral', words: words('丧葬补助', 'funeral money'), when: isOneOf('item', 'FUNERAL') },
    { code: 'heirs', words: words('与继承人结算', 'settled with the heirs'), when: isOneOf('settlement', 'HEIRS') },
  ],
  finds: [
    {
      each: 'group',
      name: 'paid',
      by: [{ field: 'recipientHash' }],
      where: some(
        of(
          'death',
          { personHash: 'recipientHash' },
          {
            compare: [{ minus: [mine(monthOfDay), monthOfDay] }, '>', { parameter: 'grace' }],
          },
        ),
      ),
      values: {
        ...TELLING,
        months: told({ distinct: monthOfDay }, 'COUNT', '发放月数', 'months paid'),
        died: told(
          { first: give(of('death', { personHash: 'recipientHash' }), { min: { field: 'occurredOn' } }) },
          'DAY',
          '死亡日期',
          'day of death',
        ),
      },
      when: ANY,
      amount: 'amount',
      because: [
        words(
          '死亡登记日期为{died}，{from}至{to}仍按{item}等发放{payments}笔，合计{amount}',
          'death is registered on {died}; from {from} to {to} {payments} payments ({item}) were made, {amount} together',
        ),
        words('已超过宽限{grace}个月，涉及{months}个月', 'past {grace} months of grace, in {months} months'),
      ],
    },
  ],
  levels: [
    {
      colour: 'RED',
      when: {
        any: [
          { compare: [{ value: 'months' }, '>=', { parameter: 'monthsBar' }] },
          { compare: [{ value: 'amount' }, '>=', { parameter: 'limit' }] },
        ],
      },
    },
    { colour: 'YELLOW' },
  ],
  hypothesis: words(
    '隐瞒死亡信息冒领，或经办人员截留',
    'a death is hidden to go on drawing, or someone who pays keeps it',
  ),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('late-record', '死亡登记滞后或有误', 'death recorded late or wrongly'),
    because('same-name', '同名误配（本规则只按标识摘要匹配）', 'a namesake (this rule matches digests only)'),
    because('funeral', '依法发放的丧葬补助', 'lawful funeral money'),
    because('heirs', '与继承人结算', 'settlement with heirs'),
  ],
};

/** R02 财政供养人员领困难补贴: paid for a month in which the same person is on a public payroll as staff or retired. */
export const R02: RuleOn<'subsidy'> = {
  code: 'R02',
  name: words('财政供养人员领困难补贴', 'Relief to someone on the public payroll'),
  kind: 'subsidy',
  subject: RECIPIENT,
  parameters: {},
  exceptions: [
    { code: 'family', words: words('以家庭为单位享受', 'granted to the family'), when: isOneOf('basis', 'HOUSEHOLD') },
  ],
  finds: [
    {
      each: 'group',
      name: 'paid',
      by: [{ field: 'recipientHash' }],
      where: {
        all: [
          { in: { field: 'item' }, of: RELIEF },
          some({
            kind: 'payroll',
            on: [
              [{ field: 'personHash' }, { field: 'recipientHash' }],
              [{ period: 'month', of: { field: 'periodOn' } }, monthOfPeriod],
            ],
            where: { in: { field: 'staffKind' }, of: ['STAFF', 'RETIRED'] },
          }),
        ],
      },
      values: TELLING,
      when: ANY,
      amount: 'amount',
      because: [
        words(
          '{from}至{to}领取{item}等{payments}笔，合计{amount}，同月在财政供养工资名册内',
          'from {from} to {to} {payments} payments ({item}), {amount} together, in months on the public payroll',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('公职人员隐瞒身份领取困难补贴', 'a public employee hides the post to draw relief'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('family', '家庭其他成员符合条件', 'another member of the family qualifies'),
    because('temporary', '临时聘用人员', 'temporary worker'),
    because('mapping', '补贴项目对应错误', 'the item is mapped wrongly'),
  ],
};

/** A car above the limit, registered by the day of the payment, whoever of the household owns it. */
const CAR: RowCondition = {
  all: [
    { in: { field: 'type' }, of: ['CAR', 'TRUCK'] },
    { in: { field: 'status' }, of: ['ACTIVE'] },
    { not: isOneOf('forDisabled', 'YES') },
    { compare: [{ yuan: 'priceMinor' }, '>', { parameter: 'price' }] },
  ],
};
/** R03 有车户领低保: a car, no motorcycle or tricycle, dearer than the limit, of the recipient or of one of the household. */
export const R03: RuleOn<'subsidy'> = {
  code: 'R03',
  name: words('有车户领低保', 'Low-income benefit in a household with a car'),
  kind: 'subsidy',
  subject: RECIPIENT,
  parameters: { price: setting('FEN', 5_000_000, [0, 100_000_000], '车辆购置价上限', 'price of a car') },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'paid',
      by: [{ field: 'recipientHash' }],
      where: {
        all: [
          { in: { field: 'item' }, of: ['LOW_INCOME'] },
          {
            any: [
              some(
                of(
                  'vehicle',
                  { ownerHash: 'recipientHash' },
                  {
                    all: [CAR, { compare: [{ field: 'occurredOn' }, '<=', mine({ field: 'occurredOn' })] }],
                  },
                ),
              ),
              {
                all: [
                  present('householdRef'),
                  some(
                    of(
                      'household',
                      { householdRef: 'householdRef' },
                      some(
                        of(
                          'vehicle',
                          { ownerHash: 'personHash' },
                          {
                            all: [
                              CAR,
                              { compare: [{ field: 'occurredOn' }, '<=', mine(mine({ field: 'occurredOn' }))] },
                            ],
                          },
                        ),
                      ),
                    ),
                  ),
                ],
              },
            ],
          },
        ],
      },
      values: TELLING,
      when: ANY,
      amount: 'amount',
      because: [
        words(
          '{from}至{to}领取低保{payments}笔，合计{amount}；本人或同户成员名下有购置价超过{price}的在用车辆',
          'from {from} to {to} {payments} low-income payments, {amount} together; the recipient or one of the household owns a car in use that cost more than {price}',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('隐瞒家庭财产骗取低保', 'family property hidden to draw the benefit'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('not-deregistered', '车辆报废或被盗未注销', 'scrapped or stolen and not deregistered'),
    because('name-lent', '出借名义登记', 'registered for somebody else'),
    because('disabled', '残疾人专用车', 'car of a disabled person'),
    because('tricycle', '三轮车、摩托车', 'tricycle, motorcycle'),
  ],
};

/** R04 有企业/房产领救助: legal representative or shareholder of an active firm, owner of a shop or of two dwellings. */
export const R04: RuleOn<'subsidy'> = {
  code: 'R04',
  name: words('有企业或房产领救助', 'Relief to the owner of a firm or property'),
  kind: 'subsidy',
  subject: RECIPIENT,
  parameters: { dwellings: setting('COUNT', 2, [2, 10], '住宅套数', 'dwellings') },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'paid',
      by: [{ field: 'recipientHash' }],
      where: {
        all: [
          { in: { field: 'item' }, of: RELIEF },
          {
            any: [
              some(
                of(
                  'company',
                  { holderHash: 'recipientHash' },
                  {
                    all: [
                      { in: { field: 'status' }, of: ['ACTIVE'] },
                      { compare: [{ field: 'occurredOn' }, '<=', mine({ field: 'occurredOn' })] },
                      { not: { all: [isOneOf('nature', 'COOPERATIVE'), isOneOf('role', 'SHAREHOLDER')] } },
                    ],
                  },
                ),
              ),
              some({ ...of('property', { ownerHash: 'recipientHash' }, isOneOf('kind', 'SHOP')), optional: true }),
              {
                compare: [
                  give(
                    { ...of('property', { ownerHash: 'recipientHash' }, isOneOf('kind', 'DWELLING')), optional: true },
                    'count',
                  ),
                  '>=',
                  { parameter: 'dwellings' },
                ],
              },
            ],
          },
        ],
      },
      values: TELLING,
      when: ANY,
      amount: 'amount',
      because: [
        words(
          '{from}至{to}领取{item}等{payments}笔，合计{amount}，期间名下有存续企业或商铺、多套住宅',
          'from {from} to {to} {payments} payments ({item}), {amount} together, while owning an active firm, a shop or several dwellings',
        ),
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('隐瞒经营或财产领取救助', 'business or property hidden to draw relief'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('dormant', '停业未注销的企业', 'dormant company'),
    because('nominal', '合作社挂名社员', 'nominal member of a cooperative'),
  ],
};

const HELD = ['LOW_INCOME', 'EXTREME_POVERTY', 'TEMPORARY_RELIEF', 'HOUSING'] as const;
const ALL_KIN = { count: 'rows' } as const;
const RECEIVES: RowCondition<'kinHash' | 'village'> = some(
  of('subsidy', { recipientHash: 'kinHash', village: 'village' }, { in: { field: 'item' }, of: HELD }),
);
const RECEIVING = { count: RECEIVES } as const;
const VILLAGERS = {
  max: give(of('household', { village: 'village' }), { distinct: { field: 'personHash' } }),
} as const;
const VILLAGE_SHARE = {
  max: {
    ratio: [
      give(of('subsidy', { village: 'village' }, { in: { field: 'item' }, of: HELD }), {
        distinct: { field: 'recipientHash' },
      }),
      give(of('household', { village: 'village' }), { distinct: { field: 'personHash' } }),
    ],
  },
} as const;
/**
 * R05 村干部亲属集中享受: of the kin that a village leader declared, the share that gets benefits is more than three times the village's.
 * Small villages and fewer than three receiving kin are not judged.
 */
export const R05: RuleOn<'kin'> = {
  code: 'R05',
  name: words('村干部亲属集中享受', 'Benefits gather among a village leader’s kin'),
  kind: 'kin',
  subject: [
    { kind: 'PERSON', field: 'personCode' },
    { kind: 'IDENTITY', field: 'personHash' },
  ],
  parameters: {
    timesBar: setting('TIMES', 3, [1, 20], '倍数', 'times the village’s share'),
    villagersBar: setting('COUNT', 30, [1, 10_000], '最少村民数', 'least villagers'),
    receivingBar: setting('COUNT', 3, [1, 50], '最少享受亲属数', 'least kin receiving'),
  },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'kin',
      by: [{ field: 'personHash' }, { field: 'village' }],
      where: isOneOf('post', 'VILLAGE_LEADER'),
      values: {
        kin: told(ALL_KIN, 'COUNT', '申报亲属数', 'declared kin'),
        receiving: told(RECEIVING, 'COUNT', '享受补贴亲属数', 'kin receiving'),
        villagers: told(VILLAGERS, 'COUNT', '村民数', 'villagers'),
        share: told({ ratio: [RECEIVING, ALL_KIN] } as const, 'RATIO', '亲属享受比例', 'share of kin'),
        average: told(VILLAGE_SHARE, 'RATIO', '全村享受比例', 'share of the village'),
        times: told({ ratio: [{ ratio: [RECEIVING, ALL_KIN] }, VILLAGE_SHARE] } as const, 'TIMES', '倍数', 'times'),
        village: told({ first: { field: 'village' } } as const, 'TEXT', '村（社区）', 'village'),
      },
      when: {
        all: [
          { compare: [{ value: 'receiving' }, '>=', { parameter: 'receivingBar' }] },
          { compare: [{ value: 'villagers' }, '>=', { parameter: 'villagersBar' }] },
          { compare: [{ value: 'times' }, '>', { parameter: 'timesBar' }] },
        ],
      },
      because: [
        words(
          '{village}村干部申报亲属{kin}人中{receiving}人享受补贴，占{share}，全村为{average}',
          'of {kin} kin declared by a leader of {village} {receiving} get benefits, {share}, against {average} of the village',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('优亲厚友', 'favouring kin and friends'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('truly-poor', '亲属确实困难', 'the kin are truly poor'),
    because('small-village', '小村基数小', 'a small village'),
  ],
};

const EXCLUSIVE = { in: { field: 'item' }, of: ['LOW_INCOME', 'EXTREME_POVERTY', 'ORPHAN'] } as const;
/** R06 重复享受/互斥补贴: two items that exclude each other, for one person and one month. */
export const R06: RuleOn<'subsidy'> = {
  code: 'R06',
  name: words('重复享受互斥补贴', 'Benefits that exclude each other'),
  kind: 'subsidy',
  subject: RECIPIENT,
  parameters: {},
  exceptions: [
    {
      code: 'policy-change',
      words: words('政策衔接期间', 'while the policy changes'),
      when: isOneOf('settlement', 'POLICY_CHANGE'),
    },
  ],
  finds: [
    {
      each: 'group',
      name: 'both',
      by: [{ field: 'recipientHash' }],
      where: {
        all: [
          EXCLUSIVE,
          some({
            kind: 'subsidy',
            on: [
              [{ field: 'recipientHash' }, { field: 'recipientHash' }],
              [monthOfPeriod, monthOfPeriod],
            ],
            where: {
              all: [
                EXCLUSIVE,
                { not: isOneOf('settlement', 'POLICY_CHANGE') },
                { compare: [{ field: 'item' }, '<>', mine({ field: 'item' })] },
              ],
            },
          }),
        ],
      },
      values: {
        ...TELLING,
        months: told({ distinct: monthOfPeriod }, 'COUNT', '重复月数', 'months'),
      },
      when: ANY,
      amount: 'amount',
      because: [
        words(
          '{months}个月内同月领取互斥的补贴项目，共{payments}笔，合计{amount}（{from}至{to}）',
          'items that exclude each other in the same month, {months} months, {payments} payments, {amount} together ({from} to {to})',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('重复申报，部门间未核对', 'applied for twice, not checked between departments'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [because('policy-change', '年中政策调整', 'policy change within the year')],
};

const HOUSEHOLDS = {
  distinct: { either: [{ field: 'householdRef' }, { field: 'recipientHash' }] },
} as const;
const PERSONS = { distinct: { field: 'recipientHash' } } as const;
/** R07 补贴集中同一账户: three persons or more, of more than one household, paid into one account. */
export const R07: RuleOn<'subsidy'> = {
  code: 'R07',
  name: words('补贴集中同一账户', 'Many subsidies into one account'),
  kind: 'subsidy',
  subject: [{ kind: 'ACCOUNT', field: 'accountHash' }],
  parameters: { personsBar: setting('COUNT', 3, [2, 50], '人数', 'persons') },
  exceptions: [
    { code: 'guardian', words: words('监护人代领', 'drawn by a guardian'), when: present('guardianHash') },
    { code: 'institution', words: words('供养机构代管', 'kept by an institution'), when: present('institutionRef') },
  ],
  finds: [
    {
      each: 'group',
      name: 'account',
      by: [{ field: 'accountHash' }],
      values: {
        ...TELLING,
        persons: told(PERSONS, 'COUNT', '领取人数', 'persons'),
        households: told(HOUSEHOLDS, 'COUNT', '户数', 'households'),
      },
      when: {
        all: [
          { compare: [{ value: 'persons' }, '>=', { parameter: 'personsBar' }] },
          { compare: [{ value: 'households' }, '>=', { constant: 2 }] },
        ],
      },
      amount: 'amount',
      because: [
        words(
          '{households}户{persons}人的补贴发放至同一账户，共{payments}笔，合计{amount}（{from}至{to}）',
          'subsidies of {persons} persons of {households} households went into one account: {payments} payments, {amount} together ({from} to {to})',
        ),
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('经办人员控制账户，截留冒领', 'whoever pays out holds the account and keeps the money'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('household-card', '一户一卡', 'one card for a household'),
    because('guardian', '老年人、未成年人由监护人代领', 'guardian of the old or of minors'),
  ],
};

/** R08 补贴长期未发放: 30 days after the money came less than half of it is paid out. */
export const R08: RuleOn<'subsidy_fund'> = {
  code: 'R08',
  name: words('补贴长期未发放', 'Subsidy money not paid out'),
  kind: 'subsidy_fund',
  subject: [{ kind: 'UNIT', field: 'unitCode' }],
  parameters: {
    days: setting('DAYS', 30, [5, 365], '发放期限', 'days to pay out'),
    least: setting('RATIO', 0.5, [0, 1], '最低发放比例', 'least share paid'),
  },
  exceptions: [
    {
      code: 'under-way',
      words: words('正在核实对象或银行退回', 'being verified, or sent back by the bank'),
      when: isOneOf('state', 'VERIFYING', 'BANK_RETURN'),
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'fund',
      where: {
        compare: [{ daysBetween: [{ field: 'occurredOn' }, { asOf: true }] }, '>', { parameter: 'days' }],
      },
      values: {
        amount: told({ yuan: 'amountMinor' }, 'FEN', '到账金额', 'received'),
        day: told({ field: 'occurredOn' }, 'DAY', '到账日期', 'day received'),
        item: told({ field: 'item' }, 'CODE', '补贴项目', 'item'),
        share: told(
          {
            ratio: [
              give(
                of(
                  'subsidy',
                  { fundRef: 'externalId' },
                  {
                    compare: [
                      { daysBetween: [mine({ field: 'occurredOn' }), { field: 'occurredOn' }] },
                      '<=',
                      { parameter: 'days' },
                    ],
                  },
                ),
                { sum: { yuan: 'amountMinor' } },
              ),
              { yuan: 'amountMinor' },
            ],
          },
          'RATIO',
          '期限内已发放比例',
          'share paid in time',
        ),
      },
      when: { compare: [{ value: 'share' }, '<', { parameter: 'least' }] },
      amount: 'amount',
      because: [
        words(
          '{day}到账{item}资金{amount}，{days}内仅发放{share}',
          '{amount} for {item} came on {day}; within {days} only {share} was paid out',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('滞留、挪用补贴资金', 'subsidy money held back or used otherwise'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('verifying', '核实对象期间', 'verification under way'),
    because('bank-return', '银行退回', 'returned by the bank'),
  ],
};

/** A cadre of the recipient's village declared this phone: villagers without one are reached there. */
const CADRES_PHONE: RowCondition<'phoneHash'> = some({
  ...of(
    'cadre_contact',
    { phoneHash: 'phoneHash' },
    {
      any: [
        { not: { present: mine({ field: 'village' }) } },
        { compare: [{ field: 'village' }, '=', mine({ field: 'village' })] },
      ],
    },
  ),
  optional: true,
});
const SHARED = (what: 'phoneHash' | 'addressHash', zh: string, en: string) =>
  ({
    each: 'group',
    name: what === 'phoneHash' ? 'phone' : 'address',
    by: [{ field: what }],
    subject: [{ kind: 'CONTACT', field: what }],
    where: what === 'phoneHash' ? { all: [present(what), { not: CADRES_PHONE }] } : present(what),
    values: {
      ...TELLING,
      persons: told(PERSONS, 'COUNT', '领取人数', 'persons'),
      households: told(HOUSEHOLDS, 'COUNT', '户数', 'households'),
    },
    when: {
      all: [
        { compare: [{ value: 'persons' }, '>=', { parameter: 'personsBar' }] },
        { compare: [{ value: 'households' }, '>=', { constant: 2 }] },
      ],
    },
    amount: 'amount',
    because: [
      words(
        `{households}户{persons}名领取人登记同一${zh}，共{payments}笔，合计{amount}`,
        `{persons} recipients of {households} households give one ${en}: {payments} payments, {amount} together`,
      ),
    ],
  }) as const;
/**
 * R40 社会救助冒领同地址/同电话: five recipients or more of several households with one phone or address, outside institutions. A phone that
 * a cadre of their village declared is not theirs to share.
 */
export const R40: RuleOn<'subsidy'> = {
  code: 'R40',
  name: words('社会救助同地址同电话', 'Recipients with one address or phone'),
  kind: 'subsidy',
  subject: [
    { kind: 'CONTACT', field: 'phoneHash' },
    { kind: 'CONTACT', field: 'addressHash' },
  ],
  parameters: { personsBar: setting('COUNT', 5, [2, 100], '人数', 'persons') },
  exceptions: [{ code: 'institution', words: words('供养机构', 'care home'), when: present('institutionRef') }],
  finds: [SHARED('phoneHash', '联系电话', 'phone'), SHARED('addressHash', '住址', 'address')],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('编造领取人冒领', 'recipients invented to draw money'),
  legalBasis: [RELIEF_MEASURES],
  falsePositives: [
    because('care-home', '养老、福利机构', 'care home'),
    because(
      'cadre-phone',
      '以未备案的村干部电话为联系电话',
      'a village cadre’s phone given as contact and not declared',
    ),
  ],
};

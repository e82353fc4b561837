import type { Field } from '../columns.ts';
import type { GroupValue, RowCondition, RowValue, RuleOn } from '../language.ts';
import { because, give, isOneOf, mine, none, of, present, setting, some, told, words } from './shorthand.ts';

type Fields = Field<'bid'>;
const YUAN = { yuan: 'amountMinor' } as const;
const TENDERING = words(
  '《中华人民共和国招标投标法》第三十二条；《招标投标法实施条例》第三十九条至第四十条',
  'Tendering Law, article 32; its Implementing Regulations, articles 39 and 40: collusion',
);
const TENDER = [{ kind: 'TENDER', field: 'tenderRef' }] as const;
const BIDDER = [{ kind: 'SUPPLIER', field: 'bidderCode' }] as const;
const TELLING = {
  bids: told({ count: 'rows' } as const, 'COUNT', '投标数', 'bids'),
  bidders: told({ distinct: { field: 'bidderCode' } } as const, 'COUNT', '投标人数', 'bidders'),
  project: told({ first: { field: 'project' } } as const, 'TEXT', '项目', 'project'),
  tender: told({ first: { field: 'tenderRef' } } as const, 'TEXT', '招标编号', 'tender'),
} as const;

/** Used by few: what the whole market uses (a park's network, a public template) says nothing. */
const few = (field: Fields): RowCondition<Fields> => ({
  compare: [give(of('bid', { [field]: field }), { distinct: { field: 'bidderCode' } }), '<=', { parameter: 'few' }],
});
const another: RowCondition = { compare: [{ field: 'bidderCode' }, '<>', mine({ field: 'bidderCode' })] };
/** Both went through one agency, whose office, computer and phone they then share. */
const ownOffice: RowCondition = {
  not: {
    all: [
      { present: { field: 'agencyCode' } },
      { present: mine({ field: 'agencyCode' }) },
      { compare: [{ field: 'agencyCode' }, '=', mine({ field: 'agencyCode' })] },
    ],
  },
};
/** Another bidder of the tender has the same of something, where this one states it. */
const shares = (field: Fields, more: readonly RowCondition[] = []): RowCondition<Fields> => ({
  all: [present(field), some(of('bid', { tenderRef: 'tenderRef', [field]: field }, { all: [another, ...more] }))],
});
const SHARES: Readonly<Record<string, RowCondition<Fields>>> = {
  machine: shares('machineCodeHash', [ownOffice]),
  minute: {
    all: [
      present('submittedAt'),
      shares('ipHash', [ownOffice, { compare: [{ minuteOf: 'submittedAt' }, '=', mine({ minuteOf: 'submittedAt' })] }]),
      few('ipHash'),
    ],
  },
  file: { all: [shares('fileHash'), few('fileHash')] },
  author: { all: [shares('fileAuthor', [ownOffice]), few('fileAuthor')] },
  contact: shares('contactHash', [ownOffice]),
  account: shares('depositAccountHash'),
  controller: shares('controllerCode'),
};
const counted = (name: string): GroupValue<Fields> => ({ count: SHARES[name] as RowCondition<Fields> });

/**
 * R21 围标串标: bidders of one tender that share a machine, an address within one minute, a file or its author, a contact, a deposit
 * account or whoever controls them. What an agency's clients share by its office does not count, nor what many bidders use everywhere.
 */
export const R21: RuleOn<'bid'> = {
  code: 'R21',
  name: words('围标串标', 'Bidders who share what rivals do not'),
  kind: 'bid',
  subject: TENDER,
  parameters: { few: setting('COUNT', 6, [2, 100], '视为公用的投标人数', 'bidders from which it counts as public') },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'tender',
      by: [{ field: 'tenderRef' }],
      where: { any: Object.values(SHARES) },
      values: {
        ...TELLING,
        machine: told(counted('machine'), 'COUNT', '同一机器码', 'one machine'),
        minute: told(counted('minute'), 'COUNT', '同一分钟同一地址', 'one address, one minute'),
        file: told(counted('file'), 'COUNT', '同一文件', 'one file'),
        author: told(counted('author'), 'COUNT', '同一文件作者', 'one author'),
        contact: told(counted('contact'), 'COUNT', '同一联系方式', 'one contact'),
        account: told(counted('account'), 'COUNT', '同一保证金账户', 'one deposit account'),
        controller: told(counted('controller'), 'COUNT', '同一控制人', 'one controller'),
      },
      when: { compare: [{ value: 'bidders' }, '>=', { constant: 2 }] },
      because: [
        words(
          '“{project}”（{tender}）有{bidders}家投标人存在共同特征',
          'in “{project}” ({tender}) {bidders} bidders have something in common',
        ),
        ...(
          [
            ['machine', '投标文件由同一机器制作或上传', 'bids from one machine'],
            ['minute', '同一分钟由同一网络地址提交', 'submitted from one address within a minute'],
            ['file', '文件内容指纹相同', 'the same file'],
            ['author', '文件作者相同', 'one author of the files'],
            ['contact', '联系方式相同', 'one contact'],
            ['account', '保证金出自同一账户', 'deposits from one account'],
            ['controller', '实际控制人相同', 'one controller'],
          ] as const
        ).map(([value, zh, en]) => ({
          when: { compare: [{ value }, '>', { constant: 0 }] } as const,
          ...words(`${zh}（{${value}}份）`, `${en} ({${value}})`),
        })),
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('投标人之间串通投标', 'bidders collude'),
  legalBasis: [TENDERING],
  falsePositives: [
    because('agency', '共用代理机构办公场所', 'shared agency office'),
    because('network', '酒店、园区公用网络', 'hotel or park network'),
    because('template', '公开模板', 'public template'),
  ],
};

const WINNING: RowValue<Fields> = { if: isOneOf('won', 'YES'), then: YUAN };
const WINNER: GroupValue<Fields> = { greatest: WINNING };
const CONTROL: GroupValue<Fields> = { greatest: { yuan: 'controlPriceMinor' } };
const MEAN: GroupValue<Fields> = { ratio: [{ sum: YUAN }, { count: 'rows' }] };
/** R22 报价规律性/价格畸低: prices like an arithmetic sequence, or a winner far below the control price or the mean. */
export const R22: RuleOn<'bid'> = {
  code: 'R22',
  name: words('报价规律或价格畸低', 'Prices too regular or too low'),
  kind: 'bid',
  subject: TENDER,
  parameters: {
    bidsBar: setting('COUNT', 4, [3, 20], '判断规律的最少投标数', 'bids to judge regularity'),
    even: setting('TIMES', 1.05, [1, 2], '最宽与最窄价差之比', 'widest to narrowest step'),
    control: setting('RATIO', 0.7, [0.1, 1], '占控制价', 'of the control price'),
    mean: setting('RATIO', 0.85, [0.1, 1], '占均价', 'of the mean'),
    market: setting(
      'RATIO',
      0.8,
      [0.1, 1],
      '普遍低价时中位报价占控制价',
      'median of the control price where all are low',
    ),
  },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'prices',
      by: [{ field: 'tenderRef' }],
      values: {
        ...TELLING,
        steps: told({ unevenness: YUAN }, 'TIMES', '最宽与最窄价差之比', 'widest to narrowest step'),
        winning: told(WINNER, 'FEN', '中标价', 'winning price'),
        ofControl: told({ ratio: [WINNER, CONTROL] }, 'RATIO', '中标价占控制价', 'of the control price'),
        ofMean: told({ ratio: [WINNER, MEAN] }, 'RATIO', '中标价占均价', 'of the mean'),
        median: told(
          { ratio: [{ median: YUAN }, CONTROL] },
          'RATIO',
          '中位报价占控制价',
          'median of the control price',
        ),
      },
      when: {
        any: [
          {
            all: [
              { compare: [{ value: 'bids' }, '>=', { parameter: 'bidsBar' }] },
              { compare: [{ value: 'steps' }, '<=', { parameter: 'even' }] },
            ],
          },
          {
            all: [
              { compare: [{ value: 'ofControl' }, '<', { parameter: 'control' }] },
              { compare: [{ value: 'median' }, '>=', { parameter: 'market' }] },
            ],
          },
          {
            all: [
              { compare: [{ value: 'bids' }, '>=', { constant: 3 }] },
              { compare: [{ value: 'ofMean' }, '<', { parameter: 'mean' }] },
              {
                any: [
                  { not: { present: { value: 'median' } } },
                  { compare: [{ value: 'median' }, '>=', { parameter: 'market' }] },
                ],
              },
            ],
          },
        ],
      },
      amount: 'winning',
      because: [
        words('“{project}”（{tender}）共{bids}份投标', '“{project}” ({tender}) drew {bids} bids'),
        {
          when: {
            all: [
              { compare: [{ value: 'bids' }, '>=', { parameter: 'bidsBar' }] },
              { compare: [{ value: 'steps' }, '<=', { parameter: 'even' }] },
            ],
          },
          ...words('报价近似等差（价差之比{steps}）', 'their prices are nearly an arithmetic sequence (steps {steps})'),
        },
        {
          when: { compare: [{ value: 'ofControl' }, '<', { parameter: 'control' }] },
          ...words(
            '中标价{winning}仅为控制价的{ofControl}',
            'the winning {winning} is {ofControl} of the control price',
          ),
        },
        {
          when: { compare: [{ value: 'ofMean' }, '<', { parameter: 'mean' }] },
          ...words('中标价为平均报价的{ofMean}', 'the winning price is {ofMean} of the mean'),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('约定报价，或低价中标后变更牟利', 'agreed prices, or a low price to be made up by changes'),
  legalBasis: [TENDERING],
  falsePositives: [
    because('price-war', '通用货物价格竞争', 'mass-market goods with a price war'),
    because('control-high', '控制价偏高', 'the control price is set too high'),
  ],
};

/** R23 陪标: bids again and again beside the same other bidder, and never wins. */
export const R23: RuleOn<'bid'> = {
  code: 'R23',
  name: words('陪标', 'A bidder who only accompanies'),
  kind: 'bid',
  subject: BIDDER,
  parameters: { times: setting('COUNT', 5, [2, 100], '同场次数', 'tenders together') },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'loser',
      by: [{ field: 'bidderCode' }],
      values: {
        tenders: told({ distinct: { field: 'tenderRef' } }, 'COUNT', '参加招标次数', 'tenders'),
        wins: told(
          { sum: { if: { in: { field: 'won' }, of: ['YES'] }, then: { constant: 1 }, else: { constant: 0 } } },
          'COUNT',
          '中标次数',
          'wins',
        ),
        beside: told(
          { max: { together: { who: 'bidderCode', in: 'tenderRef' } } },
          'COUNT',
          '同场次数',
          'tenders together',
        ),
        bidder: told({ first: { field: 'bidder' } }, 'TEXT', '投标人', 'bidder'),
        from: told({ min: { field: 'occurredOn' } }, 'DAY', '首次日期', 'first day'),
        to: told({ max: { field: 'occurredOn' } }, 'DAY', '末次日期', 'last day'),
      },
      when: {
        all: [
          { compare: [{ value: 'beside' }, '>=', { parameter: 'times' }] },
          { compare: [{ value: 'wins' }, '=', { constant: 0 }] },
        ],
      },
      because: [
        words(
          '{from}至{to}{bidder}参加{tenders}次投标，与同一家投标人同场{beside}次，从未中标',
          'from {from} to {to} {bidder} bid in {tenders} tenders, {beside} of them beside one other bidder, and never won',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('固定陪标，制造竞争假象', 'a bidder who makes competition look real'),
  legalBasis: [TENDERING],
  falsePositives: [because('small-market', '市场小、投标人少', 'a small market')],
};

/** Someone who decides in the unit on the day, and declared the company's holder as kin. */
const DECIDES: RowCondition = {
  all: [
    isOneOf('decides', 'YES'),
    { compare: [{ field: 'unitCode' }, '=', mine(mine(mine({ field: 'unitCode' })))] },
    { compare: [{ field: 'occurredOn' }, '<=', mine(mine(mine({ field: 'occurredOn' })))] },
    {
      any: [
        { not: { present: { field: 'untilOn' } } },
        { compare: [{ field: 'untilOn' }, '>=', mine(mine(mine({ field: 'occurredOn' })))] },
      ],
    },
  ],
};
/** R24 干部亲属企业中标: the winner's legal representative or shareholder is declared kin of someone who decides in that unit. */
export const R24: RuleOn<'bid'> = {
  code: 'R24',
  name: words('干部亲属企业中标', 'A decision maker’s kin behind the winner'),
  kind: 'bid',
  subject: BIDDER,
  parameters: {},
  exceptions: [
    {
      code: 'recused',
      words: words('已登记回避', 'recusal on record'),
      when: some({ ...of('procurement', { tenderRef: 'tenderRef' }, present('recusalRef')), optional: true }),
    },
  ],
  finds: [
    {
      each: 'group',
      name: 'winner',
      by: [{ field: 'unitCode' }, { field: 'bidderCode' }],
      where: {
        all: [
          isOneOf('won', 'YES'),
          some(
            of(
              'company',
              { uscc: 'bidderCode' },
              {
                all: [
                  { not: isOneOf('status', 'CANCELLED') },
                  some(of('kin', { kinHash: 'holderHash' }, some(of('tenure', { personHash: 'personHash' }, DECIDES)))),
                ],
              },
            ),
          ),
        ],
      },
      values: {
        ...TELLING,
        amount: told({ sum: YUAN }, 'FEN', '中标金额', 'amount won'),
        bidder: told({ first: { field: 'bidder' } }, 'TEXT', '中标人', 'winner'),
      },
      when: { compare: [{ value: 'bids' }, '>=', { constant: 1 }] },
      amount: 'amount',
      because: [
        words(
          '{bidder}中标{bids}次，合计{amount}（如“{project}”）；其法定代表人或股东与该单位有决定权人员存在申报的亲属关系',
          '{bidder} won {bids} times, {amount} together (“{project}” among them); its legal representative or a shareholder is declared kin of someone who decides in the unit',
        ),
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('利用职务为亲属谋取利益', 'the office used for the profit of kin'),
  legalBasis: [TENDERING],
  falsePositives: [
    because('not-involved', '亲属未参与', 'the kin are not involved'),
    because('recused', '已依规回避', 'recusal was observed'),
    because('same-name', '同名（本规则只按标识摘要匹配）', 'a namesake (this rule matches digests only)'),
  ],
};

/** R43 预审评标定标未分离: one person in two of prequalification, evaluation and award of one tender. */
export const R43: RuleOn<'procurement_role'> = {
  code: 'R43',
  name: words('预审评标定标未分离', 'Separated functions in one hand'),
  kind: 'procurement_role',
  subject: [
    { kind: 'PERSON', field: 'personCode' },
    { kind: 'IDENTITY', field: 'personHash' },
  ],
  parameters: { rolesBar: setting('COUNT', 2, [2, 3], '职能数', 'functions') },
  exceptions: [
    { code: 'approved', words: words('经书面批准兼任', 'approved in writing'), when: present('approvalRef') },
  ],
  finds: [
    {
      each: 'group',
      name: 'person',
      by: [{ field: 'tenderRef' }, { either: [{ field: 'personCode' }, { field: 'personHash' }] }],
      values: {
        roles: told({ distinct: { field: 'role' } }, 'COUNT', '职能数', 'functions'),
        tender: told({ first: { field: 'tenderRef' } }, 'TEXT', '招标编号', 'tender'),
        person: told({ first: { field: 'person' } }, 'TEXT', '姓名', 'person'),
      },
      when: { compare: [{ value: 'roles' }, '>=', { parameter: 'rolesBar' }] },
      because: [
        words(
          '{person}在招标{tender}中承担资格预审、评标、定标中的{roles}项',
          '{person} held {roles} of prequalification, evaluation and award in tender {tender}',
        ),
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('一人操控招标各环节', 'one person steers the whole tender'),
  legalBasis: [
    words('资格预审、评标、定标三分离要求（工作规程三）', 'prequalification, evaluation and award are separated'),
  ],
  falsePositives: [because('small-unit', '小单位经书面批准', 'a very small unit with written approval')],
};

/** R25 中标后大额变更: changes of more than a tenth of the contract. */
export const R25: RuleOn<'contract'> = {
  code: 'R25',
  name: words('中标后大额变更', 'Large changes after the award'),
  kind: 'contract',
  subject: [
    { kind: 'SUPPLIER', field: 'contractorCode' },
    { kind: 'UNIT', field: 'unitCode' },
  ],
  parameters: { shareBar: setting('RATIO', 0.1, [0.01, 2], '变更比例', 'share changed') },
  exceptions: [
    {
      code: 'lawful',
      words: words('经批准的政策、地质原因变更', 'approved changes for policy or geology'),
      when: { all: [isOneOf('changeReason', 'POLICY', 'GEOLOGY'), present('changeApprovalRef')] },
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'contract',
      where: present('changedMinor'),
      values: {
        amount: told({ yuan: 'changedMinor' }, 'FEN', '累计变更金额', 'changed'),
        contract: told(YUAN, 'FEN', '合同金额', 'contract'),
        share: told({ ratio: [{ yuan: 'changedMinor' }, YUAN] }, 'RATIO', '变更比例', 'share changed'),
        contractor: told({ field: 'contractor' }, 'TEXT', '承包人', 'contractor'),
        day: told({ field: 'occurredOn' }, 'DAY', '签订日期', 'day signed'),
      },
      when: { compare: [{ value: 'share' }, '>', { parameter: 'shareBar' }] },
      amount: 'amount',
      because: [
        words(
          '{day}与{contractor}签订的合同{contract}，累计变更{amount}，达{share}',
          'the contract of {day} with {contractor} over {contract} was changed by {amount}, {share}',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('低价中标、变更牟利', 'won low, made up by changes'),
  legalBasis: [TENDERING],
  falsePositives: [
    because('policy', '政策性设计变更', 'design change by policy'),
    because('geology', '地质条件', 'geology'),
  ],
};

const MONTH = { period: 'month', of: { field: 'occurredOn' } } as const;
/** R26 转包/违法分包: the project manager is not insured by the winner, or money for works goes to a third firm. */
export const R26: RuleOn<'contract'> = {
  code: 'R26',
  name: words('转包或违法分包迹象', 'Signs of handing the contract on'),
  kind: 'contract',
  subject: [{ kind: 'SUPPLIER', field: 'contractorCode' }],
  parameters: {},
  exceptions: [],
  finds: [
    {
      each: 'row',
      name: 'contract',
      where: {
        any: [
          some(
            of(
              'project_staff',
              { contractRef: 'externalId' },
              {
                all: [
                  isOneOf('role', 'MANAGER'),
                  { not: isOneOf('labourSubcontract', 'YES') },
                  none(
                    of(
                      'social_insurance',
                      { personHash: 'personHash' },
                      {
                        all: [
                          { compare: [{ field: 'employerCode' }, '=', mine(mine({ field: 'contractorCode' }))] },
                          {
                            between: [
                              { minus: [{ period: 'month', of: { field: 'periodOn' } }, mine(MONTH)] },
                              { constant: -1 },
                              { constant: 2 },
                            ],
                          },
                        ],
                      },
                    ),
                  ),
                ],
              },
            ),
          ),
          some(
            of(
              'contract_payment',
              { contractRef: 'externalId' },
              {
                all: [
                  isOneOf('purpose', 'WORKS', 'OTHER'),
                  { compare: [{ field: 'payeeCode' }, '<>', mine({ field: 'contractorCode' })] },
                ],
              },
            ),
          ),
        ],
      },
      values: {
        amount: told(YUAN, 'FEN', '合同金额', 'contract'),
        contractor: told({ field: 'contractor' }, 'TEXT', '承包人', 'contractor'),
        third: told(
          give(
            {
              ...of(
                'contract_payment',
                { contractRef: 'externalId' },
                {
                  all: [
                    isOneOf('purpose', 'WORKS', 'OTHER'),
                    { compare: [{ field: 'payeeCode' }, '<>', mine({ field: 'contractorCode' })] },
                  ],
                },
              ),
              optional: true,
            },
            'count',
          ),
          'COUNT',
          '付给第三方笔数',
          'payments to a third firm',
        ),
      },
      when: { all: [] },
      amount: 'amount',
      because: [
        words(
          '{contractor}中标的合同{amount}存在转包迹象',
          'the contract over {amount} won by {contractor} shows signs of being handed on',
        ),
        {
          when: { compare: [{ value: 'third' }, '>', { constant: 0 }] },
          ...words('工程款付给第三方{third}笔', '{third} payments for works went to a third firm'),
        },
        {
          when: { compare: [{ value: 'third' }, '=', { constant: 0 }] },
          ...words('项目经理不在中标单位参保', 'the project manager is not insured by the winner'),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('中标后转包、违法分包', 'handed on or subcontracted against the law'),
  legalBasis: [words('《中华人民共和国招标投标法》第四十八条', 'Tendering Law, article 48: no handing on')],
  falsePositives: [because('labour', '依法劳务分包', 'lawful labour subcontract')],
};

const SPENT: RowValue<'committedMinor' | 'settledMinor'> = {
  largest: [{ yuan: 'committedMinor' }, { yuan: 'settledMinor' }],
};
/** R42 项目超概算: committed or settled more than 5 % above the approved estimate, without approval; red from 10 %. */
export const R42: RuleOn<'project'> = {
  code: 'R42',
  name: words('项目超概算', 'Project over its estimate'),
  kind: 'project',
  subject: [{ kind: 'PROJECT', field: 'externalId' }],
  parameters: {
    shareBar: setting('RATIO', 1.05, [1, 3], '占概算', 'of the estimate'),
    red: setting('RATIO', 1.1, [1, 3], '红色起点', 'for red'),
  },
  exceptions: [
    {
      code: 'approved',
      words: words('经批准调整概算', 'the estimate was changed with approval'),
      when: present('changeApprovalRef'),
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'project',
      values: {
        name: told({ field: 'name' }, 'TEXT', '项目', 'project'),
        amount: told(SPENT, 'FEN', '签约或结算金额', 'committed or settled'),
        estimate: told({ yuan: 'estimateMinor' }, 'FEN', '批准概算', 'estimate'),
        share: told({ ratio: [SPENT, { yuan: 'estimateMinor' }] }, 'RATIO', '占概算', 'of the estimate'),
      },
      when: { compare: [{ value: 'share' }, '>', { parameter: 'shareBar' }] },
      amount: 'amount',
      because: [
        words(
          '“{name}”签约或结算{amount}，批准概算{estimate}，为概算的{share}，无调概批准',
          '“{name}” has {amount} committed or settled against an estimate of {estimate}, {share}, without approval',
        ),
      ],
    },
  ],
  levels: [
    { colour: 'RED', when: { compare: [{ value: 'share' }, '>=', { parameter: 'red' }] } },
    { colour: 'YELLOW' },
  ],
  hypothesis: words('虚增工程量、超概算建设', 'quantities inflated, built over the estimate'),
  legalBasis: [words('《政府投资条例》（国务院令第712号）第二十三条', 'Government Investment Regulations, article 23')],
  falsePositives: [
    because('price', '政策性调价', 'price adjustment by policy'),
    because('scope', '经批准的范围变更', 'approved change of scope'),
  ],
};

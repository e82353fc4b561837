import type { Field } from '../columns.ts';
import type { Exception, GroupValue, Judgement, RuleOn, Told } from '../language.ts';

type Fields = Field<'expense'>;

/** A claim that was taken back, and the entry that takes it back, are no spending. */
const TAKEN_BACK: Exception<Fields> = {
  code: 'taken-back',
  words: { zh: '已冲销的报销及其冲销凭证', en: 'claims reversed, and their reversals' },
  when: { any: [{ present: { field: 'reversalOf' } }, { namedBy: 'reversalOf' }] },
};

const LIMIT = {
  label: { zh: '单笔报销限额', en: 'limit of a single claim' },
  unit: 'FEN',
  value: 5_000_000,
  least: 100_000,
  most: 100_000_000,
} as const;

const INTERNAL_CONTROL = {
  zh: '《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）关于支出审批控制的规定',
  en: 'Internal Control Rules for Administrative and Public Institutions (trial, 2012): approval of spending',
};

/**
 * R09 单笔报销超限: one claim of more than 50,000 yuan (exactly 50,000 is within the limit). Left out: project payments and
 * equipment buying that carry an approval or decision number; claims taken back. A claim without any such number is red,
 * another yellow. Whether claims were cut to stay below is R10's to find.
 */
export const R09: RuleOn<'expense'> = {
  code: 'R09',
  name: { zh: '单笔报销超限', en: 'Single claim over the limit' },
  kind: 'expense',
  subject: [
    { kind: 'PERSON', field: 'claimantCode' },
    { kind: 'UNIT', field: 'unitCode' },
  ],
  parameters: { limit: LIMIT },
  exceptions: [
    TAKEN_BACK,
    {
      code: 'approved-purchase',
      words: { zh: '经批准的项目款、设备购置', en: 'approved project payments and equipment' },
      when: { all: [{ present: { field: 'approvalRef' } }, { in: { field: 'kind' }, of: ['PROJECT', 'EQUIPMENT'] }] },
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'claim',
      values: {
        amount: { of: { yuan: 'amountMinor' }, label: { zh: '报销金额', en: 'amount' }, unit: 'FEN' },
        day: { of: { field: 'occurredOn' }, label: { zh: '发生日期', en: 'day' }, unit: 'DAY' },
        kind: { of: { field: 'kind' }, label: { zh: '费用类别', en: 'kind' }, unit: 'CODE' },
        claimant: { of: { field: 'claimant' }, label: { zh: '报销人', en: 'claimant' }, unit: 'TEXT' },
        payee: { of: { field: 'payee' }, label: { zh: '收款方', en: 'payee' }, unit: 'TEXT' },
        approval: { of: { field: 'approvalRef' }, label: { zh: '审批文号', en: 'approval number' }, unit: 'TEXT' },
      },
      when: { compare: [{ value: 'amount' }, '>', { parameter: 'limit' }] },
      amount: 'amount',
      because: [
        {
          zh: '{day}一笔{kind}报销{amount}，付给{payee}，超过单笔限额{limit}',
          en: 'on {day} one claim of {amount} ({kind}) was paid to {payee}, over the limit of {limit}',
        },
        { when: { present: { value: 'claimant' } }, zh: '报销人{claimant}', en: 'claimed by {claimant}' },
        {
          when: { present: { value: 'approval' } },
          zh: '载有审批文号“{approval}”',
          en: 'it carries approval number {approval}',
        },
        {
          when: { not: { present: { value: 'approval' } } },
          zh: '未载集体决策或审批文号',
          en: 'it carries no number of a collective decision or approval',
        },
      ],
    },
  ],
  levels: [{ colour: 'RED', when: { not: { present: { value: 'approval' } } } }, { colour: 'YELLOW' }],
  hypothesis: {
    zh: '大额支出未经集体决策，借报销套取资金或输送利益',
    en: 'large spending without collective decision, to draw money out or hand out benefits',
  },
  legalBasis: [
    INTERNAL_CONTROL,
    {
      zh: '县级报销管理办法（演示）：单笔超过5万元须集体决策',
      en: 'County rules on claims (demo): over 50,000 yuan needs a collective decision',
    },
  ],
  falsePositives: [
    { code: 'approved-project', words: { zh: '已批准的项目支付', en: 'approved project payment' } },
    { code: 'equipment', words: { zh: '已批准的设备购置', en: 'approved equipment buying' } },
    { code: 'decision-elsewhere', words: { zh: '集体决策文号未录入', en: 'decision number not entered' } },
  ],
};

/**
 * R10 拆分报销: claims of one unit to one payee for one kind of expense within 7 days (first and last day at most 7 apart),
 * each above 0 and within the limit of R09, together over it. The payee is known by code, else by name. Left out: rent;
 * claims that carry an approval or decision number (contracts decided on, settled monthly); claims taken back.
 */
export const R10: RuleOn<'expense'> = {
  code: 'R10',
  name: { zh: '拆分报销', en: 'Claim cut into pieces' },
  kind: 'expense',
  subject: [
    { kind: 'SUPPLIER', field: 'payeeCode' },
    { kind: 'SUPPLIER', field: 'payee' },
  ],
  parameters: {
    limit: LIMIT,
    days: { label: { zh: '观察天数', en: 'days watched' }, unit: 'DAYS', value: 7, least: 1, most: 60 },
  },
  exceptions: [
    TAKEN_BACK,
    {
      code: 'rent',
      words: { zh: '按期支付的租金', en: 'periodic rent' },
      when: { in: { field: 'kind' }, of: ['RENT'] },
    },
    {
      code: 'approved',
      words: { zh: '载有集体决策或审批文号', en: 'carries a decision or approval number' },
      when: { present: { field: 'approvalRef' } },
    },
  ],
  finds: [
    {
      each: 'cluster',
      name: 'pieces',
      by: [{ field: 'unitCode' }, { either: [{ field: 'payeeCode' }, { field: 'payee' }] }, { field: 'kind' }],
      within: 'days',
      where: { between: [{ yuan: 'amountMinor' }, { constant: 1 }, { parameter: 'limit' }] },
      values: {
        highest: {
          of: { sum: { yuan: 'amountMinor' } },
          label: { zh: '期间最高合计', en: 'highest sum within the days' },
          unit: 'FEN',
        },
      },
      totals: {
        claims: { of: { count: 'rows' }, label: { zh: '报销笔数', en: 'claims' }, unit: 'COUNT' },
        amount: { of: { sum: { yuan: 'amountMinor' } }, label: { zh: '合计金额', en: 'sum' }, unit: 'FEN' },
        largest: { of: { max: { yuan: 'amountMinor' } }, label: { zh: '最大一笔', en: 'largest claim' }, unit: 'FEN' },
        from: { of: { min: { field: 'occurredOn' } }, label: { zh: '首笔日期', en: 'first day' }, unit: 'DAY' },
        to: { of: { max: { field: 'occurredOn' } }, label: { zh: '末笔日期', en: 'last day' }, unit: 'DAY' },
        payee: { of: { first: { field: 'payee' } }, label: { zh: '收款方', en: 'payee' }, unit: 'TEXT' },
        kind: { of: { first: { field: 'kind' } }, label: { zh: '费用类别', en: 'kind' }, unit: 'CODE' },
      },
      when: { compare: [{ value: 'highest' }, '>', { parameter: 'limit' }] },
      amount: 'amount',
      because: [
        {
          zh: '{from}至{to}，同一单位就{kind}分{claims}笔付给{payee}，合计{amount}',
          en: 'from {from} to {to} one unit paid {payee} for {kind} in {claims} claims, {amount} together',
        },
        {
          zh: '每笔均未超过单笔限额{limit}（最大一笔{largest}），{days}内合计最高{highest}，超过限额',
          en: 'each is within the limit of {limit} (the largest {largest}), within {days} they reach {highest}, over it',
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: {
    zh: '把一项支出拆成若干笔，避开限额和集体决策',
    en: 'one expense cut into pieces to stay below the limit and its decision',
  },
  legalBasis: [INTERNAL_CONTROL],
  falsePositives: [
    { code: 'rent', words: { zh: '按期支付的租金', en: 'periodic rent' } },
    { code: 'monthly-settlement', words: { zh: '按月结算', en: 'monthly settlement' } },
    { code: 'separate-needs', words: { zh: '确属不同事项', en: 'truly separate needs' } },
  ],
};

/** What is told of claims on one invoice. */
const ON_ONE_INVOICE = {
  claims: { of: { count: 'rows' }, label: { zh: '报销次数', en: 'claims' }, unit: 'COUNT' },
  units: { of: { distinct: { field: 'unitCode' } }, label: { zh: '涉及单位数', en: 'units' }, unit: 'COUNT' },
  numbers: {
    of: { distinct: { field: 'invoiceNo' } },
    label: { zh: '发票号码数', en: 'invoice numbers' },
    unit: 'COUNT',
  },
  unnumbered: {
    of: { count: { not: { present: { field: 'invoiceNo' } } } },
    label: { zh: '无号码的笔数', en: 'claims without number' },
    unit: 'COUNT',
  },
  decided: {
    of: { count: { present: { field: 'approvalRef' } } },
    label: { zh: '载有审批文号的笔数', en: 'claims with a decision number' },
    unit: 'COUNT',
  },
  decisions: {
    of: { distinct: { field: 'approvalRef' } },
    label: { zh: '审批文号数', en: 'decision numbers' },
    unit: 'COUNT',
  },
  amount: { of: { sum: { yuan: 'amountMinor' } }, label: { zh: '合计金额', en: 'sum' }, unit: 'FEN' },
  invoice: { of: { first: { field: 'invoiceNo' } }, label: { zh: '发票号码', en: 'invoice number' }, unit: 'TEXT' },
  payee: { of: { first: { field: 'payee' } }, label: { zh: '收款方', en: 'payee' }, unit: 'TEXT' },
  from: { of: { min: { field: 'occurredOn' } }, label: { zh: '首次日期', en: 'first day' }, unit: 'DAY' },
  to: { of: { max: { field: 'occurredOn' } }, label: { zh: '末次日期', en: 'last day' }, unit: 'DAY' },
} as const satisfies Record<string, Told<GroupValue<Fields>>>;

const REPEATED: Judgement = { compare: [{ value: 'claims' }, '>=', { parameter: 'times' }] };
const NOT_INSTALLMENTS: Judgement = {
  not: {
    all: [
      { compare: [{ value: 'decided' }, '=', { value: 'claims' }] },
      { compare: [{ value: 'decisions' }, '=', { constant: 1 }] },
    ],
  },
};

/**
 * R11 重复发票: one invoice number on two claims or more; or one photo (hash) on claims that do not all carry the same
 * number, as when a digit was altered. Over all units and the whole history. Left out: claims taken back, so that a
 * re-booking after a reversal stands alone; installments, which is when all claims carry one and the same decision number.
 */
export const R11: RuleOn<'expense'> = {
  code: 'R11',
  name: { zh: '重复发票', en: 'Invoice claimed twice' },
  kind: 'expense',
  subject: [
    { kind: 'INVOICE', field: 'invoiceNo' },
    { kind: 'INVOICE', field: 'invoiceHash' },
  ],
  parameters: { times: { label: { zh: '报销次数', en: 'times claimed' }, unit: 'COUNT', value: 2, least: 2, most: 5 } },
  exceptions: [TAKEN_BACK],
  finds: [
    {
      each: 'group',
      name: 'number',
      by: [{ field: 'invoiceNo' }],
      // A claim with a photo and no number is for the other find; one with neither cannot be judged.
      where: { any: [{ present: { field: 'invoiceNo' } }, { not: { present: { field: 'invoiceHash' } } }] },
      values: ON_ONE_INVOICE,
      when: { all: [REPEATED, NOT_INSTALLMENTS] },
      amount: 'amount',
      because: [
        {
          zh: '{payee}的发票{invoice}在{from}至{to}间被报销{claims}次，涉及{units}个单位，合计{amount}',
          en: 'invoice {invoice} of {payee} was claimed {claims} times from {from} to {to} in {units} unit(s), {amount} together',
        },
      ],
    },
    {
      each: 'group',
      name: 'photo',
      by: [{ field: 'invoiceHash' }],
      where: { present: { field: 'invoiceHash' } },
      values: ON_ONE_INVOICE,
      when: {
        all: [
          REPEATED,
          NOT_INSTALLMENTS,
          {
            any: [
              { compare: [{ value: 'numbers' }, '<>', { constant: 1 }] },
              { compare: [{ value: 'unnumbered' }, '>', { constant: 0 }] },
            ],
          },
        ],
      },
      amount: 'amount',
      because: [
        {
          zh: '同一张发票影像在{from}至{to}间被报销{claims}次，所填号码{numbers}个、未填{unnumbered}笔，涉及{units}个单位，合计{amount}',
          en: 'one invoice photo was claimed {claims} times from {from} to {to} under {numbers} number(s), {unnumbered} without, in {units} unit(s), {amount} together',
        },
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: { zh: '一票多报，套取资金', en: 'one invoice claimed again to draw money' },
  legalBasis: [
    {
      zh: '《中华人民共和国会计法》关于审核原始凭证的规定；《中华人民共和国发票管理办法》',
      en: 'Accounting Law: checking of original vouchers; Measures for the Administration of Invoices',
    },
  ],
  falsePositives: [
    { code: 'rebooking', words: { zh: '冲销后重新入账', en: 're-booked after a reversal' } },
    { code: 'installments', words: { zh: '一张发票分期付款', en: 'one invoice paid in installments' } },
    { code: 'number-reused', words: { zh: '不同开票方号码相同', en: 'same number of different issuers' } },
  ],
};

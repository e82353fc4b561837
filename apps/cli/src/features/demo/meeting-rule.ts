import type { RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import type { RuleOn } from '@qingfeng/domain/features/rules/language.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';

/** A rule of the county's own that is being written: meetings and trainings above a limit that nobody approved. */
export const MEETING_RULE: RuleOn<'expense'> = {
  code: 'L00',
  name: { zh: '会议培训费单笔偏高', en: 'A large claim for a meeting or training' },
  kind: 'expense',
  subject: [{ kind: 'UNIT', field: 'unitCode' }],
  parameters: {
    limit: {
      label: { zh: '单笔限额', en: 'limit of a claim' },
      unit: 'FEN',
      value: 2_000_000,
      least: 100_000,
      most: 10_000_000,
    },
  },
  exceptions: [
    {
      code: 'approved',
      words: { zh: '载有批准文号', en: 'an approval is named' },
      when: { present: { field: 'approvalRef' } },
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'claim',
      where: { in: { field: 'kind' }, of: ['MEETING', 'TRAINING'] },
      values: {
        amount: { label: { zh: '金额', en: 'amount' }, of: { yuan: 'amountMinor' }, unit: 'FEN' },
        day: { label: { zh: '日期', en: 'day' }, of: { field: 'occurredOn' }, unit: 'DAY' },
      },
      when: { compare: [{ value: 'amount' }, '>', { parameter: 'limit' }] },
      amount: 'amount',
      because: [
        {
          zh: '{day}报销会议或者培训费{amount}，超过单笔限额{limit}，未见批准文号',
          en: 'on {day} {amount} were claimed for a meeting or training, above {limit}, without approval',
        },
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: { zh: '以会议、培训名义超标准开支', en: 'spending above the standard in the name of meetings' },
  legalBasis: [
    {
      zh: '《中央和国家机关会议费管理办法》关于费用标准的规定',
      en: 'Rules on meeting expenses: standards',
    },
  ],
  falsePositives: [{ code: 'joint', words: { zh: '几家单位合办、一家垫付', en: 'held jointly, paid by one' } }],
};

const claim = (
  name: string,
  expect: RuleCase['expect'],
  more: Readonly<Record<string, string | number>>,
): RuleCase => ({
  name,
  expect,
  asOf: localDate('2026-06-30'),
  records: { expense: [{ unitCode: 'U1', occurredOn: '2026-06-12', kind: 'MEETING', currency: 'CNY', ...more }] },
});

export const MEETING_CASES: readonly RuleCase[] = [
  claim('会议费三万元，无批准文号', 'HIT', { amountMinor: 3_000_000 }),
  claim('恰好两万元', 'NO_HIT', { amountMinor: 2_000_000 }),
  claim('四万元，经批准', 'NO_HIT', { amountMinor: 4_000_000, approvalRef: '清财会〔2026〕18号' }),
  claim('金额不是人民币', 'NOT_EVALUABLE', { amountMinor: 3_000_000, currency: 'USD' }),
];

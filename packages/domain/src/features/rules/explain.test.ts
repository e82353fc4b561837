import { describe, expect, it } from 'vitest';
import { at, award, expense, findingsIn, step } from '../../../../../tests/support/rule-rows.ts';
import { explain } from './explain.ts';
import type { Facts } from './facts.ts';
import type { Hit } from './findings.ts';
import type { Rule } from './language.ts';
import { PACK } from './pack.ts';
import { R27, R28 } from './pack/approval-rules.ts';
import { R09, R10 } from './pack/expense-rules.ts';
import { R20 } from './pack/procurement-rules.ts';
import { readsOf } from './parts.ts';
import { written } from './words.ts';

const first = (rule: Rule, rows: Facts['rows']): Hit => {
  const [hit] = findingsIn(rule, rows).hits;
  if (hit === undefined) throw new Error('nothing found');
  return hit;
};

describe('an explanation', () => {
  it('holds the values read and the thresholds as data, and the sentence in both languages', () => {
    const hit = first(R09, [expense({ amountMinor: 5_800_050, claimant: '闻知竹', occurredOn: '2026-03-05' })]);
    expect(explain(R09, hit)).toEqual({
      values: [
        { name: 'amount', label: { zh: '报销金额', en: 'amount' }, unit: 'FEN', value: 5_800_050 },
        { name: 'day', label: { zh: '发生日期', en: 'day' }, unit: 'DAY', value: '2026-03-05' },
        { name: 'kind', label: { zh: '费用类别', en: 'kind' }, unit: 'CODE', value: 'MEETING' },
        { name: 'claimant', label: { zh: '报销人', en: 'claimant' }, unit: 'TEXT', value: '闻知竹' },
        { name: 'payee', label: { zh: '收款方', en: 'payee' }, unit: 'TEXT', value: '云岫酒店' },
        { name: 'approval', label: { zh: '审批文号', en: 'approval number' }, unit: 'TEXT', value: null },
      ],
      thresholds: [
        { name: 'limit', label: { zh: '单笔报销限额', en: 'limit of a single claim' }, unit: 'FEN', value: 5_000_000 },
      ],
      sentence: {
        zh: '2026年3月5日一笔会议报销58,000.50元，付给云岫酒店，超过单笔限额50,000元；报销人闻知竹；未载集体决策或审批文号。',
        en: 'on 2026-03-05 one claim of CNY 58,000.50 (meeting) was paid to 云岫酒店, over the limit of CNY 50,000; claimed by 闻知竹; it carries no number of a collective decision or approval.',
      },
    });
  });

  it('is the same after being kept as JSON', () => {
    const hit = first(R10, [expense({ amountMinor: 3_000_000 }), expense({ amountMinor: 3_000_000 })]);
    const kept = JSON.parse(JSON.stringify(hit)) as Hit;
    expect(explain(R10, kept)).toEqual(explain(R10, hit));
    expect(explain(R10, hit).sentence.zh).toBe(
      '2026年3月2日至2026年3月2日，同一单位就会议分2笔付给云岫酒店，合计60,000元；每笔均未超过单笔限额50,000元（最大一笔30,000元），7天内合计最高60,000元，超过限额。',
    );
  });

  it('tells only what applies', () => {
    const late = step({ startedAt: at('2026-09-07 09:00'), finishedAt: at('2026-09-21 16:00'), pausedDays: 1 });
    expect(explain(R27, first(R27, [late])).sentence.zh).toBe(
      '办件K1于2026年9月7日受理；用时10个工作日，超过承诺的5个工作日；停表1个工作日已扣除。',
    );
    const own = step({ agentCode: 'A1', stepNo: 2, startedAt: at('2026-09-07 09:00') });
    expect(explain(R28, first(R28, [own])).sentence.zh).toBe(
      '办件K1共1个环节；环节序号至2，缺少1个；1个环节由申请人或代办人本人办理。',
    );
    const rows = [1, 2].map(() => award({ amountMinor: 30_000_000 }));
    const others = [1, 2].map(() => award({ amountMinor: 20_000_000, supplierCode: 'S2', supplier: null }));
    expect(explain(R20, first(R20, [...rows, ...others])).sentence.zh).toBe(
      '允执建设在2026年3月2日至2026年3月2日间从同一单位中标2次，合计600,000元；365天内占该单位采购额最高60%，达到50%。',
    );
  });

  it('says that something was not stated', () => {
    const hit = first(R09, [expense({ amountMinor: 6_000_000, payee: null, kind: null })]);
    expect(explain(R09, hit).sentence.zh).toContain('一笔（未载明）报销60,000元，付给（未载明）');
  });
});

it.each<[Parameters<typeof written>, string]>([
  [[-5, 'FEN', 'zh'], '−0.05元'],
  [[123_456_789_00, 'FEN', 'en'], 'CNY 123,456,789'],
  [[0.333, 'RATIO', 'zh'], '33.3%'],
  [[2.25, 'TIMES', 'zh'], '2.3倍'],
  [[22, 'HOUR', 'zh'], '22时'],
  [[1, 'WORKDAYS', 'zh'], '1个工作日'],
  [['2026-11-02', 'DAY', 'zh'], '2026年11月2日'],
  [['OPEN_TENDER', 'CODE', 'zh'], '公开招标'],
  [['NEW_CODE', 'CODE', 'en'], 'NEW_CODE'],
])('%j is written %s', (given, expected) => {
  expect(written(...given)).toBe(expected);
});

describe('every shipped rule', () => {
  it.each(PACK)('$code names only what it tells, has colours, reasons and a ground', (rule) => {
    const names = rule.finds.flatMap((find) => [
      ...Object.keys(find.values),
      ...(find.each === 'cluster' ? Object.keys(find.totals) : []),
    ]);
    expect(Object.keys(rule.parameters).filter((name) => names.includes(name))).toEqual([]);
    for (const find of rule.finds) {
      const hit: Hit = {
        find: find.name,
        subjectKind: 'UNIT',
        subjectId: 'U1',
        unitId: null,
        unitCode: null,
        dedupeKey: 'k',
        from: '2026-01-01' as Hit['from'],
        to: '2026-01-01' as Hit['to'],
        recordIds: [],
        values: {},
        colour: 'RED',
      };
      expect(explain(rule, hit).sentence.zh).toMatch(/。$/);
      if (find.amount !== undefined) expect(names).toContain(find.amount);
    }
    expect(rule.levels.at(-1)?.when).toBeUndefined();
    expect(rule.falsePositives.length).toBeGreaterThan(0);
    expect(rule.legalBasis.length).toBeGreaterThan(0);
    for (const { value, least, most } of Object.values(rule.parameters))
      for (const one of typeof value === 'number' ? [value] : Object.values(value)) {
        expect(one).toBeGreaterThanOrEqual(least);
        expect(one).toBeLessThanOrEqual(most);
      }
  });

  it('says which fields it reads', () => {
    expect(readsOf(R09).get('expense')).toEqual([
      'amountMinor',
      'approvalRef',
      'claimant',
      'claimantCode',
      'currency',
      'kind',
      'occurredOn',
      'payee',
      'reversalOf',
      'unitCode',
    ]);
    expect(readsOf(R28).get('approval')).toEqual([
      'actor',
      'actorCode',
      'agentCode',
      'applicant',
      'caseRef',
      'emergencyRef',
      'finishedAt',
      'powerItemCode',
      'stepNo',
    ]);
  });
});

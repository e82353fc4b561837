import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import type { ExplanationNode, KeptFinding } from './explanation-tree.ts';
import { explanationTree } from './explanation-tree.ts';
import type { Hit } from './findings.ts';
import type { Rule } from './language.ts';
import { PACK } from './pack.ts';
import { R21, R22, R24 } from './pack/bid-rules.ts';

const finding = (rule: Rule, values: Hit['values'], find = rule.finds[0]?.name ?? ''): KeptFinding => {
  const hit = { find, values, colour: rule.levels.at(-1)?.colour ?? 'RED' } as Hit;
  return { ...explain(rule, hit), find, colour: hit.colour, records: 3 };
};
const tree = (rule: Rule, kept: KeptFinding) => explanationTree(rule, kept, 'zh', (kind) => kind);
const all = (nodes: readonly ExplanationNode[]): ExplanationNode[] =>
  nodes.flatMap((node) => [node, ...all(node.parts)]);
const node = (nodes: readonly ExplanationNode[], text: string): ExplanationNode => {
  const found = all(nodes).find((one) => one.text.includes(text));
  if (found === undefined) throw new Error(`no node says ${text}`);
  return found;
};

const ONE_OF = { any: [{ present: { field: 'project' } }, { present: { field: 'bidder' } }] } as const;

describe('an explanation as a tree', () => {
  const prices = { bids: 4, bidders: 4, project: '桥', tender: 'Z1', winning: 60_000, steps: 3 };
  it('reads figures and thresholds from the finding, and tells which part held and which did not', () => {
    const nodes = tree(R22, finding(R22, { ...prices, ofControl: 0.6, ofMean: 0.9, median: 0.95 }));
    expect(node(nodes, '最宽与最窄价差之比 不超过')).toMatchObject({ outcome: 'FAILS', read: '3倍', follows: false });
    expect(node(nodes, '中标价占控制价 小于')).toMatchObject({ outcome: 'HOLDS', read: '60%', follows: false });
    expect(node(nodes, '中标价占均价 小于')).toMatchObject({ outcome: 'FAILS', read: '90%' });
    expect(node(nodes, '以下至少一项成立')).toMatchObject({ outcome: 'HOLDS', follows: false });
  });
  it('keeps the thresholds of the finding, whatever the rule is set to by now', () => {
    const kept = finding(R22, { ...prices, ofControl: 0.6, ofMean: 0.9, median: 0.95 });
    const { control } = R22.parameters;
    const changed = { ...R22, parameters: { ...R22.parameters, control: { ...control, value: 0.5 } } } as Rule;
    expect(tree(changed, kept)).toEqual(tree(R22 as Rule, kept));
  });
  it('tells what was not in the data when it was read', () => {
    const nodes = tree(R22, finding(R22, { ...prices, ofControl: null, ofMean: 0.7, median: null }));
    expect(node(nodes, '中标价占控制价 小于')).toMatchObject({ outcome: 'NOT_EVALUABLE' });
    expect(node(nodes, '没有中位报价占控制价')).toMatchObject({ outcome: 'HOLDS', follows: false });
    expect(node(nodes, '中标价占均价 小于')).toMatchObject({ outcome: 'HOLDS', read: '70%' });
  });
  it('invents nothing of single records: what follows is marked, and of several which one held is not guessed', () => {
    const nodes = tree(R24, finding(R24, { ...prices, amount: 5 }));
    expect(node(nodes, '记录须符合')).toMatchObject({ outcome: 'HOLDS', note: 'rows' });
    expect(node(nodes, '是否中标为是')).toMatchObject({ outcome: 'HOLDS', follows: true, read: null });
    expect(node(nodes, '投标数 不低于 1')).toMatchObject({ outcome: 'HOLDS', read: '4', follows: false });
    expect(node(nodes, '已登记回避').outcome).toBe('FAILS');

    const either = { ...R22, finds: R22.finds.map((find) => ({ ...find, where: ONE_OF })) };
    expect(node(tree(either, finding(either, { ...prices, ofControl: 0.6 })), '以下至少一项')).toMatchObject({
      ...{ outcome: 'HOLDS', follows: true, note: 'one-of' },
      parts: [{ outcome: 'NOT_KEPT' }, { outcome: 'NOT_KEPT' }],
    });
  });
  it('of a group tells on how many records a part held, where the rule counts them', () => {
    const none = { machine: 0, minute: 0, file: 0, author: 0, contact: 0, account: 0, controller: 0 };
    const nodes = tree(R21, finding(R21, { ...prices, ...none, machine: 2 }));
    const [either] = node(nodes, '记录须符合').parts;
    expect(either).toMatchObject({ text: '以下至少一项成立', outcome: 'HOLDS', follows: false, note: null });
    expect(either?.parts.map(({ outcome, read }) => [outcome, read])).toEqual([
      ['HOLDS', '2条记录'],
      ...Array.from({ length: 6 }, () => ['FAILS', '0条记录']),
    ]);
    expect(node(nodes, '有机器码')).toMatchObject({ outcome: 'HOLDS', follows: true });
  });
  it('of a row reads what stands under a name, wherever the rule asks the same', () => {
    const rule = PACK.find(({ code }) => code === 'R25') as Rule;
    const nodes = tree(
      rule,
      finding(rule, { amount: 300, contract: 1_000, share: 0.3, contractor: '甲', day: '2026-01-01' }),
    );
    expect(node(nodes, '变更比例 大于')).toMatchObject({ outcome: 'HOLDS', read: '30%' });
  });
  it('of windows shows what reached a threshold, and does not say of the highest that it stayed below one', () => {
    const rule = {
      ...R24,
      exceptions: [],
      parameters: { days: { label: { zh: '日', en: 'd' }, unit: 'DAYS', value: 9, least: 1, most: 9 } },
      finds: [
        {
          ...{ each: 'cluster', name: 'c', by: [{ field: 'bidderCode' }], within: 'days', totals: {}, because: [] },
          values: {
            n: { of: { count: 'rows' }, label: { zh: '笔', en: 'n' }, unit: 'COUNT' },
            m: { of: { max: { yuan: 'amountMinor' } }, label: { zh: '额', en: 'm' }, unit: 'FEN' },
          },
          when: {
            any: [
              { compare: [{ value: 'n' }, '>=', { constant: 3 }] },
              { compare: [{ value: 'm' }, '<', { constant: 100 }] },
            ],
          },
        },
      ],
    } as unknown as Rule;
    const nodes = tree(rule, finding(rule, { n: 5, m: 500 }));
    expect(node(nodes, '笔 不低于')).toMatchObject({ outcome: 'HOLDS', note: null });
    expect(node(nodes, '额 小于')).toMatchObject({ outcome: 'NOT_KEPT', note: 'peaks' });
    // One window of two that it must have been: all others did not reach it.
    expect(node(tree(rule, finding(rule, { n: 2, m: 500 })), '额 小于')).toMatchObject({
      outcome: 'HOLDS',
      follows: true,
    });
  });
  it('says so where a finding does not say which find it is of, and needs no word where there is one', () => {
    const rule = PACK.find(({ finds }) => finds.length > 1) as Rule;
    const kept = { ...finding(rule, {}), find: null };
    expect(tree(rule, kept).map(({ outcome }) => outcome)).toEqual(rule.finds.map(() => 'NOT_KEPT'));
    expect(tree(R22 as Rule, { ...finding(R22 as Rule, prices), find: null })[0]?.outcome).toBe('HOLDS');
  });
  it.each(PACK.map((rule) => [rule.code, rule] as const))('is told of %s in both languages', (_code, rule) => {
    for (const { name } of rule.finds)
      for (const language of ['zh', 'en'] as const) {
        const nodes = all(explanationTree(rule, finding(rule, {}, name), language, (kind) => kind));
        expect(nodes.every(({ text }) => text !== '' && !text.includes('undefined'))).toBe(true);
      }
  });
});

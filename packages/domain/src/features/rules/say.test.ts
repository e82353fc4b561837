import { describe, expect, it } from 'vitest';
import { KINDS } from '../sources/kinds.ts';
import { PACK } from './pack.ts';
import { type Said, sayRule } from './say.ts';

const lines = (said: readonly Said[], depth = 0): string[] =>
  said.flatMap(({ text, parts = [] }) => [`${'  '.repeat(depth)}${text}`, ...lines(parts, depth + 1)]);
const ruleOf = (code: string) => PACK.find((rule) => rule.code === code)!;

describe('a rule in words', () => {
  it.each(PACK)('$code names no field by its code and is told in both languages', (rule) => {
    const zh = lines(sayRule(rule, 'zh', (kind) => `类别${String(KINDS.indexOf(kind))}`)).join('\n');
    expect(zh).not.toMatch(/[a-z]+[A-Z][a-z]|undefined|\[object/u);
    const en = lines(sayRule(rule, 'en', (kind) => kind)).join('\n');
    // Words that goods are searched for are Chinese in any language.
    expect(en.replaceAll(/ has .* in it/gu, '')).not.toMatch(/\p{Script=Han}|undefined|\[object/u);
  });

  it('says what is looked at, when it is a hit, and what is left out', () => {
    expect(lines(sayRule(ruleOf('R10'), 'zh', String))).toEqual([
      '按单位编码、收款方统一社会信用代码或收款方、费用类别归为一组，看观察天数（7天）之内',
      '  只看这样的记录',
      '    金额在0.01元至单笔报销限额（50,000元）之间',
      '  成立的条件',
      '    期间最高合计 大于 单笔报销限额（50,000元）',
      '  其中各数',
      '    期间最高合计：金额合计',
      '除外',
      '  已冲销的报销及其冲销凭证',
      '    有冲销的记录编号，或另一条记录以“冲销的记录编号”指向本记录',
      '  按期支付的租金',
      '    费用类别为租金',
      '  载有集体决策或审批文号',
      '    有批准文号',
      '疑点颜色',
      '  黄色：其余',
    ]);
  });

  it('opens a register as a branch of its own', () => {
    expect(lines(sayRule(ruleOf('R24'), 'zh', (kind) => kind)).slice(0, 12)).toContain(
      '      〔company〕中有这样的记录',
    );
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Find, Rule, Told } from './language.ts';
import { PACK, SWITCHED_OFF } from './pack.ts';
import { readsOf } from './parts.ts';
import { written } from './words.ts';

const DOCUMENT = new URL('../../../../../docs/rules.md', import.meta.url);

const oneMatter = (rule: Rule, find: Find): string => {
  if (find.each === 'row') return '每条记录';
  const keys = find.by
    .flatMap((key) =>
      'either' in key
        ? [key.either.map(({ field }) => field).join('/')]
        : 'field' in key
          ? [key.field]
          : ['period' in key ? key.period : key.dayOf],
    )
    .join(' + ');
  if (find.each === 'group') return keys;
  const days = rule.parameters[find.within];
  return `${keys}，${written(typeof days?.value === 'number' ? days.value : null, 'DAYS', 'zh')}内`;
};
const filled = (rule: Rule, find: Find): string => {
  const told: Readonly<Record<string, Told<unknown>>> = {
    ...find.values,
    ...(find.each === 'cluster' ? find.totals : {}),
  };
  return find.because
    .map(({ zh }) =>
      zh.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const setting = rule.parameters[name];
        if (told[name] !== undefined || setting === undefined) return `〔${told[name]?.label.zh ?? name}〕`;
        return written(typeof setting.value === 'number' ? setting.value : null, setting.unit, 'zh');
      }),
    )
    .join('；');
};
const rows = PACK.flatMap((rule) =>
  rule.finds.map((find) =>
    [
      SWITCHED_OFF.includes(rule.code) ? `${rule.code}（未启用）` : rule.code,
      rule.name.zh,
      [...readsOf(rule).keys()].join('、'),
      (find.subject ?? rule.subject).map(({ kind, field }) => `${kind} ${field}`).join(' / '),
      oneMatter(rule, find),
      filled(rule, find),
      rule.exceptions.map(({ words }) => words.zh).join('；'),
      rule.falsePositives.map(({ words }) => words.zh).join('；'),
    ].join(' | '),
  ),
);
const text = `# 随平台提供的规则

由规则库生成（\`UPDATE_DOCS=1 vitest run packages/domain/src/features/rules/pack.test.ts\`）；请勿手工修改。

| 编号 | 名称 | 读取的数据 | 对象 | 一个疑点 | 为何触发 | 排除 | 其他误报原因 |
|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join('\n')}
`;

describe('the rules that ship', () => {
  it('have a code each', () => {
    const codes = PACK.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
  it('stand in docs/rules.md as they are', async () => {
    if (process.env['UPDATE_DOCS'] === '1') {
      const { writeFileSync } = await import('node:fs');
      writeFileSync(DOCUMENT, text);
    }
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(text);
  });
});

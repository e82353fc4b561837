import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { readParts, textOf } from './docx-parts.ts';
import { fillTemplate } from './fill-template.ts';
import { makePaper } from './make-paper.ts';
import { paperData } from './paper-data.ts';
import { SAMPLE_PAPERS } from './sample-papers.ts';
import { shippedTemplate } from './shipped-template.ts';
import { fieldsOf, type TemplateData } from './template.ts';

const KINDS = Object.keys(SAMPLE_PAPERS) as PaperTemplate[];
const sample = (kind: PaperTemplate): TemplateData => paperData(kind, SAMPLE_PAPERS[kind]);

/** Paragraphs of the body, heads and feet as a reader sees them; XML that is not well formed throws. */
const textIn = (docx: Uint8Array): string =>
  [...readParts(docx)]
    .filter(([name]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
    .flatMap(([, part]) => {
      const { document } = new JSDOM(textOf(part), { contentType: 'text/xml' }).window;
      return [...document.getElementsByTagName('w:p')].map((paragraph) => paragraph.textContent);
    })
    .join('\n');

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

/** Every text in the values, however deep. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

describe.each(KINDS)('the paper %s', (kind) => {
  it('says what it was given, and nothing of the template is left', async () => {
    const template = await shippedTemplate(kind);
    const text = textIn(fillTemplate(template, sample(kind)).bytes);
    const asked = new Set(fieldsOf(template).map((field) => field.name));
    const given = Object.entries(sample(kind)).filter(([name]) => asked.has(name));
    for (const said of given.flatMap(([, value]) => textsOf(value))) expect(text).toContain(said);
    expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
  });

  it('uses every fact of its builder', async () => {
    const names = (fields: ReturnType<typeof fieldsOf>): string[] =>
      fields.flatMap((field) => [field.name, ...(field.kind === 'section' ? names(field.fields) : [])]);
    const asked = names(fieldsOf(await shippedTemplate(kind)));
    expect(Object.keys(sample(kind)).filter((name) => !asked.includes(name))).toEqual([]);
  });

  it('is the same bytes for the same facts, and other bytes for others', async () => {
    const [first, again] = [await makePaper(kind, SAMPLE_PAPERS[kind]), await makePaper(kind, SAMPLE_PAPERS[kind])];
    expect(again).toEqual(first);
    const other = fillTemplate(await shippedTemplate(kind), { ...sample(kind), 档案号: 'YJ-2026-9999' });
    expect(other.sha256).not.toBe(first.sha256);
  });

  it('is refused by name for each fact that is absent', async () => {
    const template = await shippedTemplate(kind);
    for (const name of new Set(fieldsOf(template).map((field) => field.name))) {
      const { [name]: _, ...rest } = sample(kind);
      const { code, details } = refusalOf(() => fillTemplate(template, rest));
      expect([code, details]).toEqual(['paper.fields-missing', { fields: [name] }]);
    }
  });
});

describe('filling', () => {
  const hostile = '<w:p/>&amp;"\'\u0000\u0008]]>{主送}{#问题}\uD800\uFFFE';

  it('puts a value on the paper as text, never as markup or as a field', async () => {
    const data = { ...sample('NOTICE'), 情形: hostile, 问题: [hostile] };
    const text = textIn(fillTemplate(await shippedTemplate('NOTICE'), data).bytes);
    expect(text).toContain('<w:p/>&amp;"\']]>{主送}{#问题}');
  });

  it('looks for holes within every element of a list', async () => {
    const data = { ...sample('RETURN_VISIT'), 措施: [{ 序: '1', 内容: '清理', 落实情况: '', 佐证: '台账' }] };
    const template = await shippedTemplate('RETURN_VISIT');
    expect(refusalOf(() => fillTemplate(template, data)).details).toEqual({ fields: ['落实情况'] });
  });

  it.each([
    ['', '问题'],
    [[], '问题'],
    ['  ', '主送'],
    [true, '主送'],
    [['程如砥'], '主送'],
  ] as const)('takes %j for a hole in %s', async (value, name) => {
    const template = await shippedTemplate('NOTICE');
    expect(refusalOf(() => fillTemplate(template, { ...sample('NOTICE'), [name]: value })).details).toEqual({
      fields: [name],
    });
  });

  it('leaves out on purpose what is false', async () => {
    const { 不再计入日期: _, ...rest } = sample('LIFT');
    const template = await shippedTemplate('LIFT');
    expect(textIn(fillTemplate(template, { ...rest, 不再计入日期: false }).bytes)).not.toContain('不再计入');
    expect(refusalOf(() => fillTemplate(template, rest)).details).toEqual({ fields: ['不再计入日期'] });
  });

  it('refuses bytes that are no template', () => {
    expect(refusalOf(() => fillTemplate(new TextEncoder().encode('%PDF-1.7'), {})).code).toBe('paper.template-broken');
  });

  it('names a person with 同志 and speaks to a unit as one', async () => {
    const text = textIn((await makePaper('ADVICE', SAMPLE_PAPERS.ADVICE)).bytes);
    expect(text).toContain('清河县住房和城乡建设局：');
    expect(text).toContain('你单位');
    expect(textIn((await makePaper('NOTICE', SAMPLE_PAPERS.NOTICE)).bytes)).toContain('程如砥同志：');
  });

  it('writes 无 for the post of a unit', async () => {
    const text = textIn((await makePaper('SERVICE_RECEIPT', { ...SAMPLE_PAPERS.SERVICE_RECEIPT, post: '' })).bytes);
    expect(text).toMatch(/职务\n无\n/);
  });

  it('sets the long name of an organ smaller, so that the mark keeps to one line', async () => {
    const organ = '中共清河县住房和城乡建设局机关纪律检查委员会';
    const { bytes } = await makePaper('NOTICE', { ...SAMPLE_PAPERS.NOTICE, organ });
    const head = textOf(readParts(bytes).get('word/header1.xml'));
    expect(head).toContain(organ);
    expect(head).toContain('"MarkLong"');
    expect(head).not.toContain('"Mark"');
  });
});

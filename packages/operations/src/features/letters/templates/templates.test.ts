import { readFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { readParts, textOf } from '../docx-parts.ts';
import { templateFileName } from '../shipped-template.ts';
import { fieldsOf } from '../template.ts';
import { buildTemplates } from './all.ts';
import { describeTemplates } from './describe.ts';
import { LETTERS } from './letters.ts';

const MM = 1440 / 25.4;
const templates = await buildTemplates();
const letters = [...templates].filter(([name]) => Object.keys(LETTERS).map(templateFileName).includes(name));

const partOf = (bytes: Uint8Array, path: string): Document =>
  new JSDOM(textOf(readParts(bytes).get(path)), { contentType: 'text/xml' }).window.document;
const first = (parent: Document | Element | undefined, name: string): Element => {
  const element = parent?.getElementsByTagName(`w:${name}`)[0];
  if (!element) throw new Error(`no ${name}`);
  return element;
};
const number = (element: Element, attribute: string): number => Number(element.getAttribute(`w:${attribute}`));
const styleOf = (bytes: Uint8Array, id: string): Element => {
  const styles = [...partOf(bytes, 'word/styles.xml').getElementsByTagName('w:style')];
  const style = styles.find((candidate) => candidate.getAttribute('w:styleId') === id);
  if (!style) throw new Error(`no style ${id}`);
  return style;
};
const stylesUsed = (document: Document): (string | null)[] =>
  [...document.getElementsByTagName('w:pStyle')].map((style) => style.getAttribute('w:val'));

it('the committed templates and their description are what the source builds', async () => {
  for (const [name, bytes] of templates) {
    expect(Buffer.compare(await readFile(new URL(name, import.meta.url)), Buffer.from(bytes)), name).toBe(0);
  }
  expect(await readFile(new URL('../../../../../../docs/papers.md', import.meta.url), 'utf8')).toBe(
    describeTemplates(templates),
  );
});

describe.each([...templates])('%s by GB/T 9704-2012 (DOMAIN §5.18)', (name, bytes) => {
  const section = first(partOf(bytes, 'word/document.xml'), 'sectPr');
  const [size, margin] = [first(section, 'pgSz'), first(section, 'pgMar')];
  const mm = (attribute: string, of = margin): number => number(of, attribute) / MM;

  it('is A4 with a text area of 156 × 225 mm, 37 mm from the top and 28 mm from the left', () => {
    expect(mm('w', size)).toBeCloseTo(210, 1);
    expect(mm('h', size)).toBeCloseTo(297, 1);
    expect(mm('top')).toBeCloseTo(37, 1);
    expect(mm('left')).toBeCloseTo(28, 1);
    expect(mm('w', size) - mm('left') - mm('right')).toBeCloseTo(156, 1);
    expect(mm('h', size) - mm('top') - mm('bottom')).toBeCloseTo(225, 1);
  });

  it('sets 22 lines of 28 characters, 16 pt 仿宋, at fixed 28.95 pt', () => {
    const line = first(styleOf(bytes, 'Normal'), 'spacing');
    expect(line.getAttribute('w:lineRule')).toBe('exact');
    expect(number(line, 'line') / 20).toBe(28.95);
    const textHeight = (number(size, 'h') - number(margin, 'top') - number(margin, 'bottom')) / 20;
    expect(Math.floor(textHeight / 28.95)).toBe(22);
    const defaults = first(partOf(bytes, 'word/styles.xml'), 'rPrDefault');
    expect(first(defaults, 'rFonts').getAttribute('w:eastAsia')).toBe('仿宋_GB2312');
    expect(number(first(defaults, 'sz'), 'val') / 2).toBe(16);
    const advance = 16 + number(first(defaults, 'spacing'), 'val') / 20;
    const textWidth = (number(size, 'w') - number(margin, 'left') - number(margin, 'right')) / 20;
    expect(Math.floor(textWidth / advance)).toBe(28);
    expect(number(first(styleOf(bytes, 'Body'), 'ind'), 'firstLine') / 20).toBe(2 * advance);
  });

  it('titles in 22 pt 小标宋, centred, and numbers its pages —n— in 14 pt, odd ones at the right, even ones at the left', () => {
    for (const id of ['Title', 'FormTitle']) {
      expect(number(first(styleOf(bytes, id), 'sz'), 'val') / 2).toBe(22);
      expect(first(styleOf(bytes, id), 'rFonts').getAttribute('w:eastAsia')).toBe('方正小标宋简体');
      expect(first(styleOf(bytes, id), 'jc').getAttribute('w:val')).toBe('center');
    }
    expect(first(partOf(bytes, 'word/settings.xml'), 'evenAndOddHeaders')).toBeDefined();
    for (const [id, side] of [
      ['PageOdd', 'right'],
      ['PageEven', 'left'],
    ] as const) {
      expect(first(styleOf(bytes, id), 'jc').getAttribute('w:val')).toBe(side);
      expect(number(first(styleOf(bytes, id), 'ind'), side) / 20).toBe(14);
      expect(number(first(styleOf(bytes, id), 'sz'), 'val') / 2).toBe(14);
    }
    const feet = [...readParts(bytes)].filter(([path]) => /footer\d+\.xml$/.test(path)).map(([, part]) => textOf(part));
    expect(feet.filter((foot) => foot.includes('PAGE') && foot.includes('— ')).length).toBe(2);
  });

  it('is filled by fields alone: every brace is one', () => {
    expect(fieldsOf(bytes).length).toBeGreaterThan(3);
    expect(name).toMatch(/^[a-z0-9-]+\.docx$/);
  });
});

describe.each(letters)('the letter %s', (_, bytes) => {
  const section = first(partOf(bytes, 'word/document.xml'), 'sectPr');
  const heads = (kind: string): Document => {
    const reference = [...section.children].find(
      (child) => child.localName === `${kind}Reference` && child.getAttribute('w:type') === 'first',
    );
    const relations = [...partOf(bytes, 'word/_rels/document.xml.rels').getElementsByTagName('Relationship')];
    const target = relations.find((relation) => relation.getAttribute('Id') === reference?.getAttribute('r:id'));
    return partOf(bytes, `word/${target?.getAttribute('Target') ?? ''}`);
  };

  it('has the red mark 30 mm from the edge and red double lines of 170 mm, thick over thin and thin over thick', () => {
    expect(first(section, 'titlePg')).toBeDefined();
    expect(number(first(section, 'pgMar'), 'header') / MM).toBeCloseTo(30 - (6.5 * 25.4) / 72, 1);
    expect(stylesUsed(heads('header')).slice(-3)).toEqual(['RuleThickTop', 'RuleThinBelow', 'RuleSpace']);
    expect(stylesUsed(heads('footer')).slice(0, 2)).toEqual(['RuleThinTop', 'RuleThickBelow']);
    expect(first(styleOf(bytes, 'Mark'), 'color').getAttribute('w:val')).toBe('D7000F');
    const [left, right] = ['left', 'right'].map((side) => number(first(section, 'pgMar'), side) / MM) as [
      number,
      number,
    ];
    for (const id of ['RuleThickTop', 'RuleThinBelow', 'RuleThinTop', 'RuleThickBelow']) {
      const indent = first(styleOf(bytes, id), 'ind');
      const [from, to] = [left + number(indent, 'left') / MM, 210 - right - number(indent, 'right') / MM];
      expect(from).toBeCloseTo(20, 1);
      expect(to - from).toBeCloseTo(170, 1);
      expect(first(styleOf(bytes, id), 'bottom').getAttribute('w:color')).toBe('D7000F');
    }
    const width = (id: string): number => number(first(styleOf(bytes, id), 'bottom'), 'sz');
    expect(width('RuleThickTop')).toBeGreaterThan(2 * width('RuleThinBelow'));
    expect(width('RuleThickBelow')).toBeGreaterThan(2 * width('RuleThinTop'));
  });

  it('places number, title, addressee, signature, date and contact in the order of the standard', () => {
    const order = stylesUsed(partOf(bytes, 'word/document.xml'));
    const places = ['Number', 'Title', 'To', 'Closing', 'Sign', 'SignDate', 'Note'].map((style) =>
      order.indexOf(style),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(number(first(styleOf(bytes, 'Title'), 'spacing'), 'before') / 20).toBe(2 * 28.95);
    expect(number(first(styleOf(bytes, 'To'), 'spacing'), 'before') / 20).toBe(28.95);
    expect(number(first(styleOf(bytes, 'SignDate'), 'ind'), 'right') / 20).toBe(4 * 15.75);
  });

  it('shows no page number on its first page', () => {
    expect(heads('footer').documentElement.textContent).not.toContain('PAGE');
  });
});

import JSZip from 'jszip';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/**
 * Stand for the page's number and the number of pages, which are known only after the pages are made. Unicode keeps these
 * two for such private ends: no text of a paper holds them.
 */
export const PAGE_NUMBER = '\uFDD0';
export const PAGE_COUNT = '\uFDD1';
/** So many empty pages are added at the end: whatever stands at the head and foot of an odd and an even page is drawn once. */
export const PATTERN_PAGES = 2;

export type PreviewSource = {
  readonly bytes: Uint8Array;
  /** What the styles say and the drawing library leaves out, by the class names that it gives. */
  readonly css: string;
};

/**
 * A copy of the paper's bytes prepared for drawing. The library knows no page-number fields, no spacing between
 * characters, no paragraph that keeps with the next and none that stands at the foot of its page; 22 × 28 and true pages
 * need all four.
 */
export const prepare = async (bytes: Uint8Array): Promise<PreviewSource> => {
  const zip = await JSZip.loadAsync(bytes);
  for (const file of zip.file(/^word\/(document|header\d*|footer\d*)\.xml$/)) {
    const xml = parse(await file.async('text'));
    markFields(xml);
    if (file.name === 'word/document.xml') addPatternPages(xml);
    zip.file(file.name, new XMLSerializer().serializeToString(xml));
  }
  const styles = zip.file('word/styles.xml');
  return {
    bytes: await zip.generateAsync({ type: 'uint8array', compression: 'STORE' }),
    css: styles === null ? '' : styleRules(parse(await styles.async('text'))),
  };
};

const parse = (text: string): XMLDocument => new DOMParser().parseFromString(text, 'application/xml');
const elements = (parent: Document | Element, name: string): Element[] => [
  ...parent.getElementsByTagNameNS(WORD, name),
];
const child = (parent: Element | undefined, name: string): Element | undefined =>
  [...(parent?.children ?? [])].find((element) => element.namespaceURI === WORD && element.localName === name);
const value = (element: Element | undefined, name = 'val'): string | null =>
  element?.getAttributeNS(WORD, name) ?? null;

const tokenOf = (instruction: string): string | null => {
  const name = instruction.trim().split(/\s/)[0]?.toUpperCase();
  return name === 'PAGE' ? PAGE_NUMBER : name === 'NUMPAGES' ? PAGE_COUNT : null;
};

const textIn = (run: Element, text: string): void => {
  const element = run.ownerDocument.createElementNS(WORD, 'w:t');
  element.textContent = text;
  const properties = child(run, 'rPr');
  run.replaceChildren(...(properties ? [properties] : []), element);
};

/** A field is one element, or runs from a `begin` to an `end` with its instruction between them. */
const markFields = (xml: XMLDocument): void => {
  for (const field of elements(xml, 'fldSimple')) {
    const token = tokenOf(value(field, 'instr') ?? '');
    const [first, ...rest] = elements(field, 'r');
    if (token !== null && first) {
      textIn(first, token);
      for (const run of rest) run.remove();
    }
    field.replaceWith(...field.children);
  }
  let open: { runs: Element[]; instruction: string } | null = null;
  for (const run of elements(xml, 'r')) {
    const kind = value(child(run, 'fldChar'), 'fldCharType');
    if (kind === 'begin') open = { runs: [], instruction: '' };
    if (open === null) continue;
    open.runs.push(run);
    open.instruction += child(run, 'instrText')?.textContent ?? '';
    if (kind !== 'end') continue;
    const token = tokenOf(open.instruction);
    const [first, ...rest] = open.runs;
    if (token !== null && first) {
      textIn(first, token);
      for (const other of rest) other.remove();
    }
    open = null;
  }
};

const addPatternPages = (xml: XMLDocument): void => {
  const body = elements(xml, 'body')[0];
  const last = child(body, 'sectPr') ?? null;
  for (let page = 0; page < PATTERN_PAGES; page += 1) {
    const paragraph = xml.createElementNS(WORD, 'w:p');
    const properties = xml.createElementNS(WORD, 'w:pPr');
    properties.append(xml.createElementNS(WORD, 'w:pageBreakBefore'));
    paragraph.append(properties);
    body?.insertBefore(paragraph, last);
  }
};

/**
 * Besides what the library leaves out, a style's font is given to the paragraph as well as to its text: the font of the
 * paragraph decides how high its lines are and where they stand.
 */
const rulesOf = (style: Element | undefined): string => {
  const [paragraph, run] = [child(style, 'pPr'), child(style, 'rPr')];
  const [font, size, spacing] = [
    value(child(run, 'rFonts'), 'eastAsia'),
    value(child(run, 'sz')),
    value(child(run, 'spacing')),
  ];
  return [
    font !== null && `font-family: ${JSON.stringify(font)}`,
    size !== null && `font-size: ${String(Number(size) / 2)}pt`,
    spacing !== null && `letter-spacing: ${String(Number(spacing) / 20)}pt`,
    isOn(child(paragraph, 'keepNext')) && 'break-after: avoid',
    isOn(child(paragraph, 'keepLines')) && 'break-inside: avoid',
    value(child(paragraph, 'framePr'), 'yAlign') === 'bottom' && 'margin-top: auto',
  ]
    .filter(Boolean)
    .join('; ');
};
const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !['0', 'false'].includes(value(element) ?? '');
const isExact = (style: Element | undefined): boolean =>
  value(child(child(style, 'pPr'), 'spacing'), 'lineRule') === 'exact';

/** The library's class for a style is `docx_` and its id, lower case, with dashes for spaces and dots. */
const selectorOf = (id: string): string =>
  `.docx [class~=${JSON.stringify(`docx_${id.replace(/[ .]+/g, '-').replace(/&+/g, 'and').toLowerCase()}`)}]`;

const styleRules = (xml: XMLDocument): string => {
  const styles = elements(xml, 'style');
  const normal = styles.find((style) => value(style, 'type') === 'paragraph' && value(style, 'default') === '1');
  return [
    ['.docx', rulesOf(elements(xml, 'rPrDefault')[0])],
    // Lines of a fixed height: text of another font must not push them apart.
    ['.docx span', isExact(normal) ? 'line-height: 0' : ''],
    ...styles.map((style) => [selectorOf(value(style, 'styleId') ?? ''), rulesOf(style)]),
  ]
    .filter(([, rules]) => rules)
    .map(([selector, rules]) => `${selector ?? ''} { ${rules ?? ''} }`)
    .join('\n');
};

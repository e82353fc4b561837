import { PAGE_COUNT, PAGE_NUMBER, PATTERN_PAGES } from './docx-preview-source.ts';

/** Half a pixel: what sums of fractions of pixels may be off. */
const SLACK = 0.5;

/**
 * Breaks what the drawing library gives (one tall section for all text between two hard breaks) into pages of paper:
 * by lines within a paragraph, by rows within a table, never after a paragraph that keeps with the next. The first page
 * keeps its own head and foot, every further one gets those of an odd or an even page. The sections must be laid out.
 */
export const paginate = (sections: readonly HTMLElement[]): readonly HTMLElement[] => {
  const texts = sections.slice(0, -PATTERN_PAGES);
  const patterns = sections.slice(-PATTERN_PAGES);
  const pages = texts.flatMap((section) => pagesOf(section, patterns[0]));
  for (const [index, page] of pages.entries()) {
    if (index > 0) dress(page, patterns[(index + texts.length) % PATTERN_PAGES]);
    page.classList.add('page');
    page.style.height = getComputedStyle(page).minHeight;
    number(page, index + 1, pages.length);
  }
  return pages;
};

const pagesOf = (section: HTMLElement, pattern: HTMLElement | undefined): readonly HTMLElement[] => {
  const rest = overflowOf(section);
  if (rest.length === 0) return [section];
  const next = section.cloneNode(false) as HTMLElement;
  const article = bodyOf(section).cloneNode(false) as HTMLElement;
  // Space before a paragraph is not kept when a page break falls there.
  rest[0]?.style.setProperty('margin-top', '0');
  article.append(...rest);
  next.append(article);
  dress(next, pattern);
  section.after(next);
  return [section, ...pagesOf(next, pattern)];
};

const part = (section: HTMLElement | undefined, name: 'header' | 'article' | 'footer'): HTMLElement | null =>
  section?.querySelector<HTMLElement>(`:scope > ${name}`) ?? null;
const bodyOf = (section: HTMLElement): HTMLElement => part(section, 'article') ?? section;

/** The head and foot of another page in place of the page's own. */
const dress = (page: HTMLElement, pattern: HTMLElement | undefined): void => {
  for (const name of ['header', 'footer'] as const) {
    part(page, name)?.remove();
    const copy = part(pattern, name)?.cloneNode(true);
    if (copy !== undefined) bodyOf(page)[name === 'header' ? 'before' : 'after'](copy);
  }
};

/** The lowest edge that text may reach, in the coordinates of the window: above the foot, however tall it has grown. */
const limitOf = (section: HTMLElement): number => {
  const style = getComputedStyle(section);
  const footer = part(section, 'footer');
  const grown = footer === null ? 0 : footer.offsetHeight + parseFloat(getComputedStyle(footer).marginBottom);
  return (
    section.getBoundingClientRect().top + parseFloat(style.minHeight) - parseFloat(style.paddingBottom) - grown + SLACK
  );
};

/** Takes from a page whatever does not fit on it. Empty where all fits, and where what is left cannot be broken. */
const overflowOf = (section: HTMLElement): readonly HTMLElement[] => {
  const limit = limitOf(section);
  const blocks = [...bodyOf(section).children].filter((block) => block instanceof HTMLElement);
  const over = blocks.findIndex((block) => block.getBoundingClientRect().bottom > limit);
  const block = blocks[over];
  if (block === undefined) return [];
  const rest = block instanceof HTMLTableElement ? splitTable(block, limit) : splitLines(block, limit);
  if (rest !== null) return [rest, ...blocks.slice(over + 1)];
  let from = over;
  while (from > 0 && keepsWithNext(blocks[from - 1])) from -= 1;
  // A page must hold something: what stands first and cannot be broken stays, however tall.
  return blocks.slice(from === 0 ? over + (over === 0 ? 1 : 0) : from);
};

const keepsWithNext = (block: HTMLElement | undefined): boolean =>
  block !== undefined && getComputedStyle(block).breakAfter === 'avoid';

/** Leaves the rows that fit; null when not even the first does. */
const splitTable = (table: HTMLTableElement, limit: number): HTMLElement | null => {
  const rows = [...table.rows];
  const over = rows.findIndex((row) => row.getBoundingClientRect().bottom > limit);
  if (over < 1) return null;
  const rest = table.cloneNode(false) as HTMLElement;
  rest.append(
    ...[...table.querySelectorAll(':scope > colgroup')].map((group) => group.cloneNode(true)),
    ...rows.slice(over),
  );
  return rest;
};

/** Leaves the lines that fit; null when none does, or when lines are to stay together. */
const splitLines = (paragraph: HTMLElement, limit: number): HTMLElement | null => {
  const style = getComputedStyle(paragraph);
  if (style.breakInside === 'avoid') return null;
  const characters = charactersOf(paragraph);
  const fits = ([node, offset]: Character): boolean => {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    const box = range.getClientRects()[0];
    // A glyph's box is as tall as its font; its line reaches half a line's height from the middle of it.
    return box === undefined || (box.top + box.bottom + (parseFloat(style.lineHeight) || box.height)) / 2 <= limit;
  };
  const over = firstNot(characters, fits);
  const start = characters[over];
  if (over === 0 || start === undefined) return null;
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(paragraph, paragraph.childNodes.length);
  const rest = paragraph.cloneNode(false) as HTMLElement;
  rest.append(range.extractContents());
  rest.style.textIndent = '0';
  if (style.textAlign === 'justify') paragraph.style.textAlignLast = 'justify';
  return rest;
};

type Character = readonly [node: Text, offset: number];
const charactersOf = (paragraph: HTMLElement): readonly Character[] =>
  textsIn(paragraph).flatMap((node) => Array.from({ length: node.length }, (_, offset) => [node, offset] as const));

const textsIn = (element: HTMLElement): readonly Text[] => {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  return texts;
};

/** Index of the first that does not hold, where all before it do and none after it does. */
const firstNot = <T>(items: readonly T[], holds: (item: T) => boolean): number => {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
};

const number = (page: HTMLElement, at: number, count: number): void => {
  for (const text of textsIn(page)) {
    text.data = text.data.replaceAll(PAGE_NUMBER, String(at)).replaceAll(PAGE_COUNT, String(count));
  }
};

import { defaultOptions, parseAsync, renderDocument } from 'docx-preview';
import type { HElement } from 'docx-preview';
import { loadPaperFonts } from './docx-preview-fonts.ts';
import { paginate } from './docx-preview-paginate.ts';
import { prepare } from './docx-preview-source.ts';

export type PreviewPages = {
  /** One `section.docx` a page, in real size: 1 mm of paper is 1 mm of CSS. */
  readonly pages: readonly HTMLElement[];
  /** The paper's own styles; to be adopted by the shadow root that holds the pages. */
  readonly styles: CSSStyleSheet;
  /** False where stand-ins are drawn for the official typefaces. */
  readonly officialFonts: boolean;
};

/**
 * Chinese lines as the papers' own settings ask: full-width punctuation everywhere, no gap between 汉字 and digits,
 * strict line breaking. The foot of a page grows from below, and what stands at the page's foot needs a page's height.
 */
const PAGE_CSS = `
section.docx { background: #fff; text-align: start; text-autospace: no-autospace; text-spacing-trim: space-all; line-break: strict; text-wrap: wrap; font-variant-numeric: normal; hyphens: none; }
section.docx > article { margin-bottom: 0; }
section.docx.page { overflow: hidden; contain: strict; }
section.docx.page > article { display: flex; flex-direction: column; flex: 1 0 auto; }
section.docx > footer { display: flex; flex-direction: column; justify-content: flex-end; }
section.docx table { table-layout: fixed; }
section.docx td { overflow-wrap: anywhere; }
`;

/** Draws a paper's bytes as pages. Nothing of it is written as markup: no style element, no attribute, no link, no frame. */
export const drawPages = async (bytes: Uint8Array): Promise<PreviewPages> => {
  const [source, officialFonts] = await Promise.all([prepare(bytes), loadPaperFonts()]);
  const css: string[] = [];
  const options = { inWrapper: false, renderAltChunks: false, useBase64URL: true, h: builder(css) };
  const nodes = await renderDocument(await parseAsync(source.bytes, options), options);
  const styles = new CSSStyleSheet();
  styles.replaceSync([...css, source.css, PAGE_CSS].join('\n').replaceAll(':root', ':host'));
  const sections = nodes.filter((node) => node instanceof HTMLElement);
  return { pages: whileLaidOut(sections, styles, () => paginate(sections)), styles, officialFonts };
};

/** In the document, since only what is laid out has lines, but away from eyes, pointers and screen readers. */
const whileLaidOut = <R>(sections: readonly HTMLElement[], styles: CSSStyleSheet, work: () => R): R => {
  const aside = new CSSStyleSheet();
  aside.replaceSync(':host { position: fixed; inset: 0 auto auto 0; visibility: hidden; pointer-events: none; }');
  const host = document.createElement('div');
  host.lang = 'zh-CN';
  host.ariaHidden = 'true';
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [styles, aside];
  root.append(...sections);
  document.body.append(host);
  try {
    return work();
  } finally {
    host.remove();
  }
};

/**
 * The library's own builder, but styles are collected instead of written as elements (a strict CSP refuses those), a
 * style attribute becomes properties, and a link becomes plain text: a paper leads nowhere.
 */
const builder =
  (css: string[]) =>
  (element: HElement | Node | string): Node => {
    if (typeof element === 'string' || element instanceof Node) return defaultOptions.h(element);
    if (element.tagName === 'style') {
      css.push(...(element.children ?? []).filter((child) => typeof child === 'string'));
      return document.createComment('');
    }
    const { style, href: _, ...rest } = element.tagName === 'a' ? { ...element, tagName: 'span' } : element;
    if (typeof style !== 'string') return defaultOptions.h({ ...rest, ...(style ? { style } : {}) });
    const node = defaultOptions.h(rest);
    if (node instanceof HTMLElement || node instanceof SVGElement) node.style.cssText = style;
    return node;
  };

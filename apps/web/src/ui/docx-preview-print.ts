import type { PreviewPages } from './docx-preview-pages.ts';

/** While a paper is printed, only it is on the paper: the rest of the page stays on the screen. */
const ONLY_THE_PAPER = `
@page { size: A4; margin: 0; }
@media screen { [data-printed-paper] { display: none; } }
@media print { body > :not([data-printed-paper]) { display: none !important; } }
`;
const LEAVES =
  ':host { display: block; } section.docx.page { break-after: page; } section.docx.page:last-child { break-after: auto; }';

const sheetOf = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

/** Lays the pages of a paper out for the printer; what is returned clears them away. */
export const layOutForPrint = ({ pages, styles }: PreviewPages): (() => void) => {
  const host = document.createElement('div');
  host.dataset['printedPaper'] = '';
  host.lang = 'zh-CN';
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styles, sheetOf(LEAVES)];
  root.append(...pages.map((page) => page.cloneNode(true)));
  const only = sheetOf(ONLY_THE_PAPER);
  document.adoptedStyleSheets.push(only);
  document.body.append(host);
  return () => {
    host.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== only);
  };
};

/** Prints the very pages that the preview shows, in real size. */
export const printPaper = (drawn: PreviewPages): void => {
  const clear = layOutForPrint(drawn);
  window.addEventListener('afterprint', clear, { once: true });
  window.print();
};

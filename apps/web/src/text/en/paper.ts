import type { Phrases } from '../phrases.ts';
import type { paper as zh } from '../zh-CN/paper.ts';

export const paper = {
  page: 'Page {{page}} of {{count}}',
  previous: 'Previous page',
  next: 'Next page',
  preview: 'Preview',
  print: 'Print',
  save: '.docx',
  drawing: 'Drawing the preview',
  failed: 'The preview could not be drawn. Download the .docx to read it.',
  standInFonts: 'The official typefaces are not on this machine; stand-ins are shown, the layout is the same.',
} satisfies Phrases<typeof zh>;

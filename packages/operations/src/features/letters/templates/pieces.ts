import {
  BorderStyle,
  Document,
  Footer,
  Header,
  PageNumber,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { bytesOf, readParts, writeParts } from '../docx-parts.ts';
import { FOOTER, HEADER, LINE, PAGE, TEXT_WIDTH } from './geometry.ts';
import { FONT, fontTableXml, settingsXml, stylesXml, type StyleId } from './styles.ts';

export type Block = Paragraph | Table;
/** A letter (信函格式) has its mark and red lines on the first page; a form has neither. */
export type Source = { readonly layout: 'letter' | 'form'; readonly blocks: readonly Block[] };

/** A paragraph of one style; `**words**` stand in 黑体 (the lead of a numbered point). */
export const p = (style: StyleId, text: string): Paragraph =>
  new Paragraph({
    style,
    children: text
      .split('**')
      .map((piece, index) => (index % 2 === 1 ? new TextRun({ text: piece, font: FONT.hei }) : new TextRun(piece)))
      .filter((_, index, runs) => runs.length === 1 || text.split('**')[index] !== ''),
  });
export const body = (...texts: readonly string[]): Block[] => texts.map((text) => p('Body', text));

/** Blocks repeated for each element of a list field, or kept only when a yes-no field holds. */
export const each = (field: string, ...blocks: readonly Block[]): Block[] => [
  p('Body', `{#${field}}`),
  ...blocks,
  p('Body', `{/${field}}`),
];

export type Cell = { readonly text: string; readonly style?: StyleId; readonly span?: number };
export type Row = { readonly cells: readonly Cell[]; /** Least height in lines of text. */ readonly lines?: number };
export const head = (text: string, span = 1): Cell => ({ text, style: 'CellHead', span });
export const cell = (text: string, span = 1): Cell => ({ text, span });

const line = (style: (typeof BorderStyle)[keyof typeof BorderStyle], size = 0, color = '000000') => ({
  style,
  size,
  color,
});
const frame = (border: ReturnType<typeof line>) => ({
  top: border,
  bottom: border,
  left: border,
  right: border,
  insideHorizontal: border,
  insideVertical: border,
});
const NO_LINES = frame(line(BorderStyle.NONE));

/** A ruled table over the whole text area; the columns' shares are of 12. A cell's text breaks at `\n` into paragraphs. */
export const table = (shares: readonly number[], rows: readonly Row[]): Table => {
  const widths = shares.map((share) => Math.floor((TEXT_WIDTH * share) / 12));
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: frame(line(BorderStyle.SINGLE, 6)),
    rows: rows.map(
      ({ cells, lines = 1 }) =>
        new TableRow({
          cantSplit: true,
          height: { value: lines * 420 + 60, rule: 'atLeast' },
          children: cells.map(
            ({ text, style = 'Cell', span = 1 }) =>
              new TableCell({
                columnSpan: span,
                verticalAlign: VerticalAlignTable.CENTER,
                margins: { left: 70, right: 70 },
                children: text
                  .split('\n')
                  .map((paragraph) => p(paragraph.startsWith('>') ? 'CellSign' : style, paragraph.replace(/^>/, ''))),
              }),
          ),
        }),
    ),
  });
};

/** 发文字号 flush right under the first red line, 份号, 密级 and 紧急程度 flush left beside it. */
const numberLine = (): Table =>
  new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [Math.floor(TEXT_WIDTH / 2), Math.ceil(TEXT_WIDTH / 2)],
    layout: TableLayoutType.FIXED,
    borders: NO_LINES,
    margins: { left: 0, right: 0 },
    rows: [
      new TableRow({
        children: [
          new TableCell({ children: [p('Secrecy', '{#标注}'), p('Secrecy', '{.}'), p('Secrecy', '{/标注}')] }),
          new TableCell({ children: [p('Number', '{发文字号}')] }),
        ],
      }),
    ],
  });

/** The head of a letter's text: number line, title, addressee. */
export const opening = (title: string): Block[] => [numberLine(), p('Title', title), p('To', '{主送}：')];

const CONTACT = '（联系人：{联系人}，联系电话：{联系电话}）';
/** 版记: at the foot of the text area of the page that the letter ends on. */
const copies = (): Paragraph =>
  new Paragraph({
    style: 'Copies',
    frame: {
      type: 'alignment',
      width: TEXT_WIDTH,
      height: 0,
      anchor: { horizontal: 'margin', vertical: 'margin' },
      alignment: { x: 'left', y: 'bottom' },
      wrap: 'notBeside',
    },
    children: [new TextRun('抄送：{.}')],
  });
/** The foot of a letter's text: signature with room for the seal, date, contact and, at the foot of the page, copies. */
export const closing = (word: string, annexes?: string): Block[] => [
  p('Closing', word),
  ...(annexes ? [p('Annexes', `附件：${annexes}`)] : []),
  p('Sign', '{署名}'),
  p('SignDate', '{成文日期}'),
  p('Note', CONTACT),
  ...each('抄送', copies(), p('AfterTable', '')),
];

/** The right of appeal, stated in every paper that lays a duty on someone (DOMAIN WF-20, §4.2 row 20). */
export const appeal = (paper: string): Block[] =>
  body(
    `如对本${paper}有异议，可以向{申诉受理机关}提出申诉，一般应当自收到本${paper}之日起{申诉期限}内提出；逾期提出的，由受理机关登记后决定是否受理。申诉期间，除受理机关另有决定外，不停止上述要求的办理。`,
  );

const newPage = (style: StyleId, text: string): Paragraph =>
  new Paragraph({ style, pageBreakBefore: true, children: [new TextRun(text)] });

/** The receipt to be signed and sent back, on a page of its own so that it can be torn off. */
export const stub = (paper: string): Block[] => [
  newPage('FormTitle', '送达回执'),
  p('Number', '{发文字号}'),
  table(
    [3, 3, 3, 3],
    [
      { cells: [head('文书名称'), cell(paper, 3)] },
      { cells: [head('文书字号'), cell('{发文字号}', 3)] },
      { cells: [head('受送达人'), cell('{主送}', 3)] },
      { cells: [head('送达方式'), cell('□当面送达　□约谈当场送达　□系统签收', 3)] },
      { cells: [head('受送达人\n签名或者盖章'), cell('>年　　月　　日　　时　　分', 3)], lines: 4 },
      { cells: [head('拒收情况记录'), cell('见证人（两人）签名：', 3)], lines: 3 },
      { cells: [head('送达人签名'), cell('>年　　月　　日', 3)], lines: 3 },
    ],
  ),
  p('AfterTable', ''),
  ...body('答复期限自收到文书的次日起计算。回执签署后退回{报送单位}存档。'),
];

/** An annex begins a new page: its mark flush left, its title on the third line. */
export const annex = (mark: string, title: string): Block[] => [
  newPage('AnnexMark', mark),
  p('FormTitle', ''),
  p('FormTitle', title),
];

const pageFoot = (style: StyleId): Footer =>
  new Footer({
    children: [new Paragraph({ style, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })] })],
  });
const markHead = (): Header =>
  new Header({
    children: [
      ...each('短标志', p('Mark', '{发文机关}')),
      ...each('长标志', p('MarkLong', '{发文机关}')),
      p('RuleThickTop', ''),
      p('RuleThinBelow', ''),
      p('RuleSpace', ''),
    ],
  });
const letterFoot = (): Footer =>
  new Footer({
    children: [
      p('RuleThinTop', ''),
      p('RuleThickBelow', ''),
      p('Tail', '一事一档：{档案号}　版本：{版本}　校验码：{校验码}'),
    ],
  });

const page = {
  size: { width: PAGE.width, height: PAGE.height },
  margin: {
    top: PAGE.top,
    bottom: PAGE.bottom,
    left: PAGE.left,
    right: PAGE.right,
    header: HEADER,
    footer: FOOTER,
    gutter: 0,
  },
};

/** A template's bytes. */
export const document = async ({ layout, blocks }: Source): Promise<Uint8Array> => {
  const file = new Document({
    creator: '清风',
    lastModifiedBy: '清风',
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        // A pitch without a kind of grid: lines of fixed height make the 22 a page, and LibreOffice would add to spaces.
        properties: { page, titlePage: layout === 'letter', grid: { linePitch: LINE } },
        ...(layout === 'letter' ? { headers: { first: markHead() } } : {}),
        footers: {
          ...(layout === 'letter' ? { first: letterFoot() } : {}),
          default: pageFoot('PageOdd'),
          even: pageFoot('PageEven'),
        },
        children: [...blocks],
      },
    ],
  });
  return settle(await Packer.toBuffer(file));
};

/** Our own styles, typefaces and settings in place of the library's, and no day of writing: one source, the same bytes. */
const settle = (bytes: Uint8Array): Uint8Array => {
  const parts = new Map(readParts(bytes));
  const core = new TextDecoder().decode(parts.get('docProps/core.xml'));
  parts.set('docProps/core.xml', bytesOf(core.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-01T00:00:00Z')));
  parts.set('word/styles.xml', bytesOf(stylesXml()));
  parts.set('word/fontTable.xml', bytesOf(fontTableXml()));
  parts.set('word/settings.xml', bytesOf(settingsXml()));
  return writeParts(parts);
};

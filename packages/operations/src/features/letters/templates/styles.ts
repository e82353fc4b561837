import {
  BELOW_RULE,
  BODY_SIZE,
  CHARACTER,
  DATE_INDENT,
  LINE,
  LONG_MARK_LINE,
  MARK_GAP,
  MARK_LINE,
  PAGE_NUMBER_LIFT,
  RULE_OUTDENT,
  SIGN_INDENT,
  TEXT_WIDTH,
  TIGHTEN,
} from './geometry.ts';

/** Official typefaces first named in GB/T 9704; `fontTable` tells a reader's machine what may stand in for them. */
export const FONT = {
  fangsong: '仿宋_GB2312',
  xiaobiaosong: '方正小标宋简体',
  hei: '黑体',
  kai: '楷体_GB2312',
  song: '宋体',
} as const;
const STAND_INS: Record<string, string> = {
  [FONT.fangsong]: 'FangSong',
  [FONT.xiaobiaosong]: 'STZhongsong',
  [FONT.hei]: 'SimHei',
  [FONT.kai]: 'KaiTi',
  [FONT.song]: 'SimSun',
};
/** The red of official red-headed paper. */
export const RED = 'D7000F';

type Style = {
  readonly name: string;
  readonly font?: string;
  /** Half-points. */
  readonly size?: number;
  readonly colour?: string;
  /** Twips between characters. */
  readonly spread?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly line?: number;
  readonly before?: number;
  readonly after?: number;
  readonly left?: number;
  readonly right?: number;
  readonly firstLine?: number;
  /** A red line below, in eighths of a point. */
  readonly rule?: number;
  /** Soft fill within a frame of the text's colour. */
  readonly fill?: string;
  readonly keepNext?: boolean;
  /** Stands at the foot of the text area of its page, whatever is above it (版记). */
  readonly atFoot?: boolean;
};

const rule = (name: string, eighths: number, height: number): Style => ({
  name,
  size: 2,
  line: height,
  ...RULE_OUTDENT,
  rule: eighths,
});
const THICK = 20;
const THIN = 6;

/** A colour band: the warning's own text colour on its soft fill, framed, so that it reads in black and white too. */
const band = (name: string, colour: string, fill: string): Style => ({
  name,
  font: FONT.hei,
  align: 'center',
  line: 560,
  before: LINE,
  colour,
  fill,
});

/** Every style a template may use, by its id in the file. */
export const STYLES = {
  Body: { name: '正文段落', firstLine: 2 * CHARACTER },
  Closing: { name: '结语', firstLine: 2 * CHARACTER, keepNext: true },
  Heading1: { name: '一级标题', font: FONT.hei, firstLine: 2 * CHARACTER, keepNext: true },
  Mark: {
    name: '发文机关标志',
    font: FONT.xiaobiaosong,
    size: 68,
    colour: RED,
    align: 'center',
    line: MARK_LINE,
    spread: 20,
    ...RULE_OUTDENT,
  },
  MarkLong: {
    name: '发文机关标志（长）',
    font: FONT.xiaobiaosong,
    size: 44,
    colour: RED,
    align: 'center',
    line: LONG_MARK_LINE,
    ...RULE_OUTDENT,
  },
  RuleThickTop: rule('首条红线（粗）', THICK, MARK_GAP),
  RuleThinBelow: rule('首条红线（细）', THIN, 30),
  RuleSpace: { name: '首条红线下空', size: 2, line: BELOW_RULE },
  RuleThinTop: rule('末条红线（细）', THIN, 40),
  RuleThickBelow: rule('末条红线（粗）', THICK, 30),
  Tail: { name: '档案信息', font: FONT.song, size: 18, align: 'center', line: 240, before: 60 },
  Number: { name: '发文字号', align: 'right' },
  Secrecy: { name: '密级和紧急程度', font: FONT.hei, align: 'left' },
  Title: { name: '公文标题', font: FONT.xiaobiaosong, size: 44, align: 'center', before: 2 * LINE },
  FormTitle: { name: '表单标题', font: FONT.xiaobiaosong, size: 44, align: 'center', line: 720 },
  To: { name: '主送机关', align: 'left', before: LINE },
  Sign: { name: '发文机关署名', align: 'center', left: SIGN_INDENT, before: 2 * LINE, keepNext: true },
  SignDate: { name: '成文日期', align: 'right', right: DATE_INDENT },
  Note: { name: '附注', align: 'left', firstLine: 2 * CHARACTER },
  Annexes: { name: '附件说明', align: 'left', firstLine: 2 * CHARACTER, before: LINE, keepNext: true },
  AnnexMark: { name: '附件标识', font: FONT.hei, align: 'left' },
  Copies: { name: '抄送机关', size: 28, line: 480, left: CHARACTER, right: CHARACTER, align: 'left', atFoot: true },
  PageOdd: {
    name: '页码（单页）',
    font: FONT.song,
    size: 28,
    align: 'right',
    line: 320,
    right: 280,
    after: PAGE_NUMBER_LIFT,
  },
  PageEven: {
    name: '页码（双页）',
    font: FONT.song,
    size: 28,
    align: 'left',
    line: 320,
    left: 280,
    after: PAGE_NUMBER_LIFT,
  },
  CellHead: { name: '表格栏目', font: FONT.hei, size: 28, align: 'center', line: 420 },
  Section: { name: '表格分栏标题', font: FONT.hei, size: 28, align: 'center', line: 480, keepNext: true },
  Cell: { name: '表格内容', size: 28, align: 'left', line: 420 },
  CellCentre: { name: '表格内容（居中）', size: 28, align: 'center', line: 420 },
  CellSign: { name: '表格签名', size: 28, align: 'right', line: 420, right: CHARACTER },
  BandRed: band('预警色带（红）', 'B01E17', 'FBE9E7'),
  BandYellow: band('预警色带（黄）', '7A5200', 'FBF0D4'),
  BandBlue: band('预警色带（蓝）', '1A57B5', 'E6EEFA'),
  AfterTable: { name: '表后空行', size: 2, line: 20 },
} as const satisfies Record<string, Style>;
export type StyleId = keyof typeof STYLES;

const fonts = (font: string): string =>
  `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`;
const attribute = (name: string, value: number | undefined): string =>
  value === undefined ? '' : ` w:${name}="${String(value)}"`;

const boxed = (colour = '000000'): string =>
  ['top', 'left', 'bottom', 'right']
    .map((side) => `<w:${side} w:val="single" w:sz="6" w:space="0" w:color="${colour}"/>`)
    .join('');

/** Paragraph properties in the order that the schema asks for (CT_PPr is a sequence). */
const paragraphProperties = (style: Style): string =>
  [
    style.keepNext && '<w:keepNext/>',
    style.atFoot &&
      `<w:framePr w:w="${String(TEXT_WIDTH)}" w:hSpace="0" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>`,
    style.rule &&
      `<w:pBdr><w:bottom w:val="single" w:sz="${String(style.rule)}" w:space="0" w:color="${RED}"/></w:pBdr>`,
    style.fill && `<w:pBdr>${boxed(style.colour)}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="${style.fill}"/>`,
    (style.line ?? style.before ?? style.after) !== undefined &&
      `<w:spacing${attribute('before', style.before)}${attribute('after', style.after)} w:line="${String(style.line ?? LINE)}" w:lineRule="exact"/>`,
    (style.left ?? style.right ?? style.firstLine) !== undefined &&
      `<w:ind${attribute('left', style.left)}${attribute('right', style.right)}${attribute('firstLine', style.firstLine)}/>`,
    style.align && `<w:jc w:val="${style.align}"/>`,
  ]
    .filter(Boolean)
    .join('');

const runProperties = (style: Style): string =>
  [
    style.font && fonts(style.font),
    style.colour && `<w:color w:val="${style.colour}"/>`,
    style.spread !== undefined && `<w:spacing w:val="${String(style.spread)}"/>`,
    style.size && `<w:sz w:val="${String(style.size)}"/><w:szCs w:val="${String(style.size)}"/>`,
  ]
    .filter(Boolean)
    .join('');

const MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/**
 * `word/styles.xml`. Whatever a program may decide for itself about a Chinese line is decided here, so that Word, WPS,
 * LibreOffice and the preview break lines and pages alike: no hanging punctuation, no widow control, no automatic gap
 * between 汉字 and digits.
 */
export const stylesXml = (): string =>
  `${HEAD}<w:styles ${MAIN}><w:docDefaults><w:rPrDefault><w:rPr>${fonts(FONT.fangsong)}<w:spacing w:val="${String(TIGHTEN)}"/>` +
  `<w:kern w:val="0"/><w:sz w:val="${String(BODY_SIZE)}"/><w:szCs w:val="${String(BODY_SIZE)}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>` +
  '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>' +
  '<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' +
  `<w:spacing w:before="0" w:after="0" w:line="${String(LINE)}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>` +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' +
  '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  Object.entries<Style>(STYLES)
    .map(
      ([id, style]) =>
        `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${style.name}"/><w:basedOn w:val="Normal"/>` +
        `<w:pPr>${paragraphProperties(style)}</w:pPr><w:rPr>${runProperties(style)}</w:rPr></w:style>`,
    )
    .join('') +
  '</w:styles>';

/** `word/fontTable.xml`: which face of an ordinary office PC stands in where the official one is not installed. */
export const fontTableXml = (): string =>
  `${HEAD}<w:fonts ${MAIN}>` +
  Object.entries(STAND_INS)
    .map(
      ([font, standIn]) => `<w:font w:name="${font}"><w:altName w:val="${standIn}"/><w:charset w:val="86"/></w:font>`,
    )
    .join('') +
  '</w:fonts>';

/** `word/settings.xml`: odd and even feet differ, and punctuation keeps its full width (22 × 28 grid). */
export const settingsXml = (): string =>
  `${HEAD}<w:settings ${MAIN}><w:defaultTabStop w:val="${String(2 * CHARACTER)}"/><w:evenAndOddHeaders/>` +
  '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" ' +
  'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/></w:settings>';

import { PAPERS } from '@qingfeng/domain/features/letters/papers.ts';
import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import { paperData } from '../paper-data.ts';
import { SAMPLE_PAPERS } from '../sample-papers.ts';
import { templateFileName } from '../shipped-template.ts';
import { fieldsOf, lookUp, type TemplateField } from '../template.ts';
import { REQUIRED } from '../uploaded-template.ts';
import { TEMPLATES } from './all.ts';

const HEAD = `# 文书模板与字段

文书由 .docx 模板填写生成：模板写固定用语和版式，字段写在花括号里，生成时换成本件文书的内容。随产品提供的模板在
\`packages/operations/src/features/letters/templates/\`，版式依据 GB/T 9704-2012 信函格式；各单位可以用 Word 或 WPS
改写后上传，替换其中任何一种。

- \`{发文字号}\`：填一个内容。
- \`{#问题}…{/问题}\`：逐项重复；各项用 \`{.}\` 表示，或者用表中“›”后的字段。也用于可有可无的内容，没有时整段省去。
- 起止标记各占一段时，这两段不留空行。
- 标有“必备”的字段不得删去；本表没有的字段不得使用；不得含宏、外部链接、嵌入对象。
- 上传时用示例内容试填，可以先看效果。字段没有内容的，不生成文书，并列出缺少的字段。

本页由 \`templates/build.ts\` 生成，示例均属虚构。
`;

/** The page that tells departments which fields each template knows (docs/papers.md). */
export const describeTemplates = (templates: ReadonlyMap<string, Uint8Array>): string =>
  [HEAD, ...(Object.keys(TEMPLATES) as PaperTemplate[]).map((kind) => sectionOf(kind, templates))].join('\n');

const sectionOf = (kind: PaperTemplate, templates: ReadonlyMap<string, Uint8Array>): string => {
  const file = templateFileName(kind);
  const rows = distinct(fieldsOf(templates.get(file) ?? new Uint8Array())).flatMap((field) =>
    rowsOf(field, paperData(kind, SAMPLE_PAPERS[kind])),
  );
  return `## ${PAPERS[kind].title}（\`${file}\`）\n\n| 字段 | 必备 | 示例 |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
};

const distinct = (fields: readonly TemplateField[]): readonly TemplateField[] => [
  ...new Map(fields.map((field) => [field.name, field])).values(),
];

const rowsOf = (field: TemplateField, scope: unknown): string[] => {
  const value = lookUp(scope, field.name);
  const written = field.kind === 'section' ? `{#${field.name}}…{/${field.name}}` : `{${field.name}}`;
  const row = `| \`${written}\` | ${REQUIRED.has(field.name) ? '必备' : ''} | ${exampleOf(value)} |`;
  if (field.kind === 'value') return [row];
  const element: unknown = Array.isArray(value) ? value[0] : undefined;
  const inner = distinct(field.fields).filter((part) => part.name !== '.' && lookUp(scope, part.name) === undefined);
  return [row, ...inner.map((part) => `| › \`{${part.name}}\` |  | ${exampleOf(lookUp(element, part.name))} |`)];
};

const exampleOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').join('／') : '';
};

/** Runs in the limited process (`platform/limited`): nothing here may be called from ours. */
import { readFile } from 'node:fs/promises';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICE_LIMITS, openArchive } from '@qingfeng/platform/limited/zip.ts';
import { readParts, textOf, type Parts } from './docx-parts.ts';
import { fillTemplate } from './fill-template.ts';
import { fieldsOf, type TemplateData } from './template.ts';

type Input = { readonly file: string; readonly data: TemplateData | null };

/** The filled paper in base64; without data the fields that the template asks for. */
export const run = async function* ({ file, data }: Input): AsyncGenerator<never, unknown> {
  const archive = await openArchive(file, { ...OFFICE_LIMITS, entries: 500, totalBytes: 30 * 1024 * 1024 });
  archive.zip.close();
  const template = await readFile(file);
  const found = dangersIn(readParts(template));
  if (found.length > 0) throw new Refusal('paper.template-unsafe', { what: found });
  return data === null ? fieldsOf(template) : Buffer.from(fillTemplate(template, data).bytes).toString('base64');
};

/** What could act on the machine of whoever opens the paper, or change what it says after it was frozen. */
const DANGERS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['macros', /macroEnabled|vbaProject/i],
  ['embedded', /\/(oleObject|package|control|activeX\w*|aFChunk|attachedTemplate|frame|subDocument)"/i],
  ['links', /TargetMode\s*=\s*["']External["']/i],
  ['doctype', /<!DOCTYPE|<!ENTITY/i],
  [
    'fields',
    /(instrText[^>]*>|instr\s*=\s*["'])[^<"']*\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b/i,
  ],
];

const dangersIn = (parts: Parts): readonly string[] => {
  const texts = [...parts].filter(([name]) => /\.(xml|rels)$/i.test(name)).map(([, bytes]) => textOf(bytes));
  return DANGERS.filter(([, pattern]) => texts.some((text) => pattern.test(text))).map(([what]) => what);
};

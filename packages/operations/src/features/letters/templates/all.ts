import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import { templateFileName } from '../shipped-template.ts';
import { FORMS } from './forms.ts';
import { LETTERS } from './letters.ts';
import { document, type Source } from './pieces.ts';

/** A kind of paper without a template does not compile. */
export const TEMPLATES: Readonly<Record<PaperTemplate, Source>> = { ...LETTERS, ...FORMS };

/** The shipped templates: file name → bytes, the same bytes from the same source. */
export const buildTemplates = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  for (const [kind, source] of Object.entries(TEMPLATES)) files.set(templateFileName(kind), await document(source));
  return files;
};

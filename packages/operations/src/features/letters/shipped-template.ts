import { readFile } from 'node:fs/promises';
import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';

export const templateFileName = (kind: string): string => `${kind.toLowerCase().replaceAll('_', '-')}.docx`;

/** The template that comes with the product, for a kind of paper that the department has not replaced. */
export const shippedTemplate = (kind: PaperTemplate): Promise<Uint8Array> =>
  readFile(new URL(`templates/${templateFileName(kind)}`, import.meta.url));

import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import { fillTemplate, type Paper } from './fill-template.ts';
import { paperData } from './paper-data.ts';
import type { PaperFields } from './paper-fields.ts';
import { shippedTemplate } from './shipped-template.ts';
import { fillUploadedTemplate } from './uploaded-template.ts';

/**
 * The frozen paper of these facts, from the shipped template or from the file that the department has put in its place
 * (`replacement`, a path in the file store). A preview before issue is the very same bytes under a number not yet taken.
 */
export const makePaper = async <T extends PaperTemplate>(
  kind: T,
  fields: PaperFields[T],
  replacement: string | null = null,
): Promise<Paper> => {
  const data = paperData(kind, fields);
  return replacement === null
    ? fillTemplate(await shippedTemplate(kind), data)
    : fillUploadedTemplate(replacement, data);
};

import { FORMS } from './forms.ts';
import { LETTERS } from './letters.ts';
import { document } from './pieces.ts';

const fileName = (kind: string): string => `${kind.toLowerCase().replaceAll('_', '-')}.docx`;

/** The shipped templates: file name → bytes, the same bytes from the same source. */
export const buildTemplates = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  for (const [kind, blocks] of Object.entries(LETTERS))
    files.set(fileName(kind), await document('letter', kind, blocks));
  for (const [kind, blocks] of Object.entries(FORMS)) files.set(fileName(kind), await document('form', kind, blocks));
  return files;
};

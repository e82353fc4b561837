import type { Period } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { issueLetter } from '../letters/issue-letter.ts';
import { extensionFields, paperContext } from './papers.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Grants the extension, counted from the nominal end, and issues its paper (row 13, §6.2 rule 6). */
export const grantExtension = (
  database: Database,
  by: By,
  files: FileStore,
  which: Which,
  { period }: { readonly period: Period },
): Promise<string> =>
  takeStep(database, by, which, 'grantExtension', async (held, tx, calendar) => {
    const context = await paperContext(tx, by, held);
    const paper = await issueLetter(tx, by, files, {
      template: 'EXTENSION',
      warningId: held.warning.id,
      organ: context.organCharacter,
      audience: 'OBJECT',
      fieldsOf: (numbered) => extensionFields(held, context, by, numbered, { period, calendar }),
    });
    return { input: { period, paper } };
  });

import type { liftWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { issueLetter } from '../letters/issue-letter.ts';
import { liftFields, paperContext } from './papers.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Lifts the warning and issues the paper that says so (row 17). */
export const liftWarning = (
  database: Database,
  by: By,
  files: FileStore,
  which: Which,
  { filingNumber, conclusion }: Omit<BodyOf<typeof contract>, 'version'>,
): Promise<string> =>
  takeStep(database, by, which, 'lift', async (held, tx) => {
    const context = await paperContext(tx, by, held);
    const paper = await issueLetter(tx, by, files, {
      template: 'LIFT',
      warningId: held.warning.id,
      organ: context.organCharacter,
      audience: 'OBJECT',
      fieldsOf: (numbered) => liftFields(held, context, by, numbered, conclusion),
    });
    return { input: { filingNumber, paper } };
  });

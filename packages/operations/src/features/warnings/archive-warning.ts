import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { dossierDocuments } from './dossier.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Archives the complete dossier under its classification (row 18). */
export const archiveWarning = (
  database: Database,
  by: By,
  which: Which,
  { classification }: { readonly classification: string },
): Promise<string> =>
  takeStep(database, by, which, 'archive', ({ warning }) => ({
    input: {
      classification,
      dossier: dossierDocuments(warning)
        .filter(({ present }) => present)
        .map(({ document }) => document),
    },
  }));

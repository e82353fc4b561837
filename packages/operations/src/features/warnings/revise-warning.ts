import type { reviseWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Changes a draft; all of its content is given anew (row 1). */
export const reviseWarning = (
  database: Database,
  by: By,
  which: Which,
  { facts, ...content }: Omit<BodyOf<typeof contract>, 'version'>,
): Promise<string> =>
  takeStep(database, by, which, 'revise', ({ warning, paperWords }) => ({
    input: { ...content, evidence: warning.evidence },
    paperWords: { ...paperWords, facts },
  }));

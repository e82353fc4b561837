import type {
  failVisit as failContract,
  passVisit as contract,
} from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { issueLetter } from '../letters/issue-letter.ts';
import { paperContext, visitFields } from './papers.ts';
import type { Held } from './store.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

type Passed = Omit<BodyOf<typeof contract>, 'version'>;
type Failed = Omit<BodyOf<typeof failContract>, 'version'>;

/** Fills the form of the return visit (预警工作回访登记表) for the file; returns its id. */
const formOf = async (
  tx: WriteTx,
  by: By,
  files: FileStore,
  held: Held,
  visit: Passed,
  open: readonly string[] | null,
) => {
  const visitors = await tx.account.findMany({ where: { id: { in: visit.visitors }, status: 'ACTIVE' } });
  if (visitors.length !== new Set(visit.visitors).size) throw missing('account');
  const context = await paperContext(tx, by, held);
  const { fileId } = await issueLetter(tx, by, files, {
    template: 'RETURN_VISIT',
    warningId: held.warning.id,
    organ: context.organCharacter,
    audience: 'HANDLERS',
    fieldsOf: () =>
      visitFields(held, context, {
        on: visit.on,
        place: visit.place,
        reaction: visit.reaction,
        methods: visit.methods,
        met: visit.personsMet.split(/[、,，;；\s]+/u).filter((name) => name !== ''),
        openMeasureIds: open ?? [],
        passed: open === null,
        opinion: visit.opinion,
        visitors: visitors.map(({ name }) => name),
      }),
  });
  return { on: visit.on, visitorIds: visit.visitors, methods: visit.methods, formFileId: fileId };
};

/** The visit found the rectification real (row 15). */
export const passVisit = (database: Database, by: By, files: FileStore, which: Which, visit: Passed): Promise<string> =>
  takeStep(database, by, which, 'passVisit', async (held, tx) => ({
    input: await formOf(tx, by, files, held, visit, null),
  }));

/** The visit found it wanting: what is still open is named (row 16). */
export const failVisit = (database: Database, by: By, files: FileStore, which: Which, visit: Failed): Promise<string> =>
  takeStep(database, by, which, 'failVisit', async (held, tx) => ({
    input: {
      ...(await formOf(tx, by, files, held, visit, visit.openMeasureIds)),
      openMeasureIds: visit.openMeasureIds,
      reason: visit.reason,
    },
  }));

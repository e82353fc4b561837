import type { serveWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { issueLetter } from '../letters/issue-letter.ts';
import { mustBeOwnFiles } from './own-files.ts';
import { paperContext, receiptFields } from './papers.ts';
import type { Held } from './store.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

const METHODS = {
  SIGNED: '系统内电子签收',
  PAPER_RECEIPT: '直接送达（纸质签收）',
  REFUSED: '留置送达（拒收，二人见证）',
} as const;

type Service = { readonly how: keyof typeof METHODS; readonly witnesses: readonly string[] };

/** Makes the receipt of service (送达回证) for the file; returns its file's id. */
const receipt = async (
  tx: WriteTx,
  by: By,
  files: FileStore,
  held: Held,
  { how, witnesses }: Service,
): Promise<string> => {
  const context = await paperContext(tx, by, held);
  const { fileId } = await issueLetter(tx, by, files, {
    template: 'SERVICE_RECEIPT',
    warningId: held.warning.id,
    organ: context.organCharacter,
    audience: 'HANDLERS',
    fieldsOf: () =>
      receiptFields(held, context, {
        method: METHODS[how],
        servers: witnesses.length > 0 ? witnesses : [context.contact.name],
        place: how === 'SIGNED' ? '网上签收' : context.object.unit,
        remark: null,
      }),
  });
  return fileId;
};

/** Records service by a signed paper receipt, or a refusal recorded by two persons: it counts as service (row 6, §6.2 rule 8). */
export const serveWarning = (
  database: Database,
  by: By,
  files: FileStore,
  which: Which,
  { how, on, witnesses, fileId }: Omit<BodyOf<typeof contract>, 'version'>,
): Promise<string> =>
  takeStep(database, by, which, 'serve', async (held, tx) => {
    if (fileId !== null) await mustBeOwnFiles(tx, held.warning.id, [fileId]);
    const receiptFileId = fileId ?? (await receipt(tx, by, files, held, { how, witnesses }));
    return { input: { how, on, witnesses, receiptFileId } };
  });

/** The object signs for the paper; the caller has confirmed with the password who signs. That day is day 0 (row 6). */
export const signForWarning = (database: Database, by: By, files: FileStore, which: Which): Promise<string> =>
  takeStep(database, by, { ...which, side: 'object' }, 'sign', (held, tx) => ({
    input: { identityConfirmed: true },
    after: async () => {
      await receipt(tx, by, files, held, { how: 'SIGNED', witnesses: [] });
    },
  }));

import type {
  fileWarningRecord as fileContract,
  recordInterview as contract,
} from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { mustBeOwnFiles } from './own-files.ts';
import { keepRecord } from './record-sheet.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Records the talk held, signed by all: that is service, and its day is day 0 (row 6b). */
export const recordInterview = (
  database: Database,
  by: By,
  files: FileStore,
  which: Which,
  { on, record, signedBy, fileId }: Omit<BodyOf<typeof contract>, 'version'>,
): Promise<string> =>
  takeStep(database, by, which, 'interview', async (held, tx) => {
    if (fileId !== null) await mustBeOwnFiles(tx, held.warning.id, [fileId]);
    const entries = [
      { label: '谈话对象', text: held.objectName },
      { label: '谈话日期', text: on },
      { label: '记录', text: record },
    ];
    const recordFileId =
      fileId ?? (await keepRecord(tx, by, files, held, '谈话记录', entries, await signersOf(tx, signedBy)));
    return { input: { on, signedBy, recordFileId } };
  });

/** Who signed, by name where they are accounts of ours; the person talked to signs by name. */
const signersOf = async (tx: WriteTx, signedBy: readonly string[]): Promise<string[]> => {
  const ids = signedBy.filter((one) => UUID.test(one));
  const accounts = await tx.account.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return signedBy.map((one) => accounts.find(({ id }) => id === one)?.name ?? one);
};
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files the record where nothing is owed in writing: a reminder given, or an answer in the signed talk record (row 7b). */
export const fileWarningRecord = (
  database: Database,
  by: By,
  files: FileStore,
  which: Which,
  { record, fileId }: Omit<BodyOf<typeof fileContract>, 'version'>,
): Promise<string> =>
  takeStep(database, by, which, 'file', async (held, tx) => {
    if (fileId !== null) await mustBeOwnFiles(tx, held.warning.id, [fileId]);
    const entries = [
      { label: '提醒对象', text: held.objectName },
      { label: '日期', text: by.today },
      { label: '记录', text: record },
    ];
    return {
      input: { recordFileId: fileId ?? (await keepRecord(tx, by, files, held, '提醒记录', entries, [by.viewer.name])) },
    };
  });

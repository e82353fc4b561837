import type { By } from '@qingfeng/domain/shared/by.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { keepFile } from '../letters/issue-letter.ts';
import { makePaper } from '../letters/make-paper.ts';
import type { Held } from './store.ts';

type Entry = { readonly label: string; readonly text: string };

/** Makes a form (decision, plan, talk record) from what was entered and keeps it as a file of the matter; returns its id. */
export const keepRecord = async (
  tx: WriteTx,
  by: By,
  files: FileStore,
  { warning, caseNumber }: Held,
  title: string,
  entries: readonly Entry[],
  signers: readonly string[],
): Promise<string> => {
  const filled = entries.filter(({ text }) => text.trim() !== '');
  const { bytes } = await makePaper('RECORD', { title, dossier: caseNumber, entries: filled, signers });
  const { fileId } = await keepFile(tx, by, files, warning.id, `${caseNumber} ${title}.docx`, bytes);
  return fileId;
};

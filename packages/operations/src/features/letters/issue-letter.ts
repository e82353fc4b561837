import { createHash } from 'node:crypto';
import { printed } from '@qingfeng/domain/features/letters/document-number.ts';
import { PAPERS } from '@qingfeng/domain/features/letters/papers.ts';
import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { IssuedPaper } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { makePaper } from './make-paper.ts';
import type { PaperFields } from './paper-fields.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MOST_BYTES = 10 * 1024 * 1024;

export type Order<T extends PaperTemplate> = {
  readonly template: T;
  readonly warningId: string;
  /** Character of the issuing organ in its document numbers, 清. */
  readonly organ: string;
  /** OBJECT: also for the person warned; HANDLERS: for the file only. */
  readonly audience: 'OBJECT' | 'HANDLERS';
  /** The facts of the paper, once its number and check code are known. */
  readonly fieldsOf: (head: { readonly number: string; readonly check: string }) => PaperFields[T];
};

/** The next number of the organ, kind and year; the row is locked until the change is done, so no number is given twice. */
const takeNumber = async (tx: WriteTx, organ: string, template: PaperTemplate, year: number): Promise<number> => {
  const [row] = await tx.$queryRaw<{ last: number }[]>(sql`
    insert into letter_counter (organ_code, kind, year, last) values (${organ}, ${template}, ${year}::int, 1)
    on conflict (organ_code, kind, year) do update set last = letter_counter.last + 1 returning last`);
  if (row === undefined) throw new Error('a counter gave no number');
  return row.last;
};

/** Keeps bytes in the file store and as a file of the matter; returns the file's id. */
export const keepFile = async (
  tx: WriteTx,
  by: By,
  files: FileStore,
  warningId: string,
  name: string,
  bytes: Uint8Array,
): Promise<{ fileId: string; sha256: string }> => {
  const stored = await files.put(once(bytes), { name, accept: ['docx'], mostBytes: MOST_BYTES });
  const fileId = by.newId();
  await tx.storedFile.create({
    data: {
      id: fileId,
      sha256: stored.sha256,
      name,
      mediaType: DOCX,
      size: stored.size,
      thingKind: 'warning',
      thingId: warningId,
      uploadedBy: by.viewer.accountId,
      uploadedAt: by.now,
    },
  });
  return { fileId, sha256: stored.sha256 };
};

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/**
 * Allots the number, makes the paper and freezes it, inside the change of the step that issues it: rolled back, the number was
 * never taken.
 */
export const issueLetter = async <T extends PaperTemplate>(
  tx: WriteTx,
  by: By,
  files: FileStore,
  { template, warningId, organ, audience, fieldsOf }: Order<T>,
): Promise<IssuedPaper> => {
  const kind = PAPERS[template];
  const year = yearOf(by.today);
  const sequence = kind.word === null ? null : await takeNumber(tx, organ, template, year);
  const number =
    kind.word === null || sequence === null ? '' : printed({ organ, word: kind.word, year, number: sequence });
  const check = createHash('sha256')
    .update(`${warningId} ${template} ${number}`)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase();
  const paper = await makePaper(template, fieldsOf({ number, check }));
  const name = `${number === '' ? kind.title : `${number} ${kind.title}`}.docx`;
  const { fileId, sha256 } = await keepFile(tx, by, files, warningId, name, paper.bytes);
  await tx.letter.create({
    data: {
      id: by.newId(),
      kind: template,
      title: kind.title,
      warningId,
      organCode: sequence === null ? null : organ,
      year: sequence === null ? null : year,
      sequence,
      number: number === '' ? null : number,
      sha256,
      fileId,
      audience,
      issuedOn: new Date(by.today),
      issuedBy: by.viewer.accountId,
      frozenAt: by.now,
    },
  });
  return { number, fileId, sha256, on: by.today };
};

/** Voids the number of a paper that was rescinded before service; it is kept with its reason and never given again. */
export const voidLetter = async (tx: WriteTx, by: By, number: string, reason: string): Promise<void> => {
  await tx.letter.updateMany({ where: { number }, data: { voidedAt: by.now, voidReason: reason } });
};

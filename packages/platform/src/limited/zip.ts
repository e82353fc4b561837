import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

export type UnpackLimits = {
  readonly entries: number;
  /** All entries together, unpacked. */
  readonly totalBytes: number;
  /** Unpacked to packed; asked of archives past a megabyte only, since small repetitive ones are honest. */
  readonly ratio: number;
};

/** Office documents: a sheet of a million rows unpacks to some 300 MB at a ratio near 20. */
export const OFFICE_LIMITS: UnpackLimits = { entries: 2_000, totalBytes: 400 * 1024 * 1024, ratio: 150 };

/** The least an entry occupies before its data. */
const LOCAL_HEADER = 30;
const RATIO_ASKED_FROM = 1024 * 1024;

const unreadable = (): Refusal => new Refusal('file.unreadable');

const check = (zip: ZipFile, entries: readonly Entry[], limits: UnpackLimits): void => {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
  const tooLarge = (): Refusal => new Refusal('file.unpacks-too-large', { most: limits.totalBytes });
  if (unpacked > limits.totalBytes) throw tooLarge();
  if (unpacked > RATIO_ASKED_FROM && unpacked > packed * limits.ratio) throw tooLarge();
  // Entries that share their bytes unpack the same data many times over.
  const inOrder = entries.toSorted((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader);
  const overlap = inOrder.some(({ relativeOffsetOfLocalHeader, compressedSize }, index) => {
    const next = inOrder[index + 1]?.relativeOffsetOfLocalHeader ?? zip.fileSize;
    return relativeOffsetOfLocalHeader + LOCAL_HEADER + compressedSize > next;
  });
  if (overlap) throw tooLarge();
  if (entries.some((entry) => entry.isEncrypted())) throw new Refusal('file.encrypted');
  if (new Set(entries.map((entry) => entry.fileName)).size < entries.length) throw unreadable();
};

export type Archive = { readonly zip: ZipFile; readonly entries: ReadonlyMap<string, Entry> };

/**
 * Opens an archive whose table of contents is within the limits; nothing is inflated for that. An entry that then inflates to
 * more than it declared breaks off, so a lying table of contents gains nothing. The caller closes `zip`.
 */
export const openArchive = async (file: string, limits: UnpackLimits): Promise<Archive> => {
  const zip = await yauzl
    .openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    .catch(() => Promise.reject(unreadable()));
  try {
    if (zip.entryCount > limits.entries) throw new Refusal('file.unpacks-too-large', { most: limits.totalBytes });
    const entries = await entriesOf(zip);
    check(zip, entries, limits);
    return { zip, entries: new Map(entries.map((entry) => [entry.fileName, entry])) };
  } catch (error) {
    zip.close();
    throw error;
  }
};

const entriesOf = async (zip: ZipFile): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    throw unreadable();
  }
  return entries;
};

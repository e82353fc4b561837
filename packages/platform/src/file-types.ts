import path from 'node:path';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICE_LIMITS, openArchive } from './limited/zip.ts';

type Check = (head: Buffer) => boolean;

const starts =
  (...signatures: readonly string[]): Check =>
  (head) =>
    signatures.some((signature) => head.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1')));

const ZIP = starts('PK\x03\x04');
const OLE = starts('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1');
const MARKS = starts('\xFF\xFE', '\xFE\xFF');
/** Text has no zero bytes, but for UTF-16, which says so by its mark; and it is none of the others. */
const TEXT: Check = (head) =>
  MARKS(head) || !(head.includes(0) || ZIP(head) || OLE(head) || head.subarray(0, 5).equals(Buffer.from('%PDF-')));

type FileType = {
  readonly mediaType: string;
  readonly check: Check;
  /** For archives: a part that this kind of document always has. */
  readonly part?: string;
};

const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** What may be stored at all, by extension: how it is served, and how its bytes begin. */
export const FILE_TYPES = {
  csv: { mediaType: 'text/csv', check: TEXT },
  json: { mediaType: 'application/json', check: TEXT },
  jsonl: { mediaType: 'application/jsonl', check: TEXT },
  txt: { mediaType: 'text/plain', check: TEXT },
  xlsx: { mediaType: `${OFFICE}.spreadsheetml.sheet`, check: ZIP, part: 'xl/workbook.xml' },
  docx: { mediaType: `${OFFICE}.wordprocessingml.document`, check: ZIP, part: 'word/document.xml' },
  ofd: { mediaType: 'application/ofd', check: ZIP, part: 'OFD.xml' },
  pdf: { mediaType: 'application/pdf', check: starts('%PDF-') },
  png: { mediaType: 'image/png', check: starts('\x89PNG\r\n\x1A\n') },
  jpg: { mediaType: 'image/jpeg', check: starts('\xFF\xD8\xFF') },
} as const satisfies Record<string, FileType>;

export type FileKind = keyof typeof FILE_TYPES;

const ALIASES: Readonly<Record<string, FileKind>> = { jpeg: 'jpg', ndjson: 'jsonl' };

/** The kind that the name claims, if it is one of those accepted. */
export const kindByName = (name: string, accepted: readonly FileKind[]): FileKind => {
  const extension = path.extname(name).slice(1).toLowerCase();
  const kind = accepted.find((item) => item === (ALIASES[extension] ?? extension));
  if (!kind) throw new Refusal('file.type-not-allowed', { accepted });
  return kind;
};

/** Refuses a file that is not what its name claims: by its first bytes, and an archive by its table of contents. */
export const checkContent = async (kind: FileKind, head: Buffer, file: string): Promise<void> => {
  const type: FileType = FILE_TYPES[kind];
  if (!type.check(head)) throw new Refusal('file.type-differs');
  if (type.part === undefined) return;
  const { zip, entries } = await openArchive(file, OFFICE_LIMITS);
  zip.close();
  if (!entries.has(type.part)) throw new Refusal('file.type-differs');
};

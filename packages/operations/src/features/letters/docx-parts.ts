import PizZip from 'pizzip';

/** The parts of a .docx by path, in the order of the archive. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** Opens an archive that has been found harmless or is our own; what is uploaded goes through the limited process first. */
export const readParts = (bytes: Uint8Array): Parts => {
  const zip = new PizZip(bytes);
  return new Map(
    Object.values(zip.files)
      .filter((file) => !file.dir)
      .map((file) => [file.name, file.asUint8Array()]),
  );
};

/**
 * The archive of these parts. Equal parts give equal bytes on any day and machine: entries in one order, one fixed date
 * (the format's earliest), no comment, no attributes. The list of content types comes first, where readers look for it.
 */
export const writeParts = (parts: Parts): Uint8Array => {
  const first = '[Content_Types].xml';
  const zip = new PizZip();
  const names = [...parts.keys()].filter((name) => name !== first).sort();
  for (const name of parts.has(first) ? [first, ...names] : names) {
    zip.file(name, parts.get(name) ?? new Uint8Array(), { date: new Date(1980, 0, 1), createFolders: false });
  }
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
};

const decoder = new TextDecoder();
const encoder = new TextEncoder();
export const textOf = (part: Uint8Array | undefined): string => decoder.decode(part);
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

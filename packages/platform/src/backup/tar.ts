import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Just enough of the tar format (ustar, sizes past 8 GB in base 256 as GNU writes them) to write and read archives of our own; `tar` reads them too. */

const BLOCK = 512;
const SIZE_AT = 124;
const SUM_AT = 148;
const MOST_OCTAL = 8 ** 11;

export type TarEntry = { readonly name: string; readonly size: number; readonly offset: number };

const checksum = (header: Buffer): number => {
  let sum = 0;
  header.forEach((byte, at) => (sum += at >= SUM_AT && at < SUM_AT + 8 ? 32 : byte));
  return sum;
};

const headerOf = (name: string, size: number): Buffer => {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`${name} is too long a name`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void =>
    void header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
  header.write(name, 0);
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (size < MOST_OCTAL) octal(size, SIZE_AT, 12);
  else {
    header.writeUInt8(0x80, SIZE_AT);
    header.writeBigUInt64BE(BigInt(size), SIZE_AT + 4);
  }
  octal(0, 136, 12);
  header.write('0', 156);
  header.write('ustar\x0000', 257, 'latin1');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, SUM_AT);
  return header;
};

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** Writes entries whose size is known only once they are written: the header is filled in afterwards. */
export const writeTar = (file: FileHandle) => {
  let end = 0;
  return {
    add: async (name: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number> => {
      const start = end;
      let at = start + BLOCK;
      for await (const piece of bytes) {
        await file.write(piece, 0, piece.length, at);
        at += piece.length;
      }
      const size = at - start - BLOCK;
      await file.write(headerOf(name, size), 0, BLOCK, start);
      const padding = paddingOf(size);
      if (padding > 0) await file.write(Buffer.alloc(padding), 0, padding, at);
      end = at + padding;
      return size;
    },
    finish: async (): Promise<void> => {
      await file.write(Buffer.alloc(2 * BLOCK), 0, 2 * BLOCK, end);
      await file.sync();
    },
  };
};

/** What an archive holds, by reading its headers alone. Throws where it is cut or is none. */
export const listTar = async (archive: string): Promise<ReadonlyMap<string, TarEntry>> => {
  const file = await open(archive, 'r');
  try {
    const { size: whole } = await file.stat();
    const entries = new Map<string, TarEntry>();
    const header = Buffer.alloc(BLOCK);
    for (let at = 0; ;) {
      const { bytesRead } = await file.read(header, 0, BLOCK, at);
      if (bytesRead < BLOCK) throw new Error('the archive is cut short');
      if (header.every((byte) => byte === 0)) return entries;
      if (Number.parseInt(header.toString('latin1', SUM_AT, SUM_AT + 6), 8) !== checksum(header))
        throw new Error('the archive is damaged or no archive');
      const size =
        header.readUInt8(SIZE_AT) === 0x80
          ? Number(header.readBigUInt64BE(SIZE_AT + 4))
          : Number.parseInt(header.toString('latin1', SIZE_AT, SIZE_AT + 11), 8);
      const name = header.toString('utf8', 0, header.indexOf(0));
      const offset = at + BLOCK;
      if (offset + size > whole) throw new Error('the archive is cut short');
      entries.set(name, { name, size, offset });
      at = offset + size + paddingOf(size);
    }
  } finally {
    await file.close();
  }
};

export const readEntry = (archive: string, { offset, size }: TarEntry): Readable =>
  createReadStream(archive, { start: offset, end: offset + size - 1 });

import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** What the table of contents says of the unpacked size, when it lies. */
  readonly declared?: number;
  readonly encrypted?: boolean;
  /** Shares the bytes of the first entry instead of having its own. */
  readonly overlaps?: boolean;
};

type Body = { readonly packed: Buffer; readonly crc: number; readonly size: number };

/** An archive as hostile as a test needs it: honest libraries refuse to write these. */
export const zipOf = (entries: readonly ZipEntry[]): Buffer => {
  const bodies: Buffer[] = [];
  const contents: Buffer[] = [];
  let offset = 0;
  let first: Body | null = null;
  for (const { name, data, declared, encrypted = false, overlaps = false } of entries) {
    const plain = Buffer.from(data);
    const own: Body =
      overlaps && first ? first : { packed: deflateRawSync(plain), crc: crc32(plain), size: plain.length };
    first ??= own;
    const { packed, crc, size } = own;
    const [nameBytes, flags] = [Buffer.from(name), 0x800 | (encrypted ? 1 : 0)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared ?? size, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const place = overlaps ? 0 : offset;
    if (!overlaps) {
      const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed]);
      bodies.push(header);
      offset += header.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(place, 10);
    contents.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, nameBytes]));
  }
  const table = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, table, end]);
};

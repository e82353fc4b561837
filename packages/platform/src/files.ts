import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { FileKind } from './file-types.ts';
import { checkContent, FILE_TYPES, kindByName } from './file-types.ts';

export type StoredBytes = {
  readonly sha256: string;
  readonly size: number;
  readonly kind: FileKind;
  readonly mediaType: string;
};

export type Incoming = {
  /** As the sender calls it; its extension says what it claims to be. */
  readonly name: string;
  readonly accept: readonly FileKind[];
  readonly mostBytes: number;
};

/** Bytes by their hash. Who may read them is decided by the thing they belong to, never here. */
export type FileStore = {
  /** Stores what comes, or refuses it and keeps nothing: too large, not what it claims to be, broken off. */
  readonly put: (bytes: AsyncIterable<Uint8Array>, incoming: Incoming) => Promise<StoredBytes>;
  /** Lends what comes to `work` as a file, checked like one that is stored, and keeps nothing of it. */
  readonly lend: <Result>(
    bytes: AsyncIterable<Uint8Array>,
    incoming: Incoming,
    work: (path: string, kind: FileKind) => Promise<Result>,
  ) => Promise<Result>;
  readonly read: (sha256: string) => Readable;
  /** For the limited process, which opens files itself. */
  readonly pathOf: (sha256: string) => string;
  readonly has: (sha256: string) => Promise<boolean>;
  /** For good. The caller has made sure that nothing rests on these bytes any more. */
  readonly remove: (sha256: string) => Promise<void>;
  /** Takes bytes back from a backup under the hash that they must have. */
  readonly adopt: (sha256: string, bytes: AsyncIterable<Uint8Array>) => Promise<void>;
  /** Whether the bytes still have their hash. */
  readonly verify: (sha256: string) => Promise<boolean>;
};

const HEAD_BYTES = 8 * 1024;
/** An upload that takes longer than this was broken off by a crash. */
const ABANDONED_MS = 24 * 3_600_000;
const SHA256 = /^[0-9a-f]{64}$/;

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

const sweep = async (incoming: string): Promise<void> => {
  for (const name of await readdir(incoming)) {
    const file = path.join(incoming, name);
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(file, { force: true });
  }
};

/** Without this a power cut may leave the name of a file pointing at nothing. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

type Written = { readonly sha256: string; readonly size: number; readonly head: Buffer };

const writeAll = async (file: string, bytes: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Written> => {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let size = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > mostBytes) throw new Refusal('file.too-large', { mostMegabytes: megabytes(mostBytes) });
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.length)]);
      hash.update(piece);
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size, head };
};

/** Opens the store below `dataDir`, and clears what an earlier crash left half received. */
export const openFileStore = async (dataDir: string): Promise<FileStore> => {
  const root = path.join(dataDir, 'files');
  const incoming = path.join(root, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await sweep(incoming);

  const pathOf = (sha256: string): string => {
    // It becomes part of a path.
    if (!SHA256.test(sha256)) throw new RangeError('not a sha256');
    return path.join(root, sha256.slice(0, 2), sha256);
  };
  const has = (sha256: string): Promise<boolean> =>
    access(pathOf(sha256)).then(
      () => true,
      () => false,
    );

  const keep = async (draft: string, sha256: string): Promise<void> => {
    if (await has(sha256)) return;
    const folder = path.dirname(pathOf(sha256));
    if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(root);
    await rename(draft, pathOf(sha256));
    await syncFolder(folder);
  };

  /** What came, checked, while it lies in a place of its own. */
  const receive = async <Result>(
    bytes: AsyncIterable<Uint8Array>,
    { name, accept, mostBytes }: Incoming,
    work: (draft: string, kind: FileKind, written: Written) => Promise<Result>,
  ): Promise<Result> => {
    const kind = kindByName(name, accept);
    const draft = path.join(incoming, randomUUID());
    try {
      const written = await writeAll(draft, bytes, mostBytes);
      if (written.size === 0) throw new Refusal('file.empty');
      await checkContent(kind, written.head, draft);
      return await work(draft, kind, written);
    } finally {
      await rm(draft, { force: true });
    }
  };

  return {
    put: (bytes, what) =>
      receive(bytes, what, async (draft, kind, { sha256, size }) => {
        await keep(draft, sha256);
        return { sha256, size, kind, mediaType: FILE_TYPES[kind].mediaType };
      }),
    lend: (bytes, what, work) => receive(bytes, what, work),
    adopt: async (sha256, bytes) => {
      const draft = path.join(incoming, randomUUID());
      try {
        const written = await writeAll(draft, bytes, Number.MAX_SAFE_INTEGER);
        if (written.sha256 !== sha256) throw new Error(`the bytes are not those of ${sha256}`);
        await keep(draft, sha256);
      } finally {
        await rm(draft, { force: true });
      }
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    pathOf,
    has,
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    verify: async (sha256) => {
      const hash = createHash('sha256');
      for await (const piece of createReadStream(pathOf(sha256))) hash.update(piece as Buffer);
      return hash.digest('hex') === sha256;
    },
  };
};

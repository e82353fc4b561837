import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zipOf } from '../../../tests/support/zip.ts';
import type { FileKind } from './file-types.ts';
import { FILE_TYPES } from './file-types.ts';
import type { FileStore, StoredBytes } from './files.ts';
import { openFileStore } from './files.ts';

let dir: string;
let store: FileStore;
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'qingfeng-files-'));
  store = await openFileStore(dir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const EVERY = Object.keys(FILE_TYPES) as FileKind[];
const put = (name: string, bytes: string | Uint8Array, mostBytes = 1_000_000): Promise<StoredBytes> =>
  store.put(Readable.from([bytes.slice(0, 3), bytes.slice(3)].map((piece) => Buffer.from(piece))), {
    name,
    accept: EVERY,
    mostBytes,
  });
const stored = (): string[] =>
  readdirSync(path.join(dir, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

const document = (part: string): Buffer => zipOf([{ name: part, data: '<a/>' }]);

describe('the store', () => {
  it('keeps bytes under their hash, once, for nobody else to read', async () => {
    const text = '单位,金额\n财政局,1\n';
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(await put('一.csv', text)).toEqual({
      sha256,
      size: Buffer.byteLength(text),
      kind: 'csv',
      mediaType: 'text/csv',
    });
    await put('二.CSV', text);
    expect(stored()).toEqual([sha256]);
    expect((await buffer(store.read(sha256))).toString()).toBe(text);
    expect(statSync(store.pathOf(sha256)).mode & 0o777).toBe(0o600);
    expect(await store.verify(sha256)).toBe(true);
  });

  it('notices bytes that were changed', async () => {
    const { sha256 } = await put('a.txt', 'signed');
    writeFileSync(store.pathOf(sha256), 'forged');
    expect(await store.verify(sha256)).toBe(false);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        await Promise.reject(new Error('connection reset'));
      })(),
    );
    await expect(store.put(broken, { name: 'a.txt', accept: EVERY, mostBytes: 100 })).rejects.toThrow(
      'connection reset',
    );
    expect(stored()).toEqual([]);
  });

  it('stops reading at the limit', async () => {
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 1;
        yield await Promise.resolve(Buffer.alloc(1024, 'a'));
      }
    })();
    await expect(
      store.put(endless, { name: 'a.txt', accept: EVERY, mostBytes: 2 * 1024 * 1024 }),
    ).rejects.toMatchObject({
      code: 'file.too-large',
      details: { mostMegabytes: 2 },
    });
    expect(given).toBe(2 * 1024 + 1);
    expect(stored()).toEqual([]);
  });

  it('clears what a crash left, but not what is coming in elsewhere', async () => {
    const [old, fresh] = ['old', 'fresh'].map((name) => path.join(dir, 'files/incoming', name)) as [string, string];
    for (const file of [old, fresh]) writeFileSync(file, '');
    utimesSync(old, 0, 0);
    await openFileStore(dir);
    expect(stored()).toEqual(['fresh']);
  });

  it('takes nothing but a hash for a path', () => {
    expect(() => store.pathOf('../../etc/passwd')).toThrow('not a sha256');
  });
});

describe('a file that is what it claims to be', () => {
  it.each([
    ['a.json', '{}', 'json'],
    ['a.ndjson', '{}', 'jsonl'],
    ['a.csv', Buffer.from('\uFEFF甲', 'utf16le'), 'csv'],
    ['a.csv', Buffer.from('b5a5cebb', 'hex'), 'csv'],
    ['扫描件.PDF', '%PDF-1.7', 'pdf'],
    ['a.JPEG', Buffer.from('ffd8ffe0', 'hex'), 'jpg'],
    ['a.png', Buffer.from('89504e470d0a1a0a', 'hex'), 'png'],
    ['a.xlsx', document('xl/workbook.xml'), 'xlsx'],
    ['a.docx', document('word/document.xml'), 'docx'],
    ['a.ofd', document('OFD.xml'), 'ofd'],
  ])('is taken: %s', async (name, bytes, kind) => {
    expect(await put(name, bytes)).toMatchObject({ kind });
  });
});

describe('a file that is not', () => {
  it.each([
    ['a program named like a picture', 'a.png', 'MZ', 'file.type-differs'],
    ['a page named like a document', 'a.pdf', '<html>', 'file.type-differs'],
    ['a picture named like a table', 'a.csv', Buffer.from('89504e470d0a1a0a00', 'hex'), 'file.type-differs'],
    ['a workbook named like a table', 'a.csv', document('xl/workbook.xml'), 'file.type-differs'],
    ['a workbook named like a document', 'a.docx', document('xl/workbook.xml'), 'file.type-differs'],
    ['an archive that is none', 'a.xlsx', 'PK\x03\x04', 'file.unreadable'],
    [
      'an archive that would fill the disk',
      'a.xlsx',
      zipOf([{ name: 'xl/workbook.xml', data: Buffer.alloc(5_000_000) }]),
      'file.unpacks-too-large',
    ],
    ['nothing', 'a.txt', '', 'file.empty'],
    ['a program', 'a.exe', 'MZ', 'file.type-not-allowed'],
    ['a file without an extension', 'csv', 'a', 'file.type-not-allowed'],
    ['a name that ends twice', 'a.csv.html', 'a', 'file.type-not-allowed'],
  ])('is refused: %s', async (_, name, bytes, code) => {
    await expect(put(name, bytes)).rejects.toMatchObject({ code });
    expect(stored()).toEqual([]);
  });
});

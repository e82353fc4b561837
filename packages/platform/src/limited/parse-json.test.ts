import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../../../tests/support/collect.ts';
import { run } from './parse-json.ts';
import { readDocuments } from './read-rows.ts';

let dir: string;
beforeAll(() => (dir = mkdtempSync(path.join(tmpdir(), 'qingfeng-json-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const fileOf = (bytes: string | Uint8Array): string => {
  const file = path.join(dir, 'input.json');
  writeFileSync(file, bytes);
  return file;
};
const read = (bytes: string | Uint8Array) => collect(run({ file: fileOf(bytes), unwrap: ['releases', 'records'] }));
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('documents', () => {
  it.each([
    ['a document', '{"a":1}', [{ line: 1, value: { a: 1 } }]],
    ['a document over many lines, with its mark', '\uFEFF{\n "a": "}"\n}\n', [{ line: 1, value: { a: '}' } }]],
    [
      'the elements of a list',
      '[{"a":1},{"a":2}]',
      [
        { line: 1, value: { a: 1 } },
        { line: 1, value: { a: 2 } },
      ],
    ],
    [
      'what a package holds',
      '{"uri":"x","releases":[1,2]}',
      [
        { line: 1, value: 1 },
        { line: 1, value: 2 },
      ],
    ],
    ['an empty package', '{"releases":[]}', []],
    [
      'two packages in one file',
      '{"records":[1]}\n{"releases":[2]}',
      [
        { line: 1, value: 1 },
        { line: 2, value: 2 },
      ],
    ],
    [
      'two pretty ones',
      '{\n"a":"\\"}"\n}\n\n{\n"b":[]\n}\n',
      [
        { line: 1, value: { a: '"}' } },
        { line: 5, value: { b: [] } },
      ],
    ],
    ['a list of lists of names like ours', '{"releases":{"a":1}}', [{ line: 1, value: { releases: { a: 1 } } }]],
  ])('reads %s', async (_, text, rows) => {
    expect(await read(text)).toEqual(rows);
  });

  it.each([
    ['nothing', ' \n', 'file.empty'],
    ['a torn document', '{"a":1', 'file.unreadable'],
    ['what is no JSON', '<html>', 'file.unreadable'],
    ['another encoding', Buffer.from('{"a":"\xe9"}', 'latin1'), 'file.encoding-unknown'],
    ['nesting without end', deep(100_000), 'file.too-costly'],
    ['nesting within a list', `[1,${deep(61)}]`, 'file.too-costly'],
  ])('refuses %s', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  it('reads sixty levels', async () => {
    expect(await read(deep(60))).toHaveLength(1);
  });
});

describe('lines', () => {
  it('that cannot be read are told, the others go on', async () => {
    expect(await read(`{"a":1}\n\n{"a":\n{"a":${deep(100)}}\n{"a":"x"}\r\n`)).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 3, fault: 'malformed-json' },
      { line: 4, fault: 'too-deep' },
      { line: 5, value: { a: 'x' } },
    ]);
  });

  it('past the longest are told, through the limited process too', { timeout: 30_000 }, async () => {
    const file = fileOf(`{"a":1}\n{"a":"${'x'.repeat(17 * 1024 * 1024)}"}\n{"a":2}`);
    expect(await collect(readDocuments(file))).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, fault: 'too-long' },
      { line: 3, value: { a: 2 } },
    ]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../../../tests/support/collect.ts';
import { recordAt } from './csv.ts';
import { run } from './parse-csv.ts';
import { readTable, rowsOf } from './read-rows.ts';

let dir: string;
beforeAll(() => (dir = mkdtempSync(path.join(tmpdir(), 'qingfeng-csv-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const fileOf = (bytes: string | Uint8Array): string => {
  const file = path.join(dir, 'input.csv');
  writeFileSync(file, bytes);
  return file;
};
const read = (bytes: string | Uint8Array) => collect(rowsOf(run({ file: fileOf(bytes) })));
/** 单位,金额 and 财政局,1 in the encoding that Excel in China saves. */
const GB18030 = Buffer.from('b5a5cebb2cbdf0b6ee0d0ab2c6d5feafd62c310d0a'.replace('afd6', 'bed6'), 'hex');
const ROW = { line: 2, value: { 单位: '财政局', 金额: '1' } };

describe('encodings', () => {
  it.each([
    ['UTF-8', Buffer.from('单位,金额\n财政局,1\n')],
    ['UTF-8 with its mark', Buffer.from('\uFEFF单位,金额\r\n财政局,1')],
    ['GB18030', GB18030],
    ['UTF-16, as Excel calls Unicode text', Buffer.from('\uFEFF单位\t金额\r\n财政局\t1\r\n', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\uFEFF单位,金额\n财政局,1\n', 'utf16le').swap16()],
  ])('reads %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual([ROW]);
  });

  it('reads rare characters that only GB18030 has in four bytes', async () => {
    const rare = Buffer.from('95328236', 'hex');
    const bytes = Buffer.concat([Buffer.from('b5a5cebb0a', 'hex'), rare, Buffer.from('\n')]);
    expect(await read(bytes)).toEqual([{ line: 2, value: { 单位: '𠀀' } }]);
  });

  it('tells the row that no encoding fits, and reads the others', async () => {
    const torn = Buffer.concat([GB18030, Buffer.from([0xff, 0xff, 0x2c, 0x32, 0x0a]), GB18030.subarray(11)]);
    expect(await read(torn)).toEqual([ROW, { line: 3, fault: 'undecodable' }, { ...ROW, line: 4 }]);
  });

  it('refuses what is no text', async () => {
    await expect(read(Buffer.from([0x25, 0x50, 0, 1, 2]))).rejects.toMatchObject({ code: 'file.unreadable' });
  });
});

describe('rows', () => {
  it('keep the line on which they begin, over blank lines and lines within quotes', async () => {
    expect(await read('a,b\n\n1,"two\nlines"\n\n,\n3,4\n')).toEqual([
      { line: 3, value: { a: '1', b: 'two\nlines' } },
      { line: 7, value: { a: '3', b: '4' } },
    ]);
  });

  it('that cannot be read are told one by one', async () => {
    expect(await read('a,b\n1\n2,3,4\n"x"y,1\n5,6\n"open,7\n8,9\n')).toEqual([
      { line: 2, fault: 'wrong-column-count' },
      { line: 3, fault: 'wrong-column-count' },
      { line: 4, fault: 'malformed-quotes' },
      { line: 5, value: { a: '5', b: '6' } },
      { line: 6, fault: 'malformed-quotes' },
      { line: 7, value: { a: '8', b: '9' } },
    ]);
  });

  it('take a quote inside a plain cell as Excel does', async () => {
    expect(await read('a,b\n27"显示器,1\n')).toEqual([{ line: 2, value: { a: '27"显示器', b: '1' } }]);
  });

  it('that are endless cost their line only', async () => {
    const endless = await read(`a,b\n1,"${'x'.repeat(1_500_000)}\n2,3\n`);
    expect(endless).toEqual([
      { line: 2, fault: 'too-long' },
      { line: 3, value: { a: '2', b: '3' } },
    ]);
  });

  it('leave out what stands under no heading, and cannot reach past the row', async () => {
    expect(await read('a,,__proto__\n1,2,3\n')).toEqual([{ line: 2, value: { a: '1' } }]);
  });
});

describe('headings', () => {
  it.each([
    ['nothing', '', 'file.empty'],
    ['blanks', '\n , ,\n', 'file.empty'],
    ['one heading twice', '单位, 单位 \n1,2\n', 'file.heading-twice'],
    ['too many columns', `${'a,'.repeat(400)}\n`, 'file.too-many-columns'],
  ])('refuses %s', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });
});

describe('any table', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '清', '"', ',', '\n', '\r', '𠀀', ' ') });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

  it('comes back as it was written, with either line end', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join(end);
        const found: (readonly string[])[] = [];
        for (let at = 0; at < text.length;) {
          const record = recordAt(text, at, 44, true);
          if (record.kind !== 'record') throw new Error(record.kind);
          found.push(record.cells);
          at = record.end;
        }
        expect(found).toEqual(rows);
      }),
    );
  });

  it('reads the same however it is cut into pieces', () => {
    fc.assert(
      fc.property(table, fc.nat(), (rows, cut) => {
        const text = `${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
        const part = recordAt(text.slice(0, cut % text.length), 0, 44, false);
        if (part.kind === 'record') expect(part).toEqual(recordAt(text, 0, 44, true));
        else expect(part.kind).toBe('open');
      }),
    );
  });

  it('is whole past the size of a piece, through the limited process', { timeout: 30_000 }, async () => {
    const rows = [...Array(30_000).keys()];
    const file = fileOf(`号,词\n${rows.map((row) => `${String(row)},"清""风\n第${String(row)}行"`).join('\n')}`);
    let count = 0;
    for await (const row of readTable(file, 'csv')) {
      expect(row).toEqual({ line: 2 + 2 * count, value: { 号: String(count), 词: `清"风\n第${String(count)}行` } });
      count += 1;
    }
    expect(count).toBe(rows.length);
  });
});

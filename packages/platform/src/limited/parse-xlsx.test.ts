import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../../../../tests/support/collect.ts';
import type { ZipEntry } from '../../../../tests/support/zip.ts';
import { zipOf } from '../../../../tests/support/zip.ts';
import { run } from './parse-xlsx.ts';
import { readTable, rowsOf } from './read-rows.ts';

let dir: string;
beforeAll(() => (dir = mkdtempSync(path.join(tmpdir(), 'qingfeng-xlsx-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const fileOf = (bytes: Uint8Array): string => {
  const file = path.join(dir, 'input.xlsx');
  writeFileSync(file, bytes);
  return file;
};
const read = (bytes: Uint8Array) => collect(rowsOf(run({ file: fileOf(bytes) })));

const written = async (fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('数据'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
};

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** The least workbook, with the sheet's XML as given. */
const bare = (sheet: string, more: readonly ZipEntry[] = [], doctype = ''): Buffer =>
  zipOf([
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0"?>${doctype}<workbook xmlns:r="${RELATIONSHIPS}"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships><Relationship Id="rId1" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `<?xml version="1.0"?>${doctype}<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    },
    ...more,
  ]);
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

describe('cells', () => {
  it('come as people see them', async () => {
    const bytes = await written((sheet) => {
      sheet.addRow(['编号', '日期', '时间', '金额', '名称', '合计', '是否', '长号', '占比']);
      const row = sheet.addRow([
        '0012',
        new Date('2026-10-14T00:00:00Z'),
        new Date('2026-10-14T09:30:00Z'),
        0.1 + 0.2,
        { richText: [{ text: '清河' }, { text: '县', font: { bold: true } }] },
        { formula: 'D2*2', result: 0.6 },
        true,
        510_100_199_001_011,
        0.25,
      ]);
      row.getCell(2).numFmt = 'yyyy"年"m"月"d"日"';
      row.getCell(3).numFmt = 'yyyy-mm-dd hh:mm';
      row.getCell(9).numFmt = '0.00%;[Red]"days"0';
    });
    expect(await read(bytes)).toEqual([
      {
        line: 2,
        value: {
          编号: '0012',
          日期: '2026-10-14',
          时间: '2026-10-14T09:30:00',
          金额: '0.3',
          名称: '清河县',
          合计: '0.6',
          是否: 'TRUE',
          长号: '510100199001011',
          占比: '0.25',
        },
      },
    ]);
  });

  it('keep their column and line over empty ones', async () => {
    const bytes = await written((sheet) => {
      sheet.getCell('B3').value = '甲';
      sheet.getCell('D3').value = '乙';
      sheet.getCell('D5').value = 'x';
      sheet.getCell('C6').value = '无表头';
    });
    expect(await read(bytes)).toEqual([
      { line: 5, value: { 甲: '', 乙: 'x' } },
      { line: 6, value: { 甲: '', 乙: '' } },
    ]);
  });

  it('count days from 1904 where the workbook does', async () => {
    const bytes = await written((sheet, book) => {
      book.properties.date1904 = true;
      sheet.addRow(['日期']);
      sheet.addRow([new Date('2026-10-14T00:00:00Z')]).getCell(1).numFmt = 'yyyy-mm-dd';
    });
    expect(await read(bytes)).toEqual([{ line: 2, value: { 日期: '2026-10-14' } }]);
  });

  it('without a place stand one after another, and long numbers are not told in powers', async () => {
    const row = `<row><c><v>1E+17</v></c><c><v>1.5E-3</v></c>${inline('&lt;三&gt;')}</row>`;
    expect(await read(bare(`<row>${inline('a')}${inline('b')}${inline('c')}</row>${row}`))).toEqual([
      { line: 2, value: { a: '100000000000000000', b: '0.0015', c: '<三>' } },
    ]);
  });

  it('are read from the first sheet that is not hidden', async () => {
    const bytes = await written((sheet, book) => {
      sheet.state = 'hidden';
      sheet.addRow(['旧']);
      book.addWorksheet('说明').addRows([['新'], ['1']]);
    });
    expect(await read(bytes)).toEqual([{ line: 2, value: { 新: '1' } }]);
  });
});

describe('a workbook', () => {
  it('of many rows comes whole through the limited process', { timeout: 60_000 }, async () => {
    const bytes = await written((sheet) => {
      sheet.addRow(['号', '词']);
      for (let row = 0; row < 20_000; row += 1) sheet.addRow([row, `第${String(row % 7)}类`]);
    });
    let count = 0;
    for await (const row of readTable(fileOf(bytes), 'xlsx')) {
      expect(row).toEqual({ line: count + 2, value: { 号: String(count), 词: `第${String(count % 7)}类` } });
      count += 1;
    }
    expect(count).toBe(20_000);
  });

  const secret = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  const laughs = `<!DOCTYPE a [<!ENTITY a "${'ha'.repeat(50)}">${Array.from('bcdefgh')
    .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index] ?? ''};`.repeat(20)}">`)
    .join('')}]>`;
  const cell = `<row>${inline('&x;')}</row>`;
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  it.each([
    ['an entity that names a file', bare(cell, [], secret), 'file.unreadable'],
    ['entities that multiply', bare(`<row>${inline('&h;')}</row>`, [], laughs), 'file.unreadable'],
    ['an entity without a type', bare(cell), 'file.unreadable'],
    ['torn XML', bare('<row><c></row>'), 'file.unreadable'],
    [
      'an archive that unpacks to a thousand times its size',
      bare('', [{ name: 'xl/bomb', data: zeros }]),
      'file.unpacks-too-large',
    ],
    [
      'an archive of very many parts',
      zipOf(Array.from({ length: 2_001 }, (_, index) => ({ name: `p${String(index)}`, data: '' }))),
      'file.unpacks-too-large',
    ],
    [
      'parts that share their bytes',
      zipOf(
        Array.from({ length: 50 }, (_, index) => ({
          name: `p${String(index)}`,
          data: 'x'.repeat(5_000),
          overlaps: index > 0,
        })),
      ),
      'file.unpacks-too-large',
    ],
    ['two parts of one name', bare('', [{ name: 'xl/workbook.xml', data: '' }]), 'file.unreadable'],
    ['a path out of the archive', bare('', [{ name: '../../etc/cron.d/x', data: '' }]), 'file.unreadable'],
    ['a locked workbook', bare('', [{ name: 'xl/styles.xml', data: 'x', encrypted: true }]), 'file.encrypted'],
    ['a document that is no workbook', zipOf([{ name: 'word/document.xml', data: '<a/>' }]), 'file.unreadable'],
    ['what is no archive', Buffer.from('PK\x03\x04 not really'), 'file.unreadable'],
    ['an empty sheet', bare(''), 'file.empty'],
  ])('with %s is refused', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code });
  });

  it('whose sheet inflates to more than it declares breaks off there', async () => {
    const rows = `<row>${inline('a')}</row>`.repeat(100_000);
    const relationship = `<Relationship Id="rId1" Type="${RELATIONSHIPS}/worksheet" Target="s.xml"/>`;
    const bytes = zipOf([
      { name: 'xl/workbook.xml', data: `<workbook xmlns:r="${RELATIONSHIPS}"><sheet r:id="rId1"/></workbook>` },
      { name: 'xl/_rels/workbook.xml.rels', data: `<Relationships>${relationship}</Relationships>` },
      { name: 'xl/s.xml', data: `<worksheet>${rows}</worksheet>`, declared: 1_000 },
    ]);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'file.unreadable' });
  });
});

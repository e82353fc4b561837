import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import excel from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, guarded, unguarded, workbook, type Cell, type Column } from './workbook.ts';

type Line = { readonly id: string; readonly amount: Cell; readonly note: string | null };
const COLUMNS: readonly Column<Line>[] = [
  { header: '编号', value: (line) => line.id, width: 24 },
  { header: '金额（元）', value: (line) => line.amount, format: 'amount' },
  { header: '说明', value: (line) => line.note },
];
const LINES: readonly Line[] = [
  { id: '11010119900307789X', amount: 386_000.5, note: '零星工程' },
  { id: '6222020200112233445', amount: 12_345_678_901_234_567_890n, note: '=HYPERLINK("http://example.invalid")' },
  { id: '0012', amount: null, note: '+86 138\u0000' },
];

const opened = async (stream: Readable): Promise<excel.Workbook> => {
  const book = new excel.Workbook();
  await book.xlsx.read(Readable.from([await buffer(stream)]));
  return book;
};
const firstSheet = async (stream: Readable): Promise<excel.Worksheet> => {
  const [sheet] = (await opened(stream)).worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
};

describe('a list as .xlsx', () => {
  it('holds what the list shows: numbers as numbers, ids and long numbers as text', async () => {
    const sheet = await firstSheet(workbook(COLUMNS, LINES));
    expect(sheet.getRow(1).values).toEqual([undefined, '编号', '金额（元）', '说明']);
    expect(sheet.getCell('A2').value).toBe('11010119900307789X');
    expect(sheet.getCell('B2').value).toBe(386_000.5);
    expect(sheet.getCell('B2').numFmt).toBe('#,##0.00');
    expect(sheet.getCell('A3').value).toBe('6222020200112233445');
    expect(sheet.getCell('A3').numFmt).toBe('@');
    expect(sheet.getCell('B3').value).toBe('12345678901234567890');
    expect(sheet.getCell('A4').value).toBe('0012');
    expect(sheet.getCell('B4').value).toBeNull();
    expect(sheet.rowCount).toBe(4);
  });

  it('has a head that stays in sight', async () => {
    const sheet = await firstSheet(workbook(COLUMNS, LINES));
    expect(sheet.getCell('A1').font.bold).toBe(true);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.getColumn(1).width).toBe(24);
  });

  it('runs nothing: text that looks like a formula is text, led by an apostrophe', async () => {
    const sheet = await firstSheet(workbook(COLUMNS, LINES));
    expect(sheet.getCell('C3').type).toBe(excel.ValueType.String);
    expect(sheet.getCell('C3').value).toBe('\'=HYPERLINK("http://example.invalid")');
    expect(sheet.getCell('C4').value).toBe("'+86 138");
  });

  it('says who took it out and when, in a line below and at the foot of printed pages', async () => {
    const sheet = await firstSheet(
      workbook(COLUMNS, LINES, { sheet: '预警/一览', watermark: '闻知竹 2026-10-10 09:30 导出 A&B' }),
    );
    expect(sheet.name).toBe('预警 一览');
    expect(sheet.getCell('A5').value).toBe('闻知竹 2026-10-10 09:30 导出 A&B');
    expect(sheet.headerFooter.oddFooter).toContain('闻知竹 2026-10-10 09:30 导出 A&&B');
  });

  it('is an empty list with its head when there are no rows', async () => {
    expect((await firstSheet(workbook(COLUMNS, []))).rowCount).toBe(1);
  });

  it('breaks off with the fault of its rows', async () => {
    const broken = async function* (): AsyncGenerator<Line> {
      await Promise.resolve();
      throw new Error('the database went away');
    };
    await expect(buffer(workbook(COLUMNS, broken()))).rejects.toThrow('the database went away');
  });

  it('asks for rows no faster than its reader takes them, and for none after it has left', async () => {
    let asked = 0;
    let ended = false;
    const endless = function* (): Generator<Line> {
      try {
        for (;;)
          yield { id: String(asked), amount: asked++, note: Array.from({ length: 8 }, () => Math.sin(asked)).join() };
      } finally {
        ended = true;
      }
    };
    const stream = workbook(COLUMNS, endless());
    await once(stream, 'readable');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const idle = asked;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).toBe(idle);
    expect(idle).toBeLessThan(50_000);
    stream.destroy();
    await expect.poll(() => ended).toBe(true);
  });

  it('keeps memory flat over a long list', async () => {
    const long = function* (): Generator<Line> {
      for (let at = 0; at < 60_000; at += 1) yield { id: `YJ-2026-${String(at)}`, amount: at, note: '说明'.repeat(20) };
    };
    let [bytes, most] = [0, 0];
    const before = process.memoryUsage().rss;
    const sink = new Writable({
      write: (chunk: Buffer, _, done) => {
        bytes += chunk.length;
        most = Math.max(most, process.memoryUsage().rss - before);
        done();
      },
    });
    await pipeline(workbook(COLUMNS, long()), sink);
    expect(bytes).toBeGreaterThan(100_000);
    expect(most / 1024 / 1024).toBeLessThan(200);
  });
});

describe('a list as CSV', () => {
  it('opens in Excel as UTF-8, is quoted by RFC 4180 and runs nothing', async () => {
    const rows: Line[] = [
      { id: '-1', amount: -5, note: '含“引号”"和,逗号\n换行' },
      { id: '\t=1', amount: null, note: null },
    ];
    expect(await text(csv(COLUMNS, rows))).toBe(
      '编号,金额（元）,说明\r\n\'-1,-5,"含“引号”""和,逗号\n换行"\r\n\'\t=1,,\r\n',
    );
  });
  it('begins with the mark of its encoding', async () => {
    expect((await buffer(csv(COLUMNS, []))).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });
});

describe('the apostrophe', () => {
  it('leads whatever a spreadsheet would run and nothing else, and an import takes it away again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', "'=", "''"), fc.string())
            .map((parts) => parts.join('')),
        ),
        (given) => {
          expect(guarded(given)).not.toMatch(/^[=+\-@\t\r\n＝]/);
          expect(unguarded(guarded(given))).toBe(given);
        },
      ),
    );
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tendersOf } from '@qingfeng/domain/features/rules/bid-screens/market.ts';
import { MARKETS } from '@qingfeng/domain/features/rules/bid-screens/markets.ts';
import { recognise } from '@qingfeng/domain/features/rules/bid-screens/recognise.ts';
import { screensOf } from '@qingfeng/domain/features/rules/bid-screens/screens.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { type Arguments, UsageError } from '../../command.ts';
import { parseCsv } from '../simulate/csv.ts';
import { readBids } from './bid-rows.ts';
import { bidScreensCommand } from './bid-screens.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'qf-bid-screens-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const write = (name: string, text: string): string => {
  const file = path.join(scratch, name);
  writeFileSync(file, text);
  return file;
};
const run = async (positionals: readonly string[], values: Arguments['values'] = {}) => {
  const [out, said]: [string[], string[]] = [[], []];
  const io = { out: (text: string) => out.push(text), say: (line: string) => said.push(line), env: {} };
  const status = await bidScreensCommand.run({ positionals, values }, io);
  return { rows: parseCsv(out.join('')), stderr: said.join('\n'), status };
};

describe('bid-screens', () => {
  it('takes tender and price alone, in first-seen order, and dirty rows', async () => {
    const file = write('few.csv', 'bid_value,tender\n10,"b,1"\n12,a\nnone,c\n11,"b,1"\n13,a\n');
    const { rows, stderr, status } = await run([file]);
    expect(rows.map(({ tender }) => tender)).toEqual(['b,1', 'a', 'c']);
    expect(
      rows.every(({ score, flag }) => Number(score) >= 0 && Number(score) <= 1 && /^[01]$/u.test(flag ?? '')),
    ).toBe(true);
    expect([stderr.includes(`${file}:4: no price`), status]).toEqual([true, 1]);
  });
  it.each([
    ['an unknown market', ['few.csv'], { market: 'Atlantis' }],
    ['no file', [], {}],
    ['a file that is not there', ['absent.csv'], {}],
    ['a file without prices', [write('x.csv', 'tender\n1\n')], {}],
    ['labels that are not there', [], { 'cross-validate': write('y.csv', 'tender,bid_value\n1,2\n') }],
    ['one fold', [], { 'cross-validate': 'y.csv', folds: '1' }],
  ])('takes %s as bad use', (_what, positionals, values) =>
    expect(run(positionals, values)).rejects.toThrow(UsageError),
  );
});

const data = path.join(import.meta.dirname, '../../../../../../shared/data/bidding');
describe.skipIf(!existsSync(data))('real auctions', { timeout: 300_000 }, () => {
  it('of a known market get one row a tender; winner 1.0 and dates are read', async () => {
    const file = path.join(data, 'Brazil.csv');
    const { rows, stderr, status } = await run([file], { market: 'Brazil' });
    const order = new Set(parseCsv(readFileSync(file, 'utf8')).map(({ tender }) => tender));
    expect(rows.map(({ tender }) => tender)).toEqual([...order]);
    expect([stderr, status]).toEqual(['', 0]);
  });
  it('of a known market are recognised as its own, by half of its tenders too, and as no other’s', async () => {
    for (const name of MARKETS.keys()) {
      const { rows } = await readBids(path.join(data, `${name}.csv`), {
        out: () => undefined,
        say: () => undefined,
        env: {},
      });
      const tenders = tendersOf(rows);
      expect(recognise(screensOf(tenders)), name).toBe(name);
      expect(recognise(screensOf(tenders.filter((_, at) => at % 2 === 0))), name).toBe(name);
    }
  });
  it('are told apart out of sample, and the majority row stands beside', async () => {
    const { rows } = await run([], {
      'cross-validate': path.join(data, 'Switzerland_Ticino.csv'),
      folds: '5',
      seed: '2',
    });
    const value = (split: string) => Number(rows.find((row) => row['split'] === split)?.['balanced_accuracy']);
    expect(value('majority')).toBe(0.5);
    expect(value('by tender')).toBeGreaterThan(0.805);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EXIT, type Io, UsageError } from '../../command.ts';
import { readOptions, simulateCommands } from './commands.ts';
import { parseCsv } from './csv.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'qf-simulate-'));
afterAll(() => rmSync(directory, { recursive: true }));

const call = (values: Record<string, string>, positionals: readonly string[] = []) => ({ values, positionals });
const asked = { seed: '1', out: directory };

describe('simulate', () => {
  it('writes a file a kind and says how many lines went where, as data', { timeout: 120_000 }, async () => {
    const out: string[] = [];
    const io: Io = { out: (text) => out.push(text), say: () => undefined, env: {} };
    const command = simulateCommands[0];
    expect(await command?.run(call({ ...asked, years: '1', scale: '0.25' }), io)).toBe(EXIT.done);
    const files = readdirSync(directory);
    expect(files).toEqual(expect.arrayContaining(['expense.csv', 'procurement.jsonl', 'subsidy.csv', 'truth.jsonl']));
    const text = (name: string) => readFileSync(path.join(directory, name), 'utf8');
    const lines = (name: string) => text(name).trimEnd().split('\n').length;
    expect(JSON.parse(out.join(''))).toEqual(
      Object.fromEntries(files.map((name) => [name, lines(name) - (name.endsWith('.csv') ? 1 : 0)])),
    );
    const [expense] = parseCsv(text('expense.csv'));
    expect(expense?.['amount']).toMatch(/^-?\d+\.\d{2}$/u);
    const known = new Set(
      files
        .filter((name) => name.endsWith('.csv'))
        .flatMap((name) => parseCsv(text(name)).map(({ externalId }) => externalId)),
    );
    for (const line of text('truth.jsonl').trimEnd().split('\n')) {
      const { records } = JSON.parse(line) as { records: string[] };
      for (const record of records) expect(known.has(record), record).toBe(true);
    }
  });

  it.each([
    ['no seed', call({ out: directory })],
    ['no directory', call({ seed: '1' })],
    ['a seed that is no number', call({ ...asked, seed: 'x' })],
    ['half a year', call({ ...asked, years: '0.5' })],
    ['another strength', call({ ...asked, strength: '0.7' })],
    ['a day that does not exist', call({ ...asked, end: '2026-02-30' })],
    ['too small a county', call({ ...asked, scale: '0.1' })],
    ['a stray word', call(asked, ['now'])],
  ])('refuses %s as bad use', (_what, args) => {
    expect(() => readOptions(args)).toThrow(UsageError);
  });
});

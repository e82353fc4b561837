import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { EXIT, UsageError } from '../../command.ts';
import type { RecordOf, Truth } from '../simulate/records.ts';
import { identityNumber } from '../simulate/sheet.ts';
import type { Simulated } from '../simulate/simulate.ts';
import { writeFiles } from '../simulate/write-files.ts';
import { evaluateCommands } from './commands.ts';

const { appUrl } = await testDatabase();
const directory = mkdtempSync(path.join(tmpdir(), 'qf-evaluate-'));
afterAll(() => rmSync(directory, { recursive: true }));

const run = async (positionals: readonly string[], half = false) => {
  let out = '';
  const said: string[] = [];
  const code = await evaluateCommands[0]?.run(
    { positionals, values: { half } },
    {
      out: (text) => (out += text),
      say: (line) => said.push(line),
      env: { NODE_ENV: 'test', DATABASE_URL: appUrl, DATA_DIR: directory },
    },
  );
  return { code, said, lines: out.split('\n').map((line) => line.trim().split(/\s{2,}/u)) };
};

const someone = identityNumber(999_001, 7);
const paid = (externalId: string, occurredOn: string): RecordOf<'subsidy'> => ({
  ...{ externalId, occurredOn: localDate(occurredOn), unitCode: 'MZJ', item: 'LOW_INCOME' },
  ...{ recipientHash: someone, amountMinor: 56_000, currency: 'CNY' },
});
const truth = (rule: Truth['rule'], subject: Truth['subject'], records: readonly string[], day: string): Truth => ({
  ...{ scheme: rule, rule, subject, records, from: day, to: day },
});

test('a county comes in by the door, is judged and held against its truth; what is missed or wrong fails', async () => {
  await expect(run(['/nowhere'])).rejects.toThrow(UsageError);
  const claim = (externalId: string, yuan: number): Simulated => ({
    kind: 'expense',
    row: {
      ...{ externalId, occurredOn: '2026-03-03', unitCode: 'JTJ', claimantCode: 'P1', kind: 'OFFICE' },
      ...{ amountMinor: yuan * 100, currency: 'CNY', payee: `payee of ${externalId}` },
    },
  });
  await writeFiles(
    [
      { kind: 'subsidy', row: paid('b1', '2026-02-10') },
      { kind: 'subsidy', row: paid('b2', '2026-05-12') },
      { kind: 'death', row: { externalId: 'd1', occurredOn: '2026-02-20', unitCode: null, personHash: someone } },
      claim('c1', 70_000),
      claim('c2', 80_000),
      // Known by its digest only, so the plain number of the truth has to go through the door as well.
      { kind: 'truth', row: truth('R01', { kind: 'IDENTITY', id: someone }, ['b2'], '2026-05-12') },
      { kind: 'truth', row: truth('R09', { kind: 'PERSON', id: 'P1' }, ['c1'], '2026-03-03') },
      { kind: 'truth', row: truth('R12', { kind: 'PERSON', id: 'P1' }, ['c1'], '2026-03-03') },
    ],
    directory,
  );
  const { code, lines } = await run([directory]);
  const scoreOf = (rule: string) => lines.find(([name]) => name === rule)?.slice(1);
  expect(scoreOf('R01')).toEqual(['100.0 %', '100.0 %', '1', '1']);
  // The second claim over the limit is not in the truth.
  expect(scoreOf('R09')).toEqual(['50.0 %', '100.0 %', '2', '1', 'below 0.95']);
  expect(scoreOf('R12')).toEqual(['0.0 %', '0.0 %', '0', '1', 'below 0.95']);
  expect(scoreOf('R44')).toEqual(['–', '–', '0', '0']);
  expect(code).toBe(EXIT.failed);
});

test('a database that holds a county is not filled a second time', async () => {
  writeFileSync(path.join(directory, 'truth.jsonl'), '');
  await expect(run([directory], true)).rejects.toThrow(/holds a county/);
});

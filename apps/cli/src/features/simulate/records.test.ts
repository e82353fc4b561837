import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { DEFAULT_END } from './commands.ts';
import { parseCsv } from './csv.ts';
import { readCalendar, readInputs } from './read-inputs.ts';
import { simulate } from './simulate.ts';
import { writeFiles } from './write-files.ts';

const RECORDS = path.join(import.meta.dirname, '../../../../../prisma/seed/data/records');
/** Chosen because its recent claims over the limit are of people who have a demo account. */
const SEED = 9_169;
const directory = mkdtempSync(path.join(tmpdir(), 'qf-records-'));
afterAll(() => rmSync(directory, { recursive: true }));

const committed = (name: string): string => gunzipSync(readFileSync(path.join(RECORDS, `${name}.gz`))).toString('utf8');

it('the committed records are what the simulator writes for their seed', { timeout: 120_000 }, async () => {
  const options = { seed: SEED, years: 2, end: localDate(DEFAULT_END), scale: 1, strength: 1 };
  await writeFiles(simulate(readInputs(), readCalendar(), options), directory);
  const names = readdirSync(RECORDS).map((name) => path.basename(name, '.gz'));
  for (const name of names)
    expect(readFileSync(path.join(directory, name), 'utf8') === committed(name), name).toBe(true);
  // The demo county has no records of what other features of its own tell, and its awards as a table only.
  const left = readdirSync(directory).filter((name) => !names.includes(name));
  expect(
    left.filter(
      (name) =>
        !/^(?:major_decision|disclosure|appraisal|reported_matter|warning_limit)\.csv$|^procurement\.jsonl$/u.test(
          name,
        ),
    ),
  ).toEqual([]);
});

it('the demo has a fresh claim without decision by somebody who can sign in and answer', () => {
  const accounts = new Map(readInputs().county.accounts.map(({ person, roles }) => [person, roles]));
  const fresh = parseCsv(committed('expense.csv')).filter(
    ({ amount, approvalRef, currency, occurredOn = '' }) =>
      Number(amount) > 50_000 && approvalRef === '' && currency === 'CNY' && occurredOn >= '2026-08-01',
  );
  const answerable = fresh.filter(({ claimantCode = '' }) => accounts.get(claimantCode)?.includes('CADRE') === true);
  expect(answerable.length).toBeGreaterThanOrEqual(2);
});

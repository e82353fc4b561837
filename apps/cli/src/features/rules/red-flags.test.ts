import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Arguments, UsageError } from '../../command.ts';
import { linesOf } from './lines.ts';
import { redFlagsCommand } from './red-flags.ts';

type Example = { name: string; settings_ini: string | null; input: string; expected: unknown };

const root = path.join(import.meta.dirname, '../../../../..');
const main = path.join(root, 'apps/cli/src/main.ts');
const scratch = mkdtempSync(path.join(tmpdir(), 'qf-red-flags-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = path.join(scratch, name);
  writeFileSync(file, text);
  return file;
};
/** The command in this process: twenty-four starts of a program would take minutes on a busy machine. */
const run = async (positionals: readonly string[], values: Arguments['values'] = {}) => {
  const [out, said]: [string[], string[]] = [[], []];
  const io = { out: (text: string) => out.push(text), say: (line: string) => said.push(line), env: {} };
  const status = await redFlagsCommand.run({ positionals, values }, io);
  return { stdout: out.join(''), stderr: said.join('\n'), status };
};
const qf = (args: readonly string[], input = '') =>
  spawnSync(process.execPath, [main, 'red-flags', ...args], { encoding: 'utf8', cwd: root, input });

const committed = path.join(root, 'packages/domain/src/features/rules/red-flags/examples');
const published = path.join(root, '../shared/data/red-flags/examples');

describe.each([
  ['committed', committed],
  ['published', published],
])('the %s examples, through the command', (_which, folder) => {
  const present = existsSync(folder);
  const examples = present ? (JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Example[]) : [];
  it.skipIf(!present)('are there', () => expect(examples.length).toBeGreaterThanOrEqual(11));
  it.each(examples)('$name', async ({ name, settings_ini, input, expected }) => {
    const values = settings_ini === null ? {} : { settings: write(`${name}.ini`, settings_ini) };
    const { stdout, stderr, status } = await run([path.join(folder, input)], values);
    expect(JSON.parse(stdout)).toEqual(expected);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});

const one = (ocid: string) => JSON.stringify({ ocid, tender: { numberOfTenderers: 1, procurementMethod: 'open' } });

describe('red-flags', () => {
  it('tells unreadable lines by number and goes on with the others', async () => {
    const file = write('dirty.jsonl', `\uFEFF${one('a')}\r\n\n{"ocid":\n[]\n17\n${one('b\u2028c')}`);
    const { stdout, stderr, status } = await run([file]);
    expect(JSON.parse(stdout)).toEqual({ OCID: { a: { R018: 1 }, 'b\u2028c': { R018: 1 } } });
    expect(stderr).toContain(`${file}:3: no JSON`);
    expect(stderr).toContain('1 of 6 lines could not be read');
    expect(status).toBe(1);
  });
  it('finds nothing in an empty file', async () => {
    const { stdout, status } = await run([write('empty.jsonl', '')]);
    expect([JSON.parse(stdout), status]).toEqual([{}, 0]);
  });
  it('is a program: standard input, settings, data alone on stdout, 2 for bad use', { timeout: 120_000 }, () => {
    const ini = write('some.ini', '[R003]\n[R018]\n');
    const done = qf(['-', '--settings', ini], one('a'));
    expect([JSON.parse(done.stdout), done.stderr, done.status]).toEqual([{ OCID: { a: { R018: 1 } } }, '', 0]);
    const bad = qf(['--fast', 'a']);
    expect([bad.stdout, bad.status]).toEqual(['', 2]);
    expect(bad.stderr).not.toBe('');
  });
  it.each([
    ['no file', [], {}],
    ['two files', ['a', 'b'], {}],
    ['a file that is not there', [path.join(scratch, 'absent.jsonl')], {}],
    ['a directory', [scratch], {}],
    ['settings that are not there', [write('x.jsonl', '')], { settings: path.join(scratch, 'absent.ini') }],
    [
      'settings that cannot be read',
      [write('y.jsonl', '')],
      { settings: write('bad.ini', '[R003]\nthreshold = soon') },
    ],
  ])('takes %s as bad use', (_what, positionals, values) =>
    expect(run(positionals, values)).rejects.toThrow(UsageError),
  );
});

it('splits lines wherever chunks end', async () => {
  const lines: string[] = [];
  const chunks = async function* () {
    yield* ['a', 'b\nc\r', '\n', '\nd\ne', ''];
  };
  for await (const line of linesOf(chunks())) lines.push(line);
  expect(lines).toEqual(['ab', 'c', '', 'd', 'e']);
});

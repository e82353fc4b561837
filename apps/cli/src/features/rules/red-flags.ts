import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { redFlagReader } from '@qingfeng/domain/features/rules/red-flags/red-flags.ts';
import { settingsOf } from '@qingfeng/domain/features/rules/red-flags/settings.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { type Arguments, type Command, EXIT, type Exit, type Io, UsageError } from '../../command.ts';
import { linesOf } from './lines.ts';
import { notFound } from './not-found.ts';

/** After so many unreadable lines the rest are only counted: a file of another kind must not flood the terminal. */
const MOST_TOLD = 20;

const readSettings = async (file: string | boolean | undefined) => {
  if (typeof file !== 'string') return settingsOf();
  const ini = await readFile(file, 'utf8').catch(notFound(file));
  try {
    return settingsOf(ini);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { key, value } = error.details;
    throw new UsageError(`${file}: cannot read the setting ${String(key)}${value === '' ? '' : ` = ${String(value)}`}`);
  }
};

const run = async ({ positionals: [file, ...others], values }: Arguments, io: Io): Promise<Exit> => {
  if (file === undefined || others.length > 0) throw new UsageError('name one file of OCDS releases, one a line');
  const reader = redFlagReader(await readSettings(values['settings']));
  const input = file === '-' ? process.stdin : createReadStream(file);
  let [number, unreadable] = [0, 0];
  try {
    for await (const line of linesOf(input.setEncoding('utf8') as AsyncIterable<string>)) {
      number += 1;
      if (line.trim() === '') continue;
      let parsed: unknown;
      try {
        parsed = JSON.parse(line);
      } catch (error) {
        unreadable += 1;
        if (unreadable <= MOST_TOLD)
          io.say(`${file}:${number}: no JSON: ${error instanceof Error ? error.message : ''}`);
        continue;
      }
      reader.see(parsed);
    }
  } catch (error) {
    notFound(file)(error);
  }
  io.out(`${JSON.stringify(reader.finish())}\n`);
  if (unreadable === 0) return EXIT.done;
  io.say(`${unreadable} of ${number} lines could not be read; the result is of the others.`);
  return EXIT.failed;
};

export const redFlagsCommand: Command = {
  name: 'red-flags',
  usage: 'red-flags INPUT.jsonl [--settings FILE.ini]',
  summary: 'Print the eleven procurement red flags of OCDS compiled releases, one a line (- reads the standard input)',
  options: { settings: { type: 'string' } },
  run,
};

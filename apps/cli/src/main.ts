import process from 'node:process';
import { parseArgs } from 'node:util';
import { ConfigFault } from '@qingfeng/platform/config.ts';
import type { Command, Exit, Io } from './command.ts';
import { EXIT, UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';

const io: Io = {
  out: (text) => process.stdout.write(text),
  say: (line) => process.stderr.write(`${line}\n`),
  env: process.env,
};

const help = (): string =>
  [
    'npm run -s qf -- <command>',
    '',
    ...COMMANDS.map(({ usage, summary }) => `  ${usage}\n      ${summary}`),
    '',
    'stdout is data only. Exit: 0 done, 1 a check failed, 2 bad use, 3 cannot be computed.',
    '',
  ].join('\n');

const run = async (command: Command, args: readonly string[]): Promise<Exit> => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: command.options ?? {},
      allowPositionals: true,
      strict: true,
    });
    return await command.run({ positionals, values: values as Record<string, string | boolean | undefined> }, io);
  } catch (error) {
    const badUse =
      error instanceof UsageError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    if (badUse) {
      io.say(`${error.message}\n\n  ${command.usage}`);
      return EXIT.usage;
    }
    io.say(
      error instanceof ConfigFault
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    );
    return EXIT.impossible;
  }
};

const [name, ...args] = process.argv.slice(2);
if (name === undefined || name === 'help' || name === '--help') {
  io.out(help());
  process.exitCode = name === undefined ? EXIT.usage : EXIT.done;
} else {
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    io.say(`There is no command ${name}.\n\n${help()}`);
    process.exitCode = EXIT.usage;
  } else {
    process.exitCode = await run(command, args);
  }
}

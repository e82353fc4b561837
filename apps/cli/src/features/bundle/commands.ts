import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Command } from '../../command.ts';
import { EXIT, UsageError } from '../../command.ts';
import { buildWeb, generateClient, MADE } from '../start/make.ts';
import type { Run } from '../start/make.ts';
import { CannotBundle, packBundle } from './pack.ts';

const ROOT = path.join(import.meta.dirname, '../../../../..');

/** What it says goes to the person; stdout is data only. */
const run: Run = (args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: ROOT, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new CannotBundle(`${args.join(' ')} (${String(code)})`)),
    );
  });

export const bundleCommands: readonly Command[] = [
  {
    name: 'bundle',
    usage: 'bundle --out FILE.tar.gz',
    summary: 'Pack this commit, its packages for this platform and the built pages, for a machine without network',
    options: { out: { type: 'string' } },
    run: async ({ positionals, values }, io) => {
      const { out } = values;
      if (typeof out !== 'string' || positionals.length > 0) throw new UsageError('name a file to write with --out');
      if (existsSync(out)) throw new UsageError(`${out} exists`);
      try {
        await generateClient(ROOT, run);
        await buildWeb(ROOT, run, io.say);
        const packed = await packBundle(ROOT, Object.values(MADE), out, new Date());
        io.out(`${JSON.stringify({ file: out, ...packed }, null, 2)}\n`);
        return EXIT.done;
      } catch (error) {
        if (!(error instanceof CannotBundle)) throw error;
        io.say(error.message);
        return EXIT.failed;
      }
    },
  },
];

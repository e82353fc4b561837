import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REACTED_EVENTS } from '@qingfeng/operations/shared/reacted-events.ts';
import { readConfig } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { openDatabase, sql } from '@qingfeng/platform/database.ts';
import { startEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { migrate } from '@qingfeng/platform/migrate.ts';
import type { Command, Io } from '../../command.ts';
import { EXIT, UsageError } from '../../command.ts';
import { evaluate } from './evaluate.ts';
import { BAR, passes, type Score } from './score.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const isSilent = ({ hits, truths }: Score): boolean => hits + truths === 0;

/** The scores as a table, the rules below the bar marked; a rule without anything planted or found has no score. */
const tableOf = (scores: readonly Score[]): string => {
  const lines = scores.map((score) =>
    [
      score.rule.padEnd(6),
      (isSilent(score) ? '–' : percent(score.precision)).padStart(9),
      (score.truths === 0 ? '–' : percent(score.recall)).padStart(9),
      String(score.hits).padStart(7),
      String(score.truths).padStart(9),
      passes(score) ? '' : `  below ${BAR}`,
    ].join(''),
  );
  return `${['rule   precision   recall   hits  planted', ...lines].join('\n')}\n`;
};

/** A folder of its own that the database's user may enter, gone afterwards. */
const withFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'qingfeng-evaluate-'));
  await chmod(folder, 0o755);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The empty database that is named, else one of its own for the time of the evaluation. */
const serverIn = async (folder: string, databaseUrl: string | null) => {
  if (databaseUrl !== null) return { appUrl: databaseUrl, stop: () => Promise.resolve() };
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    log: () => undefined,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  await migrate(server.ownerUrl);
  return server;
};

/** Keys for the digests of this evaluation; nobody reads them again. */
const passingVault = () => openVault({ dataKeys: [{ id: '1', key: randomBytes(32) }], indexKey: randomBytes(32) });

const scoresIn = (io: Io, directory: string): Promise<Score[]> =>
  withFolder(async (folder) => {
    const { databaseUrl, zone } = readConfig(io.env);
    const server = await serverIn(folder, databaseUrl);
    const database = openDatabase(server.appUrl, {
      reactedTo: REACTED_EVENTS,
      name: 'qingfeng evaluate',
      connections: 4,
    });
    try {
      const held = await database.readOne<{ units: number }>(sql`select count(*)::int as units from unit`);
      if (held?.units !== 0) throw new UsageError('the database holds a county; name an empty one, or none');
      const files = await openFileStore(folder);
      return await evaluate({ database, files, reading: { zone, vault: passingVault() }, say: io.say }, directory);
    } finally {
      await database.close();
      await server.stop();
    }
  });

export const evaluateCommands: readonly Command[] = [
  {
    name: 'evaluate',
    usage: 'evaluate DIR [--half]',
    summary:
      'Load a simulated county into an empty database, run the shipped rules and print precision and recall per rule against its truth.jsonl; --half only reports',
    options: { half: { type: 'boolean' } },
    run: async ({ positionals: [directory, ...others], values: { half } }, io) => {
      if (directory === undefined || others.length > 0) throw new UsageError('name one folder');
      if (!existsSync(path.join(directory, 'truth.jsonl')))
        throw new UsageError(`there is no truth.jsonl in ${directory}`);
      const scores = await scoresIn(io, directory);
      io.out(tableOf(scores));
      return half === true || scores.every(passes) ? EXIT.done : EXIT.failed;
    },
  },
];

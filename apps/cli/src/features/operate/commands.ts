import { statSync } from 'node:fs';
import path from 'node:path';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import { healthOf } from '@qingfeng/operations/features/health/read.ts';
import { faultsOfArchive, openArchive } from '@qingfeng/platform/backup/manifest.ts';
import type { Manifest } from '@qingfeng/platform/backup/manifest.ts';
import { CannotRestore, restoreBackup } from '@qingfeng/platform/backup/restore-backup.ts';
import { takeBackup } from '@qingfeng/platform/backup/take-backup.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { assertSchemaCurrent, migrate, SchemaMismatch } from '@qingfeng/platform/migrate.ts';
import { rotateColumn } from '@qingfeng/platform/rotate-keys.ts';
import type { Command, Exit, Io } from '../../command.ts';
import { EXIT, UsageError } from '../../command.ts';
import { withDatabase } from '../../open.ts';
import { addressesOf } from './addresses.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';
import { faultsOfLive } from './verify-live.ts';

const print = (io: Io, value: unknown): void => io.out(`${JSON.stringify(value, null, 2)}\n`);

const only = (positionals: readonly string[], what: string): string => {
  const [first, ...others] = positionals;
  if (first === undefined || others.length > 0) throw new UsageError(`name ${what}`);
  return first;
};

const isFolder = (target: string): boolean => statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;

const summaryOf = ({ takenAt, migrations, tables, jobs, files, lostFiles }: Manifest) => ({
  takenAt,
  migration: migrations.at(-1)?.name ?? null,
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  jobs: jobs.rows,
  files: files.length,
  lostFiles,
});

const tell = (io: Io, faults: readonly string[]): Exit => {
  for (const fault of faults) io.say(fault);
  return faults.length === 0 ? EXIT.done : EXIT.failed;
};

/** The schema as a part of health: the api and the worker refuse to start without it, so only a command meets the fault. */
const schemaPart = async (url: string) => {
  try {
    await assertSchemaCurrent(url);
    return { part: 'schema', ok: true, figures: {} };
  } catch (error) {
    return {
      part: 'schema',
      ok: false,
      figures: {},
      reason: error instanceof SchemaMismatch ? error.message : 'no answer',
    };
  }
};

export const operateCommands: readonly Command[] = [
  {
    name: 'migrate',
    usage: 'migrate',
    summary:
      'Bring the schema to this build (OWNER_DATABASE_URL owns it); one runner at a time, each migration whole or not at all',
    run: async (_args, io) => {
      const { ownerUrl, appRole } = addressesOf(io.env);
      print(io, { applied: await migrate(ownerUrl, { appRole }) });
      return EXIT.done;
    },
  },
  {
    name: 'backup',
    usage: 'backup DIR|FILE',
    summary: 'Write all rows as one moment shows them and the files they name to one .tar, while everything runs',
    run: async ({ positionals }, io) => {
      const { config, appUrl } = addressesOf(io.env);
      const now = new Date();
      const given = only(positionals, 'a folder or a file');
      const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
      const target = isFolder(given) ? path.join(given, `qingfeng-${stamp}.tar`) : given;
      if (statSync(target, { throwIfNoEntry: false })) throw new UsageError(`${target} exists`);
      const manifest = await takeBackup(appUrl, await openFileStore(config.dataDir), target, now);
      print(io, { file: target, ...summaryOf(manifest) });
      return tell(
        io,
        manifest.lostFiles.map((sha256) => `the file store lacks ${sha256}, or it is damaged`),
      );
    },
  },
  {
    name: 'restore',
    usage: 'restore FILE',
    summary:
      'Load a backup into an empty database (OWNER_DATABASE_URL owns it): all or nothing; everyone signs in anew',
    run: async ({ positionals }, io) => {
      const { config, ownerUrl, appRole } = addressesOf(io.env);
      const file = only(positionals, 'a backup');
      try {
        const manifest = await restoreBackup(ownerUrl, await openFileStore(config.dataDir), file, { appRole });
        print(io, summaryOf(manifest));
        return EXIT.done;
      } catch (error) {
        if (!(error instanceof CannotRestore)) throw error;
        return tell(io, [error.message]);
      }
    },
  },
  {
    name: 'verify',
    usage: 'verify FILE | verify --live',
    summary: 'Recompute every hash: of a backup, or of the files of the running platform; tells what is damaged',
    options: { live: { type: 'boolean' } },
    run: async ({ positionals, values }, io) => {
      if (values['live'] === true) {
        const { config, appUrl } = addressesOf(io.env);
        const { faults, checked } = await faultsOfLive(appUrl, await openFileStore(config.dataDir));
        print(io, { ...checked, faults: faults.length });
        return tell(io, faults);
      }
      const file = only(positionals, 'a backup, or --live');
      const faults = await faultsOfArchive(file).catch((error: unknown) => [
        error instanceof Error ? error.message : String(error),
      ]);
      if (faults.length === 0) print(io, summaryOf((await openArchive(file)).manifest));
      return tell(io, faults);
    },
  },
  {
    name: 'rotate-keys',
    usage: 'rotate-keys',
    summary: 'Put every sealed value under the first of DATA_KEYS; afterwards the others can be taken out',
    run: (_args, io) =>
      withDatabase(io, async ({ config, database }) => {
        const vault = openVault(config);
        const moved: Record<string, number> = {};
        for (const sealed of SEALED_COLUMNS)
          moved[`${sealed.table}.${sealed.column}`] = await rotateColumn(database, vault, sealed);
        print(io, { key: config.dataKeys[0]?.id ?? null, moved });
        return EXIT.done;
      }),
  },
  {
    name: 'health',
    usage: 'health',
    summary: 'State of database, schema, worker, queue, feeds and disk; exit code 1 when something is wrong',
    run: (_args, io) =>
      withDatabase(io, async ({ config, database }) => {
        const { parts } = await healthOf(database, config.dataDir, instant(new Date()));
        const all = [...parts, await schemaPart(addressesOf(io.env).appUrl)];
        const ok = all.every((part) => part.ok);
        print(io, { status: ok ? 'ok' : 'degraded', parts: all });
        return ok ? EXIT.done : EXIT.failed;
      }),
  },
];

import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { batchOf, feedIdOf } from '@qingfeng/operations/features/sources/read.ts';
import { receiveUpload } from '@qingfeng/operations/features/sources/receive-upload.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import type { Command } from '../../command.ts';
import { EXIT, UsageError } from '../../command.ts';
import { withDatabase } from '../../open.ts';

/** Who has the machine has its data; the record names the platform as the one who acted. */
const operator = (zone: string): By => {
  const now = instant(new Date());
  const viewer = { ...SYSTEM, roles: ['RULE_ADMIN'] as const };
  return { viewer, onBehalfOf: null, now, today: dayOf(now, zone), newId, requestId: 'import' };
};

export const sourcesCommands: readonly Command[] = [
  {
    name: 'import',
    usage: 'import --feed CODE FILE',
    summary:
      'Bring a file in as a delivery of a registered source (CSV, XLSX; OCDS as JSON or JSON lines) and print what became of its rows',
    options: { feed: { type: 'string' } },
    run: ({ positionals: [file, ...others], values: { feed: code } }, io) => {
      if (typeof code !== 'string') throw new UsageError('name the source: --feed CODE');
      if (file === undefined || others.length > 0) throw new UsageError('name one file');
      return withDatabase(io, async ({ config, database }) => {
        const by = operator(config.zone);
        const feedId = await feedIdOf(database, code);
        if (feedId === undefined) throw new UsageError(`there is no source ${code}`);
        if (
          !(await access(file).then(
            () => true,
            () => false,
          ))
        )
          throw new UsageError(`there is no file ${file}`);
        const files = await openFileStore(config.dataDir);
        try {
          const id = await receiveUpload(database, by, files, feedId, path.basename(file), createReadStream(file));
          await ingestFeed({ database, files, zone: config.zone, vault: openVault(config) }, by, feedId);
          const { state, counts, error, reasons } = await batchOf(database, by.viewer, id);
          io.out(`${JSON.stringify({ batch: id, state, ...counts, error, reasons })}\n`);
          // Worked off by a worker that was at this source already: what became of it is on its page.
          if (state === 'WAITING' || state === 'RUNNING') io.say('A worker has taken it over.');
          return state === 'FAILED' || counts.rejected > 0 ? EXIT.failed : EXIT.done;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          io.say(`${error.code} ${JSON.stringify(error.details)}`);
          return EXIT.failed;
        }
      });
    },
  },
];

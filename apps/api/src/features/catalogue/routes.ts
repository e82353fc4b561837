import * as contract from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { editPower, stepPower } from '@qingfeng/operations/features/catalogue/edit-power.ts';
import {
  exportPowers,
  exportPublicPowers,
  powerTemplate,
} from '@qingfeng/operations/features/catalogue/export-powers.ts';
import { importPowers } from '@qingfeng/operations/features/catalogue/import-powers.ts';
import { powerOf, powersOf, publicPower, publicPowers } from '@qingfeng/operations/features/catalogue/read.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { readTable } from '@qingfeng/platform/limited/read-rows.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

const MOST_IMPORT_BYTES = 20 * 1024 * 1024;

export const catalogueRoutes = ({
  database,
  files,
}: {
  readonly database: Database;
  readonly files: FileStore;
}): Bound[] => {
  const answer = (by: By, id: string) => powerOf(database, by, id);
  return [
    bind(contract.listPublicPowers, ({ query }) => publicPowers(database, query)),
    bind(contract.exportPublicPowers, async ({ query }) => exportPublicPowers(database, query)),
    bind(contract.getPublicPower, ({ params }) => publicPower(database, params.code)),
    bind(contract.listPowers, ({ query }, by) => powersOf(database, by.viewer, query)),
    bind(contract.exportPowers, async ({ query }, by) => exportPowers(database, by, query)),
    bind(contract.importPowers, async ({ query }, by, { request }) => {
      const stored = await files.put(request, {
        name: query.name,
        accept: ['csv', 'xlsx'],
        mostBytes: MOST_IMPORT_BYTES,
      });
      return importPowers(
        database,
        by,
        readTable(files.pathOf(stored.sha256), stored.kind === 'xlsx' ? 'xlsx' : 'csv'),
      );
    }),
    bind(contract.getPowerTemplate, async () => powerTemplate()),
    bind(contract.getPower, ({ params }, by) => answer(by, params.id)),
    bind(contract.editPower, async ({ params, body }, by) =>
      answer(by, await editPower(database, by, params.id, body)),
    ),
    bind(contract.stepPower, async ({ params, body }, by) =>
      answer(by, await stepPower(database, by, params.id, params.step, body)),
    ),
  ];
};

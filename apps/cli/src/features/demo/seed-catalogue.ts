import path from 'node:path';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { importPowers } from '@qingfeng/operations/features/catalogue/import-powers.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { readTable } from '@qingfeng/platform/limited/read-rows.ts';

/** The real items of a district's list, its departments read as units of the demo county, through the importer that a department uses. */
export const seedCatalogue = async (database: Database, by: By, data: string): Promise<void> => {
  const departments = new Map<string, string>();
  for await (const row of readTable(path.join(data, 'catalogue/departments.csv'), 'csv')) {
    if ('value' in row) departments.set(row.value['department'] ?? '', row.value['unitCode'] ?? '');
  }
  const rows = readTable(path.join(data, 'catalogue/power-items.csv'), 'csv');
  const { added, rejected } = await importPowers(database, by, rows, departments);
  if (added === 0) throw new Error(`no power item went in; first fault: ${JSON.stringify(rejected[0])}`);
};

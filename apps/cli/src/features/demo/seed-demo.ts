import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant, yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { publishShippedCalendar } from '@qingfeng/operations/features/calendar/publish-calendar.ts';
import { importDemoAccounts } from '@qingfeng/operations/features/identity/import-demo-accounts.ts';
import { passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { importOrganisation } from '@qingfeng/operations/features/organisation/import-organisation.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';

/** The one password of all demo accounts, shown on the sign-in page. */
export const DEMO_PASSWORD = 'qingfeng-demo-2026';
const DEMO_COST = 8;
const DATA = path.join(import.meta.dirname, '../../../../../prisma/seed/data');

type CountyFile = Parameters<typeof importOrganisation>[3] & {
  readonly accounts: Parameters<typeof importDemoAccounts>[3];
};

const readData = <Shape>(name: string): Shape => JSON.parse(readFileSync(path.join(DATA, name), 'utf8')) as Shape;

const byNow = (zone: string): By => {
  const now = new Date();
  return {
    viewer: SYSTEM,
    onBehalfOf: null,
    now: instant(now),
    today: dayOf(now, zone),
    newId,
    requestId: 'seed-demo',
  };
};

/**
 * Loads the demo county step by step; false when the database already has one. Each step is its own change, and the last one
 * marks the county as loaded, so that a seed that was killed is started anew on a fresh database instead of half used.
 */
export const seedDemo = async (database: Database, config: Config, say: (line: string) => void): Promise<boolean> => {
  const filled = await database.readOne<{ n: number }>(sql`select count(*) as n from unit`);
  if ((filled?.n ?? 0) > 0) return false;
  const by = (): By => byNow(config.zone);
  const county = readData<CountyFile>('county.json');

  say('organisation');
  await importOrganisation(database, by(), openVault(config), county);

  say('calendar');
  const { calendar } = readData<{ calendar: readonly SpecialDay[] }>('calendar-2025-2026.json');
  const years = [...new Set(calendar.map(({ date }) => yearOf(date)))].map((year) => ({
    year,
    version: 1,
    days: calendar.filter(({ date }) => yearOf(date) === year),
  }));
  await publishShippedCalendar(database, by(), years, '国务院办公厅关于节假日安排的通知');

  say('accounts');
  const hash = await passwordsWith({ pepper: config.passwordPepper, cost: DEMO_COST }).hash(DEMO_PASSWORD);
  await importDemoAccounts(database, by(), hash, county.accounts);

  return true;
};

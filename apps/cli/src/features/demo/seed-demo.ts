import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { shippedSchemes } from '@qingfeng/domain/features/warnings/schemes.ts';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { dayOf, instant, yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { publishShippedCalendar } from '@qingfeng/operations/features/calendar/publish-calendar.ts';
import { DEMO_PASSWORD } from '@qingfeng/operations/features/identity/demo.ts';
import { importDemoAccounts } from '@qingfeng/operations/features/identity/import-demo-accounts.ts';
import { passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { viewerOfAccount } from '@qingfeng/operations/features/identity/read.ts';
import { importOrganisation } from '@qingfeng/operations/features/organisation/import-organisation.ts';
import { evaluateRules } from '@qingfeng/operations/features/rules/evaluate-rules.ts';
import { publishShippedRules } from '@qingfeng/operations/features/rules/publish-rules.ts';
import { screenTenders } from '@qingfeng/operations/features/tenders/screen-tenders.ts';
import { publishShippedSchemes } from '@qingfeng/operations/features/warnings/publish-scheme.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { seedDesks } from './seed-desks.ts';
import { seedHomes } from './seed-homes.ts';
import { seedMatters } from './seed-matters.ts';
import { seedReported } from './seed-reported.ts';
import { seedReviews } from './seed-reviews.ts';
import { seedRuleVersion } from './seed-rule-version.ts';
import { seedLaterRecords, seedRecords } from './seed-records.ts';
import { proposeTriagePolicy, publishTriagePolicy } from './seed-triage-policy.ts';
import { seedVerifications } from './seed-verifications.ts';

const DEMO_COST = 8;
const DATA = path.join(import.meta.dirname, '../../../../../prisma/seed/data');

type CountyFile = Parameters<typeof importOrganisation>[3] & {
  readonly accounts: Parameters<typeof importDemoAccounts>[3];
};

const readData = <Shape>(name: string): Shape => JSON.parse(readFileSync(path.join(DATA, name), 'utf8')) as Shape;

const DAY_MS = 86_400_000;
/** Days ago on which the sources had delivered, and the rules found what the matters of the demo begin with. */
const DELIVERED = 45;
const FOUND = 44;

const byNow = (zone: string, viewer: Viewer = SYSTEM, daysAgo = 0): By => {
  const now = new Date(Date.now() - daysAgo * DAY_MS);
  return {
    viewer,
    onBehalfOf: null,
    now: instant(now),
    today: dayOf(now, zone),
    newId,
    requestId: 'seed-demo',
  };
};

/**
 * Loads the demo county step by step; false when the database already has one. Each step is its own change, and the last one
 * marks the county as loaded, so that a seed that was killed is told from a finished one.
 */
export const seedDemo = async (database: Database, config: Config, say: (line: string) => void): Promise<boolean> => {
  const filled = await database.readOne<{ units: number; loaded: boolean }>(sql`
    select count(*) as units, exists (select 1 from setting where key = 'demo.loaded') as loaded from unit`);
  if (filled?.loaded === true) return false;
  if ((filled?.units ?? 0) > 0) {
    throw new Error(
      'the database holds a county that was not loaded to its end; empty it (remove the data folder) and start again',
    );
  }
  const by = (viewer?: Viewer): By => byNow(config.zone, viewer);
  const county = readData<CountyFile>('county.json');
  const files = await openFileStore(config.dataDir);

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
  // Opened before anything that is done by them; two experts from outside were given theirs long ago and never came.
  const experts = county.accounts.filter(({ person }) => person === null);
  const staff = county.accounts.filter(({ person }) => person !== null);
  await importDemoAccounts(database, byNow(config.zone, SYSTEM, 60), hash, staff);
  await importDemoAccounts(database, byNow(config.zone, SYSTEM, 200), hash, experts);

  say('schemes and rules');
  await publishShippedSchemes(database, by(), shippedSchemes(readData('warning-circumstances.json')));
  await publishShippedRules(database, by(), PACK);

  say('power catalogue');
  await seedCatalogue(database, by(), DATA);

  say('two years of records');
  // Sources delivered and rules ran before anyone judged what they found: all of it on the clock of those days.
  const keeper = await signedIn(database, 'liusansheng', by().today);
  const officer = await signedIn(database, 'yangkezhui', by().today);
  const on = (daysAgo: number, viewer?: Viewer): By => byNow(config.zone, viewer, daysAgo);
  const sources = { database, files, data: DATA, reading: { zone: config.zone, vault: openVault(config) } };
  const cast = { registrar: on(DELIVERED, keeper), officer: on(DELIVERED, officer), platform: on(DELIVERED) };
  const later = await seedRecords(sources, cast);

  const as = async (login: string, daysAgo: number): Promise<By> =>
    byNow(config.zone, await signedIn(database, login, by().today), daysAgo);
  say('triage policy');
  await publishTriagePolicy({ database, files, as });

  say('rules');
  const early = await evaluateRules(database, on(FOUND), config.zone, { kind: 'SWEEP' });
  await seedLaterRecords(sources, on(0, keeper), on(0), later);
  const fresh = await evaluateRules(database, on(0), config.zone, { kind: 'SWEEP' });
  say(`${String(early + fresh)} alerts`);
  await screenTenders(database, on(0));

  say('matters in hand');
  await seedMatters({ database, files, as });
  await seedVerifications({ database, files, as });
  await seedDesks({ database, files, as });
  await seedRuleVersion(database, as, config.rules, config.zone);
  await seedHomes({ database, files, as }, config.rules, config.zone);
  await proposeTriagePolicy({ database, files, as });
  await seedReported({ database, files, as }, by(), config);
  await seedReviews({ database, files, as }, by(), config);

  await database.read(
    sql`insert into setting (key, value, changed_at) values ('demo.loaded', 'true', ${by().now}::timestamptz)`,
  );
  return true;
};

/** The viewer that a demo account is, as if it had signed in. */
const signedIn = async (database: Database, login: string, today: LocalDate): Promise<Viewer> => {
  const row = await database.readOne<{ id: string }>(sql`select id from account where login = ${login}`);
  const viewer = row === undefined ? null : await viewerOfAccount(database, row.id, today);
  if (viewer === null) throw new Error(`the demo county has no account ${login}`);
  return viewer;
};

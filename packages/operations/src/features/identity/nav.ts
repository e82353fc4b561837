import { INNER_READERS } from '@qingfeng/domain/features/catalogue/power-item.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { DIRECTORY_READERS } from '@qingfeng/domain/features/organisation/directory.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { Database } from '@qingfeng/platform/database.ts';

const DISCIPLINE = [
  'OFFICER',
  'RESIDENT_OFFICER',
  'CENTRE_CLERK',
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
] as const satisfies readonly Role[];

/** Each page of the office and who is offered it. What a page shows is the business of its endpoints, not of this table. */
const PAGES = {
  home: 'everyone',
  alerts: DISCIPLINE,
  information: DISCIPLINE,
  warnings: [...DISCIPLINE, 'COMMITTEE_SECRETARY', 'LG_OFFICE', 'LEADING_GROUP', 'RECORDS_CLERK'],
  'my-warnings': ['CADRE', 'SECTION_HEAD', 'LEADER'],
  'fact-sheets': ['UNIT_LIAISON'],
  verifications: ['PARTNER', 'OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK'],
  catalogue: INNER_READERS,
  organisation: DIRECTORY_READERS,
  recusals: DIRECTORY_READERS,
  sources: ['UNIT_LIAISON', 'RULE_ADMIN', 'DATA_SECURITY_OFFICER', 'OFFICER', 'CENTRE_CLERK', 'COMMISSION_LEADER'],
  rules: [...DISCIPLINE, 'RULE_ADMIN'],
  tenders: DISCIPLINE,
  calendar: 'everyone',
  notices: 'everyone',
  sessions: 'everyone',
  accounts: ['SYS_ADMIN', 'SEC_ADMIN'],
  reviews: ['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN'],
  audit: ['AUDIT_ADMIN'],
  'notice-runs': ['SYS_ADMIN'],
  outbox: 'demo',
} as const satisfies Record<string, readonly Role[] | 'everyone' | 'demo'>;

export type PageKey = keyof typeof PAGES;

/** Pages offered to this viewer, in the order of the navigation. */
export const pagesFor = (viewer: Viewer, demo: boolean): PageKey[] =>
  (Object.keys(PAGES) as PageKey[]).filter((page) => {
    const who = PAGES[page];
    if (who === 'everyone') return true;
    return who === 'demo' ? demo : hasRole(viewer, ...who);
  });

/** The number beside a page in the navigation: what waits there for this viewer. Given by the feature's `read.ts`. */
export type Counter = (database: Database, viewer: Viewer, today: LocalDate) => Promise<number>;
export type Counters = Partial<Record<PageKey, Counter>>;

/** Counts for the pages that are offered and counted, asked at once. */
export const countsFor = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  pages: readonly PageKey[],
  counters: Counters,
): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(
      pages.flatMap((page) => {
        const count = counters[page];
        return count === undefined ? [] : [count(database, viewer, today).then((found) => [page, found] as const)];
      }),
    ),
  );

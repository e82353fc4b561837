import type { ComponentType } from 'react';
import type { chinese } from '../text/phrases.zh-cn.ts';

/** Groups of the navigation, in this order; the first has no title. */
export const NAV_GROUPS = ['work', 'power', 'data', 'admin'] as const;

export type OfficePage = {
  /** Below `/office`. */
  readonly path: string;
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
  /** Under this key the server offers the page (`me.nav`) and counts what waits there (`me.counts`). */
  readonly nav?: { readonly key: keyof typeof chinese.nav; readonly group: (typeof NAV_GROUPS)[number] };
};

/** Every page of the office, one line each, in the order of the navigation. Each is loaded when it is first opened. */
export const PAGES: readonly OfficePage[] = [
  { path: '/', load: () => import('../pages/home.tsx'), nav: { key: 'home', group: 'work' } },
  { path: '/alerts', load: () => import('../pages/alerts.tsx'), nav: { key: 'alerts', group: 'work' } },
  { path: '/alerts/:id', load: () => import('../pages/alert.tsx') },
  { path: '/information', load: () => import('../pages/information.tsx'), nav: { key: 'information', group: 'work' } },
  { path: '/information/:id', load: () => import('../pages/alert.tsx') },
  { path: '/warnings', load: () => import('../pages/warnings.tsx'), nav: { key: 'warnings', group: 'work' } },
  { path: '/warnings/:id', load: () => import('../pages/warning.tsx') },
  { path: '/warning-proposals/:id', load: () => import('../pages/warning-proposal.tsx') },
  { path: '/my-warnings', load: () => import('../pages/my-warnings.tsx'), nav: { key: 'my-warnings', group: 'work' } },
  { path: '/my-warnings/:id', load: () => import('../pages/my-warning.tsx') },
  { path: '/fact-sheets', load: () => import('../pages/fact-sheets.tsx'), nav: { key: 'fact-sheets', group: 'work' } },
  { path: '/fact-sheets/:id', load: () => import('../pages/fact-sheet.tsx') },
  {
    path: '/verifications',
    load: () => import('../pages/verifications.tsx'),
    nav: { key: 'verifications', group: 'work' },
  },
  { path: '/verifications/:id', load: () => import('../pages/verification.tsx') },
  { path: '/catalogue', load: () => import('../pages/catalogue.tsx'), nav: { key: 'catalogue', group: 'power' } },
  { path: '/catalogue/:id', load: () => import('../pages/power-item.tsx') },
  {
    path: '/organisation',
    load: () => import('../pages/organisation.tsx'),
    nav: { key: 'organisation', group: 'power' },
  },
  { path: '/organisation/units/:id', load: () => import('../pages/unit.tsx') },
  { path: '/organisation/cadres', load: () => import('../pages/cadres.tsx') },
  { path: '/organisation/cadres/:id', load: () => import('../pages/cadre.tsx') },
  { path: '/organisation/authority', load: () => import('../pages/authority.tsx') },
  { path: '/recusals', load: () => import('../pages/recusals.tsx'), nav: { key: 'recusals', group: 'power' } },
  { path: '/recusals/:id', load: () => import('../pages/recusal.tsx') },
  { path: '/sources', load: () => import('../pages/sources.tsx'), nav: { key: 'sources', group: 'data' } },
  { path: '/sources/:id', load: () => import('../pages/source.tsx') },
  { path: '/sources/:id/mapping', load: () => import('../pages/mapping.tsx') },
  { path: '/sources/:id/mapping/draft', load: () => import('../pages/mapping-editor.tsx') },
  { path: '/batches/:id', load: () => import('../pages/batch.tsx') },
  { path: '/calendar', load: () => import('../pages/calendar.tsx'), nav: { key: 'calendar', group: 'data' } },
  { path: '/calendar/import', load: () => import('../pages/calendar-import.tsx') },
  { path: '/calendar/:id', load: () => import('../pages/calendar-year.tsx') },
  { path: '/notices', load: () => import('../pages/notices.tsx') },
  { path: '/account', load: () => import('../pages/account.tsx') },
  { path: '/rules', load: () => import('../pages/rules.tsx'), nav: { key: 'rules', group: 'data' } },
  { path: '/rules/board', load: () => import('../pages/rule-board.tsx') },
  { path: '/rules/triage', load: () => import('../pages/triage-policy.tsx') },
  { path: '/rules/triage/:id', load: () => import('../pages/triage-policy.tsx') },
  { path: '/rules/new', load: () => import('../pages/rule-builder.tsx') },
  { path: '/rules/versions/:id/draft', load: () => import('../pages/rule-builder.tsx') },
  { path: '/rules/:code/draft', load: () => import('../pages/rule-builder.tsx') },
  { path: '/rules/versions/:id', load: () => import('../pages/rule-version.tsx') },
  { path: '/rules/:code', load: () => import('../pages/rule.tsx') },
  { path: '/tenders', load: () => import('../pages/tenders.tsx'), nav: { key: 'tenders', group: 'data' } },
  { path: '/tenders/:id', load: () => import('../pages/tender.tsx') },
  { path: '/accounts', load: () => import('../pages/accounts.tsx'), nav: { key: 'accounts', group: 'admin' } },
  { path: '/accounts/requests', load: () => import('../pages/account-requests.tsx') },
  { path: '/accounts/requests/:id', load: () => import('../pages/account-request.tsx') },
  { path: '/accounts/:id', load: () => import('../pages/accounts-one.tsx') },
  { path: '/reviews', load: () => import('../pages/reviews.tsx'), nav: { key: 'reviews', group: 'admin' } },
  { path: '/reviews/:id', load: () => import('../pages/review.tsx') },
  {
    path: '/notices/runs',
    load: () => import('../pages/notice-runs.tsx'),
    nav: { key: 'notice-runs', group: 'admin' },
  },
  { path: '/outbox', load: () => import('../pages/outbox.tsx'), nav: { key: 'outbox', group: 'admin' } },
  { path: '/audit/exports', load: () => import('../pages/audit-exports.tsx') },
  { path: '/audit/exports/:id', load: () => import('../pages/audit-export.tsx') },
  { path: '/audit', load: () => import('../pages/audit.tsx'), nav: { key: 'audit', group: 'admin' } },
];

/** The sheet of all parts, for whoever builds pages; not in a build. */
const GALLERY: readonly OfficePage[] = import.meta.env.DEV
  ? [
      { path: '/gallery', load: () => import('../pages/gallery.tsx') },
      { path: '/gallery/list', load: () => import('../pages/gallery-list.tsx') },
      { path: '/gallery/thing', load: () => import('../pages/gallery-thing.tsx') },
    ]
  : [];

export const ALL_PAGES = [...PAGES, ...GALLERY];

import { accounts } from './zh-CN/accounts.ts';
import { audit } from './zh-CN/audit.ts';
import { builder } from './zh-CN/builder.ts';
import { calendar } from './zh-CN/calendar.ts';
import { catalogue } from './zh-CN/catalogue.ts';
import { duties } from './zh-CN/duties.ts';
import { identity } from './zh-CN/identity.ts';
import { information } from './zh-CN/information.ts';
import { mapping } from './zh-CN/mapping.ts';
import { nav } from './zh-CN/nav.ts';
import { needs } from './zh-CN/needs.ts';
import { notices } from './zh-CN/notices.ts';
import { organisation } from './zh-CN/organisation.ts';
import { paper } from './zh-CN/paper.ts';
import { policy } from './zh-CN/policy.ts';
import { recusals } from './zh-CN/recusals.ts';
import { refusals } from './zh-CN/refusals.ts';
import { reviews } from './zh-CN/reviews.ts';
import { roles } from './zh-CN/roles.ts';
import { rules } from './zh-CN/rules.ts';
import { sources } from './zh-CN/sources.ts';
import { tasks } from './zh-CN/tasks.ts';
import { tenders } from './zh-CN/tenders.ts';
import { things } from './zh-CN/things.ts';
import { ui } from './zh-CN/ui.ts';
import { verification } from './zh-CN/verification.ts';
import { warnings } from './zh-CN/warnings.ts';

/** Every phrase of the office in Chinese, by namespace: one line per file of `zh-CN/`. */
export const chinese = {
  accounts,
  audit,
  builder,
  calendar,
  catalogue,
  duties,
  identity,
  information,
  mapping,
  nav,
  needs,
  notices,
  organisation,
  paper,
  policy,
  recusals,
  refusals,
  reviews,
  roles,
  rules,
  sources,
  tasks,
  tenders,
  things,
  ui,
  verification,
  warnings,
};

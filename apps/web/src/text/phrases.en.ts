import { accounts } from './en/accounts.ts';
import { audit } from './en/audit.ts';
import { builder } from './en/builder.ts';
import { calendar } from './en/calendar.ts';
import { catalogue } from './en/catalogue.ts';
import { duties } from './en/duties.ts';
import { identity } from './en/identity.ts';
import { information } from './en/information.ts';
import { mapping } from './en/mapping.ts';
import { nav } from './en/nav.ts';
import { needs } from './en/needs.ts';
import { notices } from './en/notices.ts';
import { organisation } from './en/organisation.ts';
import { paper } from './en/paper.ts';
import { policy } from './en/policy.ts';
import { recusals } from './en/recusals.ts';
import { refusals } from './en/refusals.ts';
import { reviews } from './en/reviews.ts';
import { roles } from './en/roles.ts';
import { rules } from './en/rules.ts';
import { sources } from './en/sources.ts';
import { tasks } from './en/tasks.ts';
import { tenders } from './en/tenders.ts';
import { things } from './en/things.ts';
import { ui } from './en/ui.ts';
import { verification } from './en/verification.ts';
import { warnings } from './en/warnings.ts';
import type { chinese } from './phrases.zh-cn.ts';

/** The same in English; a namespace without its English does not compile. Loaded only when asked for. */
export const english = {
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
} satisfies Record<keyof typeof chinese, Record<string, string>>;

import { countMyVerifications } from '@qingfeng/operations/features/information/read-verification.ts';
import { countUnread } from '@qingfeng/operations/features/notices/read.ts';
import type { AppDependencies } from './app.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { calendarRoutes } from './features/calendar/routes.ts';
import { catalogueRoutes } from './features/catalogue/routes.ts';
import { healthRoutes } from './features/health/routes.ts';
import { identityRoutes } from './features/identity/routes.ts';
import { informationRoutes } from './features/information/routes.ts';
import { noticesRoutes } from './features/notices/routes.ts';
import { organisationRoutes } from './features/organisation/routes.ts';
import { rulesRoutes } from './features/rules/routes.ts';
import { sourcesRoutes } from './features/sources/routes.ts';
import { tasksRoutes } from './features/tasks/routes.ts';
import { tendersRoutes } from './features/tenders/routes.ts';
import { warningsRoutes } from './features/warnings/routes.ts';
import type { AccessTokens } from './http/access-token.ts';
import type { Bound } from './http/bind.ts';

export type RouteDependencies = AppDependencies & { readonly tokens: AccessTokens };

/** Every endpoint of the platform, bound once. The access matrix, the OpenAPI page and the app all read this list. */
export const allRoutes = (dependencies: RouteDependencies): Bound[] => [
  ...healthRoutes(dependencies),
  ...identityRoutes({ ...dependencies, counters: { notices: countUnread, verifications: countMyVerifications } }),
  ...organisationRoutes(dependencies),
  ...auditRoutes(dependencies),
  ...tasksRoutes(dependencies),
  ...tendersRoutes(dependencies),
  ...calendarRoutes(dependencies),
  ...catalogueRoutes(dependencies),
  ...sourcesRoutes(dependencies),
  ...rulesRoutes(dependencies),
  ...informationRoutes(dependencies),
  ...warningsRoutes(dependencies),
  ...noticesRoutes(dependencies),
];

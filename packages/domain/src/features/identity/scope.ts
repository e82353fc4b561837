import type { Role } from '../../shared/roles.ts';

/** Roles whose matters lie in the whole county unless the grant names a unit (DOMAIN §7.1, §7.2). */
export const COUNTY_WIDE_ROLES = [
  'OFFICER',
  'CENTRE_CLERK',
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
  'COMMITTEE_SECRETARY',
  'CASE_SUPERVISOR',
  'LG_OFFICE',
  'LEADING_GROUP',
  'RECORDS_CLERK',
  'APPEAL_REVIEWER',
  'RULE_ADMIN',
  'BIZ_ADMIN',
] as const satisfies readonly Role[];

/** Roles for which a grant's unit widens whose matters one covers; for any other role it says only where the role is held. */
export const COVERING_ROLES = [...COUNTY_WIDE_ROLES, 'RESIDENT_OFFICER'] as const satisfies readonly Role[];

/** Roles of DOMAIN §7.1, spelled as there. Handler, reviewer, interviewer, visitor and decider are assignments on a matter, not roles. */
export const ROLES = [
  'PUBLIC',
  'CADRE',
  'SECTION_HEAD',
  'LEADER',
  'RESIDENT_OFFICER',
  'OFFICER',
  'PETITION_CLERK',
  'CASE_SUPERVISOR',
  'COMMISSION_LEADER',
  'COMMITTEE_SECRETARY',
  'INFORMANT',
  'CENTRE_CLERK',
  'HANDLING_HEAD',
  'DEPT_IN_CHARGE',
  'LEADING_GROUP',
  'LG_OFFICE',
  'POINT_HEAD',
  'PT_INSPECTOR',
  'LIAISON',
  'CIRC_RECIPIENT',
  'UNIT_LIAISON',
  'CATALOGUE_REVIEWER',
  'RECORDS_CLERK',
  'DATA_SECURITY_OFFICER',
  'APPEAL_REVIEWER',
  'PARTNER',
  'SUPERVISOR',
  'ASSESSOR',
  'RULE_ADMIN',
  'BIZ_ADMIN',
  'SYS_ADMIN',
  'SEC_ADMIN',
  'AUDIT_ADMIN',
] as const;
export type Role = (typeof ROLES)[number];

/** Held by everyone inside: to share only these is no reason to do each other's work. */
export const EVERYDAY_ROLES = ['CADRE'] as const satisfies readonly Role[];
/** DOMAIN §4: "officer" in the tables of steps. */
export const OFFICERS = ['OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK'] as const satisfies readonly Role[];
/** The three administrators (三员), kept apart in persons as well as in accounts. */
export const ADMINISTRATORS = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN'] as const satisfies readonly Role[];

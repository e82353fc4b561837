import type { Role } from '../../shared/roles.ts';
import { ADMINISTRATORS, ROLES } from '../../shared/roles.ts';

/**
 * Levels of cadre management, highest first: 县处级正职 … 村(社区)干部. The level and the kind of the unit say which body is
 * competent (WF-01).
 */
export const CADRE_LEVELS = [
  'COUNTY_PRINCIPAL',
  'COUNTY_DEPUTY',
  'TOWNSHIP_PRINCIPAL',
  'TOWNSHIP_DEPUTY',
  'SECTION_LEVEL',
  'STAFF',
  'PROFESSIONAL',
  'VILLAGE',
] as const;

/** Kinds of units (DOMAIN §1.1), in the order in which a county lists them. */
export const UNIT_KINDS = [
  'SUPERIOR',
  'COUNTY',
  'PARTY_COMMITTEE',
  'GOVERNMENT',
  'COMMISSION',
  'WARNING_CENTRE',
  'RESIDENT_GROUP',
  'TOWN_COMMISSION',
  'LEADING_GROUP',
  'PARTY_ORGAN',
  'DEPARTMENT',
  'INSTITUTION',
  'TOWNSHIP',
  'VILLAGE',
] as const;

/** Both as the county writes them, in lists that leave the platform too. A word that an import brought is shown as it came. */
export const CADRE_LEVEL_WORDS: Readonly<Record<string, string>> = {
  COUNTY_PRINCIPAL: '县处级正职',
  COUNTY_DEPUTY: '县处级副职',
  TOWNSHIP_PRINCIPAL: '乡科级正职',
  TOWNSHIP_DEPUTY: '乡科级副职',
  SECTION_LEVEL: '股级',
  STAFF: '科员及以下',
  PROFESSIONAL: '事业单位人员',
  VILLAGE: '村（社区）干部',
} satisfies Record<(typeof CADRE_LEVELS)[number], string>;

export const UNIT_KIND_WORDS: Readonly<Record<string, string>> = {
  SUPERIOR: '上级机关',
  COUNTY: '县',
  PARTY_COMMITTEE: '县委',
  GOVERNMENT: '县政府',
  COMMISSION: '县纪委监委',
  WARNING_CENTRE: '预警中心',
  RESIDENT_GROUP: '派驻纪检监察组',
  TOWN_COMMISSION: '乡镇（街道）纪委',
  LEADING_GROUP: '领导小组',
  PARTY_ORGAN: '党委工作机关',
  DEPARTMENT: '政府工作部门',
  INSTITUTION: '事业单位',
  TOWNSHIP: '乡镇（街道）',
  VILLAGE: '村（社区）',
} satisfies Record<(typeof UNIT_KINDS)[number], string>;

/** Outsiders look at no directory; the three administrators know people through accounts alone (DOMAIN §7.1). */
const OUTSIDE: readonly Role[] = ['PUBLIC', 'INFORMANT', 'PARTNER', 'SUPERVISOR', 'ASSESSOR', ...ADMINISTRATORS];
/** Who opens the directory of the organisation; which units and whose names it shows is the access module's business. */
export const DIRECTORY_READERS = ROLES.filter((role) => !OUTSIDE.includes(role));

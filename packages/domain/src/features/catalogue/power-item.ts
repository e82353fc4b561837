import type { Role } from '../../shared/roles.ts';
import { ADMINISTRATORS, ROLES } from '../../shared/roles.ts';

/** Kinds of power (DOMAIN §1.2, PC-14); public services stand beside the ten. */
export const POWER_CATEGORIES = [
  '行政许可',
  '行政处罚',
  '行政强制',
  '行政征收',
  '行政给付',
  '行政检查',
  '行政确认',
  '行政奖励',
  '行政裁决',
  '其他行政权力',
  '公共服务',
] as const;
export type PowerCategory = (typeof POWER_CATEGORIES)[number];

export type LegalBasis = {
  /** Document name and clause: 《……法》第十条. */
  readonly title: string;
  readonly text: string | null;
};

export type ProcessStep = {
  readonly name: string;
  /** Post that does it; inside only. */
  readonly post: string | null;
  readonly days: number | null;
  readonly note: string | null;
  /** Where abuse is easiest: never outside (DOMAIN §4.4). */
  readonly weak: boolean;
  readonly key: boolean;
};

/** What a power item says (PC-02); days are working days. */
export type PowerContent = {
  readonly name: string;
  readonly category: PowerCategory;
  readonly summary: string | null;
  readonly basis: readonly LegalBasis[];
  readonly steps: readonly ProcessStep[];
  readonly promisedDays: number | null;
  readonly legalDays: number | null;
  readonly fee: string | null;
  readonly section: string | null;
  readonly phone: string | null;
  /** Post that carries the risk; inside only. */
  readonly riskPost: string | null;
  readonly workRules: string | null;
  readonly institutions: readonly string[];
  readonly sourceUrl: string | null;
};

/** Characters that a field may have at most; the longest code in use has 55, much longer is another column by mistake. */
export const MOST = {
  code: 100,
  name: 300,
  summary: 2_000,
  basis: 500,
  fee: 500,
  section: 100,
  phone: 50,
  riskPost: 100,
  workRules: 2_000,
  institutions: 200,
  url: 1_000,
} as const;

/** A basis names document and clause (§4.4): 《……法》第十条. */
const CLAUSE = /第.+[条款章]/;

/** What a whole item must have; what an older catalogue lacks is listed and shown as 已导入待完善. */
const REQUIRED = {
  basis: ({ basis }) => basis.length > 0,
  clause: ({ basis }) => basis.every(({ title }) => CLAUSE.test(title)),
  steps: ({ steps }) => steps.length > 0,
  posts: ({ steps }) => steps.every(({ post }) => post !== null && post !== ''),
  keySteps: ({ steps }) => steps.length === 0 || steps.some(({ key }) => key),
  promisedDays: ({ promisedDays, category }) =>
    promisedDays !== null || category === '行政处罚' || category === '行政检查',
  section: ({ section }) => section !== null,
  riskPost: ({ riskPost }) => riskPost !== null,
  workRules: ({ workRules }) => workRules !== null,
} as const satisfies Readonly<Record<string, (content: PowerContent) => boolean>>;
export type PowerNeed = keyof typeof REQUIRED;
export const POWER_NEEDS = Object.keys(REQUIRED) as PowerNeed[];

export const missingIn = (content: PowerContent): PowerNeed[] => POWER_NEEDS.filter((need) => !REQUIRED[need](content));

/** What the public may read of an item: no post, no weak step, no risk, no inner rule (PC-03, §4.4). */
export const publicView = (content: PowerContent) => ({
  name: content.name,
  category: content.category,
  summary: content.summary,
  basis: content.basis.map(({ title, text }) => ({ title, text })),
  steps: content.steps.map(({ name, days, note }) => ({ name, days, note })),
  promisedDays: content.promisedDays,
  legalDays: content.legalDays,
  fee: content.fee,
  section: content.section,
  phone: content.phone,
});
export type PublicPower = ReturnType<typeof publicView>;

/** Partners, raters and informants are outsiders to whom weak steps are not told; the three administrators see no business data (DOMAIN §7.1). */
const OUTSIDE: readonly Role[] = ['PUBLIC', 'INFORMANT', 'PARTNER', 'SUPERVISOR', 'ASSESSOR', ...ADMINISTRATORS];
/** Who reads the inner catalogue: sections and post holders to know their own powers, leaders and discipline staff to decide (PC-05, PC-06). */
export const INNER_READERS = ROLES.filter((role) => !OUTSIDE.includes(role));

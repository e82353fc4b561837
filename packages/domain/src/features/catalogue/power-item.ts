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

/** Fields that a whole item must have; what an older catalogue lacks is listed and shown as 已导入待完善. */
const REQUIRED: Readonly<Record<string, (content: PowerContent) => boolean>> = {
  basis: ({ basis }) => basis.length > 0,
  steps: ({ steps }) => steps.length > 0,
  promisedDays: ({ promisedDays, category }) =>
    promisedDays !== null || category === '行政处罚' || category === '行政检查',
  section: ({ section }) => section !== null,
  riskPost: ({ riskPost }) => riskPost !== null,
  workRules: ({ workRules }) => workRules !== null,
};

export const missingIn = (content: PowerContent): string[] =>
  Object.entries(REQUIRED)
    .filter(([, given]) => !given(content))
    .map(([field]) => field);

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

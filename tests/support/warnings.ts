import { readFileSync } from 'node:fs';
import { type CircumstanceFile, shippedSchemes } from '@qingfeng/domain/features/warnings/schemes.ts';
import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import { type By, SYSTEM, type Viewer, VISITOR } from '@qingfeng/domain/shared/by.ts';
import { instant, type LocalDate, localDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';

export const CIRCUMSTANCES = JSON.parse(
  readFileSync(new URL('../../prisma/seed/data/warning-circumstances.json', import.meta.url), 'utf8'),
) as CircumstanceFile;
const [advice, colours] = shippedSchemes(CIRCUMSTANCES);
if (!advice || !colours) throw new Error('the shipped schemes are missing');
/** The two shipped schemes. */
export const A: WarningScheme = advice;
export const B: WarningScheme = colours;

/** Words that a test looks for where no person's words may be. */
export const WORDS = '保密的原话';

const someone = (accountId: string, roles: readonly Role[], more: Partial<Viewer> = {}): Viewer => ({
  ...VISITOR,
  accountId,
  personId: `person of ${accountId}`,
  name: accountId,
  roles,
  unitId: 'handling unit',
  wholeCounty: true,
  ...more,
});

/** Everyone a warning can meet, one person per part. */
export const CAST = {
  drafter: someone('drafter', ['OFFICER']),
  colleague: someone('colleague', ['OFFICER']),
  head: someone('head', ['HANDLING_HEAD']),
  stranger: someone('stranger', ['OFFICER'], { unitId: 'another unit' }),
  leader: someone('leader', ['COMMISSION_LEADER'], { unitId: 'commission' }),
  secretary: someone('secretary', ['COMMITTEE_SECRETARY'], { unitId: 'commission' }),
  groupOffice: someone('groupOffice', ['LG_OFFICE'], { unitId: 'commission' }),
  group: someone('group', ['LEADING_GROUP'], { unitId: 'commission' }),
  clerk: someone('clerk', ['RECORDS_CLERK'], { unitId: 'commission' }),
  object: someone('object', ['CADRE'], { personId: 'object', unitId: 'object unit', wholeCounty: false }),
  neighbour: someone('neighbour', ['CADRE', 'UNIT_LIAISON'], { unitId: 'object unit', wholeCounty: false }),
  system: SYSTEM,
} as const satisfies Record<string, Viewer>;
export type Part = keyof typeof CAST;

let ids = 0;
export const byOf = (viewer: Viewer, today: LocalDate | string, onBehalfOf: string | null = null): By => ({
  viewer,
  onBehalfOf,
  now: instant(new Date(`${today}T01:00:00Z`)),
  today: localDate(today),
  newId: () => `id ${(ids += 1)}`,
  requestId: 'request',
});

export const paper = (word: string, on: LocalDate) => ({
  number: `清${word}〔2026〕1号`,
  fileId: 'file',
  sha256: 'ab'.repeat(32),
  on,
});

const NO_LIMITS = { response: null, rectification: null, overall: null };

/** A proposal that is in order, at the first circumstance and a mode that allows it. */
export const proposal = (
  scheme: WarningScheme,
  levelCode: string,
  mode: string,
  more: Partial<WarningInputs['propose']> = {},
): WarningInputs['propose'] => {
  const level = scheme.levels.find(({ code }) => code === levelCode);
  const chosen = level?.modes.find(({ code }) => code === mode);
  return {
    scheme,
    levelCode,
    mode,
    circumstance: chosen?.circumstances?.[0] ?? level?.circumstances[0]?.code ?? '',
    ground: null,
    boundaryAnswer: 'NO',
    evidence: [{ kind: 'FILE', id: 'evidence' }],
    questions: [WORDS, WORDS],
    limits: NO_LIMITS,
    object: { kind: 'PERSON', id: 'object', unitId: 'object unit', headId: null },
    handlingUnitId: 'handling unit',
    origin: { kind: 'INFORMATION', id: 'information', state: 'ADOPTED' },
    ...more,
  };
};

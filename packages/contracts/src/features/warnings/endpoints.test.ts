import { readFileSync } from 'node:fs';
import type { ACTORS } from '@qingfeng/domain/features/warnings/actors.ts';
import { STEPS } from '@qingfeng/domain/features/warnings/life.ts';
import { type CircumstanceFile, shippedSchemes } from '@qingfeng/domain/features/warnings/schemes.ts';
import { OFFICERS, type Role } from '@qingfeng/domain/shared/roles.ts';
import { expect, test } from 'vitest';
import * as endpoints from './endpoints.ts';

const levels = shippedSchemes(
  JSON.parse(
    readFileSync(new URL('../../../../../prisma/seed/data/warning-circumstances.json', import.meta.url), 'utf8'),
  ) as CircumstanceFile,
).flatMap((scheme) => scheme.levels);
const HANDLERS: readonly Role[] = [...OFFICERS, 'HANDLING_HEAD'];

/** The roles that an actor of the life may come with, as the shipped schemes name them; the object's own endpoints are others. */
const ROLES_OF: Partial<Record<keyof typeof ACTORS, readonly Role[]>> = {
  OFFICER: OFFICERS,
  DRAFTER: HANDLERS,
  HANDLER: HANDLERS,
  HANDLING_HEAD: ['HANDLING_HEAD'],
  OTHER_HANDLER: HANDLERS,
  REVIEWER: HANDLERS,
  BODY: levels.flatMap(({ decision, modes }) => [
    ...decision.roles,
    ...modes.flatMap((mode) => mode.decision?.roles ?? []),
  ]),
  EXTENSION_APPROVER: levels.flatMap(({ extension }) => extension?.approverRoles ?? []),
  LIFTER: levels.flatMap(({ lift }) => lift.roles),
  LEAD_INTERVIEWER: levels.flatMap(({ interview }) => interview?.leadRoles ?? []),
  COMMISSION: ['COMMISSION_LEADER'],
  RECORDS_CLERK: ['RECORDS_CLERK'],
};
const verbOf = (step: string): string => step.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
const byPath = new Map(Object.values(endpoints).map((one) => [`${one.method} ${one.path}`, one]));

test.each(
  STEPS.flatMap(({ step, by }) =>
    by.flatMap((actor) => (ROLES_OF[actor] === undefined ? [] : [{ step, actor, roles: ROLES_OF[actor] }])),
  ).filter(({ step }) => step !== 'escalate'),
)('the endpoint of $step lets in whom the life calls $actor', ({ step, roles }) => {
  const found = byPath.get(step === 'propose' ? 'POST /api/v1/warnings' : `POST /api/v1/warnings/:id/${verbOf(step)}`);
  expect(found?.access).toEqual(expect.arrayContaining([...roles]));
});

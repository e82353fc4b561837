import { expect, test } from 'vitest';
import { VISITOR } from '../../shared/by.ts';
import type { Viewer } from '../../shared/by.ts';
import { localDate } from '../../shared/local-date.ts';
import type { Role } from '../../shared/roles.ts';
import type { Standing } from './retention.ts';
import { cutoffOf, refusalOfDeletionStep, refusalOfProposal } from './retention.ts';

const someone = (role: Role, accountId = 'other'): Viewer => ({ ...VISITOR, accountId, roles: [role] });
const DUE: Standing = { retentionMonths: 24, onHold: false, pending: false, due: 7 };

test.each([
  ['2026-11-27', 24, '2024-11-27'],
  ['2026-03-31', 1, '2026-02-28'],
] as const)('on %s with %i months what is older than %s is past its time', (today, months, cutoff) => {
  expect(cutoffOf(localDate(today), months)).toBe(cutoff);
});

test.each<[Partial<Standing>, Role, string | null]>([
  [{}, 'RULE_ADMIN', null],
  [{}, 'DATA_SECURITY_OFFICER', 'access.denied'],
  [{ retentionMonths: null }, 'RULE_ADMIN', 'retention.not-agreed'],
  [{ onHold: true }, 'RULE_ADMIN', 'retention.on-hold'],
  [{ pending: true }, 'RULE_ADMIN', 'retention.pending'],
  [{ due: 0 }, 'RULE_ADMIN', 'retention.nothing-due'],
])('%o is proposed by %s: %s', (change, role, refusal) => {
  expect(refusalOfProposal({ ...DUE, ...change }, someone(role))).toBe(refusal);
});

test.each([
  ['approve', 'PROPOSED', false, 'officer', null],
  ['approve', 'PROPOSED', true, 'officer', 'retention.on-hold'],
  ['refuse', 'PROPOSED', true, 'officer', null],
  ['approve', 'PROPOSED', false, 'proposer', 'retention.own-proposal'],
  ['approve', 'DONE', false, 'officer', 'step.not-available'],
] as const)('%s of one that is %s (hold: %s) by the %s: %s', (step, state, onHold, who, refusal) => {
  const deletion = { state, onHold, proposedBy: 'proposer' };
  expect(refusalOfDeletionStep(step, deletion, someone('DATA_SECURITY_OFFICER', who))).toBe(refusal);
  expect(refusalOfDeletionStep(step, deletion, someone('RULE_ADMIN', who))).toBe('access.denied');
});

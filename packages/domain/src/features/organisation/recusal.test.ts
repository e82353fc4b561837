import { describe, expect, test } from 'vitest';
import type { Viewer } from '../../shared/by.ts';
import { SYSTEM } from '../../shared/by.ts';
import type { Recusal, RecusalStep } from './recusal.ts';
import { RECUSAL_STEP_NAMES, refusalOfRecusalStep } from './recusal.ts';

const leader: Viewer = { ...SYSTEM, accountId: 'leader', personId: 'leader-person', roles: ['COMMISSION_LEADER'] };
const officer: Viewer = { ...SYSTEM, accountId: 'officer', personId: 'officer-person', roles: ['OFFICER'] };
const asker: Viewer = { ...SYSTEM, accountId: 'asker', personId: 'asker-person', roles: ['HANDLING_HEAD'] };

const applied: Recusal = {
  state: 'PENDING',
  personId: 'officer-person',
  otherPersonId: 'cadre',
  appliedBy: 'asker',
};
const openTo = (viewer: Viewer, recusal: Recusal): RecusalStep[] =>
  RECUSAL_STEP_NAMES.filter((step) => refusalOfRecusalStep(step, recusal, viewer) === null);

describe('who may do what with a recusal', () => {
  test.each([
    ['a leader decides on what was applied for', leader, applied, ['approve', 'reject']],
    ['who applied takes it back', asker, applied, ['withdraw']],
    ['whom it would bind does nothing about it', officer, applied, []],
    ['whom it binds asks for its end', officer, { ...applied, state: 'IN_FORCE' }, ['ask-end']],
    ['a leader does not end it unasked', leader, { ...applied, state: 'IN_FORCE' }, []],
    ['a leader decides on the end', leader, { ...applied, state: 'ENDING' }, ['end', 'keep']],
    ['whom it binds does not end it himself', officer, { ...applied, state: 'ENDING' }, []],
    ['what is over stays over', leader, { ...applied, state: 'ENDED' }, []],
  ] as const)('%s', (_, viewer, recusal, steps) => {
    expect(openTo(viewer, recusal)).toEqual(steps);
  });

  test.each([
    ['applied for it', { ...applied, appliedBy: 'leader' }],
    ['is bound by it', { ...applied, personId: 'leader-person' }],
    ['is whom it is towards', { ...applied, otherPersonId: 'leader-person' }],
  ])('a leader who %s leaves the decision to another', (_, recusal) => {
    expect(refusalOfRecusalStep('approve', recusal, leader)).toBe('recusal.own');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { By, Viewer } from '../../shared/by.ts';
import { SYSTEM, VISITOR } from '../../shared/by.ts';
import type { Instant, LocalDate } from '../../shared/local-date.ts';
import type { Role } from '../../shared/roles.ts';
import { begin, refusalOf, type RuleVersion, stepsOpenTo, STEPS, take, type VersionStep } from './version-life.ts';

const as = (accountId: string, ...roles: Role[]): Viewer => ({ ...VISITOR, accountId, roles });
const by = (viewer: Viewer): By => ({
  viewer,
  onBehalfOf: null,
  now: '2026-10-10T01:00:00.000Z' as Instant,
  today: '2026-10-10' as LocalDate,
  newId: () => 'id',
  requestId: 'test',
});

const author = as('author', 'RULE_ADMIN');
const other = as('other', 'RULE_ADMIN');
const officer = as('officer', 'OFFICER');
const leader = as('leader', 'COMMISSION_LEADER');
const draft: RuleVersion = {
  id: 'v',
  version: 0,
  state: 'DRAFT',
  authorId: 'author',
  approverIds: [],
  approvalsNeeded: 1,
  backTested: true,
  casesPass: true,
  frozen: false,
};
const reason = { reason: '理由' };
const after = (thing: RuleVersion, ...steps: readonly (readonly [VersionStep, Viewer])[]): RuleVersion =>
  steps.reduce((now, [step, viewer]) => take(step, now, reason, by(viewer)).next, thing);
const refused = (step: VersionStep, thing: RuleVersion, viewer: Viewer) =>
  refusalOf(step, thing, reason, by(viewer))?.code ?? null;

const submitted = after(draft, ['submit', author]);
const reviewed = after(submitted, ['review', officer]);
const published = after(reviewed, ['publish', leader]);

describe('a version of a rule', () => {
  test('goes from draft over review into force, with two people at least', () => {
    expect(begin('draft', draft, {}, by(author)).next).toMatchObject({ state: 'DRAFT', version: 1 });
    expect([submitted.state, reviewed.state, published.state]).toEqual(['BACKTEST', 'REVIEWED', 'PUBLISHED']);
    expect(refused('review', submitted, author)).toBe('rule.own-version');
    expect(refused('review', { ...submitted, backTested: false }, officer)).toBe('rule.not-back-tested');
    for (const [step, thing, viewer] of [
      ['submit', draft, author],
      ['review', submitted, officer],
      ['publish', reviewed, leader],
    ] as const)
      expect(refused(step, { ...thing, casesPass: false }, viewer)).toBe('rule.case-fails');
    expect(refused('publish', reviewed, author)).toBe('rule.own-version');
    expect(refused('publish', reviewed, officer)).toBe('access.denied');
    expect(refused('publish', submitted, leader)).toBe('step.not-available');
  });

  test('needs as many approvers as the policy says, each of them once', () => {
    const two = { ...submitted, approvalsNeeded: 2 };
    const once = after(two, ['review', officer]);
    expect(once.state).toBe('BACKTEST');
    expect(refused('review', once, officer)).toBe('rule.approved-before');
    expect(after(once, ['review', other]).state).toBe('REVIEWED');
    expect(after(once, ['review', other], ['return', leader])).toMatchObject({ state: 'DRAFT', approverIds: [] });
  });

  test('is revised by its author alone, and only as a draft', () => {
    expect(refused('revise', draft, author)).toBeNull();
    expect(refused('revise', draft, other)).toBe('access.denied');
    expect(refused('revise', submitted, author)).toBe('step.not-available');
    expect(refusalOf('return', submitted, { reason: ' ' }, by(officer))?.code).toBe('step.incomplete');
  });

  test('frozen for being wrong too often, it waits for a leader', () => {
    const frozen = after(published, ['freeze', SYSTEM]);
    expect(frozen).toMatchObject({ state: 'PAUSED', frozen: true });
    expect(refused('resume', frozen, other)).toBe('step.not-available');
    expect(after(frozen, ['resume', leader])).toMatchObject({ state: 'PUBLISHED', frozen: false });
    expect(after(published, ['pause', other], ['resume', other]).state).toBe('PUBLISHED');
  });

  test('nobody else than its readers is offered a step, and a retired one has none', () => {
    expect(stepsOpenTo(submitted, as('x', 'CADRE', 'UNIT_LIAISON', 'SYS_ADMIN'), by(officer).today)).toEqual([]);
    const retired = after(published, ['retire', leader]);
    for (const viewer of [author, other, officer, leader])
      expect(stepsOpenTo(retired, viewer, by(viewer).today)).toEqual([]);
  });

  test('on no way does it come into force without as many others as the policy asks', () => {
    const steps = [...new Set(STEPS.map(({ step }) => step))].filter((step) => step !== 'draft');
    const move = fc.tuple(fc.constantFrom(...steps), fc.constantFrom(author, other, officer, leader, SYSTEM));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(move, { maxLength: 30 }), (approvalsNeeded, moves) => {
        let now: RuleVersion = { ...draft, approvalsNeeded };
        for (const [step, viewer] of moves) {
          if (refusalOf(step, now, reason, by(viewer)) !== null) continue;
          now = take(step, now, reason, by(viewer)).next;
          if (now.state !== 'REVIEWED' && now.state !== 'PUBLISHED') continue;
          const others = new Set(now.approverIds.filter((id) => id !== now.authorId));
          expect(others.size).toBeGreaterThanOrEqual(approvalsNeeded);
        }
      }),
    );
  });
});

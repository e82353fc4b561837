import { describe, expect, test } from 'vitest';
import { day } from '../../../../../tests/support/calendar.ts';
import { at, code, DAY, due, laterBy, MOVES, refused, step } from '../../../../../tests/support/warning-steps.ts';
import { A, B, byOf, CAST, type Part, proposal, WORDS } from '../../../../../tests/support/warnings.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { WarningInputs } from './inputs.ts';
import { propose, refusalOf, stepsOpenTo } from './life.ts';
import { levelOf } from './warning.ts';

describe('proposing', () => {
  const input = (more: Partial<WarningInputs['propose']> = {}) => proposal(A, 'L2', 'WRITTEN', more);
  const refusal = (part: Part, more: Partial<WarningInputs['propose']> = {}) => {
    try {
      propose(input(more), byOf(CAST[part], DAY));
      return null;
    } catch (thrown) {
      return thrown instanceof Refusal ? thrown.code : String(thrown);
    }
  };
  test.each<[string, Partial<WarningInputs['propose']>, string | null]>([
    ['in order', {}, null],
    ['a circumstance of another level', { circumstance: 'A-L1-01' }, 'warning.circumstance-not-of-level'],
    ['an unknown level', { levelCode: 'L9' }, 'warning.circumstance-not-of-level'],
    ['a mode the level lacks', { mode: 'TALK' }, 'warning.mode-not-allowed'],
    ['"other" without a ground', { circumstance: 'A-L2-12' }, 'step.incomplete'],
    ['"other" with a ground', { circumstance: 'A-L2-12', ground: '事由' }, null],
    ['no evidence', { evidence: [] }, 'step.incomplete'],
    [
      'information not adopted',
      { origin: { kind: 'INFORMATION', id: 'i', state: 'VERIFYING' } },
      'warning.origin-not-ready',
    ],
    ['an assessment', { origin: { kind: 'ASSESSMENT', id: 'i', state: null } }, null],
    ['a warning not yet served', { origin: { kind: 'WARNING', id: 'i', state: 'ISSUED' } }, 'warning.origin-not-ready'],
    [
      'about oneself',
      { object: { kind: 'PERSON', id: 'person of drafter', unitId: 'x', headId: null } },
      'access.recused',
    ],
    [
      'about the own unit',
      { object: { kind: 'UNIT', id: 'handling unit', unitId: 'handling unit', headId: null } },
      'access.recused',
    ],
    ['for another handling unit', { handlingUnitId: 'another unit' }, 'access.denied'],
  ])('%s', (_, more, expected) => {
    expect(refusal('drafter', more)).toBe(expected);
  });

  test('is for an officer whose office covers the unit', () => {
    expect(refusal('clerk', { handlingUnitId: 'commission' })).toBe('access.denied');
    const resident = {
      ...CAST.drafter,
      roles: ['RESIDENT_OFFICER' as const],
      wholeCounty: false,
      coveredUnitIds: ['object unit'],
    };
    expect(propose(input(), byOf(resident, DAY)).next.state).toBe('DRAFT');
    expect(() => propose(input(), byOf({ ...resident, coveredUnitIds: [] }, DAY))).toThrow('warning.out-of-scope');
  });

  test('the mode is filtered by circumstance', () => {
    expect(() => at(B, 'BLUE', 'INQUIRY_LETTER', DAY, { circumstance: 'B-BLUE-1' })).toThrow(
      'warning.mode-not-allowed',
    );
    expect(at(B, 'BLUE', 'TALK', DAY, { circumstance: 'B-BLUE-1' }).state).toBe('DRAFT');
  });
});

describe('the boundary question', () => {
  test.each([
    [null, 'warning.boundary-unanswered'],
    ['YES', 'warning.sanctionable'],
    ['NO', null],
  ] as const)('answered %s', (boundaryAnswer, expected) => {
    const draft = at(A, 'L3', 'WRITTEN', DAY, { boundaryAnswer });
    expect(code('submit', draft, 'head', DAY)).toBe(expected);
    const otherHead = byOf({ ...CAST.head, unitId: 'another unit' }, DAY);
    expect(refusalOf('submit', draft, {}, otherHead)?.code).toBe('access.denied');
    expect(stepsOpenTo(draft, CAST.head, day(DAY))).toContainEqual({
      step: 'submit',
      open: expected === null,
      primary: true,
      why: expected,
    });
  });
});

describe('the deciding body', () => {
  const pending = (scheme = A, level = 'L2', mode = 'WRITTEN') => step('submit', at(scheme, level, mode, DAY), DAY);
  test.each([
    [A, 'L3', 'WRITTEN', 'leader'],
    [A, 'L2', 'WRITTEN', 'secretary'],
    [A, 'L1', 'WRITTEN', 'secretary'],
    [B, 'BLUE', 'TALK', 'groupOffice'],
    [B, 'BLUE', 'KEY_REMINDER', 'leader'],
    [B, 'YELLOW', 'CORRECT', 'groupOffice'],
    [B, 'RED', 'COMPULSORY', 'groupOffice'],
  ] as const)('of $1 $2 is the only one', (scheme, level, mode, body) => {
    const warning = pending(scheme, level, mode);
    const may = (Object.keys(CAST) as Part[]).filter((part) => code('approve', warning, part, DAY) === null);
    expect(may).toEqual([body]);
  });

  test('is never the drafter, whatever else he is', () => {
    const both = { ...CAST.drafter, roles: ['OFFICER', 'COMMISSION_LEADER'] as const };
    const warning = pending(A, 'L3');
    const input = MOVES.approve.input(warning, day(DAY));
    expect(refusalOf('approve', warning, input, byOf(both, DAY))?.code).toBe('access.denied');
    expect(refusalOf('approve', warning, input, byOf({ ...both, accountId: 'another' }, DAY))).toBeNull();
  });

  test('a meeting leaves minutes and names enough people; the object is not one of them', () => {
    const warning = pending();
    expect(
      refused('approve', warning, 'secretary', DAY, { minutesNumber: ' ', participants: ['a', 'a', 'a'] }),
    ).toEqual({
      code: 'step.incomplete',
      missing: ['minutesNumber', 'participants'],
    });
    expect(code('approve', warning, 'secretary', DAY, { participants: ['a', 'b', 'object'] })).toBe(
      'warning.object-decides',
    );
    expect(code('approve', warning, 'secretary', DAY, { on: laterBy(DAY, 1) })).toBe('step.day-out-of-range');
  });

  test('may lower with reason, and never raises on its own', () => {
    const lowered = { levelCode: 'L3', circumstance: 'A-L3-01', mode: 'WRITTEN', ground: null, reason: WORDS };
    const decided = step('approve', pending(), DAY, { lowered });
    expect([decided.levelCode, levelOf(decided).act, decided.decision?.body]).toEqual([
      'L3',
      '告知',
      'COMMITTEE_MEETING',
    ]);
    expect(refused('approve', pending(), 'secretary', DAY, { lowered: { ...lowered, reason: '' } })).toEqual({
      code: 'step.incomplete',
      missing: ['reason'],
    });
    const higher = { ...lowered, levelCode: 'L1', circumstance: 'A-L1-01' };
    expect(code('approve', pending(), 'secretary', DAY, { lowered: higher })).toBe('warning.level-beyond-body');
    expect(code('raise', pending(), 'secretary', DAY, lowered)).toBe('warning.level-not-higher');
  });

  test('raising re-routes to the body of the higher level (FS-07)', () => {
    const third = pending(A, 'L3');
    const raised = step('raise', third, '2026-03-05');
    expect([raised.state, raised.levelCode]).toEqual(['PENDING_DECISION', 'L2']);
    expect(code('approve', raised, 'leader', '2026-03-05')).toBe('access.denied');
    expect(code('approve', raised, 'secretary', '2026-03-05')).toBeNull();
    expect(due(raised, 'decision')).toBe('2026-03-10');
  });

  test('stays away from its own superiors, kin and self', () => {
    const by = byOf({ ...CAST.secretary, recusedPersonIds: ['object'] }, DAY);
    expect(refusalOf('approve', pending(), MOVES.approve.input(pending(), by.today), by)?.code).toBe('access.recused');
    expect(stepsOpenTo(pending(), by.viewer, by.today)).toEqual([]);
  });
});

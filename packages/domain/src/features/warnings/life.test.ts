import { describe, expect, test } from 'vitest';
import {
  ANSWERED,
  at,
  code,
  DAY,
  MEASURES_DONE,
  MOVES,
  SERVED_BY_PAPER,
  SERVED_BY_TALK,
  step,
  walk,
} from '../../../../../tests/support/warning-steps.ts';
import { A, B, byOf, CAST } from '../../../../../tests/support/warnings.ts';
import { refusalOf, STEPS } from './life.ts';
import { flagsOf, viewOfObject } from './warning.ts';

describe('every level and mode of both schemes goes its way to the archive', () => {
  test.each([
    [A, 'L3', 'WRITTEN', [...SERVED_BY_PAPER, ...ANSWERED]],
    [A, 'L3', 'INTERVIEW', [...SERVED_BY_TALK, ...ANSWERED]],
    [A, 'L2', 'WRITTEN', [...SERVED_BY_PAPER, ...ANSWERED, ...MEASURES_DONE]],
    [A, 'L2', 'INTERVIEW', [...SERVED_BY_TALK, ...ANSWERED, ...MEASURES_DONE]],
    [A, 'L1', 'WRITTEN', [...SERVED_BY_PAPER, ...ANSWERED, 'passVisit']],
    [A, 'L1', 'INTERVIEW', [...SERVED_BY_TALK, ...ANSWERED, 'passVisit']],
    [B, 'BLUE', 'TALK', [...SERVED_BY_TALK, 'file']],
    [B, 'BLUE', 'KEY_REMINDER', [...SERVED_BY_PAPER, 'file']],
    [B, 'BLUE', 'INQUIRY_LETTER', [...SERVED_BY_PAPER, ...ANSWERED]],
    [B, 'YELLOW', 'ADMONISH', [...SERVED_BY_TALK, ...ANSWERED, ...MEASURES_DONE]],
    [B, 'YELLOW', 'CORRECT', [...SERVED_BY_PAPER, ...ANSWERED, ...MEASURES_DONE]],
    [B, 'RED', 'TIME_LIMITED', [...SERVED_BY_PAPER, ...ANSWERED, ...MEASURES_DONE]],
    [B, 'RED', 'COMPULSORY', [...SERVED_BY_PAPER, ...ANSWERED, ...MEASURES_DONE]],
  ] as const)('$id', (scheme, level, mode, steps) => {
    const lifted = walk(at(scheme, level, mode, DAY), DAY, ...steps, 'lift');
    expect(lifted.state).toBe('LIFTED');
    const archived = step('archive', lifted, DAY);
    expect(archived.state).toBe('ARCHIVED');
    expect(archived.deadlines.filter(({ state }) => state !== 'STOPPED')).toEqual([]);
  });
});

describe('ends', () => {
  const served = () => walk(at(A, 'L3', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER);
  test('a proposal of escalation moves nothing; the decided higher warning does (row 19)', () => {
    const proposed = step('proposeEscalation', served(), DAY);
    expect([proposed.state, proposed.proposals[0]?.towards]).toEqual(['SERVED', ['L2', 'L1']]);
    expect(code('proposeEscalation', proposed, 'drafter', DAY)).toBe('warning.escalation-proposed-before');
    const escalated = step('escalate', proposed, DAY);
    expect(escalated.state).toBe('ESCALATED');
    expect([viewOfObject(escalated), viewOfObject(escalated, true)]).toEqual(['OPEN', 'CLOSED']);
  });

  test('a successor that is undecided, lower, of another matter or decided by others does not', () => {
    const warning = served();
    const by = byOf(CAST.secretary, DAY);
    const { successor } = MOVES.escalate.input(warning, by.today);
    for (const wrong of [
      { ...successor, decision: null },
      { ...successor, levelCode: 'L3' },
      { ...successor, origin: { kind: 'WARNING', id: 'another' } as const },
      { ...successor, object: { ...successor.object, id: 'another' } },
      { ...successor, decision: successor.decision && { ...successor.decision, recordedBy: 'leader' } },
    ])
      expect(refusalOf('escalate', warning, { successor: wrong }, by)?.code).toBe('warning.successor-not-decided');
  });

  test('what becomes sanctionable leaves at any time; who was served sees it closed, who was not sees nothing', () => {
    const draft = at(A, 'L3', 'WRITTEN', DAY);
    expect(viewOfObject(step('transfer', draft, DAY))).toBe('NOTHING');
    const transferred = step('transfer', served(), DAY);
    expect([transferred.state, transferred.clueId, viewOfObject(transferred)]).toEqual([
      'TRANSFERRED',
      'clue',
      'CLOSED',
    ]);
    expect(transferred.deadlines.map(({ state }) => state)).toEqual(transferred.deadlines.map(() => 'STOPPED'));
    expect(code('transfer', served(), 'head', DAY)).toBe('access.denied');
  });

  test('the overdue flag is set by the sweep once, and falls with the limit', () => {
    const warning = served();
    expect(code('markOverdue', warning, 'system', '2026-03-11')).toBe('warning.not-overdue');
    const late = step('markOverdue', warning, '2026-03-12');
    expect(flagsOf(late).overdue).toBe(true);
    expect(code('markOverdue', late, 'system', '2026-03-13')).toBe('warning.not-overdue');
    expect(code('markOverdue', warning, 'drafter', '2026-03-12')).toBe('access.denied');
    const answered = walk(late, '2026-03-16', 'answer', 'answer', 'respond');
    expect(flagsOf(answered).overdue).toBe(false);
    expect(flagsOf(step('transfer', late, '2026-03-16')).overdue).toBe(false);
  });
});

describe('what the object may know', () => {
  test.each([
    ['WRITTEN', ['NOTHING', 'NOTHING', 'NOTHING', 'TO_SIGN', 'OPEN']],
    ['INTERVIEW', ['NOTHING', 'NOTHING', 'NOTHING', 'NOTHING', 'OPEN']],
  ] as const)('of a warning %s, step by step', (mode, views) => {
    const draft = at(A, 'L2', mode, DAY);
    const steps = mode === 'WRITTEN' ? SERVED_BY_PAPER : SERVED_BY_TALK;
    const path = steps.reduce((held, name) => [...held, step(name, held.at(-1) ?? draft, DAY)], [draft]);
    expect(path.map((warning) => viewOfObject(warning))).toEqual(views);
  });
});

test('the table names each row once for a state: no step has two rows that could both apply', () => {
  const names = new Set(STEPS.map((row) => row.step));
  for (const name of names) {
    const rows = STEPS.filter((row) => row.step === name);
    for (const [at1, row] of rows.entries())
      for (const other of rows.slice(at1 + 1)) {
        const shared = row.from.filter((state) => (other.from as readonly string[]).includes(state));
        if (shared.length > 0) expect([row.when, other.when]).not.toContain(undefined);
      }
  }
});

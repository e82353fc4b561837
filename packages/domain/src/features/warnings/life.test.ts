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
import { A, B, byOf, CAST, proposal, WORDS } from '../../../../../tests/support/warnings.ts';
import { refusalOf, STEPS } from './life.ts';
import { meansForPredecessor } from './succession.ts';
import { behindFace, faceOf, flagsOf, viewOfObject, type Warning } from './warning.ts';

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
    expect([viewOfObject(escalated), faceOf(escalated).state]).toEqual(['OPEN', 'SERVED']);
    expect(viewOfObject(step('showEnd', escalated, DAY))).toBe('CLOSED');
  });

  test('an escalated warning stands before its object as it was, and takes what the object still hands in', () => {
    const before = served();
    const escalated = step('escalate', step('proposeEscalation', before, DAY), DAY);
    expect(escalated.deadlines.map(({ state }) => state)).toEqual(escalated.deadlines.map(() => 'STOPPED'));
    expect(faceOf(escalated)).toMatchObject({ state: 'SERVED', deadlines: before.deadlines, overdue: before.overdue });
    const answered = behindFace(escalated, walk(faceOf(escalated), DAY, ...ANSWERED.slice(0, 3)));
    expect([answered.state, faceOf(answered).state]).toEqual(['ESCALATED', 'RESPONDED']);
    expect(answered.deadlines).toEqual(escalated.deadlines);
    expect(answered.response?.text).toBe(WORDS);
  });

  test('only a proposed level is drafted, one draft at a time, and it stays above the old warning', () => {
    const proposed = step('proposeEscalation', served(), DAY);
    expect(code('draftSuccessor', served(), 'drafter', DAY)).toBe('step.not-available');
    expect(code('draftSuccessor', proposed, 'head', DAY)).toBe('access.denied');
    const followed = step('draftSuccessor', proposed, DAY);
    expect([followed.state, followed.successorId]).toEqual(['SERVED', expect.any(String)]);
    expect(code('draftSuccessor', followed, 'drafter', DAY)).toBe('step.not-available');
    expect(code('draftSuccessor', step('dropSuccessor', followed, DAY), 'drafter', DAY)).toBeNull();
    const origin = { kind: 'WARNING', id: followed.id, rank: 3 } as const;
    const draft = at(A, 'L2', 'WRITTEN', DAY, { origin: { ...origin, state: 'SERVED' } });
    expect(draft.origin).toEqual(origin);
    const { mode, circumstance } = proposal(A, 'L3', 'WRITTEN');
    expect(code('revise', draft, 'drafter', DAY, { levelCode: 'L3', mode, circumstance })).toBe(
      'warning.successor-not-higher',
    );
  });

  test('what is to be followed is not lifted or archived meanwhile', () => {
    const ready = walk(at(A, 'L3', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, ...ANSWERED);
    const followed = walk(ready, DAY, 'proposeEscalation', 'draftSuccessor');
    expect(code('lift', followed, 'head', DAY)).toBe('warning.successor-open');
    const lifted = walk(ready, DAY, 'proposeEscalation', 'lift', 'draftSuccessor');
    expect(code('archive', lifted, 'clerk', DAY)).toBe('warning.successor-open');
  });

  test('each turn of the new warning means one step for the old', () => {
    const draft = at(A, 'L2', 'WRITTEN', DAY, { origin: { kind: 'WARNING', id: 'old', state: 'SERVED' } });
    const submitted = step('submit', draft, DAY);
    const decided = step('approve', submitted, DAY);
    const issued = step('issue', decided, DAY);
    const meaning = (before: Warning, name: Parameters<typeof step>[0]) =>
      meansForPredecessor(before, step(name, before, DAY));
    expect([meaning(draft, 'submit'), meaning(submitted, 'askMore'), meaning(decided, 'issue')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(meaning(submitted, 'approve')).toBe('escalate');
    expect([meaning(draft, 'withdraw'), meaning(submitted, 'reject'), meaning(draft, 'transfer')]).toEqual([
      'dropSuccessor',
      'dropSuccessor',
      'dropSuccessor',
    ]);
    expect([meaning(issued, 'sign'), meaning(decided, 'rescind'), meaning(issued, 'transfer')]).toEqual([
      'showEnd',
      'showEnd',
      'showEnd',
    ]);
    expect(meaning(step('sign', issued, DAY), 'transfer')).toBeNull();
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

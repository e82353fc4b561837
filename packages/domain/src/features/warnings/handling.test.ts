import { describe, expect, test } from 'vitest';
import { CALENDAR, day } from '../../../../../tests/support/calendar.ts';
import {
  ANSWERED,
  at,
  code,
  DAY,
  laterBy,
  MEASURES_DONE,
  refused,
  SERVED_BY_PAPER,
  step,
  walk,
} from '../../../../../tests/support/warning-steps.ts';
import { A, B, byOf, CAST, paper, WORDS } from '../../../../../tests/support/warnings.ts';
import { take } from './life.ts';
import { viewOfObject, type Warning } from './warning.ts';

describe('service', () => {
  const issued = (mode: string) => walk(at(A, 'L2', mode, DAY), DAY, 'submit', 'approve', 'issue');
  test('is by the object alone, or recorded with a receipt, or refused before two persons', () => {
    expect(code('sign', issued('WRITTEN'), 'neighbour', DAY)).toBe('access.denied');
    expect(code('sign', issued('WRITTEN'), 'drafter', DAY)).toBe('access.denied');
    expect(code('sign', issued('WRITTEN'), 'object', DAY, { identityConfirmed: false })).toBe('step.incomplete');
    expect(code('serve', issued('WRITTEN'), 'drafter', DAY, { witnesses: ['a'] })).toBe('step.incomplete');
    expect(code('serve', issued('WRITTEN'), 'drafter', DAY, { witnesses: ['a', 'a'] })).toBe('step.incomplete');
    expect(code('serve', issued('WRITTEN'), 'drafter', DAY, { witnesses: ['a', 'object'] })).toBe('step.incomplete');
    expect(code('serve', issued('WRITTEN'), 'drafter', DAY, { on: laterBy(DAY, -1) })).toBe('step.day-out-of-range');
  });

  test('by talk needs a plan, a notice, two people and a lead of rank, and the signature of all', () => {
    const decided = walk(at(A, 'L2', 'INTERVIEW', DAY), DAY, 'submit', 'approve');
    expect(code('issue', decided, 'drafter', DAY, { interview: null })).toBe('step.incomplete');
    const alone = {
      leadId: 'colleague',
      leadRoles: ['OFFICER' as const],
      interviewerIds: ['colleague'],
      planFileId: '',
      noticeFileId: '',
    };
    expect(refused('issue', decided, 'drafter', DAY, { interview: alone })).toEqual({
      code: 'step.incomplete',
      missing: ['plan', 'notice', 'interviewers', 'lead'],
    });
    expect(code('sign', issued('INTERVIEW'), 'object', DAY)).toBe('step.not-available');
    expect(code('interview', issued('INTERVIEW'), 'colleague', DAY)).toBe('access.denied');
    expect(code('interview', issued('INTERVIEW'), 'leader', DAY, { signedBy: ['leader'] })).toBe('step.incomplete');
  });

  test('for a unit is by its head', () => {
    const unit = { object: { kind: 'UNIT', id: 'object unit', unitId: 'object unit', headId: 'object' } } as const;
    const warning = walk(at(A, 'L2', 'WRITTEN', DAY, unit), DAY, 'submit', 'approve', 'issue');
    expect(code('sign', warning, 'object', DAY)).toBeNull();
    expect(code('sign', warning, 'neighbour', DAY)).toBe('access.denied');
  });

  test('a paper without number or without its frozen hash is none', () => {
    const decided = walk(at(A, 'L2', 'WRITTEN', DAY), DAY, 'submit', 'approve');
    expect(
      refused('issue', decided, 'drafter', DAY, {
        paper: { ...paper('廉预质', day(DAY)), number: '', sha256: 'beef' },
      }),
    ).toEqual({
      code: 'step.incomplete',
      missing: ['number', 'paper'],
    });
  });

  test('rescinding before it voids the number', () => {
    const warning = issued('WRITTEN');
    const { next, events } = take('rescind', warning, { reason: WORDS }, byOf(CAST.secretary, DAY), CALENDAR);
    expect(next.state).toBe('REVOKED');
    expect(events[0].body).toMatchObject({ from: 'ISSUED', to: 'REVOKED', voidedNumber: warning.paper?.number });
    expect(viewOfObject(next)).toBe('NOTHING');
  });
});

describe('the answer and its review', () => {
  const served = (level = 'L2') => walk(at(A, level, 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER);
  test('every question is answered once a round', () => {
    const half = step('answer', served(), DAY);
    expect(refused('respond', half, 'object', DAY)).toEqual({ code: 'warning.questions-open', questions: ['2'] });
    expect(code('answer', half, 'object', DAY, { question: 0 })).toBe('warning.question-closed');
    expect(code('answer', half, 'object', DAY, { question: 2 })).toBe('warning.question-closed');
    expect(code('answer', half, 'object', DAY, { question: 1, text: ' ' })).toBe('step.incomplete');
  });

  test.each([
    ['L3', { text: '' }, ['text']],
    ['L3', { signed: false }, ['signature']],
    ['L2', { measures: [] }, ['measures']],
    ['L1', { fileIds: [] }, ['evidence']],
  ] as const)('what %s owes is required: %o', (level, more, missing) => {
    const ready = walk(served(level), DAY, 'answer', 'answer');
    expect(refused('respond', ready, 'object', DAY, more)).toEqual({ code: 'step.incomplete', missing });
  });

  test('no measure ends after the overall limit', () => {
    const ready = walk(at(B, 'RED', 'TIME_LIMITED', DAY), DAY, ...SERVED_BY_PAPER, 'answer', 'answer');
    const measure = (dueOn: string) => ({ text: '整改', owner: '某人', dueOn: day(dueOn), evidenceType: '照片' });
    expect(code('respond', ready, 'object', DAY, { measures: [measure('2026-04-02')] })).toBeNull();
    expect(
      refused('respond', ready, 'object', DAY, { measures: [measure('2026-04-02'), measure('2026-04-03')] }),
    ).toEqual({
      code: 'warning.measure-too-late',
      measures: ['2'],
      limit: '2026-04-02',
    });
  });

  test('what came back stays beside what was handed in after it, in order, with its own measures', () => {
    const again = (warning: Warning) => walk(warning, DAY, 'review', 'return', 'answer', 'answer');
    const first = step('respond', walk(served(), DAY, 'answer', 'answer'), DAY, { text: '第一次' });
    const second = step('respond', again(first), DAY, { text: '第二次' });
    const third = step('respond', again(second), DAY, { text: '第三次' });
    expect(third.earlierResponses?.map(({ text, round }) => [text, round])).toEqual([
      ['第一次', 0],
      ['第二次', 1],
    ]);
    expect(third.earlierResponses?.[0]?.measures).toEqual(first.measures);
    expect([third.response?.text, third.measures.length]).toEqual(['第三次', 2]);
  });

  test('who drafted does not review, nor does a deputy in his place; two reviewers, one winner', () => {
    const responded = walk(served(), DAY, 'answer', 'answer', 'respond');
    expect(code('review', responded, 'drafter', DAY)).toBe('access.denied');
    expect(code('review', responded, 'colleague', DAY, {}, 'drafter')).toBe('warning.own-draft');
    expect(code('review', responded, 'stranger', DAY)).toBe('access.denied');
    const reviewed = step('review', responded, DAY);
    expect(code('review', reviewed, 'head', DAY)).toBe('step.not-available');
    expect(code('accept', reviewed, 'head', DAY)).toBe('access.denied');
  });

  test('measures without owner, day or evidence are not accepted', () => {
    const measures = [{ text: '整改', owner: '', dueOn: null, evidenceType: '照片' }];
    const ready = walk(served(), DAY, 'answer', 'answer');
    const reviewed = step('review', step('respond', ready, DAY, { measures }), DAY);
    expect(refused('accept', reviewed, 'colleague', DAY)).toEqual({
      code: 'warning.measures-incomplete',
      measures: ['1'],
    });
  });

  test('an explanation without fault ends as 经说明了结, nothing else does (FS-04)', () => {
    const under = walk(served('L3'), DAY, 'answer', 'answer', 'respond', 'review');
    const explained = step('lift', step('accept', under, DAY, { noFault: true }), DAY);
    expect(explained.conclusion).toBe('EXPLAINED');
    expect(step('lift', step('accept', under, DAY), DAY).conclusion).toBe('REMINDED');
    const inquiry = walk(served('L2'), DAY, 'answer', 'answer', 'respond', 'review');
    expect(code('accept', inquiry, 'colleague', DAY, { noFault: true })).toBe('warning.no-fault-not-owed');
  });
});

describe('rectification, visit and lifting', () => {
  const rectifying = () => walk(at(B, 'YELLOW', 'CORRECT', DAY), DAY, ...SERVED_BY_PAPER, ...ANSWERED);
  test('every measure is evidenced before it is reported done (WF-35)', () => {
    const half = step('finishMeasure', rectifying(), DAY);
    expect(refused('reportDone', half, 'object', DAY)).toEqual({ code: 'warning.measures-open', measures: ['2'] });
    expect(code('finishMeasure', half, 'object', DAY, { fileIds: [] })).toBe('step.incomplete');
    expect(code('finishMeasure', half, 'object', DAY, { measureId: half.measures[0]?.id ?? '' })).toBe(
      'warning.measure-not-open',
    );
  });

  test('a scheme that asks for a filed check is not lifted without it', () => {
    const done = walk(rectifying(), DAY, ...MEASURES_DONE);
    expect(refused('lift', done, 'group', DAY, { filingNumber: null })).toEqual({
      code: 'step.incomplete',
      missing: ['filing'],
    });
    expect(code('lift', done, 'head', DAY)).toBe('access.denied');
  });

  test('a visit takes two people, an allowed method and the form', () => {
    const visiting = walk(at(A, 'L1', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, ...ANSWERED);
    expect(visiting.state).toBe('VISITING');
    expect(
      refused('passVisit', visiting, 'colleague', DAY, { visitorIds: ['a', 'a'], methods: [], formFileId: '' }),
    ).toEqual({
      code: 'step.incomplete',
      missing: ['visitors', 'methods', 'form'],
    });
    expect(code('lift', visiting, 'head', DAY)).toBe('step.not-available');
  });

  test('what the scheme asks before lifting closes the step until it is there', () => {
    const strict = {
      ...A,
      levels: A.levels.map((level) => ({
        ...level,
        lift: { ...level.lift, requires: ['RESPONSE_ACCEPTED', 'VISIT_PASSED'] as const },
      })),
    };
    const done = walk(at(strict, 'L3', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, ...ANSWERED);
    expect(refused('lift', done, 'head', DAY)).toEqual({
      code: 'warning.not-ready-to-lift',
      conditions: ['VISIT_PASSED'],
    });
  });

  test('refused lifting opens the answer again, or only the measures where they are owed', () => {
    const explained = walk(at(A, 'L3', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, ...ANSWERED);
    expect(step('refuseLift', explained, DAY).responseAccepted).toBe(false);
    expect(step('refuseLift', walk(rectifying(), DAY, ...MEASURES_DONE), DAY).responseAccepted).toBe(true);
  });

  test('sending measures back names them', () => {
    const done = walk(rectifying(), DAY, ...MEASURES_DONE);
    expect(code('refuseLift', done, 'group', DAY, { openMeasureIds: [] })).toBe('step.incomplete');
    expect(code('refuseLift', done, 'group', DAY, { openMeasureIds: ['none'] })).toBe('step.incomplete');
  });

  test('the dossier is complete by what happened', () => {
    const lifted = walk(at(A, 'L1', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, ...ANSWERED, 'passVisit', 'lift');
    expect(refused('archive', lifted, 'clerk', DAY, { dossier: ['DECISION', 'PAPER'] })).toEqual({
      code: 'step.incomplete',
      missing: ['RECEIPT', 'RESPONSE', 'VISIT_FORM', 'LIFT'],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { at, findingsIn, step } from '../../../../../../tests/support/rule-rows.ts';
import type { Facts } from '../facts.ts';
import { R27, R28 } from './approval-rules.ts';

type Rows = Facts['rows'];
type Given = Parameters<typeof step>[0];

/** Steps of one case: from and to on office days, in order. */
const steps = (times: readonly (readonly [from: string, to: string | null])[], more: Given = {}): Rows =>
  times.map(([from, to], index) =>
    step({
      stepNo: index + 1,
      startedAt: at(from),
      finishedAt: to === null ? null : at(to),
      occurredOn: from.slice(0, 10),
      ...more,
    }),
  );

describe('R27 approval overdue', () => {
  it.each<[string, Rows, string]>([
    ['five working days of five', steps([['2026-09-07 09:00', '2026-09-14 16:00']]), 'no-hit'],
    ['the sixth', steps([['2026-09-07 09:00', '2026-09-15 09:00']]), 'hit'],
    ['holidays do not count', steps([['2026-09-29 09:00', '2026-10-12 16:00']]), 'no-hit'],
    ['make-up days do', steps([['2026-09-29 09:00', '2026-10-13 16:00']]), 'hit'],
    ['the clock stood still', steps([['2026-09-07 09:00', '2026-09-21 16:00']], { pausedDays: 6 }), 'no-hit'],
    ['it stood still too short', steps([['2026-09-07 09:00', '2026-09-21 16:00']], { pausedDays: 5 }), 'hit'],
    [
      'nobody said how long it stood',
      steps([['2026-09-07 09:00', '2026-09-14 16:00']], { pausedDays: null }),
      'no-hit',
    ],
    [
      'three days of stillness',
      steps([
        ['2026-09-07 09:00', '2026-09-07 10:00'],
        ['2026-09-10 09:00', '2026-09-10 10:00'],
      ]),
      'no-hit',
    ],
    [
      'four',
      steps([
        ['2026-09-07 09:00', '2026-09-07 10:00'],
        ['2026-09-11 09:00', '2026-09-11 10:00'],
      ]),
      'hit',
    ],
    ['a step that takes long is not still', steps([['2026-09-07 09:00', '2026-09-14 10:00']]), 'no-hit'],
    ['running and late', steps([['2026-11-09 09:00', null]]), 'hit'],
    ['running in time', steps([['2026-11-16 09:00', null]]), 'no-hit'],
    ['no promise', steps([['2026-09-07 09:00', '2026-09-15 09:00']], { promisedDays: null }), 'not-evaluable'],
    [
      'no promise, but still',
      steps(
        [
          ['2026-09-07 09:00', '2026-09-07 10:00'],
          ['2026-09-11 09:00', '2026-09-11 10:00'],
        ],
        { promisedDays: null },
      ),
      'hit',
    ],
    [
      'done while one waits, and was not',
      steps([['2026-09-07 09:00', '2026-09-08 09:00']], { promisedDays: 0 }),
      'hit',
    ],
    [
      'promise on one step only',
      [
        ...steps([['2026-09-07 09:00', '2026-09-15 09:00']]),
        step({ stepNo: 2, promisedDays: null, startedAt: at('2026-09-15 10:00'), finishedAt: at('2026-09-15 11:00') }),
      ],
      'hit',
    ],
  ])('%s: %s', (_, rows, outcome) => {
    expect(findingsIn(R27, rows).outcome).toBe(outcome);
  });

  it.each([
    ['2026-09-15 09:00', 'BLUE'],
    ['2026-09-18 09:00', 'BLUE'],
    ['2026-09-21 09:00', 'YELLOW'],
  ])('finished %s is %s: yellow from twice the promise', (finished, colour) => {
    expect(findingsIn(R27, steps([['2026-09-07 09:00', finished]])).hits).toMatchObject([
      { colour, subjectKind: 'CASE', subjectId: 'K1' },
    ]);
  });

  it('says what it lacks: a case, a start, a day of the calendar', () => {
    const rows = [
      step({ caseRef: null }),
      step({ caseRef: 'no start', finishedAt: at('2026-09-07 09:00') }),
      step({ caseRef: 'beyond', startedAt: at('2026-12-30 09:00'), finishedAt: at('2027-01-04 09:00') }),
    ];
    expect(findingsIn(R27, rows).notEvaluable).toEqual({ 'missing:caseRef': 1, 'missing:startedAt': 1, calendar: 1 });
  });
});

describe('R28 approval out of order or beyond authority', () => {
  const usual = [
    ['2026-09-07 09:00', '2026-09-07 10:00'],
    ['2026-09-08 09:00', '2026-09-08 10:00'],
    ['2026-09-09 09:00', '2026-09-09 10:00'],
  ] as const;
  const plain = steps(usual);
  const night = (count: number, hour: string, more: Given = {}): Rows =>
    Array.from({ length: count }, (_, index) =>
      step({
        caseRef: `N${String(index)}`,
        startedAt: at(`2026-09-08 ${hour}`),
        finishedAt: at(`2026-09-08 ${hour}`),
        ...more,
      }),
    );

  it.each<[string, Rows, number]>([
    ['in order', plain, 0],
    ['second of three skipped', plain.filter((_, index) => index !== 1), 1],
    ['first skipped', plain.slice(1), 1],
    ['a short procedure of two', steps(usual.slice(0, 2), { stepsTotal: 2 }), 0],
    ['not there yet', plain.slice(0, 2), 0],
    ['skipped under emergency authority', steps(usual, { emergencyRef: 'J1' }).slice(1), 0],
    ['own agent', steps(usual, { agentCode: 'A1' }), 1],
    ['own application', steps(usual, { applicant: '程如砥' }), 1],
    ['an agent who is another', steps(usual, { agentCode: 'Z9' }), 0],
    ['nobody named', steps(usual, { actor: null, applicant: null, actorCode: null }), 0],
    ['five in one night', night(5, '22:00'), 5],
    ['four', night(4, '23:30'), 0],
    ['five in the evening', night(5, '21:59'), 0],
    ['five before six', night(5, '05:59'), 5],
    ['five from six', night(5, '06:00'), 0],
    [
      'before and after midnight are one night',
      [
        ...night(3, '23:00'),
        ...night(2, '23:00', { finishedAt: at('2026-09-09 02:00') }).map((row, index) => ({
          ...row,
          caseRef: `M${String(index)}`,
        })),
      ],
      5,
    ],
    [
      'two nights',
      [
        ...night(3, '23:00'),
        ...night(2, '23:00', { finishedAt: at('2026-09-09 23:00') }).map((row, index) => ({
          ...row,
          caseRef: `M${String(index)}`,
        })),
      ],
      0,
    ],
    [
      'two actors',
      [
        ...night(3, '23:00'),
        ...night(2, '23:00', { actorCode: 'A2' }).map((row, index) => ({ ...row, caseRef: `M${String(index)}` })),
      ],
      0,
    ],
    ['a batch migrated at night', night(12, '23:00', { emergencyRef: 'J1' }), 0],
  ])('%s', (_, rows, hits) => {
    expect(findingsIn(R28, rows).hits).toHaveLength(hits);
  });

  it('is red, about the case, and tells all that it saw', () => {
    const rows = steps(usual, { agentCode: 'A1' }).slice(1);
    expect(findingsIn(R28, rows).hits).toMatchObject([
      {
        subjectKind: 'CASE',
        subjectId: 'K1',
        colour: 'RED',
        values: { missing: 1, own: 2, night: 0, steps: 2, highest: 3 },
      },
    ]);
  });

  it('cannot tell a skipped step where one has no number', () => {
    const rows = [...plain.slice(0, 1), step({ stepNo: null }), ...plain.slice(2)];
    expect(findingsIn(R28, rows)).toMatchObject({ outcome: 'not-evaluable', notEvaluable: { 'missing:stepNo': 1 } });
    expect(findingsIn(R28, [...rows, step({ stepNo: 4, agentCode: 'A1' })]).outcome).toBe('hit');
  });
});

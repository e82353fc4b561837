import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { A, B, CIRCUMSTANCES } from '../../../../../tests/support/warnings.ts';
import { levelIn, type WarningScheme } from './scheme.ts';

const level = (scheme: WarningScheme, code: string) => levelIn(scheme, code);

test('the circumstances are those of the shared reference', (context) => {
  const text = readOrNull(new URL('../../../../../../shared/domain/warning-circumstances.json', import.meta.url));
  if (text === null) return context.skip('no ../shared beside the checkout');
  expect(CIRCUMSTANCES).toEqual(JSON.parse(text));
});

test.each([
  // DOMAIN §3.1 and §3.3, a row a level: rank, colour, act, circumstances, who decides, what is owed, visit, lifter.
  [A, 'L1', 1, 'RED', '监察(检查)建议', 13, 'PARTY_COMMITTEE', 'RECTIFY_REPORT', '1 MONTH', true, 'HANDLING_HEAD'],
  [A, 'L2', 2, 'YELLOW', '质询', 12, 'COMMITTEE_MEETING', 'MEASURES', '7 WORKDAY', false, 'COMMISSION_LEADER'],
  [A, 'L3', 3, 'BLUE', '告知', 10, 'LEADER', 'EXPLANATION', '7 WORKDAY', false, 'HANDLING_HEAD'],
  [B, 'RED', 1, 'RED', '责令整改', 3, 'PARTY_GROUP', 'MEASURES', '10 WORKDAY', false, 'LEADING_GROUP'],
  [B, 'YELLOW', 2, 'YELLOW', '诫勉纠错', 3, 'PARTY_GROUP', 'MEASURES', '10 WORKDAY', false, 'LEADING_GROUP'],
  [B, 'BLUE', 3, 'BLUE', '警示提醒', 4, 'LEADER', undefined, undefined, false, 'HANDLING_HEAD'],
] as const)('$1', (scheme, code, rank, colour, act, circumstances, body, owed, period, visit, lifter) => {
  const found = level(scheme, code);
  expect({
    rank: found.rank,
    colour: found.colour.token,
    act: found.act,
    circumstances: found.circumstances.length,
    body: found.decision.body,
    owed: found.response?.kind,
    period: found.response?.period ? `${found.response.period.amount} ${found.response.period.unit}` : undefined,
    visit: found.returnVisit.required,
    lifter: found.lift.roles[0],
  }).toEqual({ rank, colour, act, circumstances, body, owed, period, visit, lifter });
});

describe('what the sources say of single levels', () => {
  test('only level one of scheme A is extended, by one month (WF-13, C06)', () => {
    const extended = [...A.levels, ...B.levels].filter(({ extension }) => extension !== null);
    expect(extended.map(({ code, extension }) => [code, extension?.max])).toEqual([
      ['L1', { amount: 1, unit: 'MONTH' }],
    ]);
  });
  test("blue's organ has a week, and only blue's (WF-23)", () => {
    const bound = [...A.levels, ...B.levels].filter(({ organCompletion }) => organCompletion !== null);
    expect(bound.map(({ code, organCompletion }) => [code, organCompletion])).toEqual([
      ['BLUE', { amount: 1, unit: 'WEEK' }],
    ]);
  });
  test('yellow and red end within a month in all (WF-25, WF-27)', () => {
    const month = { amount: 1, unit: 'MONTH' };
    expect(B.levels.map(({ overallLimit }) => overallLimit)).toEqual([month, month, null]);
  });
  test('an inquiry, and correcting or a time limit, stop the act at once', () => {
    expect(A.levels.map(({ stopAct }) => stopAct)).toEqual([false, true, false]);
    const stopping = B.levels.flatMap(({ modes }) => modes.filter(({ stopAct }) => stopAct).map(({ code }) => code));
    expect(stopping).toEqual(['TIME_LIMITED', 'CORRECT']);
  });
  test("a mode's own answer wins: nothing, orally, or in seven days", () => {
    expect(level(B, 'BLUE').modes.map(({ code, response }) => [code, response])).toEqual([
      ['TALK', { kind: 'ORAL_ANSWER', period: null }],
      ['KEY_REMINDER', null],
      ['INQUIRY_LETTER', { kind: 'EXPLANATION', period: { amount: 7, unit: 'WORKDAY' } }],
    ]);
  });
  test('two level-one warnings in a year veto, counted at level one only (WF-19)', () => {
    expect(A.levels.map(({ vetoes }) => vetoes.map(({ countInYear }) => countInYear))).toEqual([[2], [], []]);
  });
});

describe.each([A, B])('scheme $id hangs together', (scheme) => {
  const codes = new Set(scheme.levels.flatMap(({ circumstances }) => circumstances.map(({ code }) => code)));
  test('circumstances are named once, their links lead to others of the scheme', () => {
    const all = scheme.levels.flatMap(({ circumstances }) => circumstances);
    expect(codes.size).toBe(all.length);
    for (const { code, links } of all)
      for (const link of links) expect([...codes].filter((c) => c !== code)).toContain(link);
  });
  test('ladders are mutual', () => {
    const all = scheme.levels.flatMap(({ circumstances }) => circumstances);
    const links = (code: string) => all.find((one) => one.code === code)?.links ?? [];
    // Three steps of a ladder link their neighbours; the ends need not name each other.
    for (const { code, links: to } of all)
      for (const link of to) expect([...links(link), ...to.flatMap(links)]).toContain(code);
  });
  test('every circumstance has a mode, and modes name only circumstances of their level', () => {
    for (const { circumstances, modes } of scheme.levels) {
      const own = circumstances.map(({ code }) => code);
      for (const { circumstances: of } of modes) expect(own).toEqual(expect.arrayContaining([...(of ?? [])]));
      for (const code of own) expect(modes.some((mode) => mode.circumstances?.includes(code) ?? true)).toBe(true);
    }
  });
  test('escalation leads to a heavier level or out of the scheme', () => {
    for (const { rank, escalation } of scheme.levels)
      for (const { to } of escalation)
        expect(['ORG_HANDLING', 'CASE_TRACK'].includes(to) || levelIn(scheme, to).rank < rank).toBe(true);
  });
  test('colour never stands alone: three words, three shapes, most serious first', () => {
    expect(scheme.levels.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(new Set(scheme.levels.map(({ colour }) => colour.word)).size).toBe(3);
    expect(new Set(scheme.levels.map(({ colour }) => colour.shape)).size).toBe(3);
  });
});

const readOrNull = (url: URL): string | null => {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return null;
  }
};

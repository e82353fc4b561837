import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VISITOR } from '../../shared/by.ts';
import { addDays, localDate } from '../../shared/local-date.ts';
import {
  ALERT_COLOURS,
  type AlertColour,
  DEFAULT_POLICY,
  faultsOf,
  heaviness,
  policyOf,
  refusalOfPolicyStep,
} from './policy.ts';
import { quietIn, type Standing } from './quiet.ts';
import { colourAfter, scoreOf, scoreOfTerms, type Weighed } from './score.ts';

const TODAY = localDate('2026-10-10');
const colour = fc.constantFrom(...ALERT_COLOURS);
const finding = fc.record({
  id: fc.uuid(),
  ruleCode: fc.constantFrom('R01', 'R02', 'R03', 'R04'),
  colour,
  receivedOn: fc.integer({ min: 0, max: 200 }).map((days) => addDays(TODAY, -days)),
});
const standing = fc.record({
  id: fc.uuid(),
  ruleCode: fc.constantFrom('R01', 'R02', 'R03'),
  colour,
  state: fc.constantFrom('RECEIVED', 'SCREENING', 'VERIFYING', 'ADOPTED', 'MERGED'),
  receivedOn: fc.integer({ min: 0, max: 60 }).map((days) => addDays(TODAY, -days)),
  unitId: fc.constantFrom('u', 'v'),
  personId: fc.constantFrom('p', null),
  supplierCode: fc.constantFrom('s', null),
} as const);
const matter = fc.uniqueArray(standing, { selector: ({ id }) => id, maxLength: 12 }) as fc.Arbitrary<Standing[]>;
const policy = fc
  .record({
    blueSilencedBy: fc.constantFrom('RED', 'YELLOW', null),
    yellowSilencedBy: fc.constantFrom('RED', null),
    repeatDays: fc.integer({ min: 1, max: 30 }),
    repeats: fc.constantFrom([], [{ ruleCode: 'R01', times: 2 }], [{ ruleCode: 'R02', times: 3 }]),
  } as const)
  .map((set) => policyOf(set));

describe('the score of a matter', () => {
  const one = (more: Partial<Weighed> = {}): Weighed => ({
    id: 'a',
    ruleCode: 'R01',
    colour: 'RED',
    receivedOn: TODAY,
    ...more,
  });

  test('counts colour, weight of the rule, age and different rules', () => {
    expect(scoreOf([one()], DEFAULT_POLICY, TODAY).score).toBe(100);
    expect(scoreOf([one({ receivedOn: addDays(TODAY, -90) })], DEFAULT_POLICY, TODAY).score).toBe(50);
    const weighed = policyOf({ weights: [{ ruleCode: 'R01', percent: 150 }] });
    expect(scoreOf([one()], weighed, TODAY).score).toBe(150);
    const two = [one({ colour: 'YELLOW' }), one({ id: 'b', colour: 'YELLOW', ruleCode: 'R02' })];
    expect(scoreOf(two, DEFAULT_POLICY, TODAY)).toMatchObject({ score: 100, rules: 2, rulesPercent: 125 });
  });

  test('its terms add up to it, whatever order they came in, and a further finding never lightens it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(finding, { selector: ({ id }) => id, maxLength: 10 }), finding, (findings, more) => {
        const { score, terms, rulesPercent } = scoreOf(findings, DEFAULT_POLICY, TODAY);
        const sum = terms.reduce((total, { addsHundredths }) => total + addsHundredths, 0);
        expect(Math.floor((sum * rulesPercent) / 10_000)).toBe(score);
        expect(scoreOf(findings.toReversed(), DEFAULT_POLICY, TODAY)).toEqual(scoreOf(findings, DEFAULT_POLICY, TODAY));
        expect(scoreOf([...findings, more], DEFAULT_POLICY, TODAY).score).toBeGreaterThanOrEqual(score);
        expect(scoreOfTerms(terms.slice(1), DEFAULT_POLICY).score).toBeLessThanOrEqual(score);
      }),
    );
  });

  test('its colour rises at the upper thresholds, falls below the lower ones, and between them stays', () => {
    const { redFrom, redUntil, yellowFrom, yellowUntil } = DEFAULT_POLICY;
    const steps: [AlertColour | null, number, AlertColour][] = [
      [null, redFrom - 1, 'YELLOW'],
      ['YELLOW', redFrom, 'RED'],
      ['RED', redUntil, 'RED'],
      ['RED', redUntil - 1, 'YELLOW'],
      ['BLUE', yellowFrom - 1, 'BLUE'],
      ['YELLOW', yellowUntil, 'YELLOW'],
      ['RED', yellowUntil, 'YELLOW'],
      ['YELLOW', yellowUntil - 1, 'BLUE'],
    ];
    for (const [before, score, after] of steps)
      expect([before, score, colourAfter(before, score, DEFAULT_POLICY)]).toEqual([before, score, after]);
    fc.assert(
      fc.property(colour, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (before, low, high) => {
        const [less, more] = [Math.min(low, high), Math.max(low, high)];
        const after = colourAfter(before, less, DEFAULT_POLICY);
        // The same score again changes nothing, and more points never lighten.
        expect(colourAfter(after, less, DEFAULT_POLICY)).toBe(after);
        expect(heaviness(colourAfter(before, more, DEFAULT_POLICY))).toBeGreaterThanOrEqual(heaviness(after));
      }),
    );
  });
});

describe('what stays out of the inbox', () => {
  test('blue beside an open red, no longer once the red is decided; a rule that waits for three until there are three', () => {
    const one = (id: string, more: Partial<Standing>): Standing => ({
      id,
      ruleCode: 'R01',
      colour: 'BLUE',
      state: 'RECEIVED',
      receivedOn: TODAY,
      unitId: 'u',
      personId: null,
      supplierCode: null,
      ...more,
    });
    const quiet = (standings: Standing[], set = {}) => Object.fromEntries(quietIn(standings, policyOf(set)));
    const blue = one('blue', {});
    expect(quiet([blue, one('red', { colour: 'RED', state: 'VERIFYING' })])).toEqual({ blue: 'INHIBITED' });
    expect(quiet([blue, one('red', { colour: 'RED', state: 'ADOPTED' })])).toEqual({});
    expect(quiet([blue, one('yellow', { colour: 'YELLOW' })])).toEqual({});
    expect(quiet([blue, one('yellow', { colour: 'YELLOW' })], { blueSilencedBy: 'YELLOW' })).toEqual({
      blue: 'INHIBITED',
    });
    // Who covers that unit only would not know why.
    expect(quiet([blue, one('red', { colour: 'RED', unitId: 'v' })])).toEqual({});
    expect(quiet([blue, one('red', { colour: 'RED', personId: 'p' })])).toEqual({});
    const thrice = { repeats: [{ ruleCode: 'R01', times: 3 }], repeatDays: 10 };
    const on = (days: number) => one(`${days}`, { receivedOn: addDays(TODAY, -days) });
    expect(quiet([on(0), on(4)], thrice)).toEqual({ 0: 'TOO_FEW', 4: 'TOO_FEW' });
    expect(quiet([on(0), on(4), on(10)], thrice)).toEqual({});
    expect(quiet([on(0), on(4), on(11)], thrice)).toEqual({ 0: 'TOO_FEW', 4: 'TOO_FEW', 11: 'TOO_FEW' });
  });

  test('never what somebody has in hand, never a red because of another, never all of a matter because of each other', () => {
    fc.assert(
      fc.property(matter, policy, (standings, set) => {
        const quiet = quietIn(standings, set);
        expect(quietIn(standings.toReversed(), set)).toEqual(quiet);
        for (const { id, state, colour: own } of standings) {
          if (state !== 'RECEIVED') expect(quiet.has(id)).toBe(false);
          if (own === 'RED') expect(quiet.get(id)).not.toBe('INHIBITED');
        }
        const inhibited = [...quiet].filter(([, why]) => why === 'INHIBITED');
        if (inhibited.length > 0)
          expect(standings.some(({ id, state }) => !quiet.has(id) && state !== 'MERGED')).toBe(true);
        // Without rules that wait, a further finding of a rule brings none of it back under.
        if (set.repeats.length === 0) expect([...quiet.values()]).not.toContain('TOO_FEW');
      }),
    );
  });
});

describe('a policy', () => {
  test('of ours holds together; thresholds that meet, limits and doubled rules do not', () => {
    expect(faultsOf(DEFAULT_POLICY)).toEqual([]);
    expect(faultsOf(policyOf({ yellowUntil: 40 }))).toEqual(['yellowFrom']);
    expect(faultsOf(policyOf({ snoozeDays: 0 }))).toEqual(['snoozeDays']);
    expect(faultsOf(policyOf({ halfLifeDays: 1.5 }))).toEqual(['halfLifeDays']);
    const twice = [
      { ruleCode: 'R01', times: 2 },
      { ruleCode: 'R01', times: 3 },
    ];
    expect(faultsOf(policyOf({ repeats: twice, repeatDays: 31 }))).toEqual(['repeatDays', 'repeats']);
  });

  test('is put in force by another than its author, who alone takes it back', () => {
    const who = (accountId: string, ...roles: ('RULE_ADMIN' | 'COMMISSION_LEADER' | 'OFFICER')[]) => ({
      ...VISITOR,
      accountId,
      roles,
    });
    const proposal = { state: 'PROPOSED', proposedBy: 'author' } as const;
    expect(refusalOfPolicyStep('publish', proposal, who('author', 'RULE_ADMIN'))).toBe('policy.own-proposal');
    expect(refusalOfPolicyStep('publish', proposal, who('other', 'RULE_ADMIN'))).toBeNull();
    expect(refusalOfPolicyStep('publish', proposal, who('leader', 'COMMISSION_LEADER'))).toBeNull();
    expect(refusalOfPolicyStep('publish', proposal, who('officer', 'OFFICER'))).toBe('access.denied');
    expect(refusalOfPolicyStep('withdraw', proposal, who('other', 'RULE_ADMIN'))).toBe('access.denied');
    expect(refusalOfPolicyStep('withdraw', proposal, who('author', 'RULE_ADMIN'))).toBeNull();
    expect(refusalOfPolicyStep('reject', { ...proposal, state: 'PUBLISHED' }, who('other', 'RULE_ADMIN'))).toBe(
      'step.not-available',
    );
  });
});

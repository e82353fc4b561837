import { describe, expect, test } from 'vitest';
import type { By, Viewer } from '../../shared/by.ts';
import { VISITOR } from '../../shared/by.ts';
import { instant, localDate } from '../../shared/local-date.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import type { Disclosure, DisclosureStep } from './life.ts';
import { DISCLOSURE_STATES, refusalOf, STEPS, stepsOpenTo, take } from './life.ts';

const TODAY = localDate('2026-10-10');
const viewer = (role: Role, unitId: string): Viewer => ({ ...VISITOR, accountId: role, roles: [role], unitId });
const LIAISON = viewer('UNIT_LIAISON', 'zj');
const LEADER = viewer('LEADER', 'zj');
const REVIEWER = viewer('CATALOGUE_REVIEWER', 'sf');
const ADMIN = viewer('BIZ_ADMIN', 'xz');
const EVERYONE = [
  LIAISON,
  LEADER,
  REVIEWER,
  ADMIN,
  viewer('UNIT_LIAISON', 'ly'),
  viewer('LEADER', 'ly'),
  viewer('CATALOGUE_REVIEWER', 'zj'),
  viewer('SECTION_HEAD', 'zj'),
  viewer('OFFICER', 'jw'),
];

const by = (who: Viewer): By => ({
  viewer: who,
  onBehalfOf: null,
  now: instant(new Date('2026-10-10T01:00:00Z')),
  today: TODAY,
  newId: () => 'id',
  requestId: 'r',
});
const item = (state: Disclosure['state'], change: Partial<Disclosure> = {}): Disclosure => ({
  id: 'item',
  version: 4,
  state,
  unitId: 'zj',
  publicState: state === 'SUSPENDED' || state === 'RETIRED' ? state : 'PUBLISHED',
  missing: [],
  differs: true,
  ...change,
});
const after = (step: DisclosureStep, thing: Disclosure, who: Viewer): Disclosure =>
  take(step, thing, { reason: '数据有误' }, by(who)).next;

test('a new version goes from the department’s draft through both reviews to the public', () => {
  const way = [
    ['edit', LIAISON, 'DRAFT'],
    ['submit', LIAISON, 'DEPT_REVIEW'],
    ['pass', LEADER, 'COUNTER_REVIEW'],
    ['pass', REVIEWER, 'APPROVED'],
    ['release', LEADER, 'PUBLISHED'],
  ] as const;
  let thing = item('PUBLISHED');
  for (const [step, who, state] of way) {
    thing = after(step, thing, who);
    expect(thing).toMatchObject({ state, publicState: 'PUBLISHED' });
  }
  expect(thing.version).toBe(9);
});

describe('every step in every state: by whom', () => {
  const who = (step: DisclosureStep, thing: Disclosure): string[] =>
    EVERYONE.filter((one) => refusalOf(step, thing, { reason: '数据有误' }, by(one)) === null).map(
      ({ accountId, unitId }) => `${accountId} ${unitId ?? ''}`,
    );
  const EDITORS = ['UNIT_LIAISON zj'];
  const OPEN: Readonly<Record<string, readonly string[]>> = {
    'edit DRAFT': EDITORS,
    'edit PUBLISHED': EDITORS,
    'edit SUSPENDED': EDITORS,
    'submit DRAFT': EDITORS,
    'giveUp DRAFT': EDITORS,
    'pass DEPT_REVIEW': ['LEADER zj'],
    'return DEPT_REVIEW': ['LEADER zj'],
    'pass COUNTER_REVIEW': ['CATALOGUE_REVIEWER sf'],
    'return COUNTER_REVIEW': ['CATALOGUE_REVIEWER sf'],
    'release APPROVED': ['LEADER zj'],
    // What the public reads can be stopped at any time, whatever is under way.
    'suspend DRAFT': ['LEADER zj'],
    'suspend DEPT_REVIEW': ['LEADER zj'],
    'suspend COUNTER_REVIEW': ['LEADER zj'],
    'suspend APPROVED': ['LEADER zj'],
    'suspend PUBLISHED': ['LEADER zj'],
    'resume SUSPENDED': ['LEADER zj'],
    'retire PUBLISHED': ['LEADER zj'],
    'retire SUSPENDED': ['LEADER zj'],
  };
  const steps = [...new Set(STEPS.map(({ step }) => step))];
  test.each(steps.flatMap((step) => DISCLOSURE_STATES.map((state) => [step, state] as const)))(
    '%s %s',
    (step, state) => {
      expect(who(step, item(state))).toEqual(OPEN[`${step} ${state}`] ?? []);
    },
  );
});

test('a version that says what is in force already is not submitted', () => {
  const same = item('DRAFT', { differs: false });
  expect(refusalOf('submit', same, {}, by(LIAISON))).toMatchObject({ code: 'power-item.changes-nothing' });
  expect(refusalOf('giveUp', same, {}, by(LIAISON))).toBeNull();
});

test('only a whole version is submitted; the step stays in sight with the reason', () => {
  const draft = item('DRAFT', { missing: ['steps', 'riskPost'] });
  const refusal = refusalOf('submit', draft, {}, by(LIAISON));
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: 'step.incomplete', details: { missing: ['steps', 'riskPost'] } });
  expect(stepsOpenTo(draft, LIAISON, TODAY)).toContainEqual({
    step: 'submit',
    open: false,
    primary: true,
    why: 'step.incomplete',
  });
});

test.each(['return', 'suspend', 'retire'] as const)('%s needs a reason', (step) => {
  const thing = item(step === 'return' ? 'DEPT_REVIEW' : 'PUBLISHED');
  expect(refusalOf(step, thing, { reason: ' ' }, by(LEADER))).toMatchObject({ code: 'step.incomplete' });
});

test('suspended while a version is under way: the public one stops, the version goes on, and either way back is open', () => {
  const stopped = after('suspend', item('DEPT_REVIEW'), LEADER);
  expect(stopped).toMatchObject({ state: 'DEPT_REVIEW', publicState: 'SUSPENDED' });
  expect(refusalOf('suspend', stopped, { reason: 'x' }, by(LEADER))).toMatchObject({ code: 'step.not-available' });
  expect(after('resume', stopped, LEADER)).toMatchObject({ state: 'DEPT_REVIEW', publicState: 'PUBLISHED' });
  expect(after('giveUp', { ...stopped, state: 'DRAFT' }, LIAISON)).toMatchObject({ state: 'SUSPENDED' });
  const corrected = after('release', { ...stopped, state: 'APPROVED' }, LEADER);
  expect(corrected).toMatchObject({ state: 'PUBLISHED', publicState: 'PUBLISHED' });
});

test('a first version that the public never saw cannot be given up for nothing', () => {
  expect(refusalOf('giveUp', item('DRAFT', { publicState: null }), {}, by(LIAISON))).toMatchObject({
    code: 'step.not-available',
  });
});

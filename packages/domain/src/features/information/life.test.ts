import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CALENDAR, day } from '../../../../../tests/support/calendar.ts';
import { byOf, CAST, type Part, WORDS } from '../../../../../tests/support/warnings.ts';
import { Refusal } from '../../shared/refusal.ts';
import { currentOf } from '../calendar/clocks.ts';
import { INFORMATION_EVENTS, type InformationInputs, type InformationStep } from './events.ts';
import { type DismissReason, type Information, verdictOf } from './information.ts';
import { receive, refusalOf, STEPS, stepsOpenTo, take } from './life.ts';

vi.setConfig({ testTimeout: 60_000 });

type Step = Exclude<InformationStep, 'receive'>;
const DAY = '2026-03-02';

const received = (more: Partial<InformationInputs['receive']> = {}, part: Part = 'system'): Information =>
  receive(
    {
      source: 'ALERT',
      sourceId: 'finding',
      category: 'IIC-06',
      unitId: 'object unit',
      personId: 'object',
      evidence: ['record'],
      ...more,
    },
    byOf(CAST[part], DAY),
  ).next;

const reason = { reason: WORDS };
/** For each step, who takes it and an input in order. */
const MOVES: { readonly [S in Step]: { readonly part: Part; readonly input: InformationInputs[S] } } = {
  snooze: { part: 'drafter', input: { ...reason, until: day('2026-03-05'), mostDays: 14 } },
  wake: { part: 'system', input: {} },
  take: { part: 'drafter', input: {} },
  reassign: { part: 'head', input: { handlerId: 'drafter' } },
  addEvidence: { part: 'system', input: { evidence: ['correction'] } },
  ask: { part: 'drafter', input: { sheet: { unitId: 'object unit', fileId: 'sheet', sourceHidden: true } } },
  adopt: { part: 'drafter', input: { ...reason, level: 2 } },
  dismiss: { part: 'drafter', input: { ...reason, code: 'LAWFUL_EXCEPTION' } },
  transfer: { part: 'drafter', input: reason },
  confirmAdoption: { part: 'colleague', input: {} },
  confirmDismissal: { part: 'colleague', input: {} },
  confirmTransfer: { part: 'leader', input: { clueId: 'clue' } },
  sendBack: { part: 'colleague', input: reason },
  merge: { part: 'drafter', input: { target: { ...received(), id: 'target' } } },
  correct: { part: 'system', input: { evidence: ['correction'], reason: 'DATA_ERROR' } },
  recordLightAct: { part: 'drafter', input: reason },
  close: { part: 'system', input: { because: 'WARNING_DECIDED' } },
};

const step = <S extends Step>(
  name: S,
  information: Information,
  more: Partial<InformationInputs[S]> = {},
  part: Part = MOVES[name].part,
  today = DAY,
) => take(name, information, { ...MOVES[name].input, ...more }, byOf(CAST[part], today), CALENDAR);
const walk = (information: Information, ...steps: readonly Step[]): Information =>
  steps.reduce((held, name) => step(name, held).next, information);
const code = <S extends Step>(
  name: S,
  information: Information,
  part: Part,
  more: Partial<InformationInputs[S]> = {},
  onBehalfOf: string | null = null,
) => refusalOf(name, information, { ...MOVES[name].input, ...more }, byOf(CAST[part], DAY, onBehalfOf))?.code ?? null;

describe('triage', () => {
  test.each<[string, Step[], Information['state']]>([
    ['is adopted', ['take', 'ask', 'adopt', 'confirmAdoption'], 'ADOPTED'],
    ['is dismissed while screening', ['take', 'dismiss', 'confirmDismissal'], 'DISMISSED'],
    ['is dismissed after verifying', ['take', 'ask', 'dismiss', 'confirmDismissal'], 'DISMISSED'],
    ['is transferred', ['take', 'ask', 'transfer', 'confirmTransfer'], 'TRANSFERRED'],
    ['is merged untaken', ['merge'], 'MERGED'],
    ['is merged taken', ['take', 'merge'], 'MERGED'],
    ['is dismissed by the engine untaken', ['correct'], 'DISMISSED'],
    ['ends in a light act', ['take', 'ask', 'adopt', 'confirmAdoption', 'recordLightAct'], 'CLOSED'],
    ['ends in a warning', ['take', 'ask', 'adopt', 'confirmAdoption', 'close'], 'CLOSED'],
  ])('%s', (_, steps, state) => {
    expect(walk(received(), ...steps).state).toBe(state);
  });

  test('has three working days to screen and fifteen to verify', () => {
    const screening = walk(received(), 'take');
    expect(currentOf(screening.deadlines, 'screening')).toMatchObject({ dueOn: '2026-03-05', state: 'RUNNING' });
    const verifying = step('ask', screening).next;
    expect(currentOf(verifying.deadlines, 'screening')?.state).toBe('STOPPED');
    expect(currentOf(verifying.deadlines, 'verifying')?.dueOn).toBe('2026-03-23');
    const decided = walk(verifying, 'dismiss', 'confirmDismissal');
    expect(decided.deadlines.map(({ state }) => state)).toEqual(['STOPPED', 'STOPPED']);
  });

  test('concludes with two persons: never the officer himself, nor a deputy in his place', () => {
    const concluded = walk(received(), 'take', 'ask', 'adopt');
    expect(concluded.state).toBe('VERIFYING');
    expect(code('confirmAdoption', concluded, 'drafter')).toBe('access.denied');
    expect(code('confirmAdoption', concluded, 'colleague', {}, 'drafter')).toBe('information.own-conclusion');
    expect(code('confirmDismissal', concluded, 'colleague')).toBe('step.not-available');
    expect(code('adopt', concluded, 'drafter')).toBe('step.not-available');
    expect(step('confirmAdoption', concluded).next).toMatchObject({
      level: 2,
      confirmedBy: 'colleague',
      pending: null,
    });
  });

  test('what is sent back can be concluded anew', () => {
    const back = walk(received(), 'take', 'ask', 'adopt', 'sendBack');
    expect(back.pending).toBeNull();
    expect(walk(back, 'dismiss', 'confirmDismissal').dismissReason).toBe('LAWFUL_EXCEPTION');
  });

  test('a transfer is approved by a leader and opens a clue', () => {
    const concluded = walk(received(), 'take', 'transfer');
    expect(code('confirmTransfer', concluded, 'colleague')).toBe('access.denied');
    expect(code('confirmTransfer', concluded, 'leader', { clueId: '' })).toBe('step.incomplete');
    expect(code('sendBack', concluded, 'colleague')).toBe('step.not-available');
    expect(code('sendBack', concluded, 'leader')).toBeNull();
  });

  test('a deputy does what was assigned to a colleague on leave, and nobody else does', () => {
    const taken = walk(received(), 'take');
    expect(code('dismiss', taken, 'colleague')).toBe('access.denied');
    expect(code('dismiss', taken, 'colleague', {}, 'drafter')).toBeNull();
    const shown = stepsOpenTo(taken, CAST.colleague, day(DAY), 'drafter').map((one) => one.step);
    expect(shown).toContain('dismiss');
  });

  test('is not for whom it is about, kin, superiors or the same unit; informants may report their own unit', () => {
    expect(code('take', received({ personId: 'person of drafter' }), 'drafter')).toBe('access.recused');
    expect(code('take', received({ personId: null, unitId: 'handling unit' }), 'drafter')).toBe('access.recused');
    const kin = { ...CAST.drafter, recusedPersonIds: ['object'] };
    expect(refusalOf('take', received(), {}, byOf(kin, DAY))?.code).toBe('access.recused');
    const informant = { ...CAST.neighbour, roles: ['INFORMANT' as const] };
    const own = {
      source: 'INFORMANT',
      sourceId: null,
      category: 'IIC-04',
      unitId: 'object unit',
      personId: null,
      evidence: [],
    } as const;
    expect(receive(own, byOf(informant, DAY)).next.state).toBe('RECEIVED');
  });

  test('is for officers who cover the unit; what names no unit for those who cover the county', () => {
    const resident = { ...CAST.drafter, wholeCounty: false, coveredUnitIds: ['object unit'] };
    expect(refusalOf('take', received(), {}, byOf(resident, DAY))).toBeNull();
    expect(refusalOf('take', received({ unitId: 'another' }), {}, byOf(resident, DAY))?.code).toBe('access.denied');
    expect(refusalOf('take', received({ unitId: null }), {}, byOf(resident, DAY))?.code).toBe('access.denied');
  });

  test('a question to a department must not reveal the source', () => {
    const taken = walk(received(), 'take');
    const sheet = { unitId: 'object unit', fileId: 'sheet', sourceHidden: false };
    expect(code('ask', taken, 'drafter', { sheet })).toBe('information.reveals-source');
    expect(code('ask', taken, 'drafter', { sheet: null })).toBeNull();
    expect(code('ask', step('ask', taken).next, 'drafter', { sheet: null })).toBe('step.incomplete');
  });

  test.each(['id', 'DISMISSED', 'MERGED', 'CLOSED'] as const)(
    'is not merged into itself or into nothing: %s',
    (wrong) => {
      const information = received();
      const target = wrong === 'id' ? information : { ...information, id: 'target', state: wrong };
      expect(code('merge', information, 'drafter', { target })).toBe('information.target-not-open');
    },
  );

  test('a correction withdraws only what nobody has taken, and only what a rule raised', () => {
    expect(code('correct', received(), 'drafter')).toBe('access.denied');
    expect(code('correct', walk(received(), 'take'), 'system')).toBe('step.not-available');
    expect(code('correct', received({ source: 'MANUAL' }, 'drafter'), 'system')).toBe('step.not-available');
    expect(step('addEvidence', walk(received(), 'take')).next.evidence).toEqual(['record', 'correction']);
  });

  test.each([
    ['DISMISSED', 'ALERT', 'FEEDBACK_STORED', null],
    ['DISMISSED', 'ALERT', 'DISMISSAL_CONFIRMED', 'information.not-finished'],
    ['DISMISSED', 'MANUAL', 'DISMISSAL_CONFIRMED', null],
    ['ADOPTED', 'ALERT', 'WARNING_WITHDRAWN', null],
    ['ADOPTED', 'ALERT', 'TARGET_CLOSED', 'information.not-finished'],
    ['MERGED', 'ALERT', 'TARGET_CLOSED', null],
    ['TRANSFERRED', 'ALERT', 'TRANSFER_ACKNOWLEDGED', null],
  ] as const)('%s from %s is finished by %s: %s', (state, source, because, expected) => {
    expect(code('close', { ...received(), state, source }, 'system', { because })).toBe(expected);
  });

  test.each<Partial<InformationInputs['receive']>>([{ sourceId: '' }, { category: 'IIC-99' as 'IIC-01' }])(
    'is not received without its origin and category: %j',
    (more) => {
      expect(() => received(more)).toThrow('step.incomplete');
    },
  );
});

describe('what a decided alert says of its rule', () => {
  test.each<[DismissReason, 'FALSE' | null]>([
    ['UNTRUE', 'FALSE'],
    ['LAWFUL_EXCEPTION', 'FALSE'],
    ['RULE_FAULT', 'FALSE'],
    ['DATA_ERROR', null],
    ['ALREADY_HANDLED', null],
  ])('dismissed as %s: %s', (reasonCode, verdict) => {
    const dismissed = step('dismiss', walk(received(), 'take'), { code: reasonCode }).next;
    expect(verdictOf(dismissed)).toBeNull();
    expect(verdictOf(walk(dismissed, 'confirmDismissal'))).toBe(verdict);
  });

  test('adopted and transferred confirm it, merged and corrected say nothing', () => {
    expect(verdictOf(walk(received(), 'take', 'ask', 'adopt', 'confirmAdoption'))).toBe('CONFIRMED');
    expect(verdictOf(walk(received(), 'take', 'transfer', 'confirmTransfer'))).toBe('CONFIRMED');
    expect(verdictOf(walk(received(), 'merge'))).toBeNull();
    expect(verdictOf(walk(received(), 'correct'))).toBeNull();
    const manual = received({ source: 'MANUAL' }, 'drafter');
    expect(verdictOf(walk(manual, 'take', 'ask', 'adopt', 'confirmAdoption'))).toBeNull();
  });
});

describe('on every way through triage', () => {
  const names = Object.keys(MOVES) as Step[];
  const parts = Object.keys(CAST) as Part[];
  const attempts = fc.array(
    fc.record({ name: fc.constantFrom(...names), part: fc.option(fc.constantFrom(...parts), { freq: 5 }) }),
    { minLength: 20, maxLength: 60 },
  );

  test('judge and mover agree; steps keep to their states; two persons conclude; the record holds no words', () => {
    fc.assert(
      fc.property(attempts, (list) => {
        let information = received();
        for (const { name, part } of list) {
          const taker = part ?? MOVES[name].part;
          const refusal = code(name, information, taker);
          try {
            const { next, events } = step(name, information, {}, taker);
            expect(refusal).toBeNull();
            const row = STEPS.filter(
              (one) => one.step === name && (one.from as readonly string[]).includes(information.state),
            );
            expect(row.map(({ to }) => (to === 'SAME' ? information.state : to))).toContain(next.state);
            expect(events[0]).toMatchObject({
              type: INFORMATION_EVENTS[name],
              version: information.version + 1,
              body: { from: information.state, to: next.state },
            });
            expect(JSON.stringify(events)).not.toContain(WORDS);
            if (next.confirmedBy !== null) expect(next.confirmedBy).not.toBe(next.handlerId);
            if (['MERGED', 'DISMISSED', 'TRANSFERRED', 'ADOPTED', 'CLOSED'].includes(next.state))
              expect(next.deadlines.every(({ state }) => state === 'STOPPED')).toBe(true);
            information = next;
          } catch (thrown) {
            if (!(thrown instanceof Refusal)) throw thrown;
            expect(refusal).toBe(thrown.code);
          }
          for (const who of parts) {
            const shown = stepsOpenTo(information, CAST[who], day(DAY)).map((one) => one.step);
            for (const one of shown)
              expect(['access.denied', 'access.recused', 'step.not-available']).not.toContain(
                code(one as Step, information, who),
              );
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('what is put off has a reason and a day the county allows, comes back as it was, and whoever takes it wakes it', () => {
  const asleep = step('snooze', received()).next;
  expect([asleep.state, asleep.snoozedUntil, asleep.notes[0]?.text]).toEqual(['RECEIVED', '2026-03-05', WORDS]);
  const back = step('wake', asleep).next;
  expect([back.state, back.snoozedUntil, back.handlerId]).toEqual(['RECEIVED', null, null]);
  expect(step('take', asleep).next.snoozedUntil).toBeNull();
  expect(code('snooze', received(), 'drafter', { until: day('2026-03-16') })).toBeNull();
  expect(code('snooze', received(), 'drafter', { until: day('2026-03-17') })).toBe('step.day-out-of-range');
  expect(code('snooze', received(), 'drafter', { until: day(DAY) })).toBe('step.day-out-of-range');
  expect(code('snooze', received(), 'drafter', { reason: ' ' })).toBe('step.incomplete');
  expect(code('snooze', step('take', received()).next, 'drafter')).not.toBeNull();
  expect(code('wake', received(), 'drafter')).not.toBeNull();
});

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CALENDAR, day } from '../../../../../tests/support/calendar.ts';
import { at, laterBy, MOVES } from '../../../../../tests/support/warning-steps.ts';
import { A, B, byOf, CAST, type Part, WORDS } from '../../../../../tests/support/warnings.ts';
import type { By } from '../../shared/by.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { Refusal } from '../../shared/refusal.ts';
import { bindingDeadline, OBJECT_CLOCKS, runningDeadlines } from './deadline.ts';
import { WARNING_EVENTS, type WarningEvent } from './events.ts';
import { refusalOf, STEPS, stepsOpenTo, take } from './life.ts';
import { sweep } from './reminders.ts';
import type { WarningScheme } from './scheme.ts';
import { decisionOf, viewOfObject, type Warning, WARNING_ENDS, WARNING_STATES } from './warning.ts';

vi.setConfig({ testTimeout: 60_000 });

type Step = keyof typeof MOVES;
const NAMES = Object.keys(MOVES) as Step[];
const PARTS = Object.keys(CAST) as Part[];

/** One attempt of a random walk: mostly by the usual taker with an input in order, sometimes by anyone with anything. */
type Attempt = {
  readonly usual: boolean;
  readonly pick: number;
  readonly part: Part | null;
  readonly broken: boolean;
  readonly gap: number;
};
const attempts = fc.array(
  fc.record<Attempt>({
    usual: fc.boolean(),
    pick: fc.nat(999),
    part: fc.option(fc.constantFrom(...PARTS), { freq: 4 }),
    broken: fc.nat(4).map((drawn) => drawn === 0),
    gap: fc.nat(6),
  }),
  { minLength: 60, maxLength: 90 },
);
/** Every mode of every level, by name, so that a counterexample is short. */
const STARTS = new Map<string, readonly [WarningScheme, string, string]>(
  [A, B].flatMap((scheme) =>
    scheme.levels.flatMap(({ code, modes }) =>
      modes.map((mode) => [`${code} ${mode.code}`, [scheme, code, mode.code] as const] as const),
    ),
  ),
);
// Level one twice more: only there a deadline is extended.
const starts = fc.constantFrom(...STARTS.keys(), 'L1 WRITTEN', 'L1 WRITTEN');

/** Days, papers and periods are well-formed by the contract; everything else may come empty. */
const KEPT = ['on', 'doneOn', 'paper', 'period', 'successor'];
const emptied = (value: unknown): unknown => {
  if (typeof value === 'string') return '';
  if (typeof value === 'boolean') return false;
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value);
  return Object.fromEntries(parts.map(([key, part]) => [key, KEPT.includes(key) ? part : emptied(part)]));
};

type Try = {
  readonly name: Step;
  readonly before: Warning;
  readonly by: By;
  readonly refusal: Refusal | null;
  readonly after: Warning | null;
  readonly events: readonly WarningEvent[];
};

/** Tries a step both ways, asking the judge and doing it. */
const attempt = <S extends Step>(
  name: S,
  warning: Warning,
  today: LocalDate,
  part: Part | null,
  broken: boolean,
): Try => {
  const move = MOVES[name];
  const by = byOf(CAST[part ?? move.part(warning)], today);
  const good = move.input(warning, today);
  const input = broken ? (emptied(good) as typeof good) : good;
  const refusal = refusalOf(name, warning, input, by);
  try {
    const { next, events } = take(name, warning, input, by, CALENDAR);
    return { name, before: warning, by, refusal, after: next, events };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    expect(refusal && { code: refusal.code, details: refusal.details }).toEqual({
      code: thrown.code,
      details: thrown.details,
    });
    return { name, before: warning, by, refusal, after: null, events: [] };
  }
};

/** The way that most warnings go; a walk keeps to it every other time, so that it comes far. */
const FORWARD = [
  'submit',
  'approve',
  'issue',
  'sign',
  'interview',
  'answer',
  'respond',
  'file',
  'review',
  'accept',
  'finishMeasure',
  'reportDone',
  'passVisit',
  'lift',
  'archive',
] as const satisfies Step[];

const leaves = (name: Step, { state }: Warning) =>
  STEPS.some((row) => row.step === name && (row.from as readonly string[]).includes(state));
const isOpen = (name: Step, warning: Warning, today: LocalDate) =>
  leaves(name, warning) && attempt(name, warning, today, null, false).after !== null;
const hasEnded = ({ state }: Warning) => state === 'ARCHIVED' || WARNING_ENDS.some((end) => end === state);
/** An escalation of which its object does not know yet has one step left. */
const isOver = (warning: Warning) => hasEnded(warning) && warning.face == null;

/** Walks at random: the usual next step, any that is open, or now and then any step by anyone; over and over. */
const wander = (start: string, list: readonly Attempt[]): readonly Try[] => {
  const [scheme, level, mode] = STARTS.get(start) ?? [A, 'L1', 'WRITTEN'];
  let today = day('2026-01-12');
  const begin = () => at(scheme, level, mode, today);
  let warning = begin();
  const tries: Try[] = [];
  for (const { usual: onward, pick, part, broken, gap } of list) {
    today = laterBy(today, gap);
    const open = (name: Step) => isOpen(name, warning, today);
    const choice = part === null ? NAMES.filter((name) => name !== 'transfer' && open(name)) : NAMES;
    const next = part === null && onward ? FORWARD.find(open) : undefined;
    const name = next ?? choice[pick % choice.length] ?? 'transfer';
    const done = attempt(name, warning, today, part, broken);
    tries.push(done);
    warning = done.after ?? warning;
    if (isOver(warning)) warning = begin();
  }
  return tries;
};

// One set of walks for all properties: walking costs more than looking. The seed in the title repeats a run.
const SEED = Date.now() % 1_000_000;
const walksOf = (seed: number, numRuns: number) =>
  fc.sample(fc.tuple(starts, attempts), { numRuns, seed }).map(([start, list]) => wander(start, list));
const WALKS = walksOf(SEED, 90);

const everyTry = (holds: (one: Try) => void) => {
  for (const walk of WALKS) walk.forEach(holds);
};
const everyStep = (holds: (before: Warning, after: Warning, one: Try) => void) => {
  everyTry((one) => {
    if (one.after) holds(one.before, one.after, one);
  });
};

describe(`on every way through the life of a warning (seed ${SEED})`, () => {
  test('the judge and the mover agree, and say the same', () => {
    everyTry(({ refusal, after }) => expect(refusal === null).toBe(after !== null));
  });

  test('a step leads from one of its states to its own, one version on', () => {
    everyStep((before, after, { name }) => {
      const rows = STEPS.filter((row) => row.step === name && (row.from as readonly string[]).includes(before.state));
      expect(rows.map(({ to }) => (to === 'SAME' ? before.state : to))).toContain(after.state);
      expect(after.version).toBe(before.version + 1);
    });
  });

  test('nothing is served that was not decided, numbered and frozen', () => {
    everyStep((_, after) => {
      if (after.service === null) return;
      expect(after.decision).not.toBeNull();
      expect(after.paper?.number).toMatch(/〔2026〕/);
      expect(after.paper?.sha256).toHaveLength(64);
    });
  });

  test('only the body of the level decides, and never the drafter', () => {
    everyStep((before, after, { name, by }) => {
      if (name !== 'approve') return;
      expect(by.viewer.roles.some((role) => decisionOf(before).roles.includes(role))).toBe(true);
      expect(after.assignments.deciderId).not.toBe(after.assignments.drafterId);
    });
  });

  test('nobody reviews what he drafted', () => {
    everyStep((_, { assignments }) => expect(assignments.reviewerId).not.toBe(assignments.drafterId));
  });

  test('an end stops every clock and leaves nothing to do', () => {
    everyStep((_, after) => {
      if (!hasEnded(after)) return;
      expect(after.deadlines.filter(({ state }) => state !== 'STOPPED')).toEqual([]);
      expect([after.overdue, bindingDeadline(after)]).toEqual([false, null]);
      for (const part of PARTS)
        expect(stepsOpenTo(after, CAST[part], day('2026-06-01')).map(({ step }) => step)).toEqual([
          ...(after.state === 'ARCHIVED' && part === 'leader' ? ['transfer'] : []),
          ...(after.face != null && part === 'system' ? ['showEnd'] : []),
        ]);
    });
  });

  test('no clock of the object runs before service or while suspended', () => {
    everyStep((_, after) => {
      if (after.service !== null && after.suspension === null) return;
      const running = runningDeadlines(after).filter(({ clock }) => OBJECT_CLOCKS.some((name) => name === clock));
      expect(running).toEqual([]);
    });
  });

  test('the record names both states and holds no word of a person', () => {
    everyStep((before, after, { events, name }) => {
      const [event] = events;
      expect(event).toMatchObject({
        thingKind: 'warning',
        thingId: before.id,
        type: WARNING_EVENTS[name],
        version: after.version,
        body: { from: before.state, to: after.state },
      });
      expect(JSON.stringify(events)).not.toContain(WORDS);
    });
  });

  test('before service the object sees at most that a paper waits for a signature', () => {
    everyStep((_, after) => {
      if (after.service === null) expect(['NOTHING', 'TO_SIGN']).toContain(viewOfObject(after));
    });
  });

  test('what a page offers is never refused for who or where; what it does not offer always is', () => {
    for (const { before, by } of WALKS.flatMap((walk) => walk.slice(-1)).slice(0, 25)) {
      for (const part of PARTS) {
        const offered = stepsOpenTo(before, CAST[part], by.today);
        expect(offered.filter(({ primary }) => primary).length).toBeLessThan(2);
        for (const name of NAMES) {
          const code = attempt(name, before, by.today, part, false).refusal?.code ?? null;
          const place = ['access.denied', 'access.recused', 'step.not-available'].includes(code ?? '');
          const shown = offered.find(({ step }) => step === name);
          expect([part, name, shown !== undefined]).toEqual([part, name, !place]);
          if (shown?.open === false) expect(shown.why).toBe(code);
        }
      }
    }
  });

  test('the sweep asks only for steps that the life allows', () => {
    everyTry(({ before, by }) => {
      const asked = sweep(before, by.today, CALENDAR);
      const system = byOf(CAST.system, by.today);
      if (asked.markOverdue) expect(refusalOf('markOverdue', before, {}, system)).toBeNull();
      if (asked.proposeEscalation)
        expect(refusalOf('proposeEscalation', before, { ground: asked.proposeEscalation }, system)).toBeNull();
      expect(new Set(asked.reminders.map(({ key }) => key)).size).toBe(asked.reminders.length);
    });
  });
});

test('the walks are worth looking at: they reach every state and every step', () => {
  const tries = walksOf(1, 90)
    .flat()
    .filter(({ after }) => after !== null);
  const steps = new Set(tries.map(({ name }) => name));
  expect(NAMES.filter((name) => !steps.has(name))).toEqual([]);
  expect(new Set(tries.flatMap(({ after }) => after?.state ?? [])).size).toBe(WARNING_STATES.length);
});

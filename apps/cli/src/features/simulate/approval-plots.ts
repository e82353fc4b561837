import {
  type ApprovalDesk,
  type ApprovalDraft,
  type CasePlan,
  type Item,
  layOut,
  leaderOf,
  type Pace,
  stepsFor,
} from './approval-desk.ts';
import type { Day } from './office-days.ts';
import { DECOYS_PER_SCHEME, excess, type Extent, nth, place, type Plot } from './plot.ts';
import type { Approval } from './records.ts';
import type { Office } from './world.ts';

type ApprovalPlot = Plot<Approval>;
type Planned = {
  readonly what: string;
  readonly cause?: string;
  readonly cases: readonly (readonly ApprovalDraft[])[];
};

/** An item that promises one of these numbers of working days. */
const itemPromising = ({ drawItem }: ApprovalDesk, promises: readonly number[]): Item =>
  place('an item', () => {
    const item = drawItem();
    return promises.includes(item.promised) ? item : null;
  });

const startDay = ({ random, days }: ApprovalDesk): Day =>
  days.rollForward(random.int(days.publishedFrom + 3, days.last - 75));

/** Hands out `total` working days over the steps after the first, none resting or waiting longer than `most`. */
const spread = (desk: ApprovalDesk, steps: number, total: number, most: number): Pace[] => {
  const waits = new Array<number>(steps).fill(0);
  const works = new Array<number>(steps).fill(0);
  const slots = [works, waits].flatMap((list) => Array.from({ length: steps - 1 }, (_, i) => ({ list, at: i + 1 })));
  for (let left = total; left > 0; left -= 1) {
    const open = slots.filter(({ list, at }) => (list[at] ?? 0) < (list === waits ? 1 : most));
    const { list, at } = desk.random.pick(open);
    list[at] = (list[at] ?? 0) + 1;
  }
  return works.map((work, i) => ({ wait: waits[i] ?? 0, work }));
};

const onSecondStep = (steps: number, pace: Pace): Pace[] =>
  Array.from({ length: steps }, (_, index) => (index === 1 ? pace : { wait: 0, work: 0 }));

/** R27: finished after the promise, or rested on a desk though the promise held. */
const slowCase = (desk: ApprovalDesk, { strength }: Extent, n: number): Planned => {
  const { random } = desk;
  if (n % 3 === 2) {
    const item = itemPromising(desk, [15, 20]);
    const idle = strength === 1 ? 6 : 5;
    const paces = onSecondStep(stepsFor(item.promised).length, { wait: idle, work: idle });
    return { what: 'idle-desk', cases: [layOut(desk, { item, start: startDay(desk), paces })] };
  }
  const item = itemPromising(desk, [3, 5, 7, 10, 15]);
  const over = Math.ceil(item.promised * excess(random, strength, 0.3, 1.8));
  const paces = onSecondStep(stepsFor(item.promised).length, { wait: 0, work: Math.max(over, item.promised + 2) });
  return { what: 'overdue', cases: [layOut(desk, { item, start: startDay(desk), paces })] };
};

const SLOW_DECOYS = ['clock-stopped', 'long-holiday', 'just-in-time'] as const;

/** The last working days before a holiday of five days or more. */
const holidayEves = ({ days }: ApprovalDesk): Day[] => {
  const eves: Day[] = [];
  for (let day = days.publishedFrom; day <= days.last - 75; day += 1)
    if (days.isWorkday(day) && days.addWorkdays(day, 1) - day > 5) eves.push(day);
  return eves;
};

const slowDecoy = (desk: ApprovalDesk, cause: (typeof SLOW_DECOYS)[number]): Planned => {
  const { random } = desk;
  const planned = (item: Item, start: Day, paces: readonly Pace[]): Planned => ({
    what: cause,
    cause,
    cases: [layOut(desk, { item, start, paces })],
  });
  switch (cause) {
    case 'clock-stopped': {
      const item = itemPromising(desk, [5, 7, 10]);
      const paused = item.promised + random.int(1, 6);
      const paces = onSecondStep(stepsFor(item.promised).length, { wait: 0, work: paused + random.int(1, 2), paused });
      return planned(item, startDay(desk), paces);
    }
    case 'long-holiday': {
      const item = itemPromising(desk, [3, 5]);
      const paces = onSecondStep(stepsFor(item.promised).length, { wait: 0, work: item.promised === 3 ? 1 : 2 });
      return planned(item, random.pick(holidayEves(desk)), paces);
    }
    case 'just-in-time': {
      const item = itemPromising(desk, [5, 7, 10]);
      return planned(item, startDay(desk), spread(desk, stepsFor(item.promised).length, item.promised - 1, 2));
    }
  }
};

/** Nights on which something was planted: two plots in one night would be one matter. */
type Nights = Set<Day>;

const nightOf = (desk: ApprovalDesk, nights: Nights): Day =>
  place('a night', () => {
    const night = startDay(desk);
    if (nights.has(night)) return null;
    nights.add(night);
    return night;
  });

/** An office with enough items to decide many cases at once. */
const busyOffice = ({ random, items }: ApprovalDesk): Office =>
  random.pick(items.filter(({ office }) => office.items.length >= 12)).office;

/** Many cases of one office decided by one leader on one day between `from` and `to` (minutes past midnight). */
const decidedTogether = (
  desk: ApprovalDesk,
  night: Day,
  count: number,
  [from, to]: readonly [number, number],
  more: Partial<CasePlan> = {},
): ApprovalDraft[][] => {
  const { random, items } = desk;
  const office = busyOffice(desk);
  const decider = leaderOf(random, office);
  const own = items.filter((item) => item.office === office);
  return Array.from({ length: count }, () =>
    layOut(desk, {
      item: random.pick(own),
      start: night,
      paces: [],
      decider,
      decidedAt: random.int(from, to),
      ...more,
    }),
  );
};

const NIGHT = [22 * 60 + 35, 23 * 60 + 55] as const;
const EVENING = [18 * 60 + 40, 20 * 60 + 10] as const;

const withoutSteps = (drafts: readonly ApprovalDraft[], numbers: readonly number[]): ApprovalDraft[] =>
  drafts.filter(({ row }) => !numbers.includes(row.stepNo));

/** A case of three steps or more at an ordinary pace. */
const plainCase = (desk: ApprovalDesk, more: Partial<CasePlan> = {}): ApprovalDraft[] => {
  const item = itemPromising(desk, [5, 7, 10, 15, 20]);
  const paces = spread(desk, stepsFor(item.promised).length, 2, 1);
  return layOut(desk, { item, start: startDay(desk), paces, ...more });
};

const IRREGULAR = ['skipped-step', 'self-approval', 'skipped-step', 'night-mass'] as const;

/** R28: a step left out, a decision on one's own application, or a stack of decisions in one night. */
const irregularCase = (desk: ApprovalDesk, { strength }: Extent, nights: Nights, n: number): Planned => {
  const { random } = desk;
  const what = nth(IRREGULAR, n);
  switch (what) {
    case 'skipped-step': {
      const drafts = plainCase(desk);
      const skipped = strength === 1 && drafts.length > 4 ? [2, 3] : [random.int(2, drafts.length - 1)];
      return { what, cases: [withoutSteps(drafts, skipped)] };
    }
    case 'self-approval': {
      const item = itemPromising(desk, [3, 5, 7, 10]);
      const decider = leaderOf(random, item.office);
      const paces = spread(desk, stepsFor(item.promised).length, 1, 1);
      const drafts = layOut(desk, { item, start: startDay(desk), paces, decider, applicant: decider.name });
      for (const { row } of drafts) row.agentCode = decider.code;
      return { what, cases: [drafts] };
    }
    case 'night-mass': {
      const count = strength === 1 ? random.int(14, 18) : random.int(10, 12);
      return { what, cases: decidedTogether(desk, nightOf(desk, nights), count, NIGHT) };
    }
  }
};

const IRREGULAR_DECOYS = [
  'emergency-authority',
  'short-procedure',
  'batch-migration',
  'evening-overtime',
  'colleague-applies',
  'two-at-night',
] as const;

const irregularDecoy = (desk: ApprovalDesk, nights: Nights, cause: (typeof IRREGULAR_DECOYS)[number]): Planned => {
  const { random } = desk;
  const planned = (cases: readonly (readonly ApprovalDraft[])[]): Planned => ({ what: cause, cause, cases });
  switch (cause) {
    case 'emergency-authority': {
      const drafts = plainCase(desk, { emergencyRef: `应急授权〔2026〕${random.int(100, 999)}号` });
      return planned([withoutSteps(drafts, [random.int(2, drafts.length - 1)])]);
    }
    case 'short-procedure': {
      const item = itemPromising(desk, [5, 7, 10]);
      const steps = ['受理', '决定'];
      return planned([layOut(desk, { item, start: startDay(desk), paces: [], steps })]);
    }
    case 'batch-migration': {
      const emergencyRef = `系统迁移〔2026〕${random.int(10, 99)}号`;
      return planned(decidedTogether(desk, nightOf(desk, nights), random.int(10, 14), NIGHT, { emergencyRef }));
    }
    case 'evening-overtime':
      return planned(decidedTogether(desk, nightOf(desk, nights), random.int(10, 14), EVENING));
    case 'two-at-night':
      return planned(decidedTogether(desk, nightOf(desk, nights), 2, NIGHT));
    case 'colleague-applies':
      return planned([
        place('a colleague who does not act', () => {
          const drafts = plainCase(desk);
          const [first] = drafts;
          const office = desk.world.offices.find(({ code }) => code === first?.row.unitCode);
          const idle = office?.people.filter(({ code }) => drafts.every(({ row }) => row.actorCode !== code)) ?? [];
          if (idle.length === 0) return null;
          const applicant = random.pick(idle).name;
          for (const { row } of drafts) row.applicant = applicant;
          return drafts;
        }),
      ]);
  }
};

const caseSubject: ApprovalPlot['subject'] = ([row]) => ({ kind: 'CASE', id: row?.caseRef ?? '' });

/** One plot a case: cases planted together share the name of the scheme. */
const plotsOf = (rule: 'R27' | 'R28', n: number, { what, cause, cases }: Planned): ApprovalPlot[] =>
  cases.map((drafts) => ({
    scheme: `${rule}-${what}-${n + 1}`,
    rule,
    subject: caseSubject,
    drafts,
    ...(cause === undefined ? {} : { cause }),
  }));

/** Plants every matter of R27 and R28 and its decoys. */
export const plantApprovals = (desk: ApprovalDesk, extent: Extent): ApprovalPlot[] => {
  const plots: ApprovalPlot[] = [];
  const nights: Nights = new Set();
  for (let n = 0; n < extent.schemes; n += 1) {
    plots.push(...plotsOf('R27', n, slowCase(desk, extent, n)));
    plots.push(...plotsOf('R28', n, irregularCase(desk, extent, nights, n)));
  }
  for (let n = 0; n < extent.schemes * DECOYS_PER_SCHEME; n += 1) {
    plots.push(...plotsOf('R27', n, slowDecoy(desk, nth(SLOW_DECOYS, n))));
    const cause = nth(IRREGULAR_DECOYS, n);
    plots.push(...plotsOf('R28', n, irregularDecoy(desk, nights, cause)));
  }
  return plots;
};

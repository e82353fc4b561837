import { type Day, dateOf, instantAt, type OfficeDays, yearOfDay } from './office-days.ts';
import type { Draft } from './plot.ts';
import type { Random } from './random.ts';
import type { Approval } from './records.ts';
import type { Office, Person, World } from './world.ts';

export type ApprovalDraft = Draft<Approval>;

export type Item = { readonly code: string; readonly office: Office; readonly promised: number };

/** What the makers of cases share. */
export type ApprovalDesk = {
  readonly random: Random;
  readonly world: World;
  readonly days: OfficeDays;
  readonly items: readonly Item[];
  readonly drawItem: () => Item;
  readonly nextCase: (office: Office, day: Day) => string;
};

/** The last step that decides is always 决定. */
const STEPS: readonly { readonly upTo: number; readonly steps: readonly string[] }[] = [
  { upTo: 1, steps: ['受理', '决定'] },
  { upTo: 5, steps: ['受理', '审查', '决定'] },
  { upTo: 10, steps: ['受理', '审查', '审核', '决定'] },
  { upTo: Infinity, steps: ['受理', '现场勘验', '审查', '审核', '决定'] },
];

export const stepsFor = (promised: number): readonly string[] =>
  STEPS.find(({ upTo }) => promised <= upTo)?.steps ?? ['受理', '决定'];

/** Half past eight. A day's work begins in the four hours after it, so that even five steps in one day end by half past five. */
const OPENS = 8 * 60 + 30;

/** How one step runs: working days until somebody takes it up, until it is done, and of these how many the clock stood still. */
export type Pace = { readonly wait: number; readonly work: number; readonly paused?: number };

export type CasePlan = {
  readonly item: Item;
  readonly start: Day;
  readonly paces: readonly Pace[];
  readonly steps?: readonly string[];
  readonly applicant?: string;
  readonly emergencyRef?: string;
  readonly promised?: number | null;
  /** Who decides; by default a leader of the office. */
  readonly decider?: Person;
  /** Minutes past midnight at which the deciding step ends, when not in office hours. */
  readonly decidedAt?: number;
};

const DEPUTY = /局长|主任|部长|副|大队长|理事/u;

export const leaderOf = (random: Random, office: Office): Person => {
  const leaders = office.people.filter(({ post, head }) => head || DEPUTY.test(post));
  return random.pick(leaders.length > 0 ? leaders : office.people);
};

/** Lays a case out step by step on working days; every step has its own actor. */
export const layOut = (desk: ApprovalDesk, plan: CasePlan): ApprovalDraft[] => {
  const { random, days } = desk;
  const { item, start, paces } = plan;
  const { office } = item;
  const steps = plan.steps ?? stepsFor(item.promised);
  const decider = plan.decider ?? leaderOf(random, office);
  const staff = random.shuffled(office.people.filter(({ code }) => code !== decider.code));
  const caseRef = desk.nextCase(office, start);
  const applicant = plan.applicant ?? applicantOf(desk);
  const agentCode = random.chance(0.12) ? `DB${String(random.int(1, 400)).padStart(4, '0')}` : null;
  let day = start;
  let minute = random.int(OPENS, OPENS + 120);
  return steps.map((step, index) => {
    const pace = paces[index] ?? { wait: 0, work: 0 };
    const begun = pace.wait === 0 ? day : days.addWorkdays(day, pace.wait);
    if (begun !== day) minute = random.int(OPENS, OPENS + 240);
    const night = step === '决定' ? plan.decidedAt : undefined;
    const begunAt = night === undefined ? minute : night - random.int(1, 4);
    const done = pace.work === 0 ? begun : days.addWorkdays(begun, pace.work);
    const usual = done === begun ? begunAt + random.int(5, 45) : random.int(OPENS, OPENS + 240);
    const doneAt = night ?? usual;
    day = done;
    minute = doneAt + random.int(2, 15);
    const actor = step === '决定' ? decider : (staff[index % staff.length] ?? decider);
    return {
      day: begun,
      row: {
        externalId: '',
        unitCode: office.code,
        occurredOn: dateOf(begun),
        caseRef,
        powerItemCode: item.code,
        step,
        stepNo: index + 1,
        stepsTotal: steps.length,
        actorCode: actor.code,
        actor: actor.name,
        applicant,
        agentCode,
        startedAt: instantAt(begun, begunAt),
        finishedAt: instantAt(done, doneAt),
        promisedDays: plan.promised === undefined ? item.promised : plan.promised,
        pausedDays: pace.paused ?? 0,
        emergencyRef: plan.emergencyRef ?? null,
      },
    };
  });
};

const COMPANY_TRADES = [
  'BUILDING',
  'CATERING',
  'RETAIL',
  'IT',
  'FARM',
  'MEDICAL',
  'MEDIA',
  'HOTEL',
  'VEHICLE',
  'DECORATION',
];

const applicantOf = ({ random, world }: ApprovalDesk): string =>
  random.chance(0.45) ? random.pick(world.suppliersOf(random.pick(COMPANY_TRADES))).name : world.citizen(random);

/** Numbers of cases, counted through the whole county so that none returns. */
export const caseNumbers = (replica: number): ((office: Office, day: Day) => string) => {
  let count = 0;
  return (office, day) => {
    count += 1;
    return `${office.code}-${yearOfDay(day)}-${replica === 0 ? '' : `${replica}-`}${String(count).padStart(6, '0')}`;
  };
};

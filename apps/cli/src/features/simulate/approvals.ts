import {
  type ApprovalDesk,
  type ApprovalDraft,
  caseNumbers,
  type Item,
  layOut,
  type Pace,
  stepsFor,
} from './approval-desk.ts';
import { plantApprovals } from './approval-plots.ts';
import { daySampler, type OfficeDays } from './office-days.ts';
import { type Extent, externalId, truthOf } from './plot.ts';
import { chooser, type Random, randomFrom } from './random.ts';
import type { Approval, Truth } from './records.ts';
import type { World } from './world.ts';

const CASES_PER_YEAR = 1_480;
const MONTHS = [0.9, 0.7, 1.1, 1.1, 1, 1, 1, 1, 1, 0.9, 1, 1];
/** Promised working days, and how common each is; 1 = done while the applicant waits. */
const PROMISES = [1, 3, 5, 7, 10, 15, 20];
const PROMISE_SHARES = [15, 12, 22, 16, 15, 12, 8];

/** The items of all offices; an item promises the same everywhere and always, whatever the seed of the county. */
const itemsOf = (world: World): { items: Item[]; weights: number[] } => {
  const items: Item[] = [];
  const weights: number[] = [];
  for (const office of world.offices) {
    office.items.forEach((code, rank) => {
      items.push({ code, office, promised: randomFrom(code).weighted(PROMISES, PROMISE_SHARES) });
      weights.push(1 / (rank + 3));
    });
  }
  return { items, weights };
};

/** An ordinary pace keeps two working days clear of the promise, and no step rests longer than two. */
const ordinaryPaces = (random: Random, promised: number): Pace[] => {
  let spare = Math.max(0, promised - 2);
  const spend = (most: number) => {
    const spent = Math.min(spare, random.weighted([0, 1, 2], [6, 3, 1]), most);
    spare -= spent;
    return spent;
  };
  return stepsFor(promised).map((step, index) => {
    const wait = index === 0 ? 0 : spend(1);
    const work = step === '受理' ? 0 : spend(2);
    if (step !== '审查' || !random.chance(0.12)) return { wait, work };
    const paused = random.int(2, 8);
    return { wait, work: work + paused, paused };
  });
};

/** Two years of approvals of a county, one row a step, with the matters planted in them. */
export const simulateApprovals = (
  random: Random,
  world: World,
  days: OfficeDays,
  extent: Extent,
  replica: number,
): { readonly rows: readonly Approval[]; readonly truths: readonly Truth[] } => {
  const { items, weights } = itemsOf(world);
  const drawItem = chooser(random, items, weights);
  const desk: ApprovalDesk = { random, world, days, items, drawItem, nextCase: caseNumbers(replica) };
  const plots = plantApprovals(desk, extent);
  const drafts: ApprovalDraft[] = plots.flatMap((plot) => [...plot.drafts]);
  // The last cases begin early enough to be finished when the feed ends.
  const drawDay = daySampler(random, { ...days, last: days.last - 45 }, MONTHS);
  for (let left = Math.round(CASES_PER_YEAR * extent.years * extent.portion); left > 0; left -= 1) {
    const item = drawItem();
    const promised = random.chance(0.02) ? null : item.promised;
    const emergency = random.chance(0.003) ? { emergencyRef: `应急〔2026〕${random.int(1, 90)}号` } : {};
    drafts.push(
      ...layOut(desk, { item, start: drawDay(), paces: ordinaryPaces(random, item.promised), promised, ...emergency }),
    );
  }
  drafts.sort(({ row: a }, { row: b }) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0));
  drafts.forEach(({ row }, index) => (row.externalId = externalId('SP', replica, index)));
  return { rows: drafts.map(({ row }) => row), truths: plots.map(truthOf) };
};

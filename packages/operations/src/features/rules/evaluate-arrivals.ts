import { isKind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { gather } from '@qingfeng/platform/jobs.ts';
import { evaluateRules, MOST_TOUCHED, type Pace } from './evaluate-rules.ts';
import type { ArrivedPart } from './store.ts';

export const ARRIVALS_TASK = 'evaluate-arrivals';
export const PERIODS_TASK = 'evaluate-periods';

/** A part as the queue keeps it until it is judged. */
export type WaitingPart = ArrivedPart & { readonly recordKind: string; readonly rows: number };

const isWaiting = (value: unknown): value is WaitingPart =>
  typeof value === 'object' &&
  value !== null &&
  ['batchId', 'fromRecord', 'toRecord', 'recordKind'].every((name) => typeof Reflect.get(value, name) === 'string') &&
  typeof Reflect.get(value, 'rows') === 'number';

/** The parts in a job's payload; throws RangeError where it holds anything else. */
export const waitingParts = (payload: unknown): readonly WaitingPart[] => {
  if (Array.isArray(payload) && payload.every(isWaiting)) return payload;
  throw new RangeError('the payload holds something else than parts of deliveries');
};

/** Seconds for which what came is gathered before the rules that judge whole periods look at it. */
const GATHERED_S = 5;

/**
 * Has a part judged together with those of its kind that wait already: judging fifty rows costs hardly less than judging five
 * hundred, so that a feed which delivers faster than it can be judged piece by piece does not fall behind. Rules that judge whole periods
 * come a little later by themselves: they read years of a unit, and nobody's alert of this second should wait for that. One job of a
 * queue at a time: two that judge at once would only take each other's time.
 */
export const queueArrival = async (database: Database, part: WaitingPart): Promise<void> => {
  await gather(database, ARRIVALS_TASK, [part], { key: `${ARRIVALS_TASK}:${part.recordKind}`, afterSeconds: 0 });
  await postponePeriods(database, [part], GATHERED_S);
};

/** Has the rules of whole periods look at these parts so many seconds later, with whatever comes until then. */
export const postponePeriods = async (
  database: Database,
  parts: readonly WaitingPart[],
  seconds: number,
): Promise<void> => {
  for (const [kind, ofKind] of Map.groupBy(parts, ({ recordKind }) => recordKind))
    await gather(database, PERIODS_TASK, ofKind, { key: `${PERIODS_TASK}:${kind}`, afterSeconds: seconds });
};

/** Parts to be judged together: small ones up to what is looked at by its surroundings, large ones in one look at the whole history. */
export const togetherOf = (parts: readonly WaitingPart[]): WaitingPart[][] => {
  const large: WaitingPart[] = [];
  const groups: WaitingPart[][] = [];
  // A corrected row touches the revision it replaces as well.
  let room = 0;
  for (const part of parts) {
    const touches = part.rows * 2;
    if (touches > MOST_TOUCHED) {
      large.push(part);
      continue;
    }
    if (touches > room) {
      groups.push([]);
      room = MOST_TOUCHED;
    }
    groups.at(-1)?.push(part);
    room -= touches;
  }
  return large.length === 0 ? groups : [...groups, large];
};

/** Judges what came at one pace. Doing it again finds every key taken. */
export const evaluateArrivals = async (
  database: Database,
  by: By,
  zone: string,
  pace: Pace,
  parts: readonly WaitingPart[],
): Promise<void> => {
  for (const [recordKind, ofKind] of Map.groupBy(parts, (part) => part.recordKind)) {
    if (!isKind(recordKind)) throw new RangeError(`no kind ${recordKind}`);
    for (const together of pace === 'PERIODS' ? [ofKind] : togetherOf(ofKind))
      await evaluateRules(database, by, zone, { kind: 'ARRIVAL', recordKind, pace, parts: together });
  }
};

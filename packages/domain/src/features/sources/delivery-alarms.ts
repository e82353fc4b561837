import type { Counts } from './batch.ts';

/** What is odd about a delivery: too many rows rejected, far fewer or far more rows than this feed delivers otherwise. */
export const DELIVERY_ALARMS = ['MANY_REJECTED', 'FEW_ROWS', 'MANY_ROWS'] as const;
export type DeliveryAlarm = (typeof DELIVERY_ALARMS)[number];

export type DeliveryLimits = {
  /** Share of a delivery's rows past which rejects alarm, in (0, 1). */
  readonly rejectedShare: number;
  /** Parts of the usual number of rows: below the one, above the other. */
  readonly few: number;
  readonly many: number;
};

/** Of fewer rows a share says nothing. */
const LEAST_ROWS = 20;
/** Deliveries before this one that it takes to know what is usual. */
export const LEAST_EARLIER = 4;
/** And as many of them as are looked at. */
export const MOST_EARLIER = 12;

const rowsOf = ({ accepted, corrected, unchanged, repeated, rejected }: Counts): number =>
  accepted + corrected + unchanged + repeated + rejected;

const medianOf = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
  return (low + high) / 2;
};

/**
 * What is odd about a delivery of these counts after those `earlier` ones of its feed (MR-19). Rows sent one by one over the API have no
 * usual number: for them `earlier` is empty.
 */
export const alarmsOf = (counts: Counts, earlier: readonly Counts[], limits: DeliveryLimits): DeliveryAlarm[] => {
  const rows = rowsOf(counts);
  const alarms: DeliveryAlarm[] = [];
  if (rows >= LEAST_ROWS && counts.rejected / rows > limits.rejectedShare) alarms.push('MANY_REJECTED');
  if (earlier.length < LEAST_EARLIER) return alarms;
  const usual = medianOf(earlier.map(rowsOf));
  if (usual < LEAST_ROWS) return alarms;
  if (rows < usual * limits.few) alarms.push('FEW_ROWS');
  if (rows > usual * limits.many) alarms.push('MANY_ROWS');
  return alarms;
};

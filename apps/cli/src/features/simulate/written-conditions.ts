/**
 * The conditions of DOMAIN §8.3 and of the flags R003 and R018, read off the page and tried on every row in the plainest way.
 * It judges the simulator's ground truth, so it shares nothing with the rule pack and nothing with what plants the schemes.
 * Where the page can be read in two ways both are tried: a `Reading` fixes one, and the truth must be the same under each.
 */
import { type Calendar, workdaysBetween } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Approval, Expense, Procurement, RuleCode } from './records.ts';

export type Hit = { readonly rule: RuleCode; readonly subject: string; readonly records: readonly string[] };

export type Reading = {
  /** R10: largest distance in days between two claims of one split. */
  readonly week: number;
  /** R10: whether the payee is watched in one unit or in the whole county. */
  readonly acrossUnits: boolean;
  /** R18: largest distance in days. */
  readonly quarter: number;
  /** R20: days of twelve months. */
  readonly year: number;
  /** R20: whether lawful awards count in the amount of the unit. */
  readonly wholeAmount: boolean;
  /** R27: a step idles while it lies on a desk, or while nobody takes it up. */
  readonly idle: 'work' | 'wait';
  /** R28: decisions of one night that are many. */
  readonly mass: number;
  /** R28: whether night is judged by when a decision began or ended. */
  readonly nightBy: 'startedAt' | 'finishedAt';
};

export const READINGS: readonly Reading[] = [
  {
    week: 6,
    acrossUnits: false,
    quarter: 89,
    year: 365,
    wholeAmount: true,
    idle: 'work',
    mass: 3,
    nightBy: 'finishedAt',
  },
  {
    week: 7,
    acrossUnits: true,
    quarter: 90,
    year: 366,
    wholeAmount: false,
    idle: 'wait',
    mass: 10,
    nightBy: 'startedAt',
  },
];

const LIMIT = 50_000_00;
const TENDER_DUE = { WORKS: 4_000_000_00, GOODS: 2_000_000_00, SERVICES: 1_000_000_00 };

const numbers = new Map<string, number>();
const dayNumber = (day: string): number => {
  const known = numbers.get(day) ?? Date.parse(day) / 86_400_000;
  numbers.set(day, known);
  return known;
};
const distance = (a: { occurredOn: string }, b: { occurredOn: string }): number =>
  dayNumber(b.occurredOn) - dayNumber(a.occurredOn);
const sum = (rows: readonly { amountMinor: number }[]): number =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
const ids = (rows: readonly { externalId: string }[]): string[] => rows.map(({ externalId }) => externalId).sort();
const hit = (rule: RuleCode, subject: string, rows: readonly { externalId: string }[]): Hit => ({
  rule,
  subject,
  records: ids(rows),
});

const grouped = <Row>(rows: readonly Row[], key: (row: Row) => string | null): [string, Row[]][] =>
  [...Map.groupBy(rows, key)].flatMap(([name, group]) => (name === null ? [] : [[name, group] as [string, Row[]]]));

/** Every window of `span` days that begins with a row and that `meets` accepts; windows that share a row are one matter. */
const inWindows = <Row extends { occurredOn: string }>(
  rows: readonly Row[],
  span: number,
  meets: (window: readonly Row[]) => boolean,
): Row[][] => {
  const matters: Set<Row>[] = [];
  for (const first of rows.toSorted((a, b) => distance(b, a))) {
    const window = rows.filter((row) => distance(first, row) >= 0 && distance(first, row) <= span);
    if (!meets(window)) continue;
    const last = matters.at(-1);
    const matter = last && window.some((row) => last.has(row)) ? last : new Set<Row>();
    if (matter !== last) matters.push(matter);
    for (const row of window) matter.add(row);
  }
  return matters.map((matter) => [...matter]);
};

/** What stands after reversals: neither the entry that takes back nor the one taken back. */
const standing = (rows: readonly Expense[]): Expense[] => {
  const reversed = new Set(rows.map(({ reversalOf }) => reversalOf));
  return rows.filter((row) => row.reversalOf === null && !reversed.has(row.externalId));
};

export const expenseHits = (all: readonly Expense[], { week, acrossUnits }: Reading): Hit[] => {
  const rows = standing(all);
  const hits: Hit[] = [];
  const undecided = rows.filter(({ approvalRef, currency }) => approvalRef === null && currency === 'CNY');
  for (const row of undecided)
    if (row.amountMinor > LIMIT) hits.push(hit('R09', row.claimantCode ?? row.unitCode, [row]));
  const small = undecided.filter(({ amountMinor }) => amountMinor <= LIMIT);
  for (const [, group] of grouped(small, (row) =>
    [row.payeeCode ?? row.payee, row.kind, acrossUnits ? '' : row.unitCode].join('|'),
  )) {
    for (const split of inWindows(group, week, (window) => sum(window) > LIMIT))
      hits.push(hit('R10', split[0]?.payeeCode ?? split[0]?.payee ?? '', split));
  }
  const marks = [(row: Expense) => row.invoiceNo, (row: Expense) => row.invoiceHash];
  const repeated = marks.flatMap((mark) =>
    grouped(rows, mark).filter(([, [first, ...others]]) => {
      const installments =
        first?.approvalRef != null && others.every(({ approvalRef }) => approvalRef === first.approvalRef);
      return others.length > 0 && !installments;
    }),
  );
  const byInvoice = Map.groupBy(
    repeated.flatMap(([, group]) => group),
    ({ invoiceNo }) => invoiceNo ?? '',
  );
  for (const [invoice, group] of byInvoice) hits.push(hit('R11', invoice, [...new Set(group)]));
  return hits;
};

const HOUR_MS = 3_600_000;
/** The day in China on which an instant falls, moved by `hours`. */
const officeDay = (at: string, hours = 0): LocalDate =>
  new Date(Date.parse(at) + (8 + hours) * HOUR_MS).toISOString().slice(0, 10) as LocalDate;

export const approvalHits = (all: readonly Approval[], calendar: Calendar, { idle, mass, nightBy }: Reading): Hit[] => {
  const hits: Hit[] = [];
  const workdays = (from: string, to: string): number => workdaysBetween(calendar, officeDay(from), officeDay(to));
  const hour = (at: string): number => new Date(Date.parse(at) + 8 * HOUR_MS).getUTCHours();
  const night = (at: string): boolean => hour(at) >= 22 || hour(at) < 6;
  const atNight = grouped(
    all.filter((row) => night(row[nightBy]) && row.emergencyRef === null),
    (row) => `${row.actorCode}|${officeDay(row[nightBy], -6)}`,
  ).flatMap(([, group]) => (group.length >= mass ? group.map(({ caseRef }) => caseRef) : []));
  const massed = new Set(atNight);
  for (const [caseRef, steps] of grouped(all, (row) => row.caseRef)) {
    const [first] = steps;
    if (!first) continue;
    steps.sort((a, b) => a.stepNo - b.stepNo);
    const begun = steps.map(({ startedAt }) => startedAt).sort()[0] ?? '';
    const done =
      steps
        .map(({ finishedAt }) => finishedAt)
        .sort()
        .at(-1) ?? '';
    const paused = steps.reduce((total, { pausedDays }) => total + pausedDays, 0);
    const late = first.promisedDays !== null && workdays(begun, done) - paused > first.promisedDays;
    const idles = steps.some((step, i) => {
      const before = steps[i - 1];
      if (idle === 'work') return workdays(step.startedAt, step.finishedAt) - step.pausedDays > 3;
      return before !== undefined && workdays(before.finishedAt, step.startedAt) > 3;
    });
    if (late || idles) hits.push(hit('R27', caseRef, steps));
    const skipped = steps.length < first.stepsTotal;
    const own = steps.some((step) => step.applicant === step.actor || step.agentCode === step.actorCode);
    if ((skipped || own || massed.has(caseRef)) && first.emergencyRef === null) hits.push(hit('R28', caseRef, steps));
  }
  return hits;
};

const DAY_MS = 86_400_000;

export const procurementHits = (all: readonly Procurement[], reading: Reading): Hit[] => {
  const hits: Hit[] = [];
  const isPlain = ({ frameworkRef, exemptionRef }: Procurement) => frameworkRef === null && exemptionRef === null;
  const plain = all.filter(isPlain);
  for (const [, group] of grouped(plain, (row) => (row.category === null ? null : `${row.unitCode}|${row.category}`))) {
    const small = group.filter(({ amountMinor, kind }) => amountMinor < TENDER_DUE[kind]);
    const splits = inWindows(
      small,
      reading.quarter,
      (window) => window[0] !== undefined && window.length > 1 && sum(window) >= TENDER_DUE[window[0].kind],
    );
    for (const split of splits) hits.push(hit('R18', split[0]?.unitCode ?? '', split));
  }
  for (const row of plain)
    if (row.amountMinor > TENDER_DUE[row.kind] && row.method !== 'OPEN_TENDER' && row.method !== 'INVITED_TENDER')
      hits.push(hit('R19', row.tenderRef ?? row.externalId, [row]));
  for (const [unit, group] of grouped(all, (row) => row.unitCode)) {
    const counted = group.filter((row) => reading.wholeAmount || isPlain(row));
    for (const [supplier, own] of grouped(group.filter(isPlain), (row) => row.supplierCode)) {
      const frequent = inWindows(own, reading.year - 1, (window) => window.length >= 5).flat();
      const dominant = new Set<Procurement>();
      for (const last of own) {
        const inYear = (row: Procurement) => distance(row, last) >= 0 && distance(row, last) < reading.year;
        const year = counted.filter(inYear);
        const held = own.filter(inYear);
        // A share of fewer than four awards says nothing: the first award of a unit is always the whole of it.
        if (year.length >= 4 && sum(held) >= 0.5 * sum(year)) for (const row of held) dominant.add(row);
      }
      const found = new Set([...frequent, ...dominant]);
      if (found.size > 0) hits.push(hit('R20', `${supplier}@${unit}`, [...found]));
    }
  }
  for (const row of all) {
    if (row.tenderStartedAt !== null && row.tenderEndedAt !== null) {
      const whole = Math.floor((Date.parse(row.tenderEndedAt) - Date.parse(row.tenderStartedAt)) / DAY_MS);
      if (whole < 15) hits.push(hit('R003', row.ocid, [row]));
    }
    if (row.tenderers === 1 && ['open', 'selective'].includes(row.procurementMethod))
      hits.push(hit('R018', row.ocid, [row]));
  }
  return hits;
};

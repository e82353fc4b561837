import {
  book,
  type Claim,
  CLAIM_LIMIT,
  drawPayee,
  type ExpenseDesk,
  type ExpenseDraft,
  type ExpenseKind,
  type Payee,
  reverse,
} from './expense-book.ts';
import type { Day } from './office-days.ts';
import { cut, DECOYS_PER_SCHEME, excess, type Extent, nth, place, type Plot } from './plot.ts';
import type { Expense, RuleCode } from './records.ts';
import type { Office, Person } from './world.ts';

type ExpensePlot = Plot<Expense>;
type Spot = { readonly on: readonly Day[]; readonly kind: ExpenseKind; readonly payee: Payee };

/** Days kept free around a plot's days: more than any window of R10. */
const QUIET = 12;

/** Days for a plot, and a payee who had nothing of this kind around any of them, so that the plot stands alone. */
const quietSpot = (desk: ExpenseDesk, kinds: readonly ExpenseKind[], schedule: () => readonly Day[]): Spot =>
  place('a payment', () => {
    const on = schedule();
    const kind = desk.random.pick(kinds);
    const payee = drawPayee(desk, kind, null);
    const free = on.every((day) => desk.ledger.isFree(payee, kind, day - QUIET, day + QUIET));
    return free ? { on, kind, payee } : null;
  });

const anyOffice = ({ random, world }: ExpenseDesk): Office =>
  random.weighted(
    world.offices,
    world.offices.map(({ expenseWeight }) => expenseWeight),
  );

/** A working day that leaves `room` days before the end. */
const startDay = ({ random, days }: ExpenseDesk, room: number): Day =>
  days.rollForward(random.int(days.first + 3, days.last - room - 12));

const oneDay = (desk: ExpenseDesk) => (): Day[] => [startDay(desk, 0)];

/** `count` working days, in order, the last at most `span` calendar days after the first. */
const daysWithin = (desk: ExpenseDesk, span: number, count: number) => (): Day[] => {
  const { random, days } = desk;
  const start = startDay(desk, span);
  const open: Day[] = [];
  for (let day = start; day <= start + span; day += 1) if (days.isWorkday(day)) open.push(day);
  return [start, ...Array.from({ length: count - 1 }, () => random.pick(open))].sort((a, b) => a - b);
};

/** `count` working days, each `least` to `most` calendar days after the one before. */
const daysApart = (desk: ExpenseDesk, least: number, most: number, count: number) => (): Day[] => {
  const { random, days } = desk;
  const on = [startDay(desk, (most + 8) * (count - 1))];
  while (on.length < count) on.push(days.rollForward((on.at(-1) ?? 0) + random.int(least, most)));
  return on;
};

const payeeSubject: ExpensePlot['subject'] = ([row]) => ({ kind: 'SUPPLIER', id: row?.payeeCode ?? row?.payee ?? '' });
const claimantSubject: ExpensePlot['subject'] = ([row]) =>
  row?.claimantCode == null ? { kind: 'UNIT', id: row?.unitCode ?? '' } : { kind: 'PERSON', id: row.claimantCode };
const invoiceSubject: ExpensePlot['subject'] = ([row]) => ({ kind: 'INVOICE', id: row?.invoiceNo ?? '' });

/** A claim at the spot's days, same office, kind and payee each time. */
const claimsAt =
  (desk: ExpenseDesk, { kind, payee }: Spot, office: Office, claimants: readonly Person[]) =>
  (day: Day, yuan: number, more: Partial<Claim> = {}): ExpenseDraft =>
    book(desk, { office, day, kind, yuan, payee, claimant: desk.random.pick(claimants), ...more });

/** None of receptions, travel and fuel: a single large claim of those would be a matter of its year as well. */
const TREATS = ['OTHER', 'MEETING', 'TRAINING', 'REPAIR', 'OFFICE', 'PRINTING', 'PROJECT', 'EQUIPMENT'] as const;

/** R09: one claim over the limit without any decision. */
const oversizeClaim = (desk: ExpenseDesk, { strength }: Extent): ExpenseDraft[] => {
  const { random } = desk;
  const spot = quietSpot(desk, TREATS, oneDay(desk));
  const office = anyOffice(desk);
  const claim = claimsAt(desk, spot, office, office.people);
  const yuan = CLAIM_LIMIT * excess(random, strength, 0.08, 1.5);
  // Some units pay at once from their account, so that nobody claims.
  return spot.on.map((day) => claim(day, yuan, random.chance(0.15) ? { claimant: null } : {}));
};

const OVERSIZE_DECOYS = ['approved-project', 'approved-equipment', 'just-under', 'other-currency'] as const;

const oversizeDecoy = (desk: ExpenseDesk, cause: (typeof OVERSIZE_DECOYS)[number]): ExpenseDraft[] => {
  const { random, voucher } = desk;
  const office = anyOffice(desk);
  const one = (kinds: readonly ExpenseKind[], yuan: number, more: (day: Day) => Partial<Claim> = () => ({})) => {
    const spot = quietSpot(desk, kinds, oneDay(desk));
    return spot.on.map((day) => claimsAt(desk, spot, office, office.people)(day, yuan, more(day)));
  };
  const approved = (day: Day) => ({ approvalRef: voucher.decision(office, day) });
  switch (cause) {
    case 'approved-project':
      return one(['PROJECT'], random.between(56_000, 320_000), approved);
    case 'approved-equipment':
      return one(['EQUIPMENT'], random.between(56_000, 240_000), approved);
    case 'just-under':
      return one(TREATS, random.between(46_000, 49_700));
    case 'other-currency':
      // Over the number, under the value: 51,000 Hong Kong dollars are some 47,000 yuan.
      return one(TREATS, random.between(50_600, 53_000), () => ({ currency: 'HKD' }));
  }
};

const SPLITTABLE = ['REPAIR', 'PRINTING', 'OFFICE', 'MEETING', 'PROJECT', 'TRAINING', 'LABOUR'] as const;
/** Pieces of a split stay well under the limit each. */
const PIECE = 30_000;

/** R10: one need paid in pieces to one payee within a week, each under the limit, together over it. */
const splitClaim = (desk: ExpenseDesk, { strength }: Extent): ExpenseDraft[] => {
  const { random } = desk;
  const total = CLAIM_LIMIT * excess(random, strength, 0.08, 1.4);
  const pieces = cut(random, total, Math.ceil(total / PIECE));
  const spot = quietSpot(desk, SPLITTABLE, daysWithin(desk, 6, pieces.length));
  const office = anyOffice(desk);
  const claim = claimsAt(desk, spot, office, random.shuffled(office.people).slice(0, 2));
  return spot.on.map((day, i) => claim(day, pieces[i] ?? 0));
};

const SPLIT_DECOYS = [
  'periodic-rent',
  'monthly-settlement',
  'reversal',
  'just-under-sum',
  'outside-window',
  'different-kinds',
] as const;

const splitDecoy = (desk: ExpenseDesk, cause: (typeof SPLIT_DECOYS)[number]): ExpenseDraft[] => {
  const { random, days, voucher } = desk;
  const office = anyOffice(desk);
  const claimants = [random.pick(office.people)];
  switch (cause) {
    case 'periodic-rent':
    case 'monthly-settlement': {
      // Contracts that were decided on: the pieces are months, not parts of one need.
      const kinds = cause === 'periodic-rent' ? (['RENT'] as const) : (['FUEL', 'REPAIR'] as const);
      const spot = quietSpot(desk, kinds, daysWithin(desk, 6, random.int(2, 3)));
      const approvalRef = voucher.decision(office, spot.on[0] ?? 0);
      const each = random.between(27_000, 33_000);
      return spot.on.map((day) => claimsAt(desk, spot, office, claimants)(day, each, { approvalRef }));
    }
    case 'reversal': {
      const spot = quietSpot(desk, SPLITTABLE, oneDay(desk));
      const [day = 0] = spot.on;
      const claim = claimsAt(desk, spot, office, claimants);
      const first = claim(day, random.between(28_000, 42_000));
      const undone = reverse(first, days.addWorkdays(day, 1));
      return [first, undone, claim(days.addWorkdays(day, 2), first.row.amountMinor / 100)];
    }
    case 'just-under-sum': {
      const pieces = cut(random, random.between(44_000, 48_500), random.int(2, 3));
      const spot = quietSpot(desk, SPLITTABLE, daysWithin(desk, 5, pieces.length));
      return spot.on.map((day, i) => claimsAt(desk, spot, office, claimants)(day, pieces[i] ?? 0));
    }
    case 'outside-window': {
      const spot = quietSpot(desk, SPLITTABLE, daysApart(desk, 10, 13, 3));
      return spot.on.map((day) => claimsAt(desk, spot, office, claimants)(day, random.between(26_000, 41_000)));
    }
    case 'different-kinds': {
      const spot = quietSpot(desk, ['MEETING'], daysWithin(desk, 4, 2));
      const claim = claimsAt(desk, spot, office, claimants);
      return spot.on.map((day, i) => claim(day, random.between(27_000, 41_000), i === 0 ? {} : { kind: 'TRAINING' }));
    }
  }
};

const SMALL = ['OFFICE', 'PRINTING', 'REPAIR', 'TRAINING', 'OTHER', 'MEETING'] as const;

/** R11: one invoice claimed again, in the same unit or another. */
const repeatedInvoice = (desk: ExpenseDesk, { strength }: Extent): ExpenseDraft[] => {
  const { random } = desk;
  const times = strength === 1 && random.chance(0.25) ? 3 : 2;
  const spot = quietSpot(desk, SMALL, daysApart(desk, 3, 75, times));
  const home = anyOffice(desk);
  const drafts = spot.on.map((day) => {
    const office = random.chance(0.3) ? anyOffice(desk) : home;
    return { office, day };
  });
  const yuan = random.between(600, 9_800);
  const [first, ...others] = drafts.map(({ office, day }) => claimsAt(desk, spot, office, office.people)(day, yuan));
  if (!first) return [];
  for (const { row } of others) {
    row.amountMinor = first.row.amountMinor;
    row.invoiceNo = first.row.invoiceNo;
    // A weak trace: the second photo is missing, only the number repeats.
    row.invoiceHash = random.chance(strength) ? first.row.invoiceHash : null;
  }
  return [first, ...others];
};

const REPEAT_DECOYS = ['reversal-and-rebooking', 'installments', 'neighbouring-numbers', 'error-taken-back'] as const;

const repeatDecoy = (desk: ExpenseDesk, cause: (typeof REPEAT_DECOYS)[number]): ExpenseDraft[] => {
  const { random, days, voucher } = desk;
  const office = anyOffice(desk);
  const claimants = [random.pick(office.people)];
  /** Claims of one invoice, or where `again` says so of others like it. */
  const claims = (kinds: readonly ExpenseKind[], schedule: () => Day[], yuan: number, more: Partial<Claim> = {}) => {
    const spot = quietSpot(desk, kinds, schedule);
    const all = spot.on.map((day) => claimsAt(desk, spot, office, claimants)(day, yuan, more));
    const [first] = all;
    for (const { row } of all) {
      row.amountMinor = first?.row.amountMinor ?? 0;
      row.invoiceNo = first?.row.invoiceNo ?? null;
      row.invoiceHash = first?.row.invoiceHash ?? null;
    }
    return all;
  };
  const small = random.between(600, 9_800);
  switch (cause) {
    case 'reversal-and-rebooking': {
      const [first, again] = claims(SMALL, daysApart(desk, 8, 30, 2), small);
      return first && again ? [first, reverse(first, days.addWorkdays(first.day, 2)), again] : [];
    }
    case 'error-taken-back': {
      const [first, again] = claims(SMALL, daysApart(desk, 3, 30, 2), small);
      return first && again ? [first, again, reverse(again, days.addWorkdays(again.day, 2))] : [];
    }
    case 'installments': {
      const approvalRef = voucher.decision(office, days.first);
      return claims(['EQUIPMENT'], daysApart(desk, 25, 40, random.int(2, 3)), random.between(9_000, 18_000), {
        approvalRef,
      });
    }
    case 'neighbouring-numbers': {
      const [first, next] = claims(SMALL, daysApart(desk, 1, 6, 2), small);
      if (!first || !next) return [];
      next.row.invoiceNo = `${first.row.invoiceNo?.slice(0, -1) ?? ''}9`;
      next.row.invoiceHash = voucher.fingerprint();
      return [first, next];
    }
  }
};

/** Plants every matter of R09, R10 and R11 and its decoys, before ordinary traffic fills the county around them. */
export const plantExpenses = (desk: ExpenseDesk, extent: Extent): ExpensePlot[] => {
  const plots: ExpensePlot[] = [];
  const planted = (rule: RuleCode, what: string, n: number, subject: ExpensePlot['subject'], drafts: ExpenseDraft[]) =>
    plots.push({ scheme: `${rule}-${what}-${n + 1}`, rule, subject, drafts });
  const decoy = (rule: RuleCode, cause: string, n: number, subject: ExpensePlot['subject'], drafts: ExpenseDraft[]) =>
    plots.push({ scheme: `${rule}-${cause}-${n + 1}`, rule, subject, drafts, cause });
  for (let n = 0; n < extent.schemes; n += 1) {
    planted('R09', 'oversize-claim', n, claimantSubject, oversizeClaim(desk, extent));
    planted('R10', 'split-claim', n, payeeSubject, splitClaim(desk, extent));
    planted('R11', 'repeated-invoice', n, invoiceSubject, repeatedInvoice(desk, extent));
  }
  for (let n = 0; n < extent.schemes * DECOYS_PER_SCHEME; n += 1) {
    const [oversize, split, repeat] = [nth(OVERSIZE_DECOYS, n), nth(SPLIT_DECOYS, n), nth(REPEAT_DECOYS, n)];
    decoy('R09', oversize, n, claimantSubject, oversizeDecoy(desk, oversize));
    decoy('R10', split, n, payeeSubject, splitDecoy(desk, split));
    decoy('R11', repeat, n, invoiceSubject, repeatDecoy(desk, repeat));
  }
  return plots;
};

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
import { cut, DECOYS_PER_SCHEME, excess, type Extent, place, type Plot } from './plot.ts';
import type { Expense, RuleCode } from './records.ts';
import type { Office } from './world.ts';

type ExpensePlot = Plot<Expense>;

/** A payee who had nothing of this kind around these days, so that the plot stands alone. */
const quietPayee = (desk: ExpenseDesk, kind: ExpenseKind, from: Day, to: Day): Payee =>
  place(`a ${kind} payment`, () => {
    const payee = drawPayee(desk, kind, null);
    return desk.ledger.isFree(payee, kind, from - 12, to + 12) ? payee : null;
  });

const anyOffice = ({ random, world }: ExpenseDesk): Office =>
  random.weighted(
    world.offices,
    world.offices.map(({ expenseWeight }) => expenseWeight),
  );

/** A working day that leaves `room` days before the end. */
const startDay = ({ random, days }: ExpenseDesk, room: number): Day =>
  days.rollForward(random.int(days.first + 3, days.last - room - 12));

/** `count` working days from `start`, the last at most `span` calendar days later, in order. */
const daysWithin = ({ random, days }: ExpenseDesk, start: Day, span: number, count: number): Day[] => {
  const open: Day[] = [];
  for (let day = start; day <= start + span; day += 1) if (days.isWorkday(day)) open.push(day);
  return [start, ...Array.from({ length: count - 1 }, () => random.pick(open))].sort((a, b) => a - b);
};

const payeeSubject =
  ({ name, code }: Payee): ExpensePlot['subject'] =>
  () => ({ kind: 'SUPPLIER', id: code ?? name });
const claimantSubject: ExpensePlot['subject'] = ([row]) =>
  row?.claimantCode == null ? { kind: 'UNIT', id: row?.unitCode ?? '' } : { kind: 'PERSON', id: row.claimantCode };
const invoiceSubject: ExpensePlot['subject'] = ([row]) => ({ kind: 'INVOICE', id: row?.invoiceNo ?? '' });

const TREATS = ['RECEPTION', 'MEETING', 'TRAINING', 'REPAIR', 'OFFICE', 'PRINTING', 'PROJECT', 'EQUIPMENT'] as const;

/** R09: one claim over the limit without any decision. */
const oversizeClaim = (desk: ExpenseDesk, { strength }: Extent): Omit<ExpensePlot, 'scheme' | 'rule'> => {
  const { random } = desk;
  const day = startDay(desk, 0);
  const kind = random.pick(TREATS);
  const payee = quietPayee(desk, kind, day, day);
  const claim = { office: anyOffice(desk), day, kind, yuan: CLAIM_LIMIT * excess(random, strength, 0.08, 1.5), payee };
  const draft = book(desk, random.chance(0.15) ? { ...claim, claimant: null } : claim);
  return { subject: claimantSubject, drafts: [draft] };
};

const OVERSIZE_DECOYS = ['approved-project', 'approved-equipment', 'just-under', 'other-currency'] as const;

const oversizeDecoy = (desk: ExpenseDesk, cause: (typeof OVERSIZE_DECOYS)[number]): ExpenseDraft[] => {
  const { random, voucher } = desk;
  const day = startDay(desk, 0);
  const office = anyOffice(desk);
  const kind =
    { 'approved-project': 'PROJECT', 'approved-equipment': 'EQUIPMENT' }[cause as string] ?? random.pick(TREATS);
  const payee = quietPayee(desk, kind as ExpenseKind, day, day);
  const claim = { office, day, kind: kind as ExpenseKind, payee };
  switch (cause) {
    case 'approved-project':
    case 'approved-equipment':
      return [
        book(desk, { ...claim, yuan: random.between(56_000, 320_000), approvalRef: voucher.decision(office, day) }),
      ];
    case 'just-under':
      return [book(desk, { ...claim, yuan: random.between(46_000, 49_700) })];
    case 'other-currency':
      // Over the number, under the value: 51,000 Hong Kong dollars are some 47,000 yuan.
      return [book(desk, { ...claim, yuan: random.between(50_600, 53_000), currency: 'HKD' })];
  }
};

const SPLITTABLE = ['REPAIR', 'PRINTING', 'OFFICE', 'MEETING', 'PROJECT', 'RECEPTION', 'LABOUR'] as const;
/** Pieces of a split stay well under the limit each. */
const PIECE = 30_000;

/** R10: one need paid in pieces to one payee within a week, each under the limit, together over it. */
const splitClaim = (desk: ExpenseDesk, { strength }: Extent): Omit<ExpensePlot, 'scheme' | 'rule'> => {
  const { random } = desk;
  const start = startDay(desk, 6);
  const kind = random.pick(SPLITTABLE);
  const payee = quietPayee(desk, kind, start, start + 6);
  const office = anyOffice(desk);
  const total = CLAIM_LIMIT * excess(random, strength, 0.08, 1.4);
  const pieces = cut(random, total, Math.ceil(total / PIECE));
  const on = daysWithin(desk, start, 6, pieces.length);
  const claimants = random.shuffled(office.people).slice(0, random.int(1, 2));
  const drafts = pieces.map((yuan, i) =>
    book(desk, { office, day: on[i] ?? start, kind, yuan, payee, claimant: random.pick(claimants) }),
  );
  return { subject: payeeSubject(payee), drafts };
};

const SPLIT_DECOYS = [
  'periodic-rent',
  'monthly-settlement',
  'reversal',
  'just-under-sum',
  'outside-window',
  'different-kinds',
] as const;

const splitDecoy = (
  desk: ExpenseDesk,
  cause: (typeof SPLIT_DECOYS)[number],
): { payee: Payee; drafts: ExpenseDraft[] } => {
  const { random, days, voucher } = desk;
  const start = startDay(desk, 40);
  const office = anyOffice(desk);
  const kind: ExpenseKind =
    cause === 'periodic-rent'
      ? 'RENT'
      : cause === 'monthly-settlement'
        ? random.pick(['FUEL', 'REPAIR'] as const)
        : 'PRINTING';
  const payee = quietPayee(desk, kind, start, start + 40);
  const claimant = random.pick(office.people);
  const claim = (day: Day, yuan: number, more: Partial<Claim> = {}) =>
    book(desk, { office, day, kind, yuan, payee, claimant, ...more });
  switch (cause) {
    case 'periodic-rent':
    case 'monthly-settlement': {
      // Contracts that were decided on: the pieces are months, not parts of one need.
      const approvalRef = voucher.decision(office, start);
      const parts = random.int(2, 3);
      const each = random.between(27_000, 33_000);
      const on = daysWithin(desk, start, 6, parts);
      return { payee, drafts: on.map((day) => claim(day, each, { approvalRef })) };
    }
    case 'reversal': {
      const first = claim(start, random.between(28_000, 42_000));
      const undone = reverse(first, days.addWorkdays(start, 1));
      const again = claim(days.addWorkdays(start, 2), first.row.amountMinor / 100);
      return { payee, drafts: [first, undone, again] };
    }
    case 'just-under-sum': {
      const pieces = cut(random, random.between(44_000, 48_500), random.int(2, 3));
      const on = daysWithin(desk, start, 5, pieces.length);
      return { payee, drafts: pieces.map((yuan, i) => claim(on[i] ?? start, yuan)) };
    }
    case 'outside-window': {
      const second = days.rollForward(start + random.int(10, 13));
      const third = days.rollForward(second + random.int(10, 13));
      return { payee, drafts: [start, second, third].map((day) => claim(day, random.between(26_000, 41_000))) };
    }
    case 'different-kinds': {
      const next = days.addWorkdays(start, 1);
      const meeting = claim(next, random.between(27_000, 41_000), { kind: 'MEETING' });
      return { payee, drafts: [claim(start, random.between(27_000, 41_000)), meeting] };
    }
  }
};

const SMALL = ['OFFICE', 'PRINTING', 'REPAIR', 'RECEPTION', 'FUEL', 'MEETING'] as const;

/** R11: one invoice claimed again, in the same unit or another. */
const repeatedInvoice = (desk: ExpenseDesk, { strength }: Extent): Omit<ExpensePlot, 'scheme' | 'rule'> => {
  const { random, days } = desk;
  const start = startDay(desk, 160);
  const kind = random.pick(SMALL);
  const payee = quietPayee(desk, kind, start, start + 160);
  const office = anyOffice(desk);
  const first = book(desk, { office, day: start, kind, yuan: random.between(600, 9_800), payee });
  const times = strength === 1 && random.chance(0.25) ? 2 : 1;
  const drafts = [first];
  for (let day = start; drafts.length <= times;) {
    day = days.rollForward(day + random.int(3, 75));
    const elsewhere = random.chance(0.3) ? anyOffice(desk) : office;
    const again = book(desk, { office: elsewhere, day, kind, yuan: first.row.amountMinor / 100, payee });
    again.row.invoiceNo = first.row.invoiceNo;
    // A weak trace: the second photo is missing, only the number repeats.
    again.row.invoiceHash = random.chance(strength) ? first.row.invoiceHash : null;
    drafts.push(again);
  }
  return { subject: invoiceSubject, drafts };
};

const REPEAT_DECOYS = ['reversal-and-rebooking', 'installments', 'neighbouring-numbers', 'error-taken-back'] as const;

const repeatDecoy = (desk: ExpenseDesk, cause: (typeof REPEAT_DECOYS)[number]): ExpenseDraft[] => {
  const { random, days, voucher } = desk;
  const start = startDay(desk, 100);
  const kind = cause === 'installments' ? 'EQUIPMENT' : random.pick(SMALL);
  const payee = quietPayee(desk, kind, start, start + 100);
  const office = anyOffice(desk);
  const claimant = random.pick(office.people);
  const approvalRef = cause === 'installments' ? voucher.decision(office, start) : null;
  const yuan = cause === 'installments' ? random.between(9_000, 18_000) : random.between(600, 9_800);
  const first = book(desk, { office, day: start, kind, yuan, payee, claimant, approvalRef });
  const { invoiceNo, invoiceHash } = first.row;
  const again = (day: Day) =>
    book(desk, {
      office,
      day,
      kind,
      yuan: first.row.amountMinor / 100,
      payee,
      claimant,
      approvalRef,
      invoiceNo,
      invoiceHash,
    });
  const later = (from: Day) => days.rollForward(from + random.int(3, 30));
  switch (cause) {
    case 'reversal-and-rebooking': {
      const undone = reverse(first, later(start));
      return [first, undone, again(days.addWorkdays(undone.day, 1))];
    }
    case 'error-taken-back': {
      const second = again(later(start));
      return [first, second, reverse(second, days.addWorkdays(second.day, 2))];
    }
    case 'installments': {
      const second = again(later(start + 25));
      return random.chance(0.5) ? [first, second] : [first, second, again(later(second.day + 25))];
    }
    case 'neighbouring-numbers': {
      const next = book(desk, { office, day: later(start), kind, yuan, payee, claimant });
      next.row.invoiceNo = `${invoiceNo?.slice(0, -1) ?? ''}9`;
      return [first, next];
    }
  }
};

/** Plants every matter of R09, R10 and R11 and its decoys, before ordinary traffic fills the county around them. */
export const plantExpenses = (desk: ExpenseDesk, extent: Extent): ExpensePlot[] => {
  const plots: ExpensePlot[] = [];
  const count = extent.schemes;
  const name = (rule: RuleCode, what: string, n: number) => `${rule}-${what}-${n + 1}`;
  for (let n = 0; n < count; n += 1) {
    plots.push({ scheme: name('R09', 'oversize-claim', n), rule: 'R09', ...oversizeClaim(desk, extent) });
    plots.push({ scheme: name('R10', 'split-claim', n), rule: 'R10', ...splitClaim(desk, extent) });
    plots.push({ scheme: name('R11', 'repeated-invoice', n), rule: 'R11', ...repeatedInvoice(desk, extent) });
  }
  for (let n = 0; n < count * DECOYS_PER_SCHEME; n += 1) {
    const oversize = OVERSIZE_DECOYS[n % OVERSIZE_DECOYS.length] ?? 'just-under';
    const split = SPLIT_DECOYS[n % SPLIT_DECOYS.length] ?? 'just-under-sum';
    const repeat = REPEAT_DECOYS[n % REPEAT_DECOYS.length] ?? 'neighbouring-numbers';
    const { payee, drafts } = splitDecoy(desk, split);
    plots.push(
      {
        scheme: name('R09', oversize, n),
        rule: 'R09',
        cause: oversize,
        subject: claimantSubject,
        drafts: oversizeDecoy(desk, oversize),
      },
      { scheme: name('R10', split, n), rule: 'R10', cause: split, subject: payeeSubject(payee), drafts },
      {
        scheme: name('R11', repeat, n),
        rule: 'R11',
        cause: repeat,
        subject: invoiceSubject,
        drafts: repeatDecoy(desk, repeat),
      },
    );
  }
  return plots;
};

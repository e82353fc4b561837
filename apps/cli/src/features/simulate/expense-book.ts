import { type Day, dateOf, type OfficeDays, yearOfDay } from './office-days.ts';
import { type Draft, fen } from './plot.ts';
import type { Random } from './random.ts';
import type { Expense } from './records.ts';
import type { Office, Person, Supplier, World } from './world.ts';

export type ExpenseDraft = Draft<Expense> & { readonly reverses?: ExpenseDraft };
export type Payee = { readonly name: string; readonly code: string | null };

/** What is spent on, how much as a rule (yuan, lognormal), and who is paid; no trade = the claimant himself or a casual worker. */
export const EXPENSE_KINDS = {
  TRAVEL: { share: 24, median: 1150, sigma: 0.7, trades: [] },
  OFFICE: { share: 18, median: 680, sigma: 0.9, trades: ['STATIONERY', 'OFFICE'] },
  RECEPTION: { share: 9, median: 860, sigma: 0.5, trades: ['CATERING', 'HOTEL'] },
  PRINTING: { share: 8, median: 1500, sigma: 0.8, trades: ['PRINT'] },
  FUEL: { share: 9, median: 420, sigma: 0.4, trades: ['FUEL'] },
  REPAIR: { share: 7, median: 1900, sigma: 0.9, trades: ['REPAIR', 'DECORATION'] },
  MEETING: { share: 5, median: 5200, sigma: 0.7, trades: ['HOTEL', 'MEDIA'] },
  TRAINING: { share: 5, median: 4600, sigma: 0.8, trades: ['TRAINING'] },
  LABOUR: { share: 5, median: 1500, sigma: 0.7, trades: [] },
  EQUIPMENT: { share: 3, median: 8600, sigma: 0.9, trades: ['IT', 'OFFICE', 'FURNITURE'] },
  PROJECT: { share: 3, median: 24_000, sigma: 1, trades: ['MUNICIPAL', 'LANDSCAPE', 'TESTING', 'CONSULT', 'SOFTWARE'] },
  RENT: { share: 1, median: 9000, sigma: 0.5, trades: ['ESTATE'] },
  WELFARE: { share: 1, median: 3000, sigma: 0.6, trades: ['RETAIL'] },
  OTHER: { share: 2, median: 900, sigma: 0.8, trades: ['RETAIL'] },
} as const satisfies Record<string, { share: number; median: number; sigma: number; trades: readonly string[] }>;
export type ExpenseKind = keyof typeof EXPENSE_KINDS;

/** What ordinarily comes with a list of who was there, with a contract, with an acceptance. */
const ATTENDED: readonly ExpenseKind[] = ['MEETING', 'TRAINING'];
const CONTRACTED: readonly ExpenseKind[] = ['LABOUR', 'PROJECT', 'RENT'];
const ACCEPTED: readonly ExpenseKind[] = ['REPAIR', 'PRINTING', 'EQUIPMENT'];

/** Above this a claim of its own needs a decision (R09), yuan. */
export const CLAIM_LIMIT = 50_000;
/** Ordinary traffic to one payee for one kind stays below this within nine days, so that it never adds up to a split (R10). */
const QUIET_SUM = 44_000;
const QUIET_DAYS = 8;

type Entry = { readonly day: Day; readonly yuan: number };

/** Payments by payee and kind, whatever the unit, so that a split is one by the strict and by the wide reading. */
export type PayeeLedger = {
  readonly sumAround: (payee: Payee, kind: string, day: Day) => number;
  readonly isFree: (payee: Payee, kind: string, from: Day, to: Day) => boolean;
  readonly add: (payee: Payee, kind: string, day: Day, yuan: number) => void;
};

export const payeeLedger = (): PayeeLedger => {
  const entries = new Map<string, Entry[]>();
  const of = (payee: Payee, kind: string) => entries.get(`${payee.code ?? payee.name}|${kind}`) ?? [];
  return {
    sumAround: (payee, kind, day) =>
      of(payee, kind).reduce((sum, entry) => sum + (Math.abs(entry.day - day) <= QUIET_DAYS ? entry.yuan : 0), 0),
    isFree: (payee, kind, from, to) => of(payee, kind).every(({ day }) => day < from || day > to),
    add: (payee, kind, day, yuan) => {
      const key = `${payee.code ?? payee.name}|${kind}`;
      const known = entries.get(key);
      if (known) known.push({ day, yuan });
      else entries.set(key, [{ day, yuan }]);
    },
  };
};

export const fits = (ledger: PayeeLedger, payee: Payee, kind: string, day: Day, yuan: number): boolean =>
  yuan > CLAIM_LIMIT || ledger.sumAround(payee, kind, day) + yuan <= QUIET_SUM;

/** Writes vouchers: numbers of invoices and decisions that occur once. */
export type Voucher = {
  readonly invoice: (day: Day) => string;
  /** The photo's fingerprint. */
  readonly fingerprint: () => string;
  readonly decision: (office: Office, day: Day) => string;
  /** The number of an attendance list, a contract or an acceptance. */
  readonly paper: (what: string, day: Day) => string;
};

export const vouchers = (random: Random, replica: number): Voucher => {
  let invoices = 0;
  let decisions = 0;
  let papers = 0;
  const hex = () =>
    Math.floor(random.next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return {
    invoice: (day) => {
      invoices += 1;
      // 7919 shares no factor with 10^8, so the scrambled number returns only after 10^8 invoices; the last digit stays below 9.
      const scrambled = (invoices * 7919 + 41_234_567) % 100_000_000;
      const place = String(replica).padStart(6, '0');
      return `${String(yearOfDay(day)).slice(2)}992${place}${String(scrambled).padStart(8, '0')}${scrambled % 9}`;
    },
    fingerprint: () => hex() + hex(),
    decision: (office, day) => {
      decisions += 1;
      return `清${office.shortName.replace(/^县/u, '')}议〔${yearOfDay(day)}〕${decisions}号`;
    },
    paper: (what, day) => {
      papers += 1;
      return `${what}${yearOfDay(day)}-${replica === 0 ? '' : `${replica}-`}${String(papers).padStart(5, '0')}`;
    },
  };
};

export type Claim = {
  readonly office: Office;
  readonly day: Day;
  readonly kind: ExpenseKind;
  readonly yuan: number;
  readonly payee: Payee;
  readonly claimant?: Person | null;
  readonly invoiceNo?: string | null;
  readonly invoiceHash?: string | null;
  readonly approvalRef?: string | null;
  readonly currency?: string;
};

/** What the makers of expenses share. */
export type ExpenseDesk = {
  readonly random: Random;
  readonly world: World;
  readonly days: OfficeDays;
  readonly ledger: PayeeLedger;
  readonly voucher: Voucher;
};

export const payeeOf = (supplier: Supplier): Payee => ({ name: supplier.name, code: supplier.code });

/** Whom a claim of this kind pays: a supplier of the trade, the claimant, or for labour a worker without a company. */
export const drawPayee = ({ random, world }: ExpenseDesk, kind: ExpenseKind, claimant: Person | null): Payee => {
  const trades: readonly string[] = EXPENSE_KINDS[kind].trades;
  if (trades.length > 0) return payeeOf(random.pick(world.suppliersOf(random.pick(trades))));
  return { name: kind === 'LABOUR' || claimant === null ? world.citizen(random) : claimant.name, code: null };
};

/** Books a claim: the draft stands and its payee's ledger knows it. */
export const book = (desk: ExpenseDesk, claim: Claim): ExpenseDraft => {
  const { random, ledger, voucher } = desk;
  const { office, day, kind, payee } = claim;
  const received = kind === 'RECEPTION' && !desk.days.isWorkday(day);
  const claimant = claim.claimant === undefined ? random.pick(office.people) : claim.claimant;
  ledger.add(payee, kind, day, claim.yuan);
  return {
    day,
    row: {
      externalId: '',
      unitCode: office.code,
      occurredOn: dateOf(day),
      post: claimant?.post ?? null,
      claimantCode: claimant?.code ?? null,
      claimant: claimant?.name ?? null,
      kind,
      amountMinor: fen(random, claim.yuan),
      currency: claim.currency ?? 'CNY',
      invoiceNo: claim.invoiceNo === undefined ? voucher.invoice(day) : claim.invoiceNo,
      invoiceHash: claim.invoiceHash === undefined ? voucher.fingerprint() : claim.invoiceHash,
      payee: payee.name,
      payeeCode: payee.code,
      approvalRef: claim.approvalRef ?? null,
      reversalOf: null,
      dutyRef: received ? voucher.paper('ZB', day) : null,
      attendanceRef: ATTENDED.includes(kind) ? voucher.paper('QD', day) : null,
      contractRef: CONTRACTED.includes(kind) ? voucher.paper('HT', day) : null,
      acceptanceRef: ACCEPTED.includes(kind) ? voucher.paper('YS', day) : null,
    },
  };
};

/** The entry that takes a claim back: same voucher, the amount negative. */
export const reverse = (draft: ExpenseDraft, day: Day): ExpenseDraft => ({
  day,
  reverses: draft,
  row: { ...draft.row, occurredOn: dateOf(day), amountMinor: -draft.row.amountMinor },
});

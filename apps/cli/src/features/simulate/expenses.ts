import {
  book,
  CLAIM_LIMIT,
  drawPayee,
  EXPENSE_KINDS,
  type ExpenseDesk,
  type ExpenseDraft,
  type ExpenseKind,
  fits,
  payeeLedger,
  vouchers,
} from './expense-book.ts';
import { plantExpenses } from './expense-plots.ts';
import { levelYears } from './level-years.ts';
import { daySampler, type OfficeDays } from './office-days.ts';
import { type Extent, externalId, truthOf } from './plot.ts';
import { chooser, type Random } from './random.ts';
import type { Expense, Truth } from './records.ts';
import type { Office, World } from './world.ts';

const PER_YEAR = 9_700;
/** January to December: quiet around the Spring Festival, a rush before the books close. */
const MONTHS = [0.8, 0.6, 1, 1, 1, 1.1, 0.9, 0.9, 1.05, 1, 1.2, 1.6];
/** From here on a claim ordinarily carries a decision. */
const DECIDED_FROM = 20_000;
/** No ordinary claim without a decision comes closer to the limit than this. */
const CLEAR_OF_LIMIT = 0.9;

const KINDS = Object.keys(EXPENSE_KINDS) as ExpenseKind[];
const SHARES = KINDS.map((kind) => EXPENSE_KINDS[kind].share);

/** One ordinary claim; null when its payee has had too much lately. */
const drawClaim = (desk: ExpenseDesk, day: number, office: Office): ExpenseDraft | null => {
  const { random, ledger, voucher } = desk;
  const kind = random.weighted(KINDS, SHARES);
  const { median, sigma } = EXPENSE_KINDS[kind];
  const claimant = random.pick(office.people);
  const large = kind === 'PROJECT' || kind === 'EQUIPMENT';
  const drawn = Math.max(18, random.lognormal(median, sigma));
  const yuan = large ? Math.min(drawn, 420_000) : Math.min(drawn, 30_000 + (drawn % 9_000));
  const decided = yuan > CLAIM_LIMIT * CLEAR_OF_LIMIT || (yuan >= DECIDED_FROM && random.chance(0.85));
  const payee = drawPayee(desk, kind, claimant);
  if (!fits(ledger, payee, kind, day, yuan)) return null;
  const paper = kind !== 'TRAVEL' || random.chance(0.7);
  return book(desk, {
    office,
    day,
    kind,
    yuan,
    payee,
    claimant,
    approvalRef: decided ? voucher.decision(office, day) : null,
    ...(paper ? {} : { invoiceNo: null }),
    ...(paper && random.chance(0.7) ? {} : { invoiceHash: null }),
  });
};

/** Two years of reimbursements and payments of a county, with the matters planted in them. */
export const simulateExpenses = (
  random: Random,
  world: World,
  days: OfficeDays,
  extent: Extent,
  replica: number,
): { readonly rows: readonly Expense[]; readonly truths: readonly Truth[] } => {
  const desk: ExpenseDesk = { random, world, days, ledger: payeeLedger(), voucher: vouchers(random, replica) };
  const plots = plantExpenses(desk, extent);
  const drafts: ExpenseDraft[] = plots.flatMap((plot) => [...plot.drafts]);
  const drawDay = daySampler(random, days, MONTHS, 0.05);
  const drawOffice = chooser(
    random,
    world.offices,
    world.offices.map(({ expenseWeight }) => expenseWeight),
  );
  for (let left = Math.round(PER_YEAR * extent.years * extent.portion); left > 0; left -= 1) {
    const draft = drawClaim(desk, drawDay(), drawOffice());
    if (draft) drafts.push(draft);
  }
  const planted = new Set(plots.flatMap((plot) => [...plot.drafts]));
  levelYears(drafts, (draft) => !planted.has(draft));
  drafts.sort((a, b) => a.day - b.day);
  drafts.forEach(({ row }, index) => (row.externalId = externalId('BX', replica, index)));
  for (const { row, reverses } of drafts) if (reverses) row.reversalOf = reverses.row.externalId;
  return { rows: drafts.map(({ row }) => row), truths: plots.map(truthOf) };
};

import { addMonths, type LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Firm } from '../bid-table.ts';
import { type Day, dateOf, toDay } from '../office-days.ts';
import { excess, fen, times } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const CONTRACTS = 80;
const PROJECTS = 60;
/** Contracts end this long before the data do, so that what follows from them is told. */
const ROOM = 150;

const signingDay = ({ random, days }: Sheet): Day => days.rollForward(random.int(days.first + 40, days.last - ROOM));

type Contract = RecordOf<'contract'>;
type Signed = {
  readonly contract: Contract;
  readonly firm: Firm;
  readonly day: Day;
  readonly unitCode: string;
};

/** A contract, a `share` of which was changed since. */
const sign = (sheet: Sheet, share: number, more: Details<'contract'> = {}): Signed => {
  const { random, world } = sheet;
  const firm = sheet.company();
  const unitCode = random.pick(world.offices).code;
  const day = signingDay(sheet);
  const yuan = random.between(180_000, 3_600_000);
  const amountMinor = fen(random, yuan);
  const contract = sheet.put('contract', day, unitCode, {
    contractor: firm.name,
    contractorCode: firm.code,
    amountMinor,
    currency: 'CNY',
    changedMinor: Math.round(amountMinor * share),
    ...more,
  });
  return { contract, firm, day, unitCode };
};

const about = ({ contract, firm }: Signed): Matter => ({
  subject: { kind: 'SUPPLIER', id: firm.code },
  records: [contract],
});

const insure = (sheet: Sheet, personHash: string, { code, name }: Firm, day: Day, months: readonly number[]): void => {
  for (const month of months) {
    const periodOn = addMonths(`${dateOf(day).slice(0, 7)}-01` as LocalDate, month);
    sheet.put('social_insurance', toDay(periodOn) + sheet.random.int(9, 18), null, {
      personHash,
      employerCode: code,
      employer: name,
      periodOn,
    });
  }
};

/** Somebody who works on the contract from a few days after it was signed. */
const staff = (sheet: Sheet, signed: Signed, role: string, more: Details<'project_staff'> = {}) => {
  const personHash = sheet.identity();
  const day = signed.day + sheet.random.int(3, 25);
  sheet.put('project_staff', day, signed.unitCode, {
    contractRef: signed.contract.externalId,
    personHash,
    role,
    employerCode: signed.firm.code,
    ...more,
  });
  return { personHash, day };
};

/** The winner's own manager, insured by the winner all along, and an engineer. */
const ownStaff = (sheet: Sheet, signed: Signed): void => {
  for (const role of ['MANAGER', 'ENGINEER']) {
    const { personHash, day } = staff(sheet, signed, role);
    insure(sheet, personHash, signed.firm, day, [-1, 0, 1, 2]);
  }
};

const pay = (sheet: Sheet, { contract, unitCode, day }: Signed, payee: Firm, purpose: string, share: number) =>
  sheet.put('contract_payment', day + sheet.random.int(30, ROOM - 10), unitCode, {
    contractRef: contract.externalId,
    payee: payee.name,
    payeeCode: payee.code,
    amountMinor: Math.round((contract.amountMinor ?? 0) * share),
    currency: 'CNY',
    purpose,
  });

/** The payments of a contract to its winner. */
const payWinner = (sheet: Sheet, signed: Signed): void => {
  for (let left = sheet.random.int(2, 4); left > 0; left -= 1)
    pay(sheet, signed, signed.firm, 'WORKS', sheet.random.between(0.1, 0.3));
};

const ownWork = (sheet: Sheet, share: number, more: Details<'contract'> = {}): Signed => {
  const signed = sign(sheet, share, more);
  ownStaff(sheet, signed);
  payWinner(sheet, signed);
  return signed;
};

/** A share of the contract that is clearly less than a tenth. */
const littleChanged = ({ random }: Sheet): number => (random.chance(0.5) ? 0 : random.between(0.01, 0.07));

/** R25: changes of more than a tenth, for no reason that the law knows, or without its approval. */
const changedMuch = (sheet: Sheet): Matter => {
  const { random, extent } = sheet;
  return about(
    ownWork(sheet, 0.1 * excess(random, extent.strength, 0.25, 2.6), {
      changeReason: random.pick(['DESIGN', 'OTHER', 'POLICY', 'GEOLOGY']),
    }),
  );
};

const lawfullyChanged = (sheet: Sheet, changeReason: string): Matter =>
  about(
    ownWork(sheet, sheet.random.between(0.11, 0.32), { changeReason, changeApprovalRef: `变更批复-${sheet.number()}` }),
  );

const changedWithinTenth = (sheet: Sheet): Matter =>
  about(ownWork(sheet, sheet.random.between(0.065, 0.096), { changeReason: 'DESIGN' }));

/** R26: the manager is somebody else's, or the money for works goes to somebody else. */
const handedOn = (sheet: Sheet, n: number): Matter => {
  const { random, extent } = sheet;
  const signed = sign(sheet, littleChanged(sheet));
  const third = sheet.company();
  const foreignManager = extent.strength === 1 || n % 2 === 0;
  const moneyMovesOn = extent.strength === 1 ? n % 3 !== 0 : n % 2 === 1;
  if (foreignManager) {
    const { personHash, day } = staff(sheet, signed, 'MANAGER');
    if (random.chance(0.7)) insure(sheet, personHash, third, day, [-1, 0, 1, 2]);
  } else ownStaff(sheet, signed);
  payWinner(sheet, signed);
  if (moneyMovesOn)
    for (let left = extent.strength === 1 ? random.int(2, 3) : 1; left > 0; left -= 1)
      pay(sheet, signed, third, random.pick(['WORKS', 'WORKS', 'OTHER']), random.between(0.1, 0.25));
  return about(signed);
};

/** Labour is lawfully let to another firm, which employs and is paid for it. */
const labourSubcontract = (sheet: Sheet): Matter => {
  const signed = ownWork(sheet, littleChanged(sheet));
  const labour = sheet.company();
  for (let left = sheet.random.int(3, 6); left > 0; left -= 1) {
    const { personHash, day } = staff(sheet, signed, 'LABOUR', { labourSubcontract: 'YES', employerCode: labour.code });
    insure(sheet, personHash, labour, day, [0, 1]);
  }
  for (let left = sheet.random.int(1, 3); left > 0; left -= 1)
    pay(sheet, signed, labour, 'LABOUR', sheet.random.between(0.05, 0.12));
  return about(signed);
};

/** Material is paid to whoever delivered it. */
const materialSupplier = (sheet: Sheet): Matter => {
  const signed = ownWork(sheet, littleChanged(sheet));
  pay(sheet, signed, sheet.company(), 'MATERIAL', sheet.random.between(0.08, 0.3));
  return about(signed);
};

/** The manager was hired for the work: the winner's insurance begins in the month after. */
const newlyHired = (sheet: Sheet): Matter => {
  const signed = sign(sheet, littleChanged(sheet));
  const { personHash, day } = staff(sheet, signed, 'MANAGER');
  insure(sheet, personHash, sheet.company(), day, [-3, -2]);
  insure(sheet, personHash, signed.firm, day, [1, 2, 3]);
  payWinner(sheet, signed);
  return about(signed);
};

const NAMES = ['农村公路改造', '教学楼加固', '污水管网', '卫生院扩建', '灌区配套', '便民服务中心'];

/** A project of which `share` of the estimate is committed, and sometimes settled. */
const build = (sheet: Sheet, share: number, more: Details<'project'> = {}): Matter => {
  const { random, world } = sheet;
  const village = random.pick(world.villages);
  const estimateMinor = fen(random, random.between(400_000, 9_000_000));
  const settled = random.chance(0.5);
  const spent = Math.round(estimateMinor * share);
  const row = sheet.put('project', signingDay(sheet), random.pick(world.offices).code, {
    name: `${village.shortName}${random.pick(NAMES)}`,
    stage: settled ? 'ACCEPTED' : 'BUILDING',
    estimateMinor,
    committedMinor: settled ? Math.round(Math.min(spent, estimateMinor) * random.between(0.9, 0.99)) : spent,
    ...(settled ? { settledMinor: spent } : {}),
    currency: 'CNY',
    ...more,
  });
  return { subject: { kind: 'PROJECT', id: row.externalId }, records: [row] };
};

/** R42: committed or settled more than a twentieth above the estimate, which nobody changed. */
const overEstimate = (sheet: Sheet): Matter =>
  build(sheet, 1 + 0.05 * excess(sheet.random, sheet.extent.strength, 0.3, 4));

const estimateChanged = (sheet: Sheet, why: string): Matter =>
  build(sheet, sheet.random.between(1.06, 1.24), { changeApprovalRef: `清发改${why}〔${sheet.number()}〕` });

/** Contracts and projects after the award (R25, R26, R42). */
export const contracts: Part = {
  name: 'contracts',
  write: (given) => {
    const sheet = sheetFor({ letters: 'HC', digits: 32 }, given);
    const { random, extent } = given;
    times(Math.round(CONTRACTS * extent.portion), () => ownWork(sheet, littleChanged(sheet)));
    times(Math.round(PROJECTS * extent.portion), () => build(sheet, random.between(0.8, 1.02)));

    sheet.plant('R25', 'changed-much', () => changedMuch(sheet), {
      policy: () => lawfullyChanged(sheet, 'POLICY'),
      geology: () => lawfullyChanged(sheet, 'GEOLOGY'),
      'within-tenth': () => changedWithinTenth(sheet),
    });
    sheet.plant('R26', 'handed-on', (n) => handedOn(sheet, n), {
      'labour-subcontract': () => labourSubcontract(sheet),
      'material-supplier': () => materialSupplier(sheet),
      'newly-hired': () => newlyHired(sheet),
    });
    sheet.plant('R42', 'over-estimate', () => overEstimate(sheet), {
      'price-policy': () => estimateChanged(sheet, '调价'),
      'approved-scope': () => estimateChanged(sheet, '调概'),
      'within-twentieth': () => build(sheet, random.between(1.01, 1.045)),
    });
    return sheet.written();
  },
};

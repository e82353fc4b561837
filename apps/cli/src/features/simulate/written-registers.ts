/**
 * More conditions of DOMAIN §8.3, read off the page as in `written-conditions.ts`: benefits, receptions, yearly costs, official vehicles
 * and tenders against the registers beside them. Plain, slow and without anything of the rule pack or of what plants the matters.
 */
import { type Calendar, isWorkday } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { RecordOf, RuleCode } from './records.ts';
import type { Rows } from './sheet.ts';
import type { Hit } from './written-conditions.ts';

type Row = RecordOf<Kind>;

const hit = (rule: RuleCode, subject: string, rows: readonly Pick<Row, 'externalId'>[]): Hit => ({
  rule,
  subject,
  records: rows.map(({ externalId }) => externalId).sort(),
});
const grouped = <R>(rows: readonly R[], key: (row: R) => string | null | undefined): [string, R[]][] =>
  [...Map.groupBy(rows, key)].flatMap(([name, group]) => (name == null ? [] : [[name, group] as [string, R[]]]));
const indexed = <R>(rows: readonly R[] | undefined, key: (row: R) => string | null | undefined) => {
  const index = new Map(grouped(rows ?? [], key));
  return (of: string | null | undefined): readonly R[] => (of == null ? [] : (index.get(of) ?? []));
};
const monthNo = (day: string): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
const monthFor = ({ periodOn, occurredOn }: RecordOf<'subsidy'>): number => monthNo(periodOn ?? occurredOn);
const dayNo = (day: string): number => Date.parse(day) / 86_400_000;
const sum = (rows: readonly { amountMinor?: number | null }[]): number =>
  rows.reduce((all, { amountMinor }) => all + (amountMinor ?? 0), 0);
const distinct = <T>(values: readonly T[]): number => new Set(values).size;
const RELIEF = ['LOW_INCOME', 'EXTREME_POVERTY', 'TEMPORARY_RELIEF'];

/** Benefits against registers of persons (R01 to R04): what is paid to one person in spite of one of them. */
const reliefHits = (rows: Rows): Hit[] => {
  const deaths = indexed(rows.death, ({ personHash }) => personHash);
  const pay = indexed(rows.payroll, ({ personHash }) => personHash);
  const cars = indexed(rows.vehicle, ({ ownerHash }) => ownerHash);
  const lives = indexed(rows.household, ({ householdRef }) => householdRef);
  const firms = indexed(rows.company, ({ holderHash }) => holderHash);
  const rooms = indexed(rows.property, ({ ownerHash }) => ownerHash);
  type Payment = RecordOf<'subsidy'>;
  const dear = (owner: string | null | undefined, day: string): boolean =>
    cars(owner).some(
      ({ type, status, forDisabled, priceMinor, occurredOn }) =>
        (type === 'CAR' || type === 'TRUCK') &&
        status === 'ACTIVE' &&
        forDisabled !== 'YES' &&
        (priceMinor ?? 0) > 50_000_00 &&
        occurredOn <= day,
    );
  const conditions: Readonly<Record<'R01' | 'R02' | 'R03' | 'R04', (payment: Payment) => boolean>> = {
    R01: ({ recipientHash, occurredOn, item, settlement }) =>
      item !== 'FUNERAL' &&
      settlement !== 'HEIRS' &&
      deaths(recipientHash).some((death) => monthNo(occurredOn) > monthNo(death.occurredOn) + 1),
    R02: (payment) =>
      payment.basis !== 'HOUSEHOLD' &&
      RELIEF.includes(payment.item ?? '') &&
      pay(payment.recipientHash).some(
        ({ staffKind, periodOn }) => staffKind !== 'TEMPORARY' && monthNo(periodOn ?? '') === monthFor(payment),
      ),
    R03: ({ item, recipientHash, householdRef, occurredOn }) =>
      item === 'LOW_INCOME' &&
      (dear(recipientHash, occurredOn) || lives(householdRef).some(({ personHash }) => dear(personHash, occurredOn))),
    R04: ({ item, recipientHash, occurredOn }) =>
      RELIEF.includes(item ?? '') &&
      (firms(recipientHash).some(
        ({ status, nature, role, occurredOn: since }) =>
          status === 'ACTIVE' && since <= occurredOn && !(nature === 'COOPERATIVE' && role === 'SHAREHOLDER'),
      ) ||
        rooms(recipientHash).some(({ kind }) => kind === 'SHOP') ||
        rooms(recipientHash).filter(({ kind }) => kind === 'DWELLING').length >= 2),
  };
  return (['R01', 'R02', 'R03', 'R04'] as const).flatMap((rule) =>
    grouped((rows.subsidy ?? []).filter(conditions[rule]), ({ recipientHash }) => recipientHash).map(
      ([who, payments]) => hit(rule, who, payments),
    ),
  );
};

/** R05: a share of a village leader's declared kin that is more than three times the village's; small villages are left out. */
const kinHits = (rows: Rows): Hit[] => {
  const held = (rows.subsidy ?? []).filter(({ item }) => [...RELIEF, 'HOUSING'].includes(item ?? ''));
  const recipients = new Map(
    grouped(held, ({ village }) => village).map(([village, own]) => [
      village,
      new Set(own.map((row) => row.recipientHash)),
    ]),
  );
  const villagers = indexed(rows.household, ({ village }) => village);
  const leaders = (rows.kin ?? []).filter(({ post }) => post === 'VILLAGE_LEADER');
  return grouped(leaders, ({ personHash, village }) => `${personHash ?? ''}|${village ?? ''}`).flatMap(
    ([, declared]) => {
      const [{ village, personCode, personHash } = {}] = declared;
      const drawing = recipients.get(village ?? '') ?? new Set();
      const receiving = declared.filter(({ kinHash }) => drawing.has(kinHash)).length;
      const people = distinct(villagers(village).map((one) => one.personHash));
      const favoured = receiving >= 3 && people >= 30 && receiving / declared.length > (3 * drawing.size) / people;
      return favoured ? [hit('R05', personCode ?? personHash ?? '', declared)] : [];
    },
  );
};

/** How benefits are paid (R06 to R08). */
const payoutHits = (rows: Rows, end: string): Hit[] => {
  const hits: Hit[] = [];
  const subsidies = rows.subsidy ?? [];
  const exclusive = subsidies.filter(
    ({ item, settlement }) =>
      ['LOW_INCOME', 'EXTREME_POVERTY', 'ORPHAN'].includes(item ?? '') && settlement !== 'POLICY_CHANGE',
  );
  for (const [who, own] of grouped(exclusive, ({ recipientHash }) => recipientHash)) {
    const both = own.filter((one) => own.some((other) => monthFor(other) === monthFor(one) && other.item !== one.item));
    if (both.length > 0) hits.push(hit('R06', who, both));
  }
  const direct = subsidies.filter(({ guardianHash, institutionRef }) => guardianHash == null && institutionRef == null);
  for (const [account, own] of grouped(direct, ({ accountHash }) => accountHash)) {
    const households = distinct(own.map(({ householdRef, recipientHash }) => householdRef ?? recipientHash));
    if (distinct(own.map(({ recipientHash }) => recipientHash)) >= 3 && households >= 2)
      hits.push(hit('R07', account, own));
  }
  const paidFrom = indexed(subsidies, ({ fundRef }) => fundRef);
  for (const fund of rows.subsidy_fund ?? []) {
    const term = dayNo(fund.occurredOn) + 30;
    const inTime = paidFrom(fund.externalId).filter(({ occurredOn }) => dayNo(occurredOn) <= term);
    if (fund.state == null && dayNo(end) > term && sum(inTime) < 0.5 * (fund.amountMinor ?? 0))
      hits.push(hit('R08', fund.unitCode ?? '', [fund]));
  }
  return hits;
};

/** Receptions on days off and years out of line (R12, R13). */
const spendingHits = (rows: Rows, calendar: Calendar): Hit[] => {
  const hits: Hit[] = [];
  const reversed = new Set((rows.expense ?? []).map(({ reversalOf }) => reversalOf));
  const claims = (rows.expense ?? []).filter((row) => row.reversalOf == null && !reversed.has(row.externalId));
  const duties = new Set((rows.duty ?? []).map(({ unitCode, occurredOn }) => `${unitCode ?? ''}|${occurredOn}`));
  for (const claim of claims) {
    const { kind, occurredOn, unitCode, dutyRef, claimantCode } = claim;
    const recorded = dutyRef != null || duties.has(`${unitCode ?? ''}|${occurredOn}`);
    if (kind === 'RECEPTION' && !isWorkday(calendar, occurredOn as LocalDate) && !recorded)
      hits.push(hit('R12', claimantCode ?? unitCode ?? '', [claim]));
  }
  const watched = claims.filter(
    ({ kind, approvalRef }) => approvalRef == null && ['RECEPTION', 'TRAVEL', 'FUEL'].includes(kind ?? ''),
  );
  const keyOf = (unit: string | null, kind: string | null | undefined, year: number) =>
    `${unit ?? ''}|${kind ?? ''}|${year}`;
  const years = new Map(
    grouped(watched, ({ unitCode, kind, occurredOn }) => keyOf(unitCode, kind, Number(occurredOn.slice(0, 4)))),
  );
  const lines = indexed(rows.budget, ({ unitCode, item, year }) => keyOf(unitCode, item, year ?? 0));
  const monthsIn = (own: readonly Row[]): number => distinct(own.map(({ occurredOn }) => monthNo(occurredOn)));
  for (const [key, own] of years) {
    const [unit = '', kind = '', year = ''] = key.split('|');
    const before = years.get(keyOf(unit, kind, Number(year) - 1)) ?? [];
    const budget = lines(key);
    const december = own.filter(({ occurredOn }) => occurredOn.slice(5, 7) === '12');
    const whole = monthsIn(own) >= 10;
    const grown = whole && monthsIn(before) >= 10 && sum(own) > 1.3 * sum(before);
    const over = budget.length > 0 && sum(own) > Math.max(...budget.map(({ planMinor }) => planMinor ?? 0));
    const rushed = whole && sum(december) > 0.4 * sum(own);
    if (sum(own) >= 20_000_00 && !budget.some(({ phase }) => phase === 'NEW_FUNCTION') && (grown || over || rushed))
      hits.push(hit('R13', unit, own));
  }
  return hits;
};

const HOUR_MS = 3_600_000;
const localDay = (at: string | null | undefined): string =>
  new Date(Date.parse(at ?? '') + 8 * HOUR_MS).toISOString().slice(0, 10);
const minuteNo = (at: string | null | undefined): number => Math.floor(Date.parse(at ?? '') / 60_000);

/** Official vehicles (R14 to R17). */
const fleetHits = (rows: Rows, calendar: Calendar): Hit[] => {
  const hits: Hit[] = [];
  const fleet = indexed(rows.fleet, ({ plate }) => plate);
  const trips = indexed(rows.vehicle_use, ({ plate }) => plate);
  const is = (plate: string | null | undefined, ...uses: string[]): boolean =>
    fleet(plate).some(({ use }) => uses.includes(use ?? ''));
  const fills = (rows.fuel ?? []).filter(({ use }) => use !== 'EQUIPMENT');
  for (const fill of fills) {
    const { plate, filledAt, litresHundredths, cardNo, place } = fill;
    const day = localDay(filledAt);
    const approved = trips(plate).some(({ fromAt, toAt }) => localDay(fromAt) <= day && day <= localDay(toAt));
    if (!isWorkday(calendar, day as LocalDate) && !approved && !is(plate, 'DUTY', 'EMERGENCY', 'MACHINE'))
      hits.push(hit('R14', plate ?? '', [fill]));
    const tank = Math.max(...fleet(plate).map(({ tankLitresHundredths }) => tankLitresHundredths ?? 0));
    if ((litresHundredths ?? 0) > 1.05 * tank && !is(plate, 'MACHINE')) hits.push(hit('R15', plate ?? '', [fill]));
    const elsewhere = trips(plate).some(
      (trip) =>
        trip.purpose !== 'SPARE' &&
        trip.place !== place &&
        minuteNo(filledAt) - minuteNo(trip.fromAt) >= 30 &&
        minuteNo(trip.toAt) - minuteNo(filledAt) >= 30,
    );
    if (elsewhere) hits.push(hit('R17', cardNo ?? '', [fill]));
  }
  const driven = (plate: string, from: number, to: number): number =>
    trips(plate)
      .filter(({ occurredOn }) => dayNo(occurredOn) >= from && dayNo(occurredOn) <= to)
      .reduce((all, { kilometresHundredths }) => all + (kilometresHundredths ?? 0) / 100, 0);
  const ordinary = fills.filter(({ plate, occurredOn }) => {
    const day = dayNo(occurredOn);
    return !is(plate, 'MACHINE') && driven(plate ?? '', day, day) < 300;
  });
  for (const [plate, own] of grouped(ordinary, (row) => row.plate)) {
    const norm = Math.max(...fleet(plate).map(({ normHundredths }) => normHundredths ?? 0)) / 100;
    const found = new Set<RecordOf<'fuel'>>();
    for (const last of own) {
      const to = dayNo(last.occurredOn);
      const week = own.filter(({ occurredOn }) => dayNo(occurredOn) <= to && dayNo(occurredOn) >= to - 6);
      const litres = week.reduce((all, { litresHundredths }) => all + (litresHundredths ?? 0) / 100, 0);
      const unexplained = week.length >= 2 && litres > (2 * norm * driven(plate, to - 6, to)) / 100;
      const sameDay = own.filter(({ occurredOn }) => occurredOn === last.occurredOn).length >= 2;
      if (unexplained || sameDay) for (const fill of week) found.add(fill);
    }
    if (found.size > 0) hits.push(hit('R16', plate, [...found]));
  }
  return hits;
};

const TRAITS = [
  ['machineCodeHash', true],
  ['ipHash', true],
  ['fileHash', false],
  ['fileAuthor', true],
  ['contactHash', true],
  ['depositAccountHash', false],
  ['controllerCode', false],
] as const;
/** What more bidders than this have anywhere is public: a park's network, a template. */
const PUBLIC = 6;

/** Bids that share what rivals do not, and prices that are too regular or too low (R21, R22). */
const tenderHits = (rows: Rows): Hit[] => {
  const hits: Hit[] = [];
  const users = new Map(TRAITS.map(([trait]) => [trait, indexed(rows.bid, (bid) => bid[trait])] as const));
  for (const [tender, bids] of grouped(rows.bid ?? [], ({ tenderRef }) => tenderRef)) {
    const alike = bids.filter((bid) =>
      TRAITS.some(([trait, byOffice]) => {
        const publicly = ['ipHash', 'fileHash', 'fileAuthor'].includes(trait);
        const bidders = distinct((users.get(trait)?.(bid[trait]) ?? []).map(({ bidderCode }) => bidderCode));
        if (bid[trait] == null || (publicly && bidders > PUBLIC)) return false;
        return bids.some(
          (other) =>
            other.bidderCode !== bid.bidderCode &&
            other[trait] === bid[trait] &&
            !(byOffice && bid.agencyCode != null && other.agencyCode === bid.agencyCode) &&
            (trait !== 'ipHash' || minuteNo(other.submittedAt) === minuteNo(bid.submittedAt)),
        );
      }),
    );
    if (distinct(alike.map(({ bidderCode }) => bidderCode)) >= 2) hits.push(hit('R21', tender, alike));
    const prices = bids.map(({ amountMinor }) => amountMinor ?? 0).sort((a, b) => a - b);
    const steps = prices.slice(1).map((price, n) => price - (prices[n] ?? 0));
    const regular = prices.length >= 4 && Math.max(...steps) <= 1.05 * Math.min(...steps);
    const control = bids[0]?.controlPriceMinor ?? 0;
    const winning = bids.find(({ won }) => won === 'YES')?.amountMinor ?? 0;
    const [lower = 0, upper = 0] = [
      prices[Math.floor((prices.length - 1) / 2)],
      prices[Math.ceil((prices.length - 1) / 2)],
    ];
    // Where all are low there is a price war, or the control price is too high.
    const competitive = (lower + upper) / 2 >= 0.8 * control;
    const low = winning < 0.7 * control || (prices.length >= 3 && winning < (0.85 * sum(bids)) / prices.length);
    if (regular || (low && competitive)) hits.push(hit('R22', tender, bids));
  }
  return hits;
};

/** The rules that are judged here. */
export const REGISTER_RULES: readonly RuleCode[] = [
  ...(['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08'] as const),
  ...(['R12', 'R13', 'R14', 'R15', 'R16', 'R17', 'R21', 'R22'] as const),
];

export const registerHits = (rows: Rows, calendar: Calendar, end: string): Hit[] => [
  ...reliefHits(rows),
  ...kinHits(rows),
  ...payoutHits(rows, end),
  ...spendingHits(rows, calendar),
  ...fleetHits(rows, calendar),
  ...tenderHits(rows),
];

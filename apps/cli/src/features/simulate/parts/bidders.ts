import { type Bid, type Firm, openingDay, putTender } from '../bid-table.ts';
import { type Day, dateOf } from '../office-days.ts';
import { nth, times } from '../plot.ts';
import type { Details } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const TENDERS = 60;
const MARKET = 12;

const someOffice = ({ random, world }: Sheet): string => random.pick(world.offices).code;
const about = (firm: Firm, bids: readonly Bid[]): Matter => ({
  subject: { kind: 'SUPPLIER', id: firm.code },
  records: bids.filter(({ bidderCode }) => bidderCode === firm.code),
});

/** R23: bids in every tender that another firm wins, and wins none. */
const onlyAccompanies = (sheet: Sheet): Matter => {
  const { random, extent } = sheet;
  const [winner, loser] = [sheet.company(), sheet.company()];
  const tenders = extent.strength === 1 ? random.int(7, 11) : random.int(5, 7);
  const bids = times(tenders, () =>
    putTender(sheet, someOffice(sheet), openingDay(sheet), [winner, loser, sheet.company()]),
  );
  return about(
    loser,
    bids.flatMap((tender) => tender.bids),
  );
};

/** Three firms that are all there are, and each wins in its turn. */
const smallMarket = (sheet: Sheet): Matter => {
  const [a, b, c] = [sheet.company(), sheet.company(), sheet.company()];
  const turns = times(sheet.random.int(6, 10), (n) =>
    nth(
      [
        [a, b, c],
        [b, c, a],
        [c, a, b],
      ],
      n,
    ),
  );
  const tenders = turns.map((firms) => putTender(sheet, someOffice(sheet), openingDay(sheet), firms));
  return about(
    a,
    tenders.flatMap(({ bids }) => bids),
  );
};

/** Together a few times only. */
const seldomTogether = (sheet: Sheet): Matter => {
  const [winner, loser] = [sheet.company(), sheet.company()];
  const bids = times(sheet.random.int(3, 4), () =>
    putTender(sheet, someOffice(sheet), openingDay(sheet), [winner, loser, sheet.company()]),
  );
  return about(
    loser,
    bids.flatMap((tender) => tender.bids),
  );
};

/** Loses again and again, each time to and beside others. */
const unluckyNewcomer = (sheet: Sheet): Matter => {
  const loser = sheet.company();
  const bids = times(sheet.random.int(6, 9), () =>
    putTender(sheet, someOffice(sheet), openingDay(sheet), [sheet.company(), loser, sheet.company()]),
  );
  return about(
    loser,
    bids.flatMap((tender) => tender.bids),
  );
};

const RELATIONS = ['SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'OTHER'] as const;
/** What may keep a cadre's kinship from being one with whoever decides. */
type Kinship = {
  readonly tenure?: Details<'tenure'>;
  /** The unit in which the cadre holds the post, when not the one that awards. */
  readonly elsewhere?: string;
  readonly namesake?: boolean;
};

/** A firm, and the cadre who declared its owner as kin. */
const kinFirm = (sheet: Sheet, unitCode: string, { tenure, elsewhere, namesake }: Kinship): Firm => {
  const { random, world, days } = sheet;
  const firm = sheet.company();
  const [cadre, owner] = [sheet.identity(), sheet.identity()];
  const personCode = `RY-${sheet.number()}`;
  sheet.put('company', days.first - random.int(200, 2_400), null, {
    uscc: firm.code,
    name: firm.name,
    holderHash: owner,
    role: random.pick(['LEGAL_REPRESENTATIVE', 'SHAREHOLDER']),
    status: 'ACTIVE',
    nature: 'COMPANY',
  });
  sheet.put('kin', days.first - random.int(20, 300), unitCode, {
    personHash: cadre,
    personCode,
    kinHash: namesake === true ? sheet.identity() : owner,
    relation: random.pick(RELATIONS),
    post: 'CADRE',
  });
  sheet.put('tenure', days.first - random.int(60, 900), elsewhere ?? unitCode, {
    personCode,
    person: world.citizen(random),
    personHash: cadre,
    post: random.pick(['副局长', '局长', '财务科科长', '采购办主任']),
    sensitive: 'NO',
    decides: 'YES',
    ...tenure,
  });
  return firm;
};

/** The firm wins `count` tenders of the unit. */
const wins = (sheet: Sheet, unitCode: string, firm: Firm, count: number, day: () => Day = () => openingDay(sheet)) =>
  times(count, () => putTender(sheet, unitCode, day(), [firm, sheet.company(), sheet.company()]));

const winsOf = (firm: Firm, tenders: ReturnType<typeof wins>): Matter =>
  about(
    firm,
    tenders.flatMap(({ bids }) => bids),
  );

/** R24: the winner belongs to declared kin of who decides in the unit. */
const kinAward = (sheet: Sheet): Matter => {
  const { random, extent } = sheet;
  const unitCode = someOffice(sheet);
  const firm = kinFirm(sheet, unitCode, {});
  return winsOf(firm, wins(sheet, unitCode, firm, extent.strength === 1 ? random.int(2, 4) : 1));
};

/** The kin hold a post elsewhere, or one that decides nothing. */
const notInvolved = (sheet: Sheet): Matter => {
  const { random, world } = sheet;
  const [office, other] = random.shuffled(world.offices);
  const unitCode = office?.code ?? '';
  const firm = kinFirm(
    sheet,
    unitCode,
    random.chance(0.5) ? { elsewhere: other?.code ?? '' } : { tenure: { decides: 'NO', post: '科员' } },
  );
  return winsOf(firm, wins(sheet, unitCode, firm, random.int(1, 3)));
};

/** The post was left before the tender. */
const leftBefore = (sheet: Sheet): Matter => {
  const { random, days } = sheet;
  const unitCode = someOffice(sheet);
  const day = days.rollForward(random.int(days.first + 120, days.last - 20));
  const firm = kinFirm(sheet, unitCode, { tenure: { untilOn: dateOf(day - random.int(20, 110)) } });
  return winsOf(
    firm,
    wins(sheet, unitCode, firm, 1, () => day),
  );
};

/** The recusal stands in the records of the purchase. */
const recused = (sheet: Sheet): Matter => {
  const { random, world } = sheet;
  const unitCode = random.pick(world.quietUnits).code;
  const firm = kinFirm(sheet, unitCode, {});
  const opened = openingDay(sheet);
  const tenders = wins(sheet, unitCode, firm, 1, () => opened);
  for (const { tenderRef, project, bids } of tenders) {
    const [won] = bids;
    sheet.put('procurement', opened + random.int(2, 6), unitCode, {
      project,
      item: project,
      kind: 'SERVICES',
      method: 'OPEN_TENDER',
      amountMinor: won?.amountMinor ?? 0,
      currency: 'CNY',
      supplier: firm.name,
      tenderRef,
      tenderers: bids.length,
      status: 'complete',
      recusalRef: `HB-${sheet.number()}`,
    });
  }
  return winsOf(firm, tenders);
};

/** The owner only bears the name of the declared kin: the digest is another. */
const namesake = (sheet: Sheet): Matter => {
  const unitCode = someOffice(sheet);
  const firm = kinFirm(sheet, unitCode, { namesake: true });
  return winsOf(firm, wins(sheet, unitCode, firm, sheet.random.int(1, 3)));
};

const FUNCTIONS = ['PREQUALIFICATION', 'EVALUATION', 'AWARD'] as const;
type Function = (typeof FUNCTIONS)[number];
type Role = { readonly role: Function; readonly who: Details<'procurement_role'> };

const subjectOf = ({ personCode, personHash }: Details<'procurement_role'>): Matter['subject'] =>
  personCode === undefined || personCode === null
    ? { kind: 'IDENTITY', id: personHash ?? '' }
    : { kind: 'PERSON', id: personCode };

/** People of one office, and experts from outside who have no code here. */
const committee = (sheet: Sheet) => {
  const { random, world } = sheet;
  const office = random.pick(world.offices.filter(({ people }) => people.length >= 5));
  const insiders = random.shuffled(office.people).map(({ code, name }) => ({ personCode: code, person: name }));
  const experts = times(2, () => ({ person: world.citizen(random), personHash: sheet.identity() }));
  return { unitCode: office.code, insiders, experts };
};

const putRoles = (sheet: Sheet, unitCode: string, roles: readonly Role[]) => {
  const tenderRef = `ZB-${sheet.number()}`;
  const start = openingDay(sheet);
  return roles.map(({ role, who }) =>
    sheet.put('procurement_role', start + FUNCTIONS.indexOf(role) * 5, unitCode, { tenderRef, role, ...who }),
  );
};

/** One tender as it should be: whoever did one of the functions did no other. */
const separated = ({ insiders, experts }: ReturnType<typeof committee>): Role[] => [
  { role: 'PREQUALIFICATION', who: insiders[0] ?? {} },
  { role: 'PREQUALIFICATION', who: insiders[1] ?? {} },
  { role: 'EVALUATION', who: insiders[2] ?? {} },
  ...experts.map((who) => ({ role: 'EVALUATION' as const, who })),
  { role: 'AWARD', who: insiders[3] ?? {} },
];

/** R43: somebody takes up one or two of the other functions as well. */
const oneHand = (sheet: Sheet, n: number): Matter => {
  const { random, extent } = sheet;
  const found = committee(sheet);
  const roles = separated(found);
  const who = (n % 3 === 2 ? found.experts[0] : found.insiders[0]) ?? {};
  const own: Function = n % 3 === 2 ? 'EVALUATION' : 'PREQUALIFICATION';
  const others = random.shuffled(FUNCTIONS.filter((role) => role !== own));
  const taken = others.slice(0, extent.strength === 1 ? random.int(1, 2) : 1);
  const rows = putRoles(sheet, found.unitCode, [...roles, ...taken.map((role) => ({ role, who }))]);
  const subject = subjectOf(who);
  return { subject, records: rows.filter((row) => subjectOf(row).id === subject.id) };
};

/** A very small unit: the second function is approved in writing. */
const approvedInWriting = (sheet: Sheet): Matter => {
  const found = committee(sheet);
  const approved = { ...found.insiders[0], approvalRef: `批复-${sheet.number()}` };
  const [, ...others] = separated(found);
  const rows = putRoles(sheet, found.unitCode, [
    { role: 'PREQUALIFICATION', who: approved },
    { role: 'AWARD', who: approved },
    ...others,
  ]);
  return { subject: subjectOf(approved), records: rows.slice(0, 2) };
};

/** Another function, in another tender. */
const anotherTender = (sheet: Sheet): Matter => {
  const found = committee(sheet);
  const who = found.insiders[0] ?? {};
  const [, , ...others] = separated(found);
  const first = putRoles(sheet, found.unitCode, separated(found));
  const second = putRoles(sheet, found.unitCode, [
    { role: 'PREQUALIFICATION', who: found.insiders[4] ?? {} },
    ...others.filter(({ role }) => role !== 'AWARD'),
    { role: 'AWARD', who },
  ]);
  const subject = subjectOf(who);
  return { subject, records: [...first, ...second].filter((row) => subjectOf(row).id === subject.id) };
};

/** Two rounds of one function. */
const secondRound = (sheet: Sheet): Matter => {
  const found = committee(sheet);
  const who = found.insiders[2] ?? {};
  const rows = putRoles(sheet, found.unitCode, [...separated(found), { role: 'EVALUATION', who }]);
  const subject = subjectOf(who);
  return { subject, records: rows.filter((row) => subjectOf(row).id === subject.id) };
};

/** Who bids beside whom, who stands behind the winner, and who does what in a tender (R23, R24, R43). */
export const bidders: Part = {
  name: 'bidders',
  write: (given) => {
    const sheet = sheetFor({ letters: 'PB', digits: 31 }, given);
    const { random, extent } = given;
    const market: [Firm, ...Firm[]] = [sheet.company(), ...times(MARKET - 1, () => sheet.company())];
    times(Math.round(TENDERS * extent.portion), (n) => {
      const winner = nth(market, n);
      const others = random.shuffled(market.filter((firm) => firm !== winner)).slice(0, random.int(2, 4));
      putTender(sheet, someOffice(sheet), openingDay(sheet), [winner, ...others]);
      const found = committee(sheet);
      putRoles(sheet, found.unitCode, separated(found));
    });

    sheet.plant('R23', 'accompanies', () => onlyAccompanies(sheet), {
      'small-market': () => smallMarket(sheet),
      'seldom-together': () => seldomTogether(sheet),
      'unlucky-newcomer': () => unluckyNewcomer(sheet),
    });
    sheet.plant('R24', 'kin-award', () => kinAward(sheet), {
      'not-involved': () => notInvolved(sheet),
      recused: () => recused(sheet),
      'same-name': () => namesake(sheet),
      'left-before': () => leftBefore(sheet),
    });
    sheet.plant('R43', 'one-hand', (n) => oneHand(sheet, n), {
      'written-approval': () => approvedInWriting(sheet),
      'another-tender': () => anotherTender(sheet),
      'second-round': () => secondRound(sheet),
    });
    return sheet.written();
  },
};

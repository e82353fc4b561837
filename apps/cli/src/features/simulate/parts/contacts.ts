import { monthsOf, payDay } from '../months.ts';
import { fen, times } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { someMonths } from '../relief-book.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

type Payment = RecordOf<'subsidy'>;
type Contact = Pick<Details<'subsidy'>, 'phoneHash' | 'addressHash'>;

const HOUSEHOLDS = 70;
const ITEMS = ['TEMPORARY_RELIEF', 'ELDERLY', 'DISABILITY', 'FARMING'] as const;

/** Payments to somebody new with an account of their own. */
const payTo = (sheet: Sheet, months: number, more: Details<'subsidy'>): Payment[] => {
  const { random, world } = sheet;
  const details: Details<'subsidy'> = {
    recipientHash: sheet.identity(),
    householdRef: `H-${sheet.number()}`,
    accountHash: sheet.account(),
    item: random.pick(ITEMS),
    basis: 'PERSON',
    ...more,
  };
  return someMonths(sheet, months).map((month) =>
    sheet.put('subsidy', payDay(sheet, month), world.coded('MZJ'), {
      ...details,
      periodOn: month.first,
      amountMinor: fen(random, random.between(90, 800)),
      currency: 'CNY',
    }),
  );
};

/** Nobody else's phone or address. */
const newContact = (sheet: Sheet, kind: keyof Contact): Contact => ({
  [kind]: kind === 'phoneHash' ? sheet.phone() : `清河县无名路${sheet.number()}号`,
});
const oneContact = (sheet: Sheet): Contact => newContact(sheet, sheet.random.pick(['phoneHash', 'addressHash']));

const about = ({ phoneHash, addressHash }: Contact, records: readonly Payment[]): Matter => ({
  subject: { kind: 'CONTACT', id: phoneHash ?? addressHash ?? '' },
  records,
});

/** `count` recipients with one contact, a household each unless `more` says otherwise. */
const together = (sheet: Sheet, count: number, more: Details<'subsidy'> = {}): Matter => {
  const contact = oneContact(sheet);
  return about(contact, times(count, () => payTo(sheet, sheet.random.int(1, 3), { ...contact, ...more })).flat());
};

/** The phone of a cadre of the village, declared as such, under which those are reached who have none. */
const atTheCadres = (sheet: Sheet): Matter => {
  const { random, world, days } = sheet;
  const [contact, village] = [newContact(sheet, 'phoneHash'), random.pick(world.villages).shortName];
  sheet.put('cadre_contact', days.first, null, { ...contact, village, personCode: `RY-${sheet.number()}` });
  const paid = times(random.int(5, 11), () => payTo(sheet, random.int(1, 3), { ...contact, village }));
  return about(contact, paid.flat());
};

/** R40: five recipients or more of different households with one phone or address. */
const oneAddress = (sheet: Sheet): Matter =>
  together(sheet, sheet.extent.strength === 1 ? sheet.random.int(7, 12) : sheet.random.int(5, 7));

/** Relief and how its recipients can be reached (R40). */
export const contacts: Part = {
  name: 'contacts',
  write: (given) => {
    const sheet = sheetFor({ letters: 'LX', digits: 36 }, given);
    const { random, days, extent } = given;
    for (let left = Math.round(HOUSEHOLDS * extent.portion); left > 0; left -= 1) {
      const household = { householdRef: `H-${sheet.number()}`, ...newContact(sheet, 'addressHash') };
      for (let members = random.int(1, 3); members > 0; members -= 1)
        payTo(sheet, Math.min(4, monthsOf(days).length), { ...household, ...newContact(sheet, 'phoneHash') });
    }
    sheet.plant('R40', 'one-address', () => oneAddress(sheet), {
      'care-home': () => together(sheet, random.int(6, 11), { institutionRef: `FLY-${sheet.number()}` }),
      'cadre-phone': () => atTheCadres(sheet),
      'four-at-one': () => together(sheet, random.int(3, 4)),
      'large-household': () => together(sheet, random.int(5, 7), { householdRef: `H-${sheet.number()}` }),
    });
    return sheet.written();
  },
};

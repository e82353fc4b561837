import type { Day, OfficeDays } from '../office-days.ts';
import { fen, place } from '../plot.ts';
import type { Details } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';
import type { Office } from '../world.ts';

const WEEKEND = new Set([6, 0]);
const isWeekend = (day: Day): boolean => WEEKEND.has(new Date(day * 86_400_000).getUTCDay());

/** A day like this of the years whose holidays are known. */
const dayLike = ({ random, days }: Sheet, is: (day: Day, days: OfficeDays) => boolean): Day =>
  place('a day', () => {
    const day = random.int(days.publishedFrom, days.last - 4);
    return is(day, days) ? day : null;
  });
const dayOff = (sheet: Sheet): Day => dayLike(sheet, (day, { isWorkday }) => !isWorkday(day));
/** The first working day after one that is not. */
const dayAfter = (sheet: Sheet): Day => dayLike(sheet, (day, { isWorkday }) => isWorkday(day) && !isWorkday(day - 1));
/** A weekend on which the offices work. */
const madeUp = (sheet: Sheet): Day => dayLike(sheet, (day, { isWorkday }) => isWorkday(day) && isWeekend(day));

/** A reception at a house of the theme's own, so that it adds up to nothing with other claims. */
const receive = (sheet: Sheet, office: Office, day: Day, more: Details<'expense'> = {}) => {
  const { random, extent } = sheet;
  const claimant = random.pick(office.people);
  const house = sheet.company();
  return sheet.put('expense', day, office.code, {
    post: claimant.post,
    claimantCode: claimant.code,
    claimant: claimant.name,
    kind: 'RECEPTION',
    amountMinor: fen(random, random.between(180, 900 + 900 * extent.strength)),
    currency: 'CNY',
    invoiceNo: sheet.number(),
    payee: house.name,
    payeeCode: house.code,
    ...more,
  });
};

type Claim = ReturnType<typeof receive>;
const about = (claim: Claim, others: readonly Claim[] = []): Matter => ({
  subject: { kind: 'PERSON', id: claim.claimantCode ?? '' },
  records: [claim, ...others],
});

/** Receptions on days off (R12). */
export const receptions: Part = {
  name: 'receptions',
  write: (given) => {
    const sheet = sheetFor({ letters: 'JD', digits: 14 }, given);
    const { random, world } = given;
    // Offices in turn: no unit has so many of these that its year stands out.
    const turn = random.shuffled(world.offices);
    let taken = 0;
    const office = (): Office => {
      const next = turn[taken % turn.length];
      taken += 1;
      return next ?? random.pick(world.offices);
    };
    const onDuty = (kind: string): Matter => {
      const [host, day] = [office(), dayOff(sheet)];
      sheet.put('duty', day, host.code, { kind, ref: `ZB-${sheet.number()}` });
      return about(receive(sheet, host, day));
    };
    sheet.plant('R12', 'day-off', () => about(receive(sheet, office(), dayOff(sheet))), {
      'emergency-duty': () => onDuty(random.pick(['EMERGENCY', 'DUTY'])),
      'meeting-on-record': () => onDuty('MEETING'),
      'duty-number': () => about(receive(sheet, office(), dayOff(sheet), { dutyRef: `ZB-${sheet.number()}` })),
      'invoice-issued-later': () => about(receive(sheet, office(), dayAfter(sheet))),
      'make-up-workday': () => about(receive(sheet, office(), madeUp(sheet))),
      'taken-back': () => {
        const [host, day] = [office(), dayOff(sheet)];
        const claim = receive(sheet, host, day);
        const { externalId, unitCode: _unit, occurredOn: _day, amountMinor, ...same } = claim;
        const back = sheet.put('expense', day + 3, host.code, {
          ...same,
          amountMinor: -(amountMinor ?? 0),
          reversalOf: externalId,
        });
        return about(claim, [back]);
      },
    });
    for (let left = Math.round(60 * given.extent.portion); left > 0; left -= 1)
      sheet.put('duty', dayOff(sheet), random.pick(world.quietUnits).code, {
        kind: 'DUTY',
        ref: `ZB-${sheet.number()}`,
      });
    return sheet.written();
  },
};

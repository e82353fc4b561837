import type { Day } from '../office-days.ts';
import { payMonths, recipientOf, someMonths } from '../relief-book.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

type Village = {
  readonly villagers: number;
  /** Kin that a leader declared, and how many of them draw benefits. */
  readonly kin: number;
  readonly receiving: number;
  /** All that draw benefits in the village, these kin among them. */
  readonly recipients: number;
  readonly post?: string;
  /** The kin draw their benefits in another village. */
  readonly elsewhere?: boolean;
};

const RELATIONS = ['SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'OTHER'] as const;

/** A village of its own with its households, its leader's declared kin and whoever draws benefits. */
const villageWith = (sheet: Sheet, { villagers, kin, receiving, recipients, post, elsewhere }: Village): Matter => {
  const { random, days, world } = sheet;
  const near = random.pick(world.villages);
  const village = `${near.shortName}${sheet.number()}组`;
  const start: Day = days.first + random.int(10, 60);
  const inVillage = { village, householdRef: `H-${sheet.number()}` };
  const leader = sheet.identity();
  const personCode = random.chance(0.6) ? `G-${sheet.number()}` : null;
  const draws = (where: string) => {
    const who = recipientOf(sheet, { village: where });
    payMonths(sheet, who, someMonths(sheet, random.int(2, 4)), random.pick(['LOW_INCOME', 'EXTREME_POVERTY']));
    return who.identity;
  };
  const lives = () => {
    const personHash = sheet.identity();
    sheet.put('household', start, null, { ...inVillage, personHash });
    return personHash;
  };
  const another = `${near.shortName}${sheet.number()}组`;
  const declared = Array.from({ length: kin }, (_, n) => {
    if (n < receiving) return draws(elsewhere === true ? another : village);
    return lives();
  });
  const inside = elsewhere === true ? 0 : receiving;
  for (let left = recipients - inside; left > 0; left -= 1) draws(village);
  for (let left = villagers - recipients - (kin - receiving); left > 0; left -= 1) lives();
  const records = declared.map((kinHash) =>
    sheet.put('kin', start, near.code, {
      personHash: leader,
      personCode,
      kinHash,
      relation: random.pick(RELATIONS),
      village,
      post: post ?? 'VILLAGE_LEADER',
    }),
  );
  const subject =
    personCode === null ? ({ kind: 'IDENTITY', id: leader } as const) : ({ kind: 'PERSON', id: personCode } as const);
  return { subject, records };
};

/** So many recipients that the share of the kin is `times` that of the village, rounded down so that it is no less. */
const drawn = (sheet: Sheet, times: readonly [number, number]): Village => {
  const { random } = sheet;
  const villagers = random.int(60, 110);
  const kin = random.int(5, 8);
  const receiving = random.int(3, kin - 1);
  const wanted = ((receiving / kin) * villagers) / random.between(...times);
  return { villagers, kin, receiving, recipients: Math.max(receiving, Math.floor(wanted)) };
};

/** Benefits that gather among a village leader's declared kin (R05). */
export const villageKin: Part = {
  name: 'village-kin',
  write: (given) => {
    const sheet = sheetFor({ letters: 'CK', digits: 12 }, given);
    const { random, extent } = given;
    const favoured = (): Village => drawn(sheet, extent.strength === 1 ? [3.8, 7] : [3.2, 4.6]);
    sheet.plant('R05', 'favoured-kin', () => villageWith(sheet, favoured()), {
      'poor-village': () => {
        const { recipients, ...village } = drawn(sheet, [1.2, 2.4]);
        return villageWith(sheet, { ...village, recipients });
      },
      'small-village': () => villageWith(sheet, { villagers: random.int(18, 28), kin: 5, receiving: 3, recipients: 3 }),
      'one-or-two-kin': () =>
        villageWith(sheet, { villagers: random.int(60, 100), kin: 3, receiving: random.int(1, 2), recipients: 6 }),
      'moved-away': () => villageWith(sheet, { ...favoured(), recipients: 6, elsewhere: true }),
      'other-cadre': () => villageWith(sheet, { ...favoured(), post: 'CADRE' }),
    });
    return sheet.written();
  },
};

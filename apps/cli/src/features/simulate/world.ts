import type { County, UnitKind } from '../../../../../prisma/seed/county.ts';
import type { Random } from './random.ts';

export type Person = { readonly code: string; readonly name: string; readonly post: string; readonly head: boolean };
export type Supplier = { readonly code: string; readonly name: string; readonly trade: string };
export type PowerItem = { readonly code: string; readonly unitCode: string };

/** A unit that spends, buys or approves. */
export type Office = {
  readonly code: string;
  /** The code in the county file, which every copy of the unit shares. */
  readonly root: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  readonly people: readonly Person[];
  /** Its share of the county's expenses. */
  readonly expenseWeight: number;
  /** Awards a year. */
  readonly awards: number;
  /** Holds large tenders every quarter. */
  readonly builder: boolean;
  /** Codes of the power items it decides, most asked for first. */
  readonly items: readonly string[];
};

/** Everything a simulation reads: data, no files. */
export type Inputs = {
  readonly county: County;
  readonly suppliers: readonly Supplier[];
  readonly items: readonly PowerItem[];
};

/** A unit without ordinary traffic: what parts write for it stands alone. */
type QuietUnit = { readonly code: string; readonly shortName: string };

export type World = {
  readonly offices: readonly Office[];
  readonly quietUnits: readonly QuietUnit[];
  readonly villages: readonly QuietUnit[];
  /** The code of a unit, known by its code in the county file, in this copy. */
  readonly coded: (root: string) => string;
  readonly suppliersOf: (trade: string) => readonly Supplier[];
  /** A private applicant or casual worker: never the name of one of the county's own people. */
  readonly citizen: (random: Random) => string;
};

const BUILDERS = new Set('ZJJ JTJ SLJ NYJ JTJ2 WJJ RMYY ZYY SZS GLZX ZRJ GAJ YZ'.split(' '));

/** Kinds of units with books of their own: what one of their people spends against others, and awards a year. */
const HABITS: Partial<Record<UnitKind, { readonly spend: number; readonly awards: number }>> = {
  PARTY_COMMITTEE: { spend: 0.6, awards: 3 },
  GOVERNMENT: { spend: 0.6, awards: 3 },
  COMMISSION: { spend: 0.6, awards: 8 },
  WARNING_CENTRE: { spend: 0.6, awards: 4 },
  PARTY_ORGAN: { spend: 1, awards: 7 },
  DEPARTMENT: { spend: 1.1, awards: 14 },
  INSTITUTION: { spend: 1.9, awards: 16 },
  TOWNSHIP: { spend: 1.6, awards: 19 },
  VILLAGE: { spend: 0.9, awards: 5 },
};
const BUILDER_AWARDS = 38;

const COMPOUND = /^(?:司空|上官|令狐|东方|端木|南宫|闻人|公孙|夏侯|尉迟)/u;

/** The county as one set of offices; copy `replica` > 0 carries its number in every code, so that copies never mix. */
export const worldOf = ({ county, suppliers, items }: Inputs, replica: number): World => {
  const coded = (code: string) => (replica === 0 ? code : `${code}.${replica}`);
  const own = new Set(county.people.map(({ name }) => name));
  const surnames = [...new Set(county.people.map(({ name }) => COMPOUND.exec(name)?.[0] ?? name.slice(0, 1)))];
  const given = [...new Set(county.people.map(({ name }) => name.slice(-2)))];
  const byTrade = Map.groupBy(
    suppliers.map((supplier) => ({ ...supplier, code: coded(supplier.code) })),
    ({ trade }) => trade,
  );
  const peopleOf = Map.groupBy(county.people, ({ unit }) => unit);
  const itemsOf = Map.groupBy(items, ({ unitCode }) => unitCode);
  const offices = county.units.flatMap(({ code, shortName, kind }): Office[] => {
    const habit = HABITS[kind];
    const people = peopleOf.get(code) ?? [];
    if (!habit || people.length === 0) return [];
    const builder = BUILDERS.has(code);
    return [
      {
        code: coded(code),
        root: code,
        shortName,
        kind,
        people: people.map((one) => ({ code: coded(one.code), name: one.name, post: one.post, head: one.unitHead })),
        expenseWeight: habit.spend * people.length,
        awards: builder ? BUILDER_AWARDS : habit.awards,
        builder,
        items: (itemsOf.get(code) ?? []).map((item) => item.code),
      },
    ];
  });
  const unitsOf = (...kinds: readonly UnitKind[]): QuietUnit[] =>
    county.units
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ code, shortName }) => ({ code: coded(code), shortName }));
  return {
    offices,
    quietUnits: unitsOf('TOWN_COMMISSION', 'RESIDENT_GROUP'),
    villages: unitsOf('VILLAGE'),
    coded,
    suppliersOf: (trade) => byTrade.get(trade) ?? [],
    citizen: (random) => {
      for (;;) {
        const name = random.pick(surnames) + random.pick(given);
        if (!own.has(name)) return name;
      }
    },
  };
};

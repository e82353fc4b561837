import type { Reader, Test } from './conditions.ts';
import type { AnyRow, Scalar } from './facts.ts';
import type { Given, Related, RowCondition, RowValue } from './language.ts';
import type { World } from './world.ts';

type RowReader = Reader<AnyRow>;
/** Rows that belong to a row: those that count, and whether it is unclear of others whether they do. */
type Company = { readonly rows: readonly AnyRow[]; readonly unclear: boolean; readonly world: World };

/** Related rows are there that do not say enough. */
const UNCLEAR = Symbol('unclear');

const median = (sorted: readonly number[]): number => {
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] as number;
  if (!Number.isInteger(half)) return upper;
  const lower = sorted[half - 1] as number;
  return lower + (upper - lower) * 0.5;
};
/** The middle of some numbers, between the two in the middle of an even count; unknown of none. */
export const medianOf = (values: readonly Scalar[]): number | null =>
  values.length === 0 ? null : median(values.map(Number).sort((a, b) => a - b));

const folded = (give: Exclude<Given, 'count'>, values: readonly Scalar[]): Scalar | null => {
  const sum = () => values.reduce<number>((all, value) => all + Number(value), 0);
  if ('sum' in give) return sum();
  if ('distinct' in give) return new Set(values).size;
  if (values.length === 0) return null;
  if ('min' in give) return values.reduce((low, value) => (value < low ? value : low));
  if ('max' in give) return values.reduce((high, value) => (value > high ? value : high));
  return 'mean' in give ? sum() / values.length : medianOf(values);
};

/** The value that is folded, and whether every row must have it. */
export const foldedValue = (give: Exclude<Given, 'count'>): { of: RowValue; strict: boolean } => {
  if ('sum' in give) return { of: give.sum, strict: true };
  if ('distinct' in give) return { of: give.distinct, strict: false };
  if ('min' in give) return { of: give.min, strict: true };
  if ('max' in give) return { of: give.max, strict: true };
  return { of: 'mean' in give ? give.mean : give.median, strict: true };
};

/** Whether what is said of related rows looks back at the row that they are related to. */
const looksBack = (part: unknown): boolean => JSON.stringify(part ?? null).includes('"mine":');

/** Remembers what was worked out for a key, one evaluation at a time: the rows of an evaluation do not change. */
const remembering = <V>() => {
  const known = new WeakMap<World['rowsOf'], Map<string, V>>();
  return (world: World, key: string, workOut: () => V): V => {
    const values = known.get(world.rowsOf) ?? new Map<string, V>();
    known.set(world.rowsOf, values);
    const before = values.get(key);
    if (before !== undefined) return before;
    const value = workOut();
    values.set(key, value);
    return value;
  };
};

/** How to ask a row for what is related to it. Readers of other parts are handed in, since relations lie within relations. */
export const relation = (
  related: Related,
  readerOf: (value: RowValue) => RowReader,
  testOf: (condition: RowCondition) => Test<AnyRow>,
) => {
  const theirs = related.on.map(([value]) => readerOf(value));
  const mine = related.on.map(([, value]) => readerOf(value));
  const where = related.where && testOf(related.where);
  const readers = new Map<Given, RowReader>();
  const readerFor = (give: Exclude<Given, 'count'>): RowReader => {
    const reader = readers.get(give) ?? readerOf(foldedValue(give).of);
    readers.set(give, reader);
    return reader;
  };
  const keyIn = (parts: readonly RowReader[], row: AnyRow, world: World): string | null => {
    let key = '';
    for (const { read } of parts) {
      const part = read(row, world);
      if (part === null) return null;
      key += `${String(part)}\u001f`;
    }
    return key;
  };
  const absent = (world: World): boolean => related.optional !== true && world.rowsOf(related.kind).length === 0;
  /** Null where nothing can be said: a key that is missing, a register that nobody brought. */
  const companyOf = (row: AnyRow, world: World): Company | null => {
    const key = keyIn(mine, row, world);
    if (key === null || absent(world)) return null;
    const matched = world.among(related, key, (other) => keyIn(theirs, other, world));
    if (where === undefined) return { rows: matched, unclear: false, world: { ...world, outer: { row, world } } };
    const within: World = { ...world, outer: { row, world } };
    const answers = matched.map((other) => where.holds(other, within));
    return {
      rows: matched.filter((_, index) => answers[index] === true),
      unclear: answers.includes(null),
      world: within,
    };
  };
  /** What the rows give, UNCLEAR where one of them does not say, null where there is none to give it. */
  const given = (give: Given, { rows, unclear, world }: Company): Scalar | null | typeof UNCLEAR => {
    if (unclear) return UNCLEAR;
    if (give === 'count') return rows.length;
    const reader = readerFor(give);
    const values = rows.map((row) => reader.read(row, world)).filter((value) => value !== null);
    return values.length < rows.length && foldedValue(give).strict ? UNCLEAR : folded(give, values);
  };
  const readOf = (give: Given, row: AnyRow, world: World): Scalar | null => {
    const company = companyOf(row, world);
    const value = company && given(give, company);
    return value === UNCLEAR ? null : value;
  };
  const someOf = (row: AnyRow, world: World): boolean | null => {
    const company = companyOf(row, world);
    if (company === null) return null;
    if (company.rows.length > 0) return true;
    return company.unclear ? null : false;
  };
  const byKeyAlone = !looksBack(related.where);
  const valuesOf = new Map<Given, ReturnType<typeof remembering<Scalar | null>> | null>();
  const valuesFor = (give: Given) => {
    const known = valuesOf.get(give);
    if (known !== undefined) return known;
    const values = byKeyAlone && !looksBack(give) ? remembering<Scalar | null>() : null;
    valuesOf.set(give, values);
    return values;
  };
  const answers = byKeyAlone ? remembering<boolean | null>() : null;
  return {
    read: (give: Given, row: AnyRow, world: World): Scalar | null => {
      const values = valuesFor(give);
      const key = values && keyIn(mine, row, world);
      return values === null || key === null
        ? readOf(give, row, world)
        : values(world, key, () => readOf(give, row, world));
    },
    some: (row: AnyRow, world: World): boolean | null => {
      const key = answers && keyIn(mine, row, world);
      return answers === null || key === null ? someOf(row, world) : answers(world, key, () => someOf(row, world));
    },
    lacks: (give: Given, row: AnyRow, world: World): string => {
      const key = mine.find(({ read }) => read(row, world) === null);
      if (key !== undefined) return key.lacks(row, world);
      const company = companyOf(row, world);
      if (company === null) return `absent:${related.kind}`;
      return `${given(give, company) === UNCLEAR ? 'unclear' : 'unmatched'}:${related.kind}`;
    },
  };
};

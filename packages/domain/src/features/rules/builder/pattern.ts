import type { ColumnType } from '../columns.ts';
import type { Unit, Words } from '../language.ts';

/** A draft as the builder holds it: the rule's own JSON, `null` where a piece is still to be chosen. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };
export type Path = readonly (string | number)[];

/** Pieces: each is a union of shapes. */
export type Sort =
  | 'rowCondition'
  | 'judgement'
  | 'rowValue'
  | 'operand'
  | 'groupValue'
  | 'windowValue'
  | 'given'
  | 'related'
  | 'pair'
  | 'key'
  | 'keyDay'
  | 'fieldValue'
  | 'alikeKey'
  | 'listed'
  | 'subject'
  | 'toldOfRow'
  | 'toldOfGroup'
  | 'toldOfWindow'
  | 'clause'
  | 'words'
  | 'find'
  | 'parameter'
  | 'list'
  | 'exception'
  | 'level'
  | 'reason'
  | 'rule';

/** What is typed or picked from a list. */
const ATOMS = [
  'aField',
  'aKind',
  'aComparison',
  'aConstant',
  'aNumber',
  'aText',
  'aCode',
  'aParameter',
  'aTable',
  'aList',
  'aValue',
  'aPeriod',
  'aSubject',
  'aColour',
  'aUnit',
  'aName',
  'aFlag',
] as const;
export type Atom = (typeof ATOMS)[number];
const isAtom = (of: Sort | Atom): of is Atom => (ATOMS as readonly string[]).includes(of);

/** How values are told apart: like is compared with like. Money that is read in yuan is a number. */
export type Nature = { readonly type: 'number' | 'text' | 'day' | 'instant' | 'id'; readonly unit?: Unit };

/** A place in a shape that something is put into. */
export type Slot = {
  readonly slot: Sort | Atom;
  readonly label?: Words;
  /** A list of them, this many at least. */
  readonly many?: number;
  /** Some of them, each under a name. */
  readonly named?: true;
  /** May be left out. */
  readonly optional?: true;
  /** Whose row it speaks of, where that is not the piece's own: the related one, or the one that this is a relation of. */
  readonly enters?: 'related' | 'given' | 'outer';
  /** What a value there must be. */
  readonly wants?: Nature['type'];
  /** Of a field: what may stand in its column. */
  readonly of?: readonly ColumnType[];
  /** Only whether it is there is asked, so that a field of any sort will do. */
  readonly bare?: true;
};

/** A shape's JSON, with slots where it is open. Other strings and `true` stand as they are. */
export type Pattern = Slot | string | true | readonly Pattern[] | { readonly [name: string]: Pattern };

export const isSlot = (pattern: Pattern): pattern is Slot =>
  typeof pattern === 'object' && !Array.isArray(pattern) && 'slot' in pattern && typeof pattern.slot === 'string';
const isList = (pattern: Pattern): pattern is readonly Pattern[] => Array.isArray(pattern);
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The open places of a pattern, in the order in which they are written. */
export const slotsOf = (pattern: Pattern, path: Path = []): readonly { readonly path: Path; readonly slot: Slot }[] => {
  if (typeof pattern !== 'object') return [];
  if (isSlot(pattern)) return [{ path, slot: pattern }];
  return Object.entries(pattern).flatMap(([name, inner]) =>
    slotsOf(inner, [...path, isList(pattern) ? Number(name) : name]),
  );
};

/** Whether a value has this shape, whatever stands in its open places. */
export const matches = (pattern: Pattern, value: Json | undefined): boolean => {
  if (typeof pattern !== 'object') return value === pattern;
  if (isSlot(pattern)) {
    if (value === undefined) return pattern.optional === true;
    if (pattern.many !== undefined) return isArray(value);
    if (pattern.named === true) return isObject(value);
    return !isAtom(pattern.slot) || typeof value !== 'object' || value === null;
  }
  if (isList(pattern))
    return isArray(value) && value.length === pattern.length && pattern.every((part, nth) => matches(part, value[nth]));
  return (
    isObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(pattern, name)) &&
    Object.entries(pattern).every(([name, part]) => matches(part, Object.hasOwn(value, name) ? value[name] : undefined))
  );
};

/** The shape with nothing in its open places. */
export const blankOf = (pattern: Pattern): Json | undefined => {
  if (typeof pattern !== 'object') return pattern;
  if (isSlot(pattern)) {
    if (pattern.optional === true) return undefined;
    if (pattern.many !== undefined) return Array.from({ length: pattern.many }, () => null);
    return pattern.named === true ? {} : null;
  }
  if (isList(pattern)) return pattern.map((part) => blankOf(part) ?? null);
  return Object.fromEntries(
    Object.entries(pattern).flatMap(([name, part]) => {
      const blank = blankOf(part);
      return blank === undefined ? [] : [[name, blank]];
    }),
  );
};

/** Text that stands somewhere, or nothing. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

export const valueAt = (value: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((at, step) => {
    if (isArray(at)) return at[Number(step)];
    return isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }, value);

/** The same with something else at a place; `undefined` takes away what is there. */
export const withValueAt = (value: Json | undefined, path: Path, next: Json | undefined): Json | undefined => {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (isArray(value)) {
    const index = Number(step);
    const inner = withValueAt(value[index], rest, next);
    return inner === undefined
      ? value.toSpliced(index, 1)
      : Array.from({ length: Math.max(value.length, index + 1) }, (_, nth) =>
          nth === index ? inner : (value[nth] ?? null),
        );
  }
  const before = isObject(value) ? value : {};
  const inner = withValueAt(before[step], rest, next);
  if (inner !== undefined) return { ...before, [step]: inner };
  const { [step]: _gone, ...others } = before;
  return others;
};

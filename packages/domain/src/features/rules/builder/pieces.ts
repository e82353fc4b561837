import {
  isArray,
  isObject,
  blankOf,
  type Json,
  type Path,
  type Slot,
  slotsOf,
  valueAt,
  withValueAt,
} from './pattern.ts';
import { shapeOf } from './place.ts';
import { GAPS, isSort, SHAPES } from './shapes.ts';

/** A new piece of one shape. What the old one had in the places that both have stays. */
export const chosen = (slot: Slot['slot'], name: string, before: Json | undefined = null): Json => {
  const shape = isSort(slot) ? SHAPES[slot][name] : undefined;
  if (shape === undefined || !isSort(slot)) return null;
  const old = shapeOf(slot, before);
  const left =
    old === undefined ? [] : slotsOf(old.pattern).map(({ path, slot: of }) => ({ of, value: valueAt(before, path) }));
  return slotsOf(shape.pattern).reduce<Json>(
    (piece, { path, slot: of }) => {
      if (of.optional === true) return piece;
      const nth = left.findIndex(
        (one) =>
          one.of.slot === of.slot &&
          (one.of.many === undefined) === (of.many === undefined) &&
          one.value !== null &&
          one.value !== undefined,
      );
      if (nth < 0) return piece;
      const [kept] = left.splice(nth, 1);
      return withValueAt(piece, path, kept?.value) ?? piece;
    },
    blankOf(shape.pattern) ?? null,
  );
};

/** The name of a new one among others: the first that is free. */
export const freeName = (prefix: string, taken: readonly string[]): string => {
  let nth = 1;
  while (taken.includes(`${prefix}${String(nth)}`)) nth += 1;
  return `${prefix}${String(nth)}`;
};

/** The draft with stand-ins in its gaps, so that it can be said in words before it is whole. */
export const withoutGaps = (slot: Slot, value: Json | undefined): Json | undefined => {
  if (value === undefined) return undefined;
  const each = (inner: Json): Json => {
    if (inner === null || !isSort(slot.slot)) return inner ?? GAPS[slot.slot];
    const shape = shapeOf(slot.slot, inner);
    if (shape === undefined) return GAPS[slot.slot];
    return slotsOf(shape.pattern).reduce<Json>(
      (piece, { path, slot: of }) => withValueAt(piece, path, withoutGaps(of, valueAt(piece, path))) ?? piece,
      inner,
    );
  };
  if (slot.many !== undefined && isArray(value)) return value.map(each);
  if (slot.named === true && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, each(inner)]));
  return each(value);
};

/** What may be done to a draft by hand: a shape chosen for a place, something typed or picked, an entry added under a name. */
export type Act =
  { readonly at: Path; readonly choose: string; readonly of: Slot['slot'] } | { readonly at: Path; readonly put: Json };

/** The acts that build a value from nothing: whatever the builder shows it can also make. */
export const actsFor = (slot: Slot, value: Json | undefined, at: Path = []): readonly Act[] => {
  if (value === undefined) return [];
  const each = (inner: Json, path: Path): readonly Act[] => {
    if (!isSort(slot.slot)) return [{ at: path, put: inner }];
    const shape = shapeOf(slot.slot, inner);
    const name = Object.entries(SHAPES[slot.slot]).find(([, one]) => one === shape)?.[0];
    if (shape === undefined || name === undefined) return [];
    return [
      { at: path, choose: name, of: slot.slot },
      ...slotsOf(shape.pattern).flatMap(({ path: inside, slot: of }) =>
        actsFor(of, valueAt(inner, inside), [...path, ...inside]),
      ),
    ];
  };
  if (slot.many !== undefined && isArray(value))
    return [{ at, put: [] }, ...value.flatMap((inner, nth) => each(inner, [...at, nth]))];
  if (slot.named === true && isObject(value))
    return [{ at, put: {} }, ...Object.entries(value).flatMap(([name, inner]) => each(inner, [...at, name]))];
  return each(value, at);
};

export const acted = (draft: Json, act: Act): Json =>
  withValueAt(draft, act.at, 'choose' in act ? chosen(act.of, act.choose) : act.put) ?? draft;

import { COLUMNS, type Column, type ColumnType, type Kind } from '../columns.ts';
import type { Unit } from '../language.ts';
import { isKind } from '../../sources/kinds.ts';
import type { Json, JsonObject, Nature, Path, Slot } from './pattern.ts';
import { isArray, isObject, matches, slotsOf, textOf, valueAt } from './pattern.ts';
import { SHAPES, type Shape } from './shapes.ts';
import { isSort } from './shapes.ts';

/** Where a piece stands: whose fields it names, and which names the rule has. */
export type Place = {
  readonly rule: JsonObject;
  /** Null while it is still to be chosen. */
  readonly kind: Kind | null;
  /** Within a relation: the place of the row that it is a relation of. */
  readonly outer?: Place;
  /** The find that it is part of. */
  readonly find?: JsonObject;
  /** In a pair of fields that match: the kind of the other register. */
  readonly partner?: Kind | null;
};

const objectAt = (value: JsonObject, name: string): JsonObject => {
  const inner = Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(inner) ? inner : {};
};
const kindIn = (value: Json | undefined): Kind | null =>
  isObject(value) && typeof value['kind'] === 'string' && isKind(value['kind']) ? value['kind'] : null;

export const placeOf = (rule: Json): Place => {
  const whole = isObject(rule) ? rule : {};
  return { rule: whole, kind: kindIn(whole) };
};

export const shapeOf = (sort: keyof typeof SHAPES, value: Json | undefined): Shape | undefined =>
  value === undefined ? undefined : Object.values(SHAPES[sort]).find(({ pattern }) => matches(pattern, value));

/** The place of what stands in a slot of a piece: `part` is what stands there. */
export const placeIn = (place: Place, slot: Slot, piece: Json | undefined, part: Json | undefined): Place => {
  if (slot.slot === 'find') return { ...place, find: isObject(part) ? part : {} };
  if (slot.slot === 'pair') return { ...place, partner: kindIn(piece) };
  if (slot.enters === 'outer') return place.outer ?? place;
  if (slot.enters === 'related')
    return { ...place, kind: isObject(piece) ? kindIn(piece) : (place.partner ?? null), outer: place };
  if (slot.enters === 'given')
    return { ...place, kind: isObject(piece) ? kindIn(piece['related']) : null, outer: place };
  return place;
};

export const columnsOf = (kind: Kind | null): readonly (readonly [string, Column])[] =>
  kind === null ? [] : Object.entries<Column>(COLUMNS[kind]);
const columnType = (kind: Kind | null, field: Json | undefined): ColumnType | undefined =>
  columnsOf(kind).find(([name]) => name === field)?.[1].type;

const NATURES: Readonly<Record<ColumnType, Nature>> = {
  id: { type: 'id' },
  text: { type: 'text', unit: 'TEXT' },
  code: { type: 'text', unit: 'CODE' },
  integer: { type: 'number' },
  money: { type: 'number', unit: 'FEN' },
  day: { type: 'day', unit: 'DAY' },
  instant: { type: 'instant' },
};
const unitIn = (value: Json | undefined): Unit | undefined =>
  isObject(value) && typeof value['unit'] === 'string' ? (value['unit'] as Unit) : undefined;

/** Figures that a judgement may name: those of its find, or of all finds where it stands in none. */
export const figuresOf = ({ rule, find }: Place): JsonObject => {
  const finds = find === undefined ? (isArray(rule['finds']) ? rule['finds'].filter(isObject) : []) : [find];
  return Object.assign(
    {},
    ...finds.map((one) => ({ ...objectAt(one, 'totals'), ...objectAt(one, 'values') })),
  ) as JsonObject;
};
export const parametersIn = ({ rule }: Place): JsonObject => objectAt(rule, 'parameters');
export const listsIn = ({ rule }: Place): JsonObject => objectAt(rule, 'lists');
const FIGURES = ['toldOfRow', 'toldOfGroup', 'toldOfWindow'] as const;
const VALUES = { toldOfRow: 'rowValue', toldOfGroup: 'groupValue', toldOfWindow: 'windowValue' } as const;

/** What a value comes to, as far as it can be told from the draft. */
export const natureOf = (sort: Slot['slot'], value: Json | undefined, place: Place): Nature | null => {
  if (!isSort(sort) || value === null || value === undefined) return null;
  const shape = shapeOf(sort, value);
  if (shape === undefined) return null;
  const own = isObject(value) ? value : {};
  if (shape.gives === undefined) {
    if ('field' in own) {
      const type = columnType(place.kind, own['field']);
      return type === undefined ? null : NATURES[type];
    }
    if ('parameter' in own) {
      const unit = unitIn(parametersIn(place)[textOf(own['parameter'])]);
      return { type: 'number', ...(unit === undefined ? {} : { unit }) };
    }
    if ('value' in own) return figureNature(own['value'], place);
    return null;
  }
  return shape.gives(value, (part, how) => {
    const parts = slotsOf(shape.pattern);
    const found = parts.find(({ path }) => holdsAt(value, path, part));
    // A part that stands in no place of the shape is one that the shape made up: a parameter looked up, say.
    if (found === undefined) return natureOf(sort, part, place);
    const inner = how === 'outer' ? (place.outer ?? place) : placeIn(place, found.slot, value, part);
    return natureOf(found.slot.slot, part, inner);
  });
};
const holdsAt = (value: Json, path: Path, part: Json | undefined): boolean => {
  const at = valueAt(value, path);
  return at !== undefined && (at === part || (isArray(at) && part !== undefined && at[0] === part));
};

const figureNature = (name: Json | undefined, place: Place): Nature | null => {
  const told = typeof name === 'string' ? figuresOf(place)[name] : undefined;
  if (!isObject(told)) return null;
  const unit = unitIn(told);
  const found = FIGURES.map((sort) =>
    natureOf(VALUES[sort], told['of'], { rule: place.rule, kind: placeOf(place.rule).kind }),
  ).find((nature) => nature !== null);
  return !found ? null : { type: found.type, ...(unit === undefined ? {} : { unit }) };
};

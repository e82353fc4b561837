import type { Json, Nature, Path, Slot } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import {
  blankOf,
  isObject,
  slotsOf,
  textOf,
  valueAt,
  withValueAt,
} from '@qingfeng/domain/features/rules/builder/pattern.ts';
import {
  columnsOf,
  figuresOf,
  listsIn,
  natureOf,
  parametersIn,
  type Place,
  shapeOf,
} from '@qingfeng/domain/features/rules/builder/place.ts';
import { COLOURS, COMPARISONS, PERIODS, UNITS } from '@qingfeng/domain/features/rules/builder/check.ts';
import { chosen } from '@qingfeng/domain/features/rules/builder/pieces.ts';
import { isSort, SHAPES, type Shape } from '@qingfeng/domain/features/rules/builder/shapes.ts';
import { SUBJECT_KINDS } from '@qingfeng/domain/features/rules/language.ts';
import { KINDS } from '@qingfeng/domain/features/sources/kinds.ts';

/** What may be picked for a place: the shapes of its sort, those that only name something with every name there is. */

/** The one place of a shape that is nothing but a name out of a list: a field, a parameter, a figure. */
export const soleAtom = ({ pattern, says }: Shape): { readonly path: Path; readonly slot: Slot } | null => {
  const [only, ...others] = slotsOf(pattern);
  const picked = ['aField', 'aParameter', 'aValue', 'aList'];
  if (only === undefined || others.length > 0 || says?.zh !== '{0}' || only.slot.many !== undefined) return null;
  return picked.includes(only.slot.slot) ? only : null;
};

const TYPES = { number: ['integer', 'money'], text: ['text', 'code'], day: ['day'], instant: ['instant'], id: ['id'] };

/** What an atom may be, by its code; null where it is typed. */
export const codesFor = (slot: Slot, place: Place, wants?: Nature['type']): readonly string[] | null => {
  switch (slot.slot) {
    case 'aField': {
      const types: readonly string[] | null = wants === undefined ? null : TYPES[wants];
      return columnsOf(place.kind)
        .filter(
          ([, { type }]) =>
            (slot.of === undefined || slot.of.includes(type)) && (types === null || types.includes(type)),
        )
        .map(([name]) => name);
    }
    case 'aParameter':
    case 'aTable':
      return Object.entries(parametersIn(place))
        .filter(([, one]) => isObject(one) && isObject(one['value']) === (slot.slot === 'aTable'))
        .map(([name]) => name);
    case 'aValue':
      return Object.keys(figuresOf(place));
    case 'aList':
      return Object.keys(listsIn(place));
    case 'aKind':
      return KINDS;
    case 'aComparison':
      return COMPARISONS;
    case 'aPeriod':
      return PERIODS;
    case 'aColour':
      return COLOURS;
    case 'aUnit':
      return UNITS;
    case 'aSubject':
      return SUBJECT_KINDS;
    default:
      return null;
  }
};

export type Offer = {
  readonly id: string;
  readonly shape: Shape;
  readonly atom: Slot | null;
  readonly code: string | null;
};

/** Whether a shape always comes to something else than is wanted. */
const isOther = (slot: Slot, shape: Shape, wants: Nature['type'] | undefined, place: Place): boolean => {
  if (wants === undefined || soleAtom(shape) !== null) return false;
  const nature = natureOf(slot.slot, blankOf(shape.pattern), place);
  return nature !== null && nature.type !== wants;
};

export const offersFor = (slot: Slot, place: Place, wants: Nature['type'] | undefined): readonly Offer[] => {
  if (!isSort(slot.slot)) return [];
  return Object.entries(SHAPES[slot.slot]).flatMap(([name, shape]): Offer[] => {
    if (isOther(slot, shape, wants, place) || (name === 'mine' && place.outer === undefined)) return [];
    if (name === 'constant' && wants === 'day') return [];
    const sole = soleAtom(shape);
    if (sole === null) return [{ id: name, shape, atom: null, code: null }];
    const { of: _of, ...open } = sole.slot;
    const asked = slot.bare === true ? open : sole.slot;
    const codes = codesFor(asked, place, sole.slot.slot === 'aField' ? wants : undefined) ?? [];
    return codes.map((code) => ({ id: `${name} ${code}`, shape, atom: sole.slot, code }));
  });
};

export const offerIdOf = (slot: Slot, value: Json | undefined): string => {
  if (!isSort(slot.slot) || value === null) return '';
  const shape = shapeOf(slot.slot, value);
  const name = Object.entries(SHAPES[slot.slot]).find(([, one]) => one === shape)?.[0];
  if (shape === undefined || name === undefined) return '';
  const sole = soleAtom(shape);
  return sole === null ? name : `${name} ${textOf(valueAt(value, sole.path))}`;
};

/** The piece that an offer stands for; what it shares with the one before stays. */
export const taken = (slot: Slot, id: string, before: Json | undefined): Json => {
  const [name = '', code] = id.split(' ');
  const piece = chosen(slot.slot, name, before);
  const shape = isSort(slot.slot) ? SHAPES[slot.slot][name] : undefined;
  const sole = shape === undefined ? null : soleAtom(shape);
  return sole === null || code === undefined ? piece : (withValueAt(piece, sole.path, code) ?? piece);
};

/** Shapes that a piece of a sort may be put into whole. */
export const WRAPS: Readonly<Partial<Record<Slot['slot'], readonly string[]>>> = {
  rowCondition: ['all', 'any', 'not'],
  judgement: ['all', 'any', 'not'],
  rowValue: ['plus', 'minus', 'times', 'ratio', 'either', 'largest'],
  groupValue: ['minus', 'ratio'],
  windowValue: ['ratio'],
};

export const wrapped = (slot: Slot, name: string, value: Json): Json => {
  const shape = isSort(slot.slot) ? SHAPES[slot.slot][name] : undefined;
  const first = shape && slotsOf(shape.pattern)[0];
  if (shape === undefined || first === undefined) return value;
  const into = blankOf(shape.pattern) ?? null;
  return withValueAt(into, first.path, first.slot.many === undefined ? value : [value]) ?? value;
};

/** The first piece of the same sort within a piece: what is left when its outer one is taken away. */
export const innerOf = (slot: Slot, value: Json): Json | undefined => {
  const shape = isSort(slot.slot) ? shapeOf(slot.slot, value) : undefined;
  if (shape === undefined) return undefined;
  for (const { path, slot: of } of slotsOf(shape.pattern)) {
    if (of.slot !== slot.slot || of.enters !== undefined) continue;
    const inner = valueAt(value, path);
    const first = of.many === undefined ? inner : Array.isArray(inner) ? (inner as readonly Json[])[0] : undefined;
    if (first !== null && first !== undefined) return first;
  }
  return undefined;
};

import { COLUMNS } from '../columns.ts';
import { type Colour, type Comparison, type Rule, SUBJECT_KINDS, type Unit } from '../language.ts';
import { isKind } from '../../sources/kinds.ts';
import { localDate } from '../../../shared/local-date.ts';
import { compileRule } from '../sql/compile-rule.ts';
import { reading } from '../holds.ts';
import type { Json, JsonObject, Nature, Path, Slot } from './pattern.ts';
import { isArray, isObject, slotsOf, textOf, valueAt } from './pattern.ts';
import {
  columnsOf,
  figuresOf,
  listsIn,
  natureOf,
  parametersIn,
  type Place,
  placeIn,
  placeOf,
  shapeOf,
} from './place.ts';
import { isSort } from './shapes.ts';

export const COMPARISONS = ['<', '<=', '=', '<>', '>=', '>'] as const satisfies readonly Comparison[];
export const COLOURS = ['RED', 'YELLOW', 'BLUE'] as const satisfies readonly Colour[];
export const PERIODS = ['month', 'quarter', 'year'] as const;
export const UNITS = [
  'FEN',
  'DAYS',
  'WORKDAYS',
  'COUNT',
  'RATIO',
  'TIMES',
  'HOUR',
  'DAY',
  'MONTH',
  'LITRES',
  'CODE',
  'TEXT',
] as const satisfies readonly Unit[];
const NAME = /^[a-z][A-Za-z0-9-]{0,39}$/u;

export const FAULTS = [
  /** Nothing was chosen or typed. */
  'empty',
  /** Not a piece that may stand there. */
  'unknown',
  /** The list is too short. */
  'few',
  /** The kind has no such field, or not one of this sort. */
  'field',
  /** No such parameter, list or figure in the rule. */
  'reference',
  /** Values of different sorts are put beside each other. */
  'alike',
  /** Another sort of value belongs there. */
  'wants',
  /** A short name has letters and digits, the first a small letter. */
  'name',
  /** A name is there twice. */
  'twice',
  /** It speaks of the row that a relation belongs to, outside of any. */
  'outside',
  /** The value is outside of its limits, or the limits are the wrong way round. */
  'limits',
  /** The sentence tells of something that the rule does not have. */
  'hole',
  /** The last colour must be for all others. */
  'levels',
  /** Too large a rule, or too deep a nest. */
  'large',
  /** The engine cannot run it as it is. */
  'engine',
] as const;
export type Fault = (typeof FAULTS)[number];
/** What is wrong, and at which piece. */
export type Found = { readonly path: Path; readonly fault: Fault };

const DEEPEST = 48;
const LARGEST = 200_000;

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value.trim() !== '';

/** What may stand in a place that is typed or picked. */
const atomFault = (slot: Slot, value: Json, place: Place): Fault | null => {
  const isIn = (of: readonly string[]): Fault | null => (of.includes(textOf(value)) ? null : 'unknown');
  const named = (of: JsonObject): Fault | null =>
    typeof value === 'string' && Object.hasOwn(of, value) ? null : 'reference';
  switch (slot.slot) {
    case 'aField': {
      // Without a kind nothing can be said of its fields; that it is missing is told at its own place.
      if (place.kind === null) return null;
      const type = columnsOf(place.kind).find(([name]) => name === value)?.[1].type;
      return type !== undefined && (slot.of === undefined || slot.of.includes(type)) ? null : 'field';
    }
    case 'aKind':
      return typeof value === 'string' && isKind(value) ? null : 'unknown';
    case 'aComparison':
      return isIn(COMPARISONS);
    case 'aPeriod':
      return isIn(PERIODS);
    case 'aColour':
      return isIn(COLOURS);
    case 'aUnit':
      return isIn(UNITS);
    case 'aSubject':
      return isIn(SUBJECT_KINDS);
    case 'aFlag':
      return value === true ? null : 'unknown';
    case 'aConstant':
      return isText(value) || (typeof value === 'number' && Number.isFinite(value)) ? null : 'empty';
    case 'aNumber':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'empty';
    case 'aName':
      return typeof value === 'string' && NAME.test(value) ? null : 'name';
    case 'aParameter':
    case 'aTable': {
      const definition = parametersIn(place)[textOf(value)];
      const isTable = isObject(definition) && isObject(definition['value']);
      return named(parametersIn(place)) ?? (isTable === (slot.slot === 'aTable') ? null : 'reference');
    }
    case 'aList':
      return named(listsIn(place));
    case 'aValue':
      return named(figuresOf(place));
    default:
      return isText(value) && value.length <= 2_000 ? null : 'empty';
  }
};

/**
 * Everything that is wrong with a draft, each at the piece that it is wrong with: structure by the shapes, names by the rule and the
 * kind's fields, values by what they come to. Of a rule without faults the engine is asked as well.
 */
export const faultsOf = (draft: Json): readonly Found[] => {
  if (JSON.stringify(draft).length > LARGEST) return [{ path: [], fault: 'large' }];
  const found: Found[] = [];
  const report = (path: Path, fault: Fault): void => void found.push({ path, fault });

  const part = (slot: Slot, value: Json | undefined, piece: Json, place: Place, path: Path): void => {
    if (value === undefined) return;
    const each = (inner: Json, at: Path): void => walk(slot, inner, placeIn(place, slot, piece, inner), at);
    if (slot.many !== undefined && isArray(value)) {
      if (value.length < slot.many) report(path, 'few');
      value.forEach((inner, nth) => each(inner, [...path, nth]));
    } else if (slot.named === true && isObject(value)) {
      for (const [name, inner] of Object.entries(value)) {
        if (slot.slot !== 'aNumber' && !NAME.test(name)) report([...path, name], 'name');
        each(inner, [...path, name]);
      }
    } else each(value, path);
  };

  const walk = (slot: Slot, value: Json, place: Place, path: Path): void => {
    if (path.length > DEEPEST || value === null) {
      report(path, value === null ? 'empty' : 'large');
      return;
    }
    if (!isSort(slot.slot)) {
      const fault = atomFault(slot, value, place);
      if (fault !== null) report(path, fault);
      return;
    }
    const shape = shapeOf(slot.slot, value);
    if (shape === undefined) {
      report(path, 'unknown');
      return;
    }
    if (isObject(value) && 'mine' in value && place.outer === undefined) report(path, 'outside');
    const before = found.length;
    const slots = slotsOf(shape.pattern);
    for (const { path: at, slot: inner } of slots) {
      // That something is there may be asked of any field.
      const open = slot.bare === true && inner.slot === 'aField' && isObject(value) && 'field' in value;
      const { of: _of, ...bare } = inner;
      part(open ? bare : inner, valueAt(value, at), value, place, [...path, ...at]);
    }
    if (found.length > before) return;
    const nature = natureOf(slot.slot, value, place);
    if (slot.wants !== undefined && nature !== null && nature.type !== slot.wants) report(path, 'wants');
    if (shape.alike !== undefined && !areAlike(shape.alike.flatMap((nth) => naturesAt(slots[nth], value, place))))
      report(path, 'alike');
  };
  walk({ slot: 'rule' }, draft, placeOf(draft), []);
  if (found.length === 0) found.push(...wholeFaults(draft));
  return found;
};

const naturesAt = (
  at: { readonly path: Path; readonly slot: Slot } | undefined,
  piece: Json,
  place: Place,
): readonly (Nature | null)[] => {
  if (at === undefined) return [];
  const value = valueAt(piece, at.path);
  const parts = at.slot.many !== undefined && isArray(value) ? value : value === undefined ? [] : [value];
  return parts.map((part) => natureOf(at.slot.slot, part, placeIn(place, at.slot, piece, part)));
};
/** A day may be written as a text that is one. */
const areAlike = (natures: readonly (Nature | null)[]): boolean =>
  new Set(natures.flatMap((nature) => (nature === null ? [] : [nature.type]))).size < 2;

/** What only the whole rule can show. */
const wholeFaults = (draft: Json): readonly Found[] => {
  const rule = shaped(draft);
  const found: Found[] = [];
  const twice = (list: 'finds' | 'exceptions' | 'falsePositives', names: readonly string[]): void =>
    names.forEach((name, nth) => {
      if (names.indexOf(name) < nth) found.push({ path: [list, nth], fault: 'twice' });
    });
  twice(
    'finds',
    rule.finds.map(({ name }) => name),
  );
  twice(
    'exceptions',
    rule.exceptions.map(({ code }) => code),
  );
  twice(
    'falsePositives',
    rule.falsePositives.map(({ code }) => code),
  );
  for (const [name, { value, least, most }] of Object.entries(rule.parameters)) {
    const values = typeof value === 'number' ? [value] : Object.values(value);
    if (least > most || values.some((one) => one < least || one > most))
      found.push({ path: ['parameters', name], fault: 'limits' });
  }
  if (rule.levels.findIndex(({ when }) => when === undefined) !== rule.levels.length - 1)
    found.push({ path: ['levels', rule.levels.length - 1], fault: 'levels' });
  rule.finds.forEach((find, nth) => {
    const told = { ...rule.parameters, ...find.values, ...(find.each === 'cluster' ? find.totals : {}) };
    find.because.forEach(({ zh, en }, clause) => {
      const holes = [...`${zh} ${en}`.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
      if (holes.some((name) => !Object.hasOwn(told, name)))
        found.push({ path: ['finds', nth, 'because', clause], fault: 'hole' });
    });
  });
  return found.length > 0 || runs(rule) ? found : [{ path: [], fault: 'engine' }];
};

/** Whether both readings take it: what they refuse, no shape could tell. */
const runs = (rule: Rule): boolean => {
  try {
    reading(rule);
    compileRule(rule, COLUMNS[rule.kind], { county: 1, asOf: localDate('2026-01-01'), zone: 'Asia/Shanghai' });
    return true;
  } catch {
    return false;
  }
};

/** A draft of which `faultsOf` found nothing is a rule. */
export const ruleWithout = (faults: readonly Found[], draft: Json): Rule | null =>
  faults.length === 0 ? shaped(draft) : null;

/** What the shapes found no fault with, or had its gaps filled for them, has a rule's shape. */
export const shaped = (draft: Json | undefined): Rule => draft as unknown as Rule;

export const isFaultless = (draft: unknown): draft is Rule => faultsOf(draft as Json).length === 0;

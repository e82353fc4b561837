import type {
  Alike,
  Find,
  GroupValue,
  Judgement,
  Operand,
  Rule,
  RowCondition,
  RowValue,
  WindowValue,
} from './language.ts';

/** What both readings of a rule, in memory and in SQL, take apart in the same way. */

export type GroupFind = Extract<Find, { each: 'group' }>;
export type ClusterFind = Extract<Find, { each: 'cluster' }>;

/** A judgement over named values with the values of a row put in their place. */
const inRowTerms = (judgement: Judgement, valueOf: (operand: Operand) => RowValue): RowCondition => {
  const within = (inner: Judgement) => inRowTerms(inner, valueOf);
  if ('all' in judgement) return { all: judgement.all.map(within) };
  if ('any' in judgement) return { any: judgement.any.map(within) };
  if ('not' in judgement) return { not: within(judgement.not) };
  if ('compare' in judgement) {
    const [left, comparison, right] = judgement.compare;
    return { compare: [valueOf(left), comparison, valueOf(right)] };
  }
  if ('between' in judgement) {
    const [value, least, most] = judgement.between;
    return { between: [valueOf(value), valueOf(least), valueOf(most)] };
  }
  if ('in' in judgement) return { in: valueOf(judgement.in), of: judgement.of };
  return { present: valueOf(judgement.present) };
};

/** Whether a row takes part in a find, as one condition; unknown = the row is not evaluable, and its reason says why. */
export const partakes = (rule: Rule, find: Find): RowCondition => {
  const subject: RowValue = { either: rule.subject.map(({ field }) => ({ field })) };
  const needed =
    find.each === 'row' ? [subject] : [...find.by, subject, ...(find.each === 'cluster' ? summed(find) : [])];
  const judged =
    find.each === 'row'
      ? [
          inRowTerms(find.when, (operand) => {
            if (!('value' in operand)) return operand;
            const told = find.values[operand.value];
            if (told === undefined)
              throw new RangeError(`rule ${rule.code} judges by ${operand.value}, which it does not tell`);
            return told.of;
          }),
        ]
      : [];
  return {
    all: [
      ...(find.where === undefined ? [] : [find.where]),
      ...judged,
      { not: { any: rule.exceptions.map(({ when }) => when) } },
      ...needed.map((value) => ({ known: value })),
    ],
  };
};

const summedIn = (value: WindowValue): RowValue[] => {
  if ('ratio' in value) return value.ratio.flatMap(summedIn);
  return 'sum' in value && value.over === undefined ? [value.sum] : [];
};
const summed = (find: ClusterFind): RowValue[] => Object.values(find.values).flatMap(({ of }) => summedIn(of));

const strictIn = (value: GroupValue): RowValue[] => {
  if ('sum' in value) return [value.sum];
  if ('min' in value) return [value.min];
  if ('max' in value) return [value.max];
  if ('missingSteps' in value) return [{ field: value.missingSteps }];
  if ('widestGap' in value) return [{ field: value.widestGap.order }, value.widestGap.from, value.widestGap.to];
  if ('minus' in value) return value.minus.flatMap(strictIn);
  if ('ratio' in value) return value.ratio.flatMap(strictIn);
  return [];
};
/** What every row of a group must have for its values to be known, in the order in which reasons are looked for. */
export const strict = (find: GroupFind): RowValue[] => Object.values(find.values).flatMap(({ of }) => strictIn(of));

/** Fields past the group's own that a window looks at, or undefined if it looks at none. All `over` of a find agree. */
export const wideOf = (find: ClusterFind): readonly string[] | undefined => {
  const overIn = (value: WindowValue): (readonly string[])[] => {
    if ('ratio' in value) return value.ratio.flatMap(overIn);
    return 'same' in value || value.over === undefined ? [] : [value.over];
  };
  return Object.values(find.values).flatMap(({ of }) => overIn(of))[0];
};

/** Every part of a rule's subject, exceptions and finds that is an object: the rule as data, whatever it grows into. */
const partsOf = (rule: Rule): readonly Readonly<Record<string, unknown>>[] => {
  const parts: Readonly<Record<string, unknown>>[] = [];
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === 'object' && part !== null) {
      parts.push(part as Readonly<Record<string, unknown>>);
      Object.values(part).forEach(walk);
    }
  };
  walk([rule.subject, rule.exceptions, rule.finds]);
  return parts;
};

/** Fields in which rows name other rows (`namedBy`). */
export const namedByIn = (rule: Rule): readonly string[] => [
  ...new Set(partsOf(rule).flatMap(({ namedBy }) => (typeof namedBy === 'string' ? [namedBy] : []))),
];

/** Sets of rows that are counted together (`alike`). */
export const alikesIn = (rule: Rule): readonly Alike[] =>
  partsOf(rule).flatMap(({ alike }) => (alike === undefined ? [] : [alike as Alike]));

const FIELD_KEYS = ['field', 'yuan', 'by', 'dayOf', 'hourOf', 'wholeDays', 'namedBy', 'missingSteps', 'order', 'over'];

/** The fields that a rule reads: what its records must carry (MR-18). */
export const requires = (rule: Rule): readonly string[] => {
  const fields = partsOf(rule).flatMap((part) => [
    ...FIELD_KEYS.flatMap((key) => [part[key]].flat()).filter((field) => typeof field === 'string'),
    ...('yuan' in part ? ['currency'] : []),
  ]);
  return [...new Set(fields)].sort();
};

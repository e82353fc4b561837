import type { Kind } from './columns.ts';
import type {
  Alike,
  Find,
  GroupValue,
  Judgement,
  Operand,
  Related,
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

/** Whom a find is about. */
export const subjectOf = (rule: Rule, find: Find): Rule['subject'] => find.subject ?? rule.subject;

/** Whether a row takes part in a find, as one condition; unknown = the row is not evaluable, and its reason says why. */
export const partakes = (rule: Rule, find: Find): RowCondition => {
  const subject: RowValue = { either: subjectOf(rule, find).map(({ field }) => ({ field })) };
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
  if ('last' in value) return [value.last];
  return 'sum' in value && value.over === undefined ? [value.sum] : [];
};
const summed = (find: ClusterFind): RowValue[] => Object.values(find.values).flatMap(({ of }) => summedIn(of));

const strictIn = (value: GroupValue): RowValue[] => {
  if ('sum' in value) return [value.sum];
  if ('min' in value) return [value.min];
  if ('max' in value) return [value.max];
  if ('median' in value) return [value.median];
  if ('unevenness' in value) return [value.unevenness];
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
    return ('count' in value || 'sum' in value) && value.over !== undefined ? [value.over] : [];
  };
  return Object.values(find.values).flatMap(({ of }) => overIn(of))[0];
};

/** A part of a rule that is an object, with whose row it speaks of: the rule's own (no relation), or that of the last relation. */
type Part = { readonly part: Readonly<Record<string, unknown>>; readonly within: readonly Related[] };

/** Every part of a rule's subject, exceptions and finds: the rule as data, whatever it grows into. */
const partsOf = (rule: Rule): readonly Part[] => {
  const parts: Part[] = [];
  const walk = (part: unknown, within: readonly Related[]): void => {
    if (Array.isArray(part)) {
      for (const one of part) walk(one, within);
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    parts.push({ part: part as Part['part'], within });
    const related = relatedIn(part);
    for (const [name, inner] of Object.entries(part)) {
      if (name === 'mine') walk(inner, within.slice(0, -1));
      else if (name === 'give' && related !== undefined) walk(inner, [...within, related]);
      else if (inner === related && related !== undefined) {
        for (const [theirs, mine] of related.on) {
          walk(theirs, [...within, related]);
          walk(mine, within);
        }
        walk(related.where, [...within, related]);
      } else walk(inner, within);
    }
  };
  walk([rule.subject, rule.exceptions, rule.finds], []);
  return parts;
};
const relatedIn = (part: object): Related | undefined => {
  if ('related' in part) return part.related as Related;
  return 'some' in part ? (part.some as Related) : undefined;
};

/** Fields in which rows name other rows (`namedBy`). */
export const namedByIn = (rule: Rule): readonly string[] => [
  ...new Set(partsOf(rule).flatMap(({ part: { namedBy } }) => (typeof namedBy === 'string' ? [namedBy] : []))),
];

/** Sets of rows that are counted together (`alike`). */
export const alikesIn = (rule: Rule): readonly Alike[] =>
  partsOf(rule).flatMap(({ part: { alike } }) => (alike === undefined ? [] : [alike as Alike]));

/** What meets (`together`). */
export const togetherIn = (rule: Rule): readonly { readonly who: string; readonly in: string }[] =>
  partsOf(rule).flatMap(({ part: { together } }) =>
    together === undefined ? [] : [together as { who: string; in: string }],
  );

/** Every relation of a rule, as the way to it: from the rule's own row, relation by relation. */
export const relationsIn = (rule: Rule): readonly (readonly [Related, ...Related[]])[] =>
  partsOf(rule).flatMap(({ part, within }) => {
    const related = relatedIn(part);
    return related === undefined ? [] : [[...within, related] as unknown as [Related, ...Related[]]];
  });

/** How far above its own row a part of a rule reaches: 0 = not at all, 1 = the row that its row is a relation of. */
export const reachOf = (part: unknown): number => {
  if (Array.isArray(part)) return Math.max(0, ...part.map(reachOf));
  if (typeof part !== 'object' || part === null) return 0;
  if ('mine' in part) return 1 + reachOf(part.mine);
  const related = relatedIn(part);
  if (related === undefined) return reachOf(Object.values(part));
  const inner = Math.max(reachOf(related.where), reachOf('give' in part ? part.give : undefined));
  return Math.max(reachOf(related.on.map(([, mine]) => mine)), inner - 1);
};

/** Whether a part of a rule is answered by its row alone, so that no other record can change the answer. */
export const ofRowAlone = (part: unknown): boolean => {
  if (Array.isArray(part)) return part.every(ofRowAlone);
  if (typeof part !== 'object' || part === null) return true;
  if (relatedIn(part) !== undefined || 'alike' in part || 'namedBy' in part || 'together' in part) return false;
  return Object.values(part).every(ofRowAlone);
};

/**
 * Whether a rule judges whole months, quarters or years, or holds something against all of a year: much is looked at, and the last
 * second changes little in it.
 */
export const judgesPeriods = (rule: Rule): boolean =>
  rule.finds.some((find) => find.each === 'group' && find.by.some((key) => 'period' in key)) ||
  relationsIn(rule).some((way) =>
    way.some(({ on }) => on.some(([theirs]) => 'period' in theirs && theirs.period === 'year')),
  );

const FIELD_KEYS = [
  'field',
  'yuan',
  'by',
  'dayOf',
  'hourOf',
  'minuteOf',
  'wholeDays',
  'namedBy',
  'missingSteps',
  'order',
  'over',
  'who',
  'in',
];

/** The fields that a rule reads, by kind: what records must carry for it (MR-18). */
export const readsOf = (rule: Rule): ReadonlyMap<Kind, readonly string[]> => {
  const reads = new Map<Kind, Set<string>>([[rule.kind, new Set()]]);
  for (const { part, within } of partsOf(rule)) {
    const kind = within.at(-1)?.kind ?? rule.kind;
    const fields = reads.get(kind) ?? new Set<string>();
    reads.set(kind, fields);
    for (const field of FIELD_KEYS.flatMap((key) => [part[key]].flat()))
      if (typeof field === 'string') fields.add(field);
    if ('yuan' in part) fields.add('currency');
  }
  return new Map([...reads].map(([kind, fields]) => [kind, [...fields].sort()]));
};

/** The rule with its lists in their places, which is how it is read. */
export const withLists = (rule: Rule): Rule => {
  const { lists } = rule;
  if (lists === undefined) return rule;
  const placed = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(placed);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name, name === 'of' ? written(inner) : placed(inner)]),
    );
  };
  const written = (of: unknown): unknown => {
    if (typeof of !== 'object' || of === null || !('list' in of)) return placed(of);
    const list = Object.hasOwn(lists, String(of.list)) ? lists[String(of.list)] : undefined;
    if (list === undefined) throw new RangeError(`rule ${rule.code} has no list ${String(of.list)}`);
    return list.of;
  };
  return { ...rule, exceptions: placed(rule.exceptions), finds: placed(rule.finds) } as Rule;
};

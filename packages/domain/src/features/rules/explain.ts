import type { Scalar } from './facts.ts';
import type { Hit } from './findings.ts';
import { judge } from './group-values.ts';
import type { Find, Rule, Told, Unit, Words } from './language.ts';
import { type Language, written } from './words.ts';

/** A value read, or a threshold it was held against, as data with its meaning. */
export type Said = { readonly name: string; readonly label: Words; readonly unit: Unit };
export type SaidValue = Said & { readonly value: Scalar | null };
export type SaidThreshold = Said & { readonly value: number | Readonly<Record<string, number>> };

/** Why a rule found what it found (“为何触发”): to be kept with the finding, and read without the rule. */
export type Explanation = {
  readonly values: readonly SaidValue[];
  readonly thresholds: readonly SaidThreshold[];
  readonly sentence: Words;
};

type Clause = { readonly applies: (hit: Hit) => boolean; readonly pieces: Record<Language, readonly Piece[]> };
/** A template cut at its holes: text, or what stands in a hole. */
type Piece = string | { readonly name: string; readonly unit: Unit; readonly fixed: Scalar | null | undefined };

const piecesOf = (template: string, holes: ReadonlyMap<string, Exclude<Piece, string>>): Piece[] =>
  template.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    const hole = holes.get(part);
    if (hole === undefined) throw new RangeError(`a sentence names ${part}, which its rule does not tell`);
    return hole;
  });

/** How one find is told, prepared once. */
const tellingOf = (rule: Rule, find: Find) => {
  const told: Readonly<Record<string, Told<unknown>>> = {
    ...find.values,
    ...(find.each === 'cluster' ? find.totals : {}),
  };
  const holes = new Map<string, Exclude<Piece, string>>();
  for (const [name, { unit, value }] of Object.entries(rule.parameters))
    if (typeof value === 'number') holes.set(name, { name, unit, fixed: value });
  for (const [name, { unit }] of Object.entries(told)) holes.set(name, { name, unit, fixed: undefined });
  const clauses = find.because.map(({ when, zh, en }): Clause => {
    const test = when && judge(when, rule.parameters);
    return {
      applies: (hit) => test === undefined || test(hit.values) === true,
      pieces: { zh: piecesOf(zh, holes), en: piecesOf(en, holes) },
    };
  });
  return { told: Object.entries(told), clauses };
};

const SEPARATORS: Record<Language, { readonly between: string; readonly end: string }> = {
  zh: { between: '；', end: '。' },
  en: { between: '; ', end: '.' },
};

/** A rule's explanations, prepared once for many hits. */
export const explaining = (rule: Rule): ((hit: Hit) => Explanation) => {
  const tellings = new Map(rule.finds.map((find) => [find.name, tellingOf(rule, find)]));
  const thresholds = Object.entries(rule.parameters).map(([name, { label, unit, value }]) => ({
    name,
    label,
    unit,
    value,
  }));
  return (hit) => {
    const telling = tellings.get(hit.find);
    if (telling === undefined) throw new RangeError(`rule ${rule.code} has no find ${hit.find}`);
    const clauses = telling.clauses.filter(({ applies }) => applies(hit));
    const sentence = (language: Language): string => {
      const { between, end } = SEPARATORS[language];
      const parts = clauses.map(({ pieces }) =>
        pieces[language]
          .map((piece) =>
            typeof piece === 'string'
              ? piece
              : written(
                  piece.fixed === undefined ? (hit.values[piece.name] ?? null) : piece.fixed,
                  piece.unit,
                  language,
                ),
          )
          .join(''),
      );
      return parts.join(between) + end;
    };
    return {
      values: telling.told.map(([name, { label, unit }]) => ({ name, label, unit, value: hit.values[name] ?? null })),
      thresholds,
      sentence: { zh: sentence('zh'), en: sentence('en') },
    };
  };
};

/** Why this hit: the values read, the thresholds, and the sentence in Chinese and English. */
export const explain = (rule: Rule, hit: Hit): Explanation => explaining(rule)(hit);

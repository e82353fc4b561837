import type { Kind } from './columns.ts';
import type { Explanation } from './explain.ts';
import type { Scalar } from './facts.ts';
import type { AnyCondition, AnyOperand, Colour, Comparison, Find, Rule, Unit } from './language.ts';
import { withLists } from './parts.ts';
import { sayingOf } from './say.ts';
import { type Language, written } from './words.ts';

/** What is kept with an alert for ever: nothing here is read from data of today. */
export type KeptFinding = Pick<Explanation, 'values' | 'thresholds'> & {
  /** Which of the rule's finds; findings of long ago may not say. */
  readonly find: string | null;
  readonly colour: Colour;
  readonly records: number;
};

/**
 * What became of a part of the rule. NOT_EVALUABLE: what it needs was not in the data when the rule read them. NOT_KEPT: it was read then, but was
 * not kept with the finding.
 */
export type NodeOutcome = 'HOLDS' | 'FAILS' | 'NOT_EVALUABLE' | 'NOT_KEPT';

/**
 * Why a node has no figures of its own: it was asked of every record (`rows`), one of several held and which was not kept (`one-of`), or the
 * highest of several windows is all that was kept (`peaks`).
 */
export type NodeNote = 'rows' | 'one-of' | 'peaks';

export type ExplanationNode = {
  readonly text: string;
  /** `null`: a heading or a figure, which judges nothing. */
  readonly outcome: NodeOutcome | null;
  /** It is not seen from a figure, but must be so, since else there would be no finding. */
  readonly follows: boolean;
  /** The value read, written with its unit; what it was held against stands in `text`. */
  readonly read: string | null;
  readonly note: NodeNote | null;
  readonly parts: readonly ExplanationNode[];
};

type Kept = { readonly value: Scalar | null; readonly unit: Unit | null };
/** A leaf as figures show it: an answer, or why there is none. */
type Seen = { readonly answer: boolean | 'absent' | 'unkept'; readonly read: string | null; readonly peaks: boolean };

const COMPARED: Record<Comparison, (a: Scalar, b: Scalar) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};
const UNSEEN: Seen = { answer: 'unkept', read: null, peaks: false };

const BOTH = { all: ['以下各项都成立', 'all of these'], any: ['以下至少一项成立', 'at least one of these'] } as const;

const outcomeOf = (answer: Seen['answer']): NodeOutcome => {
  if (answer === 'absent') return 'NOT_EVALUABLE';
  if (answer === 'unkept') return 'NOT_KEPT';
  return answer ? 'HOLDS' : 'FAILS';
};
const FLIPPED = { HOLDS: 'FAILS', FAILS: 'HOLDS' } as const;
const flipped = (outcome: NodeOutcome | null): NodeOutcome | null =>
  outcome === 'HOLDS' || outcome === 'FAILS' ? FLIPPED[outcome] : outcome;

/** The rule as it stood for this finding: thresholds are the kept ones, whatever its version's were set to. */
const asKept = (rule: Rule, { thresholds }: KeptFinding): Rule => {
  const kept = new Map(thresholds.map(({ name, value }) => [name, value]));
  const parameters = Object.entries(rule.parameters).map(([name, parameter]) => [
    name,
    { ...parameter, value: kept.get(name) ?? parameter.value },
  ]);
  return { ...rule, parameters: Object.fromEntries(parameters) as Rule['parameters'] };
};

/** Reads a find's conditions against what was kept. */
const readerOf = (rule: Rule, find: Find, finding: KeptFinding, language: Language, kindOf: (kind: Kind) => string) => {
  const said = sayingOf(rule, find, language, kindOf);
  const values = new Map(finding.values.map((one) => [one.name, one]));
  /** Of a single record its own values are kept, under their names: the same part of a rule is the same value. */
  const sameAs = new Map(
    find.each === 'row' ? Object.entries(find.values).map(([name, { of }]) => [JSON.stringify(of), name]) : [],
  );

  /** Of a group it is kept on how many records a condition held, where the rule counts them: by the condition as it is written. */
  const counts = new Map(
    find.each === 'group'
      ? Object.entries(find.values).flatMap(([name, { of }]) =>
          'count' in of && of.count !== 'rows' ? [[JSON.stringify(of.count), name] as const] : [],
        )
      : [],
  );
  const countOf = (condition: AnyCondition): number | null => {
    const name = counts.get(JSON.stringify(condition));
    const value = name === undefined ? undefined : values.get(name)?.value;
    return typeof value === 'number' ? value : null;
  };

  const keptOf = (operand: AnyOperand): Kept | null => {
    if ('constant' in operand) return { value: operand.constant, unit: null };
    if ('parameter' in operand && operand.by === undefined) {
      const parameter = rule.parameters[operand.parameter];
      return typeof parameter?.value === 'number' ? { value: parameter.value, unit: parameter.unit } : null;
    }
    const name = 'value' in operand ? operand.value : sameAs.get(JSON.stringify(operand));
    const found = name === undefined ? undefined : values.get(name);
    return found === undefined ? null : { value: found.value, unit: found.unit };
  };
  const told = (operand: AnyOperand): string | null => {
    const kept = 'constant' in operand || 'parameter' in operand ? null : keptOf(operand);
    return kept === null ? null : written(kept.value, kept.unit ?? 'TEXT', language);
  };
  /** Of windows the highest value of each is kept: it shows what reached a threshold, not what stayed below one. */
  const onlyPeaks = (condition: AnyCondition): boolean => {
    if (find.each !== 'cluster') return false;
    if (!('compare' in condition)) return true;
    const [left, sign, right] = condition.compare;
    const fixed = (operand: AnyOperand): boolean => {
      if (!('value' in operand)) return true;
      const of = find.values[operand.value]?.of;
      return of !== undefined && 'same' in of;
    };
    return !(fixed(right) && (fixed(left) || sign === '>=' || sign === '>'));
  };

  const seenOf = (condition: AnyCondition, judgesWindows: boolean): Seen => {
    const asked =
      'compare' in condition
        ? [condition.compare[0], condition.compare[2]]
        : 'between' in condition
          ? condition.between
          : 'in' in condition
            ? [condition.in]
            : 'present' in condition
              ? [condition.present]
              : [];
    if (asked.length === 0) return UNSEEN;
    const read = asked.flatMap((operand) => told(operand) ?? []).join(language === 'zh' ? '、' : ', ') || null;
    if (judgesWindows && onlyPeaks(condition)) return { answer: 'unkept', read, peaks: true };
    const kept = asked.map(keptOf);
    if (kept.includes(null)) return { ...UNSEEN, read };
    const [one = null, two = null, three = null] = kept.map((value) => value?.value ?? null);
    const seen = (answer: Seen['answer']): Seen => ({ answer, read, peaks: false });
    if ('present' in condition) return seen(one !== null);
    if (one === null) return seen('absent');
    if ('in' in condition) return seen('list' in condition.of ? 'unkept' : condition.of.includes(String(one)));
    if (two === null) return seen('absent');
    if ('compare' in condition) return seen(COMPARED[condition.compare[1]](one, two));
    return three === null ? seen('absent') : seen(two <= one && one <= three);
  };

  /** `sure`: what the part must be, since the finding exists; `null` where nothing follows. */
  const nodeOf = (condition: AnyCondition, sure: boolean | null, windows = false): ExplanationNode => {
    const count = countOf(condition);
    if (count === null) return plainOf(condition, sure, windows);
    // On the records that are counted it held, and so did what it is made of; on none of them where none is.
    const node = plainOf(condition, count > 0);
    return { ...node, outcome: outcomeOf(count > 0), follows: false, read: recordsIn(count, language), note: null };
  };

  const plainOf = (condition: AnyCondition, sure: boolean | null, windows = false): ExplanationNode => {
    if ('all' in condition || 'any' in condition) {
      const decisive = 'any' in condition;
      const inner = 'any' in condition ? condition.any : condition.all;
      const [only, ...others] = inner;
      if (only !== undefined && others.length === 0) return nodeOf(only, sure, windows);
      return severalOf(inner, decisive, sure, windows);
    }
    if ('not' in condition) {
      const part = nodeOf(condition.not, sure === null ? null : !sure, windows);
      const node = { ...part, text: said.condition(condition), outcome: flipped(part.outcome) };
      return part.parts.length === 0
        ? node
        : { ...node, text: language === 'zh' ? '以下不成立' : 'not so', read: null, note: null, parts: [part] };
    }
    const { answer, read, peaks } = seenOf(condition, windows);
    const text = said.condition(condition);
    const seen = typeof answer === 'boolean';
    const outcome = seen || sure === null ? outcomeOf(answer) : outcomeOf(sure);
    return { text, outcome, follows: !seen && sure !== null, read, note: peaks ? 'peaks' : null, parts: [] };
  };

  const severalOf = (
    inner: readonly AnyCondition[],
    decisive: boolean,
    sure: boolean | null,
    windows: boolean,
  ): ExplanationNode => {
    const against: NodeOutcome = decisive ? 'FAILS' : 'HOLDS';
    // True of "all" is true of each, and so is false of "any".
    const each = sure !== null && sure !== decisive ? sure : null;
    let parts = inner.map((part) => nodeOf(part, each, windows));
    const open = parts.filter(({ outcome }) => outcome !== against);
    // All others decided the other way: it must have been this one.
    if (sure === decisive && open.length === 1)
      parts = parts.map((part, at) => (part === open[0] ? nodeOf(inner[at] as AnyCondition, sure, windows) : part));
    const outcomes = parts.map(({ outcome }) => outcome);
    const decided = outcomes.includes(decisive ? 'HOLDS' : 'FAILS');
    const settled = decided || outcomes.every((outcome) => outcome === against);
    const unsettled: NodeOutcome = outcomes.includes('NOT_KEPT') ? 'NOT_KEPT' : 'NOT_EVALUABLE';
    const answer = settled ? outcomeOf(decided === decisive) : sure === null ? unsettled : outcomeOf(sure);
    return {
      text: BOTH[decisive ? 'any' : 'all'][language === 'zh' ? 0 : 1],
      outcome: answer,
      follows: settled ? parts.every(({ follows }) => follows) : sure !== null,
      read: null,
      note: !settled && sure === decisive ? 'one-of' : null,
      parts,
    };
  };
  return { said, nodeOf };
};

const heading = (
  text: string,
  parts: readonly ExplanationNode[],
  rest: Partial<ExplanationNode> = {},
): ExplanationNode => ({ text, outcome: null, follows: false, read: null, note: null, parts, ...rest });

/**
 * Why an alert came about, part by part of the rule in the version it came from: what was read, what came of it, and what follows without having been
 * kept. It rests on the finding alone, so that it reads the same years later; what the finding lacks is said to be lacking.
 */
export const explanationTree = (
  versioned: Rule,
  finding: KeptFinding,
  language: Language,
  kindOf: (kind: Kind) => string,
): readonly ExplanationNode[] => {
  const rule = withLists(asKept(versioned, finding));
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const find =
    rule.finds.find(({ name }) => name === finding.find) ?? (rule.finds.length === 1 ? rule.finds[0] : undefined);
  if (find === undefined)
    return rule.finds.map((one) => heading(sayingOf(rule, one, language, kindOf).heading, [], { outcome: 'NOT_KEPT' }));
  const { said, nodeOf } = readerOf(rule, find, finding, language, kindOf);
  const sure = { outcome: 'HOLDS', follows: true } as const;
  const taking = find.where === undefined ? [] : [nodeOf(find.where, true)];
  const judged = 'all' in find.when && find.when.all.length === 0 ? [] : [nodeOf(find.when, true, true)];
  const figures = finding.values.map(({ label, unit, value }) =>
    heading(label[language], [], { read: written(value, unit, language) }),
  );
  return [
    heading(
      said.heading,
      [
        ...(taking.length === 0
          ? []
          : [heading(say('记录须符合', 'Records must meet'), taking, { ...sure, note: 'rows' })]),
        ...(rule.exceptions.length === 0
          ? []
          : [
              heading(
                say('不属于除外情形', 'None of the exceptions'),
                rule.exceptions.map(({ words, when }) =>
                  heading(words[language], [nodeOf(when, false)], { outcome: 'FAILS', follows: true }),
                ),
                { ...sure, note: 'rows' },
              ),
            ]),
        ...(judged.length === 0 ? [] : [heading(say('成立的条件', 'It is a hit when'), judged, { outcome: 'HOLDS' })]),
        heading(say('读到的各数', 'Figures read'), figures),
        heading(say('疑点颜色', 'Colour of the alert'), colours(rule, finding, said.colour, nodeOf, language)),
      ],
      { outcome: 'HOLDS', read: recordsIn(finding.records, language) },
    ),
  ];
};

const recordsIn = (count: number, language: Language): string =>
  language === 'zh' ? `${String(count)}条记录` : count === 1 ? '1 record' : `${String(count)} records`;

/** The first level that was true gave the colour; those after it were not asked. */
const colours = (
  rule: Rule,
  { colour: given }: KeptFinding,
  nameOf: (colour: Colour) => string,
  nodeOf: (condition: AnyCondition, sure: boolean | null) => ExplanationNode,
  language: Language,
): readonly ExplanationNode[] => {
  const at = rule.levels.findIndex(({ colour }) => colour === given);
  return rule.levels.map(({ colour, when }, index) => {
    const asked = at === -1 || index > at ? null : index === at;
    const rest = language === 'zh' ? '其余' : 'otherwise';
    if (when === undefined)
      return heading(`${nameOf(colour)}：${rest}`, [], { outcome: asked === null ? null : outcomeOf(asked) });
    const node = nodeOf(when, asked);
    return heading(nameOf(colour), [node], { outcome: asked === null ? null : node.outcome, follows: node.follows });
  });
};

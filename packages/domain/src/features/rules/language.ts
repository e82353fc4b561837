import type { Field, Kind } from './columns.ts';

/**
 * The closed language that rules are written in (DOMAIN MR-02, §8.3). A rule is data: it can be stored, shown as a tree
 * or a sentence, compared and compiled. `holds` is its meaning, `compileRule` the same in SQL, and a property test holds
 * the two together.
 *
 * Logic has three values everywhere: true, false, and unknown where a field is missing or an amount is not in yuan.
 * `all` with a false in it is false whatever is unknown, `any` with a true in it is true; what stays unknown makes the
 * outcome not-evaluable, with a reason, and never silently "no hit".
 */

/** Chinese first, English second. `{name}` in a template is a value or parameter of the rule, written with its unit. */
export type Words = { readonly zh: string; readonly en: string };

export type Comparison = '<' | '<=' | '=' | '<>' | '>=' | '>';

/** Codes or words: written out, at least one, or a list of the rule by its name. */
export type Listed = readonly [string, ...string[]] | { readonly list: string };

/** A condition over operands; `Leaf` adds tests that only one place has. */
export type Condition<Operand, Leaf = never> =
  | { readonly all: readonly Condition<Operand, Leaf>[] }
  | { readonly any: readonly Condition<Operand, Leaf>[] }
  | { readonly not: Condition<Operand, Leaf> }
  | { readonly compare: readonly [Operand, Comparison, Operand] }
  /** Both ends included: the value, the least, the most. */
  | { readonly between: readonly [Operand, Operand, Operand] }
  | { readonly in: Operand; readonly of: Listed }
  /** Never unknown. */
  | { readonly present: Operand }
  | Leaf;

export type FieldValue<F extends string = string> = { readonly field: F };
/** The office's day of an instant; with `startingAt` (a parameter, hours) days start that late, so that a night is in one piece. */
export type DayOf<F extends string = string> = { readonly dayOf: F; readonly startingAt?: string };

/** What one row says. Every value is a number, a text, a day, or unknown. */
export type RowValue<F extends string = string> =
  | FieldValue<F>
  /** Fen of an amount in yuan; an amount in another currency is unknown, with that as the reason. */
  | { readonly yuan: F }
  | Constant
  | Parameter
  /** The entry for the row's code in a parameter that is a table; a code without entry is unknown. */
  | { readonly parameter: string; readonly by: F }
  /** The first that is present. */
  | { readonly either: readonly RowValue<F>[] }
  /** The day up to which the data are known to be complete. */
  | { readonly asOf: true }
  | DayOf<F>
  /** The office's hour of an instant, 0 to 23. */
  | { readonly hourOf: F }
  /** The running number of a day's last working day: differences are working days as DOMAIN §6.2 counts them. */
  | { readonly workdayNo: RowValue<F> }
  /** Whole days (24 hours) from one instant to another. */
  | { readonly wholeDays: readonly [F, F] }
  /** Whole days from one day to another. */
  | { readonly daysBetween: readonly [RowValue<F>, RowValue<F>] }
  /** The running number of an instant's minute. */
  | { readonly minuteOf: F }
  | PeriodOf<F>
  /** The month of a day within its year, 1 to 12. */
  | { readonly monthOf: RowValue<F> }
  | { readonly plus: readonly [RowValue<F>, RowValue<F>] }
  | { readonly minus: readonly [RowValue<F>, RowValue<F>] }
  | { readonly times: readonly [RowValue<F>, RowValue<F>] }
  /** Unknown where the second is 0, as is what remains of a division by it. */
  | { readonly ratio: readonly [RowValue<F>, RowValue<F>] }
  | { readonly remainder: readonly [RowValue<F>, RowValue<F>] }
  /** The largest of those known. */
  | { readonly largest: readonly RowValue<F>[] }
  /** Unknown where the condition is, and where it is false and nothing else is said. */
  | { readonly if: RowCondition<F>; readonly then: RowValue<F>; readonly else?: RowValue<F> }
  /** Within a relation: a value of the row that it is a relation of. */
  | { readonly mine: RowValue }
  /** What its related rows say together. Of none, a count and a sum are 0 and the rest is unknown. */
  | { readonly related: Related; readonly give: Given }
  /** In how many places the row's `who` has met the same other one, at most: who bids with whom. */
  | { readonly together: { readonly who: F; readonly in: F } }
  /** Among the rows that meet `where` and agree in `by`: how many, this one included. 0 for a row that does not meet it. */
  | { readonly alike: Alike<F> };

/** A running number of months, quarters or years: neighbours differ by 1. */
export type PeriodOf<F extends string = string> = {
  readonly period: 'month' | 'quarter' | 'year';
  readonly of: RowValue<F>;
};

/**
 * Current rows of a kind, this row's own or another, that belong to this row: registers matched, earlier periods, peers.
 * Unknown, with that as its reason, where this row lacks a key, and where the register is empty: nobody has brought it yet.
 * What `where` cannot tell of a related row makes the relation unknown, unless another row decides it.
 */
export type Related = {
  readonly kind: Kind;
  /** Pairs of theirs and mine that are equal; what is absent equals nothing. */
  readonly on: readonly (readonly [theirs: RowValue, mine: RowValue])[];
  /** Of their values; `{ mine }` is this row's. */
  readonly where?: RowCondition;
  /** A register that a county may do without: empty, it has no row that matches. */
  readonly optional?: true;
};
/** Unknown if one of the rows lacks the value; `distinct` counts those known. */
export type Given =
  | 'count'
  | { readonly sum: RowValue }
  | { readonly min: RowValue }
  | { readonly max: RowValue }
  | { readonly mean: RowValue }
  | { readonly median: RowValue }
  | { readonly distinct: RowValue };

export type Alike<F extends string = string> = {
  readonly by: readonly (FieldValue<F> | DayOf<F>)[];
  readonly where: RowCondition<F>;
};

export type RowLeaf<F extends string = string> =
  /** A related row at all. */
  | { readonly some: Related }
  /** The text has one of the words in it. */
  | { readonly contains: RowValue<F>; readonly of: Listed }
  /** Some current row of the same feed names this row's external id in that field. */
  | { readonly namedBy: F }
  /** Whether a day is a working day by the office's calendar. */
  | { readonly isWorkday: RowValue<F> }
  /** True, or unknown where the value is. */
  | { readonly known: RowValue<F> };

export type RowCondition<F extends string = string> = Condition<RowValue<F>, RowLeaf<F>>;

export type Constant = { readonly constant: number | string };
export type Parameter = { readonly parameter: string; readonly by?: never };

/** What the rows of a group say together. `sum`, `min` and `max` are unknown if any of the rows lacks the value. */
export type GroupValue<F extends string = string> =
  | { readonly count: 'rows' | RowCondition<F> }
  | { readonly sum: RowValue<F> }
  | { readonly min: RowValue<F> }
  | { readonly max: RowValue<F> }
  | { readonly median: RowValue<F> }
  /** The greatest of those known; unknown when none is. */
  | { readonly greatest: RowValue<F> }
  /** How many different ones, of those known. */
  | { readonly distinct: RowValue<F> }
  /** The first row's that has it, rows in order of their day. It tells; a judgement may not rest on it. */
  | { readonly first: RowValue<F> }
  /** How many of the numbers 1 to the highest are missing. */
  | { readonly missingSteps: F }
  /** The greatest `to` minus the `from` of the row before, rows in order of a field. 0 for a single row. */
  | { readonly widestGap: { readonly from: RowValue<F>; readonly to: RowValue<F>; readonly order: F } }
  /** How many times the narrowest step the widest is, values in order of size: 1 for an arithmetic sequence. Unknown for a single row. */
  | { readonly unevenness: RowValue<F> }
  | { readonly minus: readonly [GroupValue<F>, GroupValue<F>] }
  /** Unknown where the second is 0. */
  | { readonly ratio: readonly [GroupValue<F>, GroupValue<F>] };

/**
 * What the rows of a group say within the days up to one of them: as they stood when that row came. `over` looks past the group at all rows of those days that agree in these
 * fields, excepted ones too; amounts that cannot be read in yuan are not in it.
 */
export type WindowValue<F extends string = string> =
  | { readonly count: 'rows'; readonly over?: readonly F[] }
  | { readonly sum: RowValue<F>; readonly over?: readonly F[] }
  /** The greatest of those known. */
  | { readonly max: RowValue<F> }
  | { readonly ratio: readonly [WindowValue<F>, WindowValue<F>] }
  /** A value of the window's last day: the same for all rows of the group on one day. */
  | { readonly last: RowValue<F> }
  /** A value that is the same all over the group: a limit by code, say. */
  | { readonly same: RowValue<F> };

/** Units decide how a value is written in a sentence. CODE is looked up in `words.ts`. */
export type Unit =
  'FEN' | 'DAYS' | 'WORKDAYS' | 'COUNT' | 'RATIO' | 'TIMES' | 'HOUR' | 'DAY' | 'MONTH' | 'LITRES' | 'CODE' | 'TEXT';
export type Told<V> = { readonly of: V; readonly label: Words; readonly unit: Unit };

export type Operand = { readonly value: string } | Constant | Parameter;
export type Judgement = Condition<Operand>;
/** What a reader of conditions has to cope with: conditions on rows and judgements alike. */
export type AnyOperand = RowValue | Operand;
export type AnyCondition = Condition<AnyOperand, RowLeaf>;

/** What makes rows belong together; `either` takes the first that is present. */
export type Key<F extends string = string> =
  | FieldValue<F>
  | DayOf<F>
  | { readonly either: readonly FieldValue<F>[] }
  | { readonly period: PeriodOf['period']; readonly of: KeyDay<F> };
type KeyDay<F extends string> = FieldValue<F> | { readonly either: readonly FieldValue<F>[] };

/** A part of the sentence that says why, told when it is true of the hit (always, without `when`). */
export type Clause = Words & { readonly when?: Judgement };

/** The first source that is present names whom the matter is about. */
type Subject<F extends string> = readonly { readonly kind: SubjectKind; readonly field: F }[];

type Seeking<F extends string, V> = {
  /** Unique within the rule. */
  readonly name: string;
  /** Whom it is about, where that is not the rule's subject. */
  readonly subject?: Subject<F>;
  /** The rows that are looked at; all without it. */
  readonly where?: RowCondition<F>;
  readonly values: Readonly<Record<string, Told<V>>>;
  readonly when: Judgement;
  /** The value that stands for the matter's money in lists. */
  readonly amount?: string;
  readonly because: readonly Clause[];
};

/**
 * What makes a hit:
 * - each row by itself: one row, one matter, told apart by feed and external id;
 * - the rows of a group together: one group, one matter, for ever;
 * - rows of a group within some days of each other: a window ends at each row, windows that share rows are one matter,
 *   told apart by the group and its first row, so that a later row joins it and does not make another. `values` are then
 *   the highest that any of its windows reached, `totals` are of all its rows.
 */
export type Find<F extends string = string> =
  | ({ readonly each: 'row' } & Seeking<F, RowValue<F>>)
  | ({ readonly each: 'group'; readonly by: readonly Key<F>[] } & Seeking<F, GroupValue<F>>)
  | ({
      readonly each: 'cluster';
      readonly by: readonly Key<F>[];
      /** Parameter: a window's first day is at most that many days before its last. */
      readonly within: string;
      readonly totals: Readonly<Record<string, Told<GroupValue<F>>>>;
    } & Seeking<F, WindowValue<F>>);

export type ParameterDefinition = {
  readonly label: Words;
  readonly unit: Unit;
  readonly value: number | Readonly<Record<string, number>>;
  /** What a rule administrator may set it to. */
  readonly least: number;
  readonly most: number;
};

/** IDENTITY, ACCOUNT and CONTACT are known by their keyed digests only (DOMAIN FS-09). */
export const SUBJECT_KINDS = [
  'UNIT',
  'PERSON',
  'SUPPLIER',
  'CASE',
  'INVOICE',
  'PROCESS',
  'IDENTITY',
  'ACCOUNT',
  'CONTACT',
  'VEHICLE',
  'CARD',
  'TENDER',
  'PROJECT',
  'AGENT',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
export type Colour = 'RED' | 'YELLOW' | 'BLUE';

export type List = { readonly label: Words; readonly of: readonly [string, ...string[]] };

/** A lawful case: rows for which it is true are left out (the false positives of DOMAIN §8.3 that a field shows). */
export type Exception<F extends string = string> = {
  readonly code: string;
  readonly words: Words;
  readonly when: RowCondition<F>;
};

export type Rule<F extends string = string> = {
  readonly code: string;
  readonly name: Words;
  readonly kind: Kind;
  readonly subject: Subject<F>;
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  /** Words and codes under a name, to be used in several places and kept by the county. */
  readonly lists?: Readonly<Record<string, List>>;
  readonly exceptions: readonly Exception<F>[];
  readonly finds: readonly Find<F>[];
  /** The first that is true gives the alert's colour. An alert's colour is not a warning's level: people decide that. */
  readonly levels: readonly { readonly colour: Colour; readonly when?: Judgement }[];
  /** Which conduct it looks for, on what ground, and what else may look the same. */
  readonly hypothesis: Words;
  readonly legalBasis: readonly Words[];
  readonly falsePositives: readonly { readonly code: string; readonly words: Words }[];
};
/** A rule as it is written, its names checked against the fields of its kind. */
export type RuleOn<K extends Kind> = Rule<Field<K>> & { readonly kind: K };

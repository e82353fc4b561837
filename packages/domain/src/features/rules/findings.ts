import type { LocalDate } from '../../shared/local-date.ts';
import type { Values } from './group-values.ts';
import type { Colour, SubjectKind } from './language.ts';

/**
 * One matter that a rule found, as `holds` and the compiled SQL give it. It is kept as an immutable finding: with the rule's
 * version it can be explained again years later.
 */
export type Hit = {
  /** Which of the rule's finds. */
  readonly find: string;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly unitId: string | null;
  readonly unitCode: string | null;
  /** The same matter seen again has the same key; unique within the rule. */
  readonly dedupeKey: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The revisions that were read, in the order of their days. */
  readonly recordIds: readonly string[];
  readonly values: Values;
  readonly colour: Colour;
};

/**
 * What a rule says of the facts. Things that could not be judged (a row, or a group of rows) are counted by reason:
 * `missing:<field>`, `currency` (an amount that is not in yuan), `unlisted:<field>` (a code without a limit), `calendar`
 * (a day beyond the calendar).
 */
export type Findings = {
  readonly outcome: 'hit' | 'no-hit' | 'not-evaluable';
  readonly hits: readonly Hit[];
  readonly notEvaluable: Readonly<Record<string, number>>;
};

export const findings = (hits: readonly Hit[], notEvaluable: Readonly<Record<string, number>>): Findings => ({
  outcome: hits.length > 0 ? 'hit' : Object.keys(notEvaluable).length > 0 ? 'not-evaluable' : 'no-hit',
  hits,
  notEvaluable,
});

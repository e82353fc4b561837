import type { LocalDate } from '../../shared/local-date.ts';
import { columnsIn } from './columns.ts';
import type { Field } from './field.ts';
import { FIELDS } from './kinds.ts';
import type { Kind } from './kinds.ts';
import type { Mapping } from './mapping.ts';
import { AS_IS } from './mapping.ts';
import type { Fault } from './reject.ts';
import { cleanText, faultOf } from './reject.ts';
import type { Contract } from './row.ts';
import { cellReader, rowJudge } from './row.ts';
import { isStored } from './stored.ts';
import { ruleOf } from './translate.ts';
import type { Surroundings, Value } from './values.ts';
import { Bad, isIdentityNumber } from './values.ts';

/** Rows of a file that an editor of mappings is shown. */
export const SAMPLE_ROWS = 20;

/** A cell of a sample: as it stands, or, of what is or looks like a secret, a digest that says no more than which cells are equal. */
export type SampleCell = string | { readonly digest: string; readonly isIdentity: boolean };
export type SampleRow = { readonly line: number; readonly cells: readonly SampleCell[] };
export type Sample = { readonly headings: readonly string[]; readonly rows: readonly SampleRow[] };

/** A resident identity number, whether its check digit is right or not, or a mobile number. */
const PERSONAL = /^(?:\d{17}[\dX]|1[3-9]\d{9})$/;
const HIDDEN = '●';
/** An identity number or a mobile number inside a longer text. */
const WITHIN = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|1[3-9]\d{9})(?![\dA-Za-z])/g;

/** A bank card by its check digit (Luhn), which one in ten other numbers of that length has as well. */
const isCard = (text: string): boolean => {
  if (!/^\d{16,19}$/.test(text)) return false;
  const sum = Array.from(text)
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 2))
    .reduce((total, number) => total + (number > 9 ? number - 9 : number), 0);
  return sum % 10 === 0;
};

/**
 * A cell as it may be shown before anyone has said what it is (DOMAIN §7.4): secrets never leave in plain, whether their column is known to
 * hold them or they look like it.
 */
export const maskedCell = (raw: string, isSecret: boolean, digest: (text: string) => string): SampleCell => {
  const text = cleanText(raw);
  const tight = text.replace(/[\s-]/g, '').toUpperCase();
  if (text !== '' && (isSecret || PERSONAL.test(tight) || isCard(tight)))
    return { digest: digest(tight), isIdentity: isIdentityNumber(tight) };
  return text.replace(WITHIN, (found) => HIDDEN.repeat(found.length));
};

/** What one field makes of one row: what stood in its column, what would be kept, and what is wrong with it. */
export type PreviewCell = {
  readonly before: SampleCell | null;
  readonly after: Value;
  readonly faults: readonly Fault[];
};
export type Preview = {
  /** Fields that may be stored, with the heading that brings each, null where none does. */
  readonly fields: readonly { readonly field: Field; readonly heading: string | null }[];
  /** Required fields that no column and no constant brings. */
  readonly missing: readonly Field[];
  readonly doubled: readonly string[];
  /** Headings that are not read. */
  readonly unread: readonly string[];
  readonly rows: readonly {
    readonly line: number;
    readonly cells: readonly PreviewCell[];
    /** Wrong with the row as a whole: fields that contradict each other. */
    readonly faults: readonly Fault[];
  }[];
};

/** The ways in which an open sample is read: our readers, but a secret is judged by what is left of it. */
const readCell = (field: Field, contract: Contract, around: Surroundings) => {
  const read = cellReader(field, contract, 'cells', around);
  return (cell: SampleCell | null): Value | Bad => {
    if (typeof cell === 'string' || cell === null) return read(cell);
    if (field.secret === null) return `${HIDDEN}${HIDDEN}${HIDDEN}`;
    return field.secret === 'identity' && !cell.isIdentity ? new Bad('NOT_AN_IDENTITY') : cell.digest;
  };
};

/** Rows of a sample before and after, by a mapping that need not be whole yet. */
export const previewOf = (contract: Contract, sample: Sample, around: Surroundings, today: LocalDate): Preview => {
  const fields = FIELDS[contract.kind];
  const columns = columnsIn(contract.kind, sample.headings, contract);
  const judge = rowJudge(contract, around, today);
  const shown = fields.flatMap((field, index) => {
    const at = columns.at[index] ?? -1;
    const heading = at === -1 ? null : (sample.headings[at] ?? null);
    return isStored(field, contract) ? [{ field, index, at, heading, read: readCell(field, contract, around) }] : [];
  });
  return {
    fields: shown.map(({ field, heading }) => ({ field, heading })),
    missing: columns.missing,
    doubled: columns.doubled,
    unread: columns.unknown,
    rows: sample.rows.map(({ line, cells }) => {
      const read = shown.map(({ field, at, heading, read: readOne }): PreviewCell => {
        const before = at === -1 ? null : (cells[at] ?? null);
        const value = readOne(before === '' ? null : before);
        const rule = ruleOf(contract.fields[field.name]?.reading ?? AS_IS);
        const isEmpty = value === null && field.required && field.name !== 'occurredOn';
        const reason = value instanceof Bad ? value.reason : isEmpty ? 'REQUIRED' : null;
        const stood = typeof before === 'string' && field.secret === null ? before : null;
        return {
          before,
          after: value instanceof Bad ? null : value,
          faults: reason === null ? [] : [{ ...faultOf(reason, field.name, stood), heading, rule }],
        };
      });
      return { line, cells: read, faults: togetherOf(shown, read, judge) };
    }),
  };
};

/** What the row as a whole would be refused for, once each of its cells can be read. */
const togetherOf = (
  shown: readonly { readonly index: number }[],
  cells: readonly PreviewCell[],
  judge: ReturnType<typeof rowJudge>,
): readonly Fault[] => {
  if (cells.some(({ faults }) => faults.length > 0)) return [];
  const values: Value[] = [];
  shown.forEach(({ index }, at) => (values[index] = cells[at]?.after ?? null));
  const { faults, occurredOn } = judge(values);
  return occurredOn === null && faults.length === 0 ? [faultOf('UNDATED', 'occurredOn')] : faults;
};

/** Whether a column of this heading holds secrets, by our own names of fields or by a mapping. */
export const holdsSecrets = (kind: Kind, headings: readonly string[], mapping: Mapping): readonly boolean[] => {
  const { at } = columnsIn(kind, headings, mapping);
  const secret = new Set(FIELDS[kind].flatMap((field, index) => (field.secret === null ? [] : [at[index] ?? -1])));
  return headings.map((_heading, column) => secret.has(column));
};

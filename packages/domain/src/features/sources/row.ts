import type { LocalDate } from '../../shared/local-date.ts';
import type { Field } from './field.ts';
import type { Kind } from './kinds.ts';
import { COMMON, DATED_BY, FIELDS, SPANS } from './kinds.ts';
import type { Fault } from './reject.ts';
import { faultOf } from './reject.ts';
import { cutoffOf } from './retention.ts';
import type { Dialect, Surroundings, Value } from './values.ts';
import { Bad, readValue } from './values.ts';

/** A row that may go in. `values` are the kind's own fields in the order of `FIELDS`, after the common ones. */
export type Row = {
  readonly externalId: string;
  readonly occurredOn: LocalDate;
  /** Whether the source told the day. If not it is the day of receipt, which is no part of the content. */
  readonly dated: boolean;
  readonly unitCode: string | null;
  readonly values: readonly Value[];
};

export const isRow = (read: Row | readonly Fault[]): read is Row => !Array.isArray(read);

/** What was agreed about a feed, as far as reading its rows goes. */
export type Contract = {
  readonly kind: Kind;
  /** Own fields that may be kept; empty = all. What the kind requires is always kept. */
  readonly allowedFields: readonly string[];
  /** Values for fields that the source leaves out because they are always the same. */
  readonly defaults: Readonly<Record<string, string>>;
  /** What becomes of a row without a day: refused, or dated by the day on which it was received. */
  readonly undated: 'REJECT' | 'RECEIVED';
  /** Months that records are kept after their day; null = without end. What is older is not taken again. */
  readonly retentionMonths: number | null;
};

export type RowReader = (cell: (index: number, field: Field) => unknown) => Row | readonly Fault[];

/** Makes the reader of a contract's rows. `receivedOn` dates undated rows where the contract says so. */
export const rowReader = (
  contract: Contract,
  dialect: Dialect,
  around: Surroundings,
  receivedOn: LocalDate,
): RowReader => {
  const fields = FIELDS[contract.kind];
  const kept = fields.map((field) => isKept(field, contract));
  const at = (name: string): number => fields.findIndex((field) => field.name === name);
  const amountsAt = fields.flatMap(({ type }, index) => (type === 'amount' ? [index] : []));
  const currencyAt = at('currency');
  const [startAt, endAt] = (SPANS[contract.kind] ?? ['', '']).map(at) as [number, number];
  const begunAt = at(DATED_BY[contract.kind] ?? '');
  const { retentionMonths } = contract;
  const notBefore = retentionMonths === null ? null : cutoffOf(receivedOn, retentionMonths);

  return (cell) => {
    const faults: Fault[] = [];
    const values: Value[] = fields.map((field, index) => {
      if (kept[index] === false) return null;
      const raw = cell(index, field);
      const value = readValue(raw, field, dialect, around);
      if (value instanceof Bad) {
        // What was meant to be a secret is not kept, not even as a fault.
        faults.push(faultOf(value.reason, field.name, field.secret === null ? raw : null));
        return null;
      }
      if (value !== null) return value;
      const fallback = contract.defaults[field.name];
      if (fallback !== undefined) {
        const usual = readValue(fallback, field, 'cells', around);
        if (!(usual instanceof Bad)) return usual;
      }
      if (field.required && field.name !== 'occurredOn') faults.push(faultOf('REQUIRED', field.name));
      return null;
    });

    // A file's amounts are in 元 as its template says; over the API an amount without a currency is no amount.
    if (values[currencyAt] === null && amountsAt.some((index) => values[index] !== null)) {
      if (dialect === 'json') faults.push(faultOf('REQUIRED', 'currency'));
      else values[currencyAt] = 'CNY';
    }
    const [start, end] = [values[startAt] ?? null, values[endAt] ?? null];
    if (start !== null && end !== null && end < start)
      faults.push(faultOf('ENDS_BEFORE_START', fields[endAt]?.name, end));

    const told = values[1] as LocalDate | null;
    const instant = values[begunAt] ?? null;
    const begun = instant === null ? null : around.clock.dayOf(Date.parse(String(instant)));
    if (told !== null && begun !== null && told !== begun) faults.push(faultOf('DAY_CONTRADICTS', 'occurredOn', told));
    const occurredOn = told ?? begun ?? (contract.undated === 'RECEIVED' ? receivedOn : null);
    if (occurredOn === null && faults.length === 0) faults.push(faultOf('UNDATED', 'occurredOn'));
    if (occurredOn !== null && notBefore !== null && occurredOn < notBefore)
      faults.push(faultOf('PAST_RETENTION', 'occurredOn', occurredOn));
    if (faults.length > 0 || occurredOn === null) return faults;
    return {
      externalId: String(values[0]),
      occurredOn,
      dated: told !== null || begun !== null,
      unitCode: values[2] === null ? null : String(values[2]),
      values: values.slice(COMMON),
    };
  };
};

const isKept = (field: Field, { kind, allowedFields }: Contract): boolean =>
  allowedFields.length === 0 ||
  field.required ||
  FIELDS[kind].indexOf(field) < COMMON ||
  allowedFields.includes(field.name) ||
  (field.name === 'currency' &&
    FIELDS[kind].some(({ type, name }) => type === 'amount' && allowedFields.includes(name)));

/**
 * What the content hash is taken of: every filled field by name, so that a field added to the kind later does not make
 * every known row look corrected. No cleaned text holds the separators.
 */
export const contentOf = (kind: Kind, row: Row): string => {
  const fields = FIELDS[kind];
  let content = row.dated ? `occurredOn\u001f${row.occurredOn}` : '';
  if (row.unitCode !== null) content += `\u001eunitCode\u001f${row.unitCode}`;
  row.values.forEach((value, index) => {
    if (value !== null) content += `\u001e${fields[index + COMMON]?.name ?? ''}\u001f${String(value)}`;
  });
  return content;
};

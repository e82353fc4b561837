import type { LocalDate } from '../../shared/local-date.ts';
import type { Field } from './field.ts';
import type { Kind } from './kinds.ts';
import { COMMON, DATED_BY, FIELDS, SPANS } from './kinds.ts';
import type { Fault } from './reject.ts';
import { faultOf } from './reject.ts';
import type { Mapping } from './mapping.ts';
import { AS_IS } from './mapping.ts';
import { cutoffOf } from './retention.ts';
import { isStored } from './stored.ts';
import { ruleOf, translated } from './translate.ts';
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
  readonly fields: Mapping['fields'];
  /** What becomes of a row without a day: refused, or dated by the day on which it was received. */
  readonly undated: 'REJECT' | 'RECEIVED';
  /** Months that records are kept after their day; null = without end. What is older is not taken again. */
  readonly retentionMonths: number | null;
};

/** What one cell says, with the constant of the mapping where it says nothing. */
export type CellReader = (raw: unknown) => Value | Bad;

/** Makes the reader of one field's cells; over the API a source speaks our own words, so that only constants stand in. */
export const cellReader = (
  field: Field,
  { fields }: Pick<Contract, 'fields'>,
  dialect: Dialect,
  around: Surroundings,
): CellReader => {
  const { constant = null, reading = AS_IS } = fields[field.name] ?? {};
  const plain = (raw: unknown): Value | Bad => readValue(raw, field, dialect, around);
  const read =
    reading.how === 'AS_IS' || dialect === 'json'
      ? plain
      : (raw: unknown): Value | Bad => {
          if (typeof raw !== 'string' && typeof raw !== 'number') return plain(raw);
          const text = translated(String(raw), reading, field, around);
          return text instanceof Bad ? text : plain(text);
        };
  if (constant === null) return read;
  const usual = readValue(constant, field, 'cells', around);
  return usual instanceof Bad ? read : (raw) => read(raw) ?? usual;
};

export type RowReader = (cell: (index: number, field: Field) => unknown) => Row | readonly Fault[];

/** What the values of a row say together. */
type Together = {
  readonly faults: readonly Fault[];
  /** Null where nothing says it. */
  readonly occurredOn: LocalDate | null;
  readonly dated: boolean;
};

/** Judges the values of a row, in the order of `FIELDS`, beside each other: spans, the day, how long it is kept. */
export const rowJudge = (
  { kind, undated, retentionMonths }: Contract,
  around: Surroundings,
  receivedOn: LocalDate,
): ((values: readonly Value[]) => Together) => {
  const fields = FIELDS[kind];
  const at = (name: string): number => fields.findIndex((field) => field.name === name);
  const [startAt, endAt] = (SPANS[kind] ?? ['', '']).map(at) as [number, number];
  const begunAt = at(DATED_BY[kind] ?? '');
  const notBefore = retentionMonths === null ? null : cutoffOf(receivedOn, retentionMonths);
  return (values) => {
    const faults: Fault[] = [];
    const [start, end] = [values[startAt] ?? null, values[endAt] ?? null];
    if (start !== null && end !== null && end < start)
      faults.push(faultOf('ENDS_BEFORE_START', fields[endAt]?.name, end));
    const told = (values[1] ?? null) as LocalDate | null;
    const instant = values[begunAt] ?? null;
    const begun = instant === null ? null : around.clock.dayOf(Date.parse(String(instant)));
    if (told !== null && begun !== null && told !== begun) faults.push(faultOf('DAY_CONTRADICTS', 'occurredOn', told));
    const occurredOn = told ?? begun ?? (undated === 'RECEIVED' ? receivedOn : null);
    if (occurredOn !== null && notBefore !== null && occurredOn < notBefore)
      faults.push(faultOf('PAST_RETENTION', 'occurredOn', occurredOn));
    return { faults, occurredOn, dated: told !== null || begun !== null };
  };
};

/** Makes the reader of a contract's rows. `receivedOn` dates undated rows where the contract says so. */
export const rowReader = (
  contract: Contract,
  dialect: Dialect,
  around: Surroundings,
  receivedOn: LocalDate,
): RowReader => {
  const fields = FIELDS[contract.kind];
  const readers = fields.map((field) =>
    isStored(field, contract) ? cellReader(field, contract, dialect, around) : null,
  );
  const rules = fields.map(({ name }) => ruleOf(contract.fields[name]?.reading ?? AS_IS));
  const amountsAt = fields.flatMap(({ type }, index) => (type === 'amount' ? [index] : []));
  const currencyAt = fields.findIndex(({ name }) => name === 'currency');
  const judge = rowJudge(contract, around, receivedOn);

  return (cell) => {
    const faults: Fault[] = [];
    const values: Value[] = fields.map((field, index) => {
      const read = readers[index] ?? null;
      if (read === null) return null;
      const raw = cell(index, field);
      const value = read(raw);
      if (value instanceof Bad) {
        // What was meant to be a secret is not kept, not even as a fault.
        const fault = faultOf(value.reason, field.name, field.secret === null ? raw : null);
        faults.push(dialect === 'json' ? fault : { ...fault, rule: rules[index] ?? null });
        return null;
      }
      if (value === null && field.required && field.name !== 'occurredOn') faults.push(faultOf('REQUIRED', field.name));
      return value;
    });

    // A file's amounts are in 元 as its template says; over the API an amount without a currency is no amount.
    if (values[currencyAt] === null && amountsAt.some((index) => values[index] !== null)) {
      if (dialect === 'json') faults.push(faultOf('REQUIRED', 'currency'));
      else values[currencyAt] = 'CNY';
    }
    const { occurredOn, dated, faults: together } = judge(values);
    faults.push(...together);
    if (occurredOn === null && faults.length === 0) faults.push(faultOf('UNDATED', 'occurredOn'));
    if (faults.length > 0 || occurredOn === null) return faults;
    return {
      externalId: String(values[0]),
      occurredOn,
      dated,
      unitCode: values[2] === null ? null : String(values[2]),
      values: values.slice(COMMON),
    };
  };
};

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

import { Refusal } from '../../shared/refusal.ts';
import type { Field } from './field.ts';
import type { Kind } from './kinds.ts';
import { FIELDS } from './kinds.ts';
import type { Mapping } from './mapping.ts';

/** Where a file keeps each field of the kind. */
export type Columns = {
  /** Column index per field, -1 where the file has none. */
  readonly at: readonly number[];
  /** Headings that mean nothing here; their columns are not read. */
  readonly unknown: readonly string[];
  /** Headings that name a field which another column brings already. */
  readonly doubled: readonly string[];
  /** Required fields that nothing brings. */
  readonly missing: readonly Field[];
};

/** Headings are compared without blanks, the star of required columns and letter case. */
export const plainHeading = (heading: string): string => heading.normalize('NFKC').replace(/[\s*]/g, '').toLowerCase();

/** Every heading of ours under which files bring a field. */
export const headingsOf = ({ name, label, alsoCalled }: Field): readonly string[] =>
  [name, label, ...alsoCalled].map(plainHeading);

/** Reads the header of a file: by the feed's mapping, and for what it does not name by Chinese labels and camelCase names. */
export const columnsIn = (kind: Kind, header: readonly string[], mapping: Mapping): Columns => {
  const fields = FIELDS[kind];
  const headings = header.map(plainHeading);
  const at = fields.map(({ name }) =>
    (mapping.fields[name]?.headings ?? []).reduce(
      (found, heading) => (found === -1 ? headings.indexOf(plainHeading(heading)) : found),
      -1,
    ),
  );
  const mapped = new Set(at);
  const byHeading = new Map(
    fields.flatMap((field, index) =>
      (mapping.fields[field.name]?.headings ?? null) === null
        ? headingsOf(field).map((heading) => [heading, index] as const)
        : [],
    ),
  );
  const unknown: string[] = [];
  const doubled: string[] = [];
  headings.forEach((heading, column) => {
    if (mapped.has(column) || heading === '') return;
    const index = byHeading.get(heading) ?? -1;
    const word = (header[column] ?? '').slice(0, 100);
    if (index === -1) unknown.push(word);
    else if (at[index] === -1) at[index] = column;
    else doubled.push(word);
  });
  const isGiven = ({ name }: Field): boolean =>
    (mapping.fields[name]?.constant ?? null) !== null || (name === 'occurredOn' && mapping.undated === 'RECEIVED');
  const missing = fields.filter((field, index) => field.required && at[index] === -1 && !isGiven(field));
  return { at, unknown, doubled, missing };
};

/** The same, refusing a file in which a required field has no column or a field has two. */
export const columnsOf = (kind: Kind, header: readonly string[], mapping: Mapping): Columns => {
  const columns = columnsIn(kind, header, mapping);
  const { doubled, missing } = columns;
  if (doubled.length > 0) throw new Refusal('source.columns-doubled', { columns: doubled });
  if (missing.length > 0)
    throw new Refusal('source.columns-missing', {
      // In the words of whoever made the file.
      columns: missing.map(({ name, label }) => mapping.fields[name]?.headings?.join(' / ') ?? label),
    });
  return columns;
};

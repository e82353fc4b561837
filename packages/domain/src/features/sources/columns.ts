import { Refusal } from '../../shared/refusal.ts';
import type { Field } from './field.ts';
import type { Kind } from './kinds.ts';
import { FIELDS } from './kinds.ts';

/** Where a file keeps each field: column index per field of the kind, -1 where it has none. */
export type Columns = {
  readonly at: readonly number[];
  /** Headings that mean nothing here; their columns are not read. */
  readonly unknown: readonly string[];
};

/** Headings are compared without blanks, the star of required columns and letter case. */
const plain = (heading: string): string => heading.normalize('NFKC').replace(/[\s*]/g, '').toLowerCase();

const namesOf = ({ name, label, alsoCalled }: Field): readonly string[] => [name, label, ...alsoCalled].map(plain);

/**
 * Reads the header of a file: Chinese labels, camelCase names, or what the feed's mapping says.
 * Refuses a file in which a required field has no column or a field has two.
 */
export const columnsOf = (
  kind: Kind,
  header: readonly string[],
  mapping: Readonly<Record<string, string>>,
  /** Fields that need no column, since the contract gives them a value. */
  given: readonly string[] = [],
): Columns => {
  const fields = FIELDS[kind];
  const byHeading = new Map(fields.flatMap((field, index) => namesOf(field).map((heading) => [heading, index])));
  for (const [heading, name] of Object.entries(mapping)) {
    byHeading.set(
      plain(heading),
      fields.findIndex((field) => field.name === name),
    );
  }
  const at = fields.map(() => -1);
  const unknown: string[] = [];
  const doubled: string[] = [];
  header.forEach((heading, column) => {
    const index = byHeading.get(plain(heading)) ?? -1;
    if (index === -1) {
      if (plain(heading) !== '') unknown.push(heading.slice(0, 100));
    } else if (at[index] === -1) at[index] = column;
    else doubled.push(heading.slice(0, 100));
  });
  if (doubled.length > 0) throw new Refusal('source.columns-doubled', { columns: doubled });
  const missing = fields.filter(({ required, name }, index) => required && at[index] === -1 && !given.includes(name));
  if (missing.length > 0) throw new Refusal('source.columns-missing', { columns: missing.map(({ label }) => label) });
  return { at, unknown };
};

import { Refusal } from '@qingfeng/domain/shared/refusal.ts';

export const MAX_COLUMNS = 300;

/** Cleans a heading line: blanks around are nothing, a column without a heading is '', two of one name are refused. */
export const headingsOf = (cells: readonly string[]): readonly string[] => {
  if (cells.length > MAX_COLUMNS)
    throw new Refusal('file.too-many-columns', { columns: cells.length, most: MAX_COLUMNS });
  const seen = new Set<string>();
  return cells.map((cell) => {
    const heading = cell.replace(/\s+/g, ' ').trim();
    if (heading !== '' && seen.has(heading)) throw new Refusal('file.heading-twice', { heading });
    seen.add(heading);
    // As a key it would set the prototype of the row instead of a field.
    return heading === '__proto__' ? '' : heading;
  });
};

/** One row by its headings; what stands under no heading is left out. */
export const rowOf = (headings: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> => {
  const row: Record<string, string> = {};
  for (const [index, heading] of headings.entries()) if (heading !== '') row[heading] = (cells[index] ?? '').trim();
  return row;
};

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu;

export const fieldsOf = (line: string): string[] =>
  [...line.matchAll(FIELD)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

/** Reads our own small tables: a header, no line break inside a field. What users upload goes through the importer. */
export const parseCsv = (text: string): Record<string, string>[] => {
  const [header = '', ...lines] = text.split(/\r?\n/u).filter((line) => line !== '');
  const names = fieldsOf(header);
  return lines.map((line) => {
    const fields = fieldsOf(line);
    return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']));
  });
};

export type Cell = string | number | null;

const quoted = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(quoted).join(',')}\n`;

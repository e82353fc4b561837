/**
 * A piece of SQL with its values apart, in the form of a tagged template's arrays, so that a value can never become text.
 * Text comes only from this folder and from the allow-list of columns.
 */
export type Fragment = { readonly texts: readonly string[]; readonly values: readonly unknown[] };

export const text = (raw: string): Fragment => ({ texts: [raw], values: [] });

type Cast = 'bigint' | 'integer' | 'double precision' | 'smallint' | 'text' | 'text[]' | 'date' | 'date[]' | 'uuid[]';
/** A value with its type said, so that the plan does not hang on guesses. */
export const bound = (value: unknown, cast: Cast): Fragment => ({ texts: ['', `::${cast}`], values: [value] });

const append = (left: Fragment, right: Fragment): Fragment => ({
  texts: [...left.texts.slice(0, -1), `${left.texts.at(-1) ?? ''}${right.texts[0] ?? ''}`, ...right.texts.slice(1)],
  values: [...left.values, ...right.values],
});

export const joined = (parts: readonly Fragment[], separator: string): Fragment =>
  parts.reduce((all, part, index) => append(index === 0 ? all : append(all, text(separator)), part), text(''));

/** Puts pieces together: only pieces go into the holes, never strings. */
export const sql = (texts: TemplateStringsArray, ...parts: readonly Fragment[]): Fragment =>
  texts.reduce((all, raw, index) => {
    const part = parts[index];
    const piece = append(all, text(raw));
    return part === undefined ? piece : append(piece, part);
  }, text(''));

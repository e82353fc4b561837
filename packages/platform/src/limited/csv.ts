const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

/** A record and where the next begins; or that the text ends inside it; or that a quote closes where nothing closes. */
type Found =
  | { readonly kind: 'record'; readonly cells: readonly string[]; readonly end: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'malformed' };

const OPEN: Found = { kind: 'open' };
const MALFORMED: Found = { kind: 'malformed' };

/**
 * The record that begins at `at` (RFC 4180; a quote inside an unquoted cell is a character like others, as Excel has it).
 * `last` says that no more text follows.
 */
export const recordAt = (text: string, at: number, separator: number, last: boolean): Found => {
  const cells: string[] = [];
  for (;;) {
    let cell = '';
    if (text.charCodeAt(at) === QUOTE) {
      for (;;) {
        const close = text.indexOf('"', at + 1);
        if (close === -1) return OPEN;
        cell += text.slice(at + 1, close);
        at = close + 1;
        if (text.charCodeAt(at) !== QUOTE) break;
        cell += '"';
      }
    } else {
      const from = at;
      for (; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code === separator || code === NEWLINE || code === RETURN) break;
      }
      cell = text.slice(from, at);
    }
    cells.push(cell);
    if (at >= text.length) return last ? { kind: 'record', cells, end: at } : OPEN;
    const code = text.charCodeAt(at);
    at += 1;
    if (code === separator) continue;
    if (code === NEWLINE) return { kind: 'record', cells, end: at };
    if (code !== RETURN) return MALFORMED;
    // Whether a newline follows may stand in the next piece.
    if (at === text.length && !last) return OPEN;
    return { kind: 'record', cells, end: text.charCodeAt(at) === NEWLINE ? at + 1 : at };
  }
};

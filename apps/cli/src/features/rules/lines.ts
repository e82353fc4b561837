/**
 * The lines of a stream of text, split at line feeds only: node's own readline also breaks at U+2028, which JSON allows inside
 * a text. A byte order mark and carriage returns go; only the piece of a line that is not yet whole is kept in memory.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  let first = true;
  const whole = (end: string): string => {
    const line = pieces.length === 0 ? end : pieces.join('') + end;
    pieces = [];
    const text = first ? line.replace(/^\uFEFF/u, '') : line;
    first = false;
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  };
  for await (const chunk of chunks) {
    const parts = chunk.split('\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) yield whole(part);
    if (rest !== '') pieces.push(rest);
  }
  if (pieces.length > 0) yield whole('');
}

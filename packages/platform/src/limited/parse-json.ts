import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Row, RowFault } from './row.ts';

/** Deep enough for any record that people wrote; a deeper one is made to exhaust the reader. */
const MAX_DEPTH = 60;
/** Of one document among many: a procurement process with its whole history stays under a megabyte. */
const MAX_LINE = 16 * 1024 * 1024;

type Input = {
  readonly file: string;
  /** Names of lists (`releases`, `records`) whose elements are given one by one in place of the document that holds them. */
  readonly unwrap?: readonly string[];
  /** Names that mark a document to be given whole though it holds such a list (`ocid`: a record with its releases). */
  readonly whole?: readonly string[];
};

const [QUOTE, BACKSLASH, OPEN, OPEN_LIST, CLOSE, CLOSE_LIST] = [34, 92, 123, 91, 125, 93];

/**
 * Ends of the top-level objects and lists, and how deep the text goes, found without building anything: a bracket in
 * a string is no bracket.
 */
const outline = (text: string): { readonly ends: readonly number[]; readonly depth: number } => {
  const ends: number[] = [];
  let open = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== QUOTE; at += 1) {
        if (text.charCodeAt(at) === BACKSLASH) at += 1;
      }
    } else if (code === OPEN || code === OPEN_LIST) {
      open += 1;
      if (open > depth) depth = open;
    } else if (code === CLOSE || code === CLOSE_LIST) {
      open -= 1;
      if (open === 0) ends.push(at + 1);
    }
  }
  return { ends, depth };
};

type Read = { readonly value: unknown } | { readonly fault: RowFault };
const read = (text: string): Read => {
  if (text.length > MAX_LINE) return { fault: 'too-long' };
  if (outline(text).depth > MAX_DEPTH) return { fault: 'too-deep' };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { fault: 'malformed-json' };
  }
};

const elementsOf = (document: unknown, { unwrap = [], whole = [] }: Input): readonly unknown[] => {
  if (Array.isArray(document)) return document;
  if (document instanceof Object && whole.some((name) => Object.hasOwn(document, name))) return [document];
  const list =
    document instanceof Object
      ? unwrap.map((name) => (Reflect.get(document, name) ?? null) as unknown).find(Array.isArray)
      : undefined;
  return list ?? [document];
};

const rowsOf = function* (line: number, found: Read, input: Input): Generator<Row<unknown>> {
  if ('fault' in found) yield { line, fault: found.fault };
  else for (const value of elementsOf(found.value, input)) yield { line, value };
};

/** Lines without reading the whole file; one that is longer than it may be is cut, so that it cannot fill the memory. */
const linesOf = async function* (file: string): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 0;
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new Refusal('file.encoding-unknown');
    }
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    const [head = '', ...others] = decode(chunk as Buffer).split('\n');
    if (rest.length <= MAX_LINE) rest += head;
    for (const next of others) {
      yield { line: (line += 1), text: rest };
      rest = next;
    }
  }
  yield { line: line + 1, text: rest + decode() };
};

/** One document a line, as long as lines go; a line that cannot be read is told and the others go on. */
const byLines = async function* (input: Input): AsyncGenerator<Row<unknown>> {
  for await (const { line, text } of linesOf(input.file)) {
    if (text.trim() !== '') yield* rowsOf(line, read(text), input);
  }
};

/** One document, or several one after another, however they are broken into lines. */
const byDocuments = async function* (input: Input): AsyncGenerator<Row<unknown>> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(input.file));
  } catch {
    throw new Refusal('file.encoding-unknown');
  }
  const { ends, depth } = outline(text);
  if (depth > MAX_DEPTH) throw new Refusal('file.too-costly', { reason: 'depth' });
  let from = 0;
  let line = 1;
  let given = 0;
  for (const end of [...ends, text.length]) {
    const document = text.slice(from, end);
    const lead = document.length - document.trimStart().length;
    line += document.slice(0, lead).split('\n').length - 1;
    if (document.trim() !== '') {
      let value: unknown;
      try {
        value = JSON.parse(document);
      } catch {
        throw new Refusal('file.unreadable', { line });
      }
      yield* rowsOf(line, { value }, input);
      given += 1;
    }
    line += document.slice(lead).split('\n').length - 1;
    from = end;
  }
  if (given === 0) throw new Refusal('file.empty');
};

/** Whether the file holds one document a line: its first line is one by itself and is not the only one. */
const isByLines = async (file: string): Promise<boolean> => {
  let first: boolean | null = null;
  for await (const { text } of linesOf(file)) {
    if (text.trim() === '') continue;
    if (first !== null) return first;
    first = 'value' in read(text);
    if (!first) return false;
  }
  return false;
};

/** Values of a JSON file: a document, a list's elements, several documents, or JSON lines. UTF-8, with or without its mark. */
export const run = async function* (input: Input): AsyncGenerator<Row<unknown>> {
  yield* (await isByLines(input.file)) ? byLines(input) : byDocuments(input);
};

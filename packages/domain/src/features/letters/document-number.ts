/** 发文字号: organ code, word of the kind, year in hexagonal brackets, number without leading zeros (DOMAIN §5). */
export type DocumentNumber = {
  /** The organ's own character, 清. */
  readonly organ: string;
  /** The kind's word, 廉预质. */
  readonly word: string;
  readonly year: number;
  readonly number: number;
};

/** One counter per organ, kind and year. A number taken is never given again; a voided one stays, with its reason. */
export type NumberCounter = {
  readonly organ: string;
  readonly word: string;
  readonly year: number;
  /** The highest number taken; 0 at the start of the year. */
  readonly taken: number;
  readonly voided: readonly VoidedNumber[];
};

export type VoidedNumber = { readonly number: number; readonly noteId: string };

export const newCounter = (organ: string, word: string, year: number): NumberCounter => ({
  organ,
  word,
  year,
  taken: 0,
  voided: [],
});

/** The next number, and the counter that has given it. Taken at issue, inside the change that freezes the paper. */
export const takeNumber = (
  counter: NumberCounter,
): { readonly number: DocumentNumber; readonly counter: NumberCounter } => {
  const { organ, word, year, taken } = counter;
  const number = taken + 1;
  return { number: { organ, word, year, number }, counter: { ...counter, taken: number } };
};

/** The counter after one of its numbers was voided; only a number it gave, and only once. */
export const voidNumber = (counter: NumberCounter, number: number, noteId: string): NumberCounter => {
  if (!Number.isInteger(number) || number < 1 || number > counter.taken)
    throw new RangeError(`number ${number} was never taken`);
  const before = counter.voided.some((voided) => voided.number === number);
  return before ? counter : { ...counter, voided: [...counter.voided, { number, noteId }] };
};

/** As it is printed: 清廉预质〔2026〕7号. */
export const printed = ({ organ, word, year, number }: DocumentNumber): string =>
  `${organ}${word}〔${year}〕${number}号`;

const PRINTED = /^(\p{Script=Han}+)〔(\d{4})〕([1-9]\d*)号$/u;

/** Reads a printed number of this organ; `null` when it is none. People type it into the search box. */
export const readNumber = (text: string, organ: string): DocumentNumber | null => {
  const [, name, year, number] = PRINTED.exec(text.trim()) ?? [];
  if (name === undefined || !name.startsWith(organ) || name.length === organ.length) return null;
  return { organ, word: name.slice(organ.length), year: Number(year), number: Number(number) };
};

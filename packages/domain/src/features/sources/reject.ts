/** Why a row is not taken. Closed: every reason has a sentence that says how to put it right. */
export const REJECT_REASONS = [
  /** A field that the kind needs is empty. */
  'REQUIRED',
  'TOO_LONG',
  'NOT_A_DAY',
  /** Before 1990, or more than a year ahead. */
  'DAY_OUT_OF_RANGE',
  /** Older than the source's records are kept. */
  'PAST_RETENTION',
  /** `occurredOn` is not the office day of `startedAt`. */
  'DAY_CONTRADICTS',
  'NOT_AN_INSTANT',
  /** It ends before it begins. */
  'ENDS_BEFORE_START',
  'NOT_AN_AMOUNT',
  'NOT_A_CURRENCY',
  'NOT_A_COUNT',
  /** A measured quantity, in whole units with at most two decimals. */
  'NOT_A_QUANTITY',
  /** No identity number of eighteen places with a right check digit. */
  'NOT_AN_IDENTITY',
  'NOT_IN_LIST',
  /** The feed's table of codes does not say what it stands for. */
  'CODE_UNKNOWN',
  /** The cell names another unit than the one that was agreed for its column. */
  'UNIT_DIFFERS',
  /** In the agreed unit it is finer than a hundredth; money is not rounded. */
  'TOO_FINE',
  /** The kind has no field of this name. */
  'NO_SUCH_FIELD',
  /** A JSON value of a type that the field does not have. */
  'WRONG_TYPE',
  /** The line has fewer or more cells than the header. */
  'CELL_COUNT',
  /** A quote that is not closed, or stands inside a cell. */
  'QUOTES_BROKEN',
  'LINE_TOO_LONG',
  'UNDECODABLE',
  'NOT_JSON',
  'TOO_DEEP',
  'NOT_AN_OBJECT',
  /** A release without ocid: nothing says which process it belongs to. */
  'OCID_MISSING',
  /** A record that only points at its releases by address; nothing is fetched. */
  'RELEASE_ELSEWHERE',
  /** A document that is neither a release nor a package of them. */
  'NOT_OCDS',
  'UNDATED',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** One thing wrong with one row. `value` shows at most 100 characters of what stood there. */
export type Fault = {
  readonly reason: RejectReason;
  readonly field: string | null;
  readonly value: string | null;
  /** Heading of the column in the source's own words, where it came in one. */
  readonly heading: string | null;
  /** The rule of the feed's mapping by which the value was read. */
  readonly rule: string | null;
};

const EXCERPT = 100;

/** What stood there, cut, fit for a database and a page: no control characters, no halves of surrogate pairs. */
export const excerptOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return cleanText(text.slice(0, EXCERPT * 4))
    .slice(0, EXCERPT)
    .toWellFormed();
};

export const faultOf = (reason: RejectReason, field: string | null = null, value: unknown = null): Fault => ({
  reason,
  field,
  value: excerptOf(value),
  heading: null,
  rule: null,
});

const UNCLEAN = /[\u0000-\u001F\u007F\u0085\u2028\u2029\uFEFF]/g;

/** Text as it is kept: composed, well formed, on one line, trimmed. */
export const cleanText = (text: string): string => {
  UNCLEAN.lastIndex = 0;
  const oneLine = UNCLEAN.test(text) ? text.replace(UNCLEAN, ' ') : text;
  return oneLine.toWellFormed().normalize('NFC').trim();
};

import type { AccountPolicy } from './duty.ts';
import { BLOCKED_WORDS } from './blocklist.ts';

export type PasswordProfile = 'dengbao3' | 'nist';

type Rules = {
  /** Characters at least, counted as a reader counts them. */
  readonly least: number;
  /** Of lower case, upper case, digits and others so many must occur … */
  readonly classes: number;
  /** … unless the password has at least so many characters. */
  readonly freeFrom: number;
  /** Days after which it must be replaced. */
  readonly days: number | null;
  /** How many of the last passwords may not come back, the present one among them. */
  readonly remembered: number;
};

/** The two profiles of QUALITY §3: 等保三级 practice, and NIST SP 800-63B (long, unguessable, no rules of shape or age). */
export const PASSWORD_RULES: Readonly<Record<PasswordProfile, Rules>> = {
  dengbao3: { least: 12, classes: 3, freeFrom: 20, days: 90, remembered: 5 },
  nist: { least: 15, classes: 1, freeFrom: 15, days: null, remembered: 1 },
};

/** In demo mode anyone may try the accounts, so nothing is asked of them. */
export const accountPolicy = (profile: PasswordProfile, demo: boolean): AccountPolicy =>
  demo
    ? { passwordDays: null, secondFactor: false }
    : { passwordDays: PASSWORD_RULES[profile].days, secondFactor: true };

export type PasswordFault = 'password.too-short' | 'password.too-simple' | 'password.common';

/** Characters that must be left when everything guessable is taken out. */
const LEAST_REST = 5;

/** What is wrong with a new password, `null` when it will do. `own` are words near the person: login, name, code. */
export const passwordFault = (
  password: string,
  profile: PasswordProfile,
  own: readonly string[] = [],
): PasswordFault | null => {
  const rules = PASSWORD_RULES[profile];
  const text = password.normalize('NFKC');
  const length = Array.from(text).length;
  if (length < rules.least) return 'password.too-short';
  if (length < rules.freeFrom && classesOf(text) < rules.classes) return 'password.too-simple';
  return rest(text.toLowerCase(), own).size < LEAST_REST ? 'password.common' : null;
};

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
const classesOf = (text: string): number => CLASSES.filter((kind) => kind.test(text)).length;

/** The different characters that remain without common words, own words and runs (aaaa, 4567, dcba). */
const rest = (text: string, own: readonly string[]): ReadonlySet<string> => {
  const words = [...own.map((word) => word.normalize('NFKC').toLowerCase()).filter(isWord), ...BLOCKED_WORDS];
  const without = words.reduce((left, word) => left.replaceAll(word, ' '), text);
  const points = Array.from(without, (character) => character.codePointAt(0) ?? 0);
  const kept = points.filter((point, at) => {
    const before = points[at - 1];
    return point !== SPACE && (before === undefined || Math.abs(point - before) > 1);
  });
  return new Set(kept.map((point) => String.fromCodePoint(point)));
};

const SPACE = 32;
const isWord = (word: string): boolean => word.length > 1;

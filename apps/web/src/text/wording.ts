import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { chinese } from './phrases.zh-cn.ts';

/** i18next without our list of keys: this file is where words come from outside. */
const anyPhrase = i18next as { t: (key: string, facts: Readonly<Record<string, unknown>>) => string };

/**
 * The phrase for a dictionary word that came over the wire (a state, an act, a kind). A word this build does not know
 * yet, because the server is newer, is shown as it came rather than as nothing.
 */
export const wording = (
  namespace: keyof typeof chinese,
  word: string,
  facts: Readonly<Record<string, unknown>> = {},
): string => {
  const key: string = `${namespace}:${word}`;
  return i18next.exists(key) ? anyPhrase.t(key, facts) : word.slice(word.lastIndexOf('.') + 1);
};

/** `wording` bound to the language on screen, so that a switch draws anew. */
export const useWording = (): typeof wording => {
  useTranslation();
  return wording;
};

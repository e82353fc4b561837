import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { chinese } from './phrases.zh-cn.ts';

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
  return i18next.exists(key) ? String(i18next.t(key as never, facts as never)) : word.slice(word.lastIndexOf('.') + 1);
};

/** `wording` bound to the language on screen, so that a switch draws anew. */
export const useWording = (): typeof wording => {
  useTranslation();
  return wording;
};

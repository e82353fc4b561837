import { publicWords as english } from '../text/en/public.ts';
import { publicWords as chinese } from '../text/zh-CN/public.ts';
import type { Language } from '../text/i18n.ts';

type Key = keyof typeof chinese;

/** A phrase with its facts filled in. */
export type Say = (key: Key, facts?: Readonly<Record<string, string | number>>) => string;

export const wordsOf =
  (language: Language): Say =>
  (key, facts = {}) =>
    (language === 'en' ? english : chinese)[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(facts[name] ?? ''),
    );

import { isLanguage, setLanguage } from '../text/i18n.ts';
import type { Language } from '../text/i18n.ts';
import { remember, remembered } from '../ui/preferences.ts';

const KEY = 'language';

export const chosenLanguage = (): Language => {
  const kept = remembered<string | null>(KEY, null);
  return isLanguage(kept) ? kept : 'zh-CN';
};

export const chooseLanguage = (language: Language): void => {
  remember(KEY, language);
  void setLanguage(language);
};

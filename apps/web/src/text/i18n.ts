import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { chinese } from './phrases.zh-cn.ts';

export type Language = 'zh-CN' | 'en';

/** Chinese is always there; English comes over the wire when it is first asked for. */
export const setLanguage = async (language: Language): Promise<void> => {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'ui')) {
    const { english } = await import('./phrases.en.ts');
    for (const [namespace, phrases] of Object.entries(english)) i18next.addResourceBundle('en', namespace, phrases);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};

export const startText = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    defaultNS: 'ui',
    keySeparator: false,
    resources: { 'zh-CN': chinese },
    // React escapes; escaping twice would show &quot; to people.
    interpolation: { escapeValue: false },
  });
};

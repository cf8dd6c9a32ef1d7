/** The window's languages: chosen at the first start, switched without a restart. */
import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../shared/desktop.ts';
import { en, type Catalogue } from './en.ts';
import { ru } from './ru.ts';
import { uz } from './uz.ts';
import { uzCyrl } from './uzCyrl.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'translation';
    readonly resources: { readonly translation: typeof en };
  }
}

export const catalogues: Readonly<Record<Language, Catalogue>> = { 'uz-Latn': uz, 'uz-Cyrl': uzCyrl, ru, en };

/** Each in its own words. */
export const languageNames: Readonly<Record<Language, string>> = { 'uz-Latn': 'Oʻzbekcha', 'uz-Cyrl': 'Ўзбекча', ru: 'Русский', en: 'English' };

export async function startLanguages(chosen: Language | undefined): Promise<void> {
  i18n.on('languageChanged', (language) => { document.documentElement.lang = language; });
  await i18n.use(initReactI18next).init({
    lng: chosen ?? guessed(navigator.languages),
    supportedLngs: [...LANGUAGES],
    load: 'currentOnly',
    fallbackLng: false,
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, { translation: catalogues[language] }])),
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export const currentLanguage = (): Language => i18n.language as Language;

export const changeLanguage = (language: Language): Promise<unknown> => i18n.changeLanguage(language);

/** The first language of the machine that we speak; Uzbek in Latin script if there is none. */
export function guessed(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [language, script] = tag.split('-');
    if (language === 'uz') return script === 'Cyrl' ? 'uz-Cyrl' : 'uz-Latn';
    if (language === 'ru' || language === 'en') return language;
  }
  return 'uz-Latn';
}

import { createContext, use, useMemo, type ReactNode } from 'react';
import { createTranslator, type Catalogue, type Locale, type Translate } from '@hiroba/kernel';

interface Language {
  readonly locale: Locale;
  readonly t: Translate;
  readonly knows: (key: string) => boolean;
}

const LanguageContext = createContext<Language | undefined>(undefined);

function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('I18nProvider is missing above this component');
  return language;
}

/** Gives everything below it one language and its words. */
export function I18nProvider({ locale, catalogue, children }: { locale: Locale; catalogue: Catalogue; children: ReactNode }) {
  const language = useMemo<Language>(
    () => ({ locale, t: createTranslator(catalogue, locale), knows: (key) => Object.hasOwn(catalogue, key) }),
    [locale, catalogue],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The translator of the page's language. */
export const useT = (): Translate => useLanguage().t;

/** The language of the page. */
export const useLocale = (): Locale => useLanguage().locale;

/** Whether the catalogue has a key; for keys that come from outside, such as an address. */
export const useKnownKey = (): ((key: string) => boolean) => useLanguage().knows;

import { localized, type LocalizedText } from '@hiroba/kernel';
import { useLocale } from '@hiroba/ui';

/** A staff text in the reader's language, and its own language where that is another one. */
export interface Words {
  readonly text: string;
  readonly lang: string | undefined;
}

/** Picks the reader's language of staff texts. */
export function useWords(): (text: LocalizedText | Answered | null | undefined) => Words {
  const locale = useLocale();
  return (given) => {
    const { text, lang } = localized(given as LocalizedText, locale);
    return { text, lang: lang === locale ? undefined : lang };
  };
}

/** A staff text as an answer carries it. */
export interface Answered {
  readonly ja?: string | null;
  readonly en?: string | null;
}

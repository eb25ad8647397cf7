import { useLocale } from '@hiroba/ui';

/** A text with the language it is in. */
export interface SaidWords {
  readonly text: string;
  readonly lang: string;
}

/** The language of a text, where it is not that of the page. */
export const useLangOf = (): ((words: SaidWords) => string | undefined) => {
  const locale = useLocale();
  return ({ lang }) => (lang === locale ? undefined : lang);
};

/** A text in its own language. */
export const Said = ({ words }: { words: SaidWords }) => <span lang={useLangOf()(words)}>{words.text}</span>;

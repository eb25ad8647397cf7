/** Locales the interface is complete in. */
export const locales = ['ja', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Whether a string names a locale of the interface. */
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** A staff text in one or more languages. */
export type LocalizedText = Readonly<Partial<Record<Locale, string>>>;

/** The text in the wanted language, or in the first that exists, with the language it is in. */
export function localized(text: Readonly<Partial<Record<Locale, string | null>>> | null | undefined, wanted: string): { text: string; lang: Locale } {
  const order = [wanted, ...locales].filter(isLocale);
  const lang = order.find((locale) => text?.[locale]) ?? 'ja';
  return { text: text?.[lang] ?? '', lang };
}

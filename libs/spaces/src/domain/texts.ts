import { composed, locales, Refusal, textLimit, type LocalizedText, type TextBounds } from '@hiroba/kernel';

/** A staff text as it is stored: each language composed, the empty ones left out. */
export function composedText(text: LocalizedText | null | undefined): LocalizedText {
  const written = locales.map((locale) => [locale, composed(text?.[locale] ?? '')] as const).filter(([, s]) => s !== '');
  return Object.fromEntries(written);
}

/** Whether a staff text exists in no language at all. */
export const isBlank = (text: LocalizedText | null | undefined): boolean => Object.keys(composedText(text)).length === 0;

const BLANK = /〔[^〕]*〕/;

/** Whether a staff text is still to be written: there is none, or one with a blank of a template 〔…〕. */
export const isUnwritten = (text: LocalizedText | null | undefined): boolean =>
  isBlank(text) || Object.values(composedText(text)).some((words) => BLANK.test(words));

/** Why a staff text does not fit: in one language at least, within bounds in each; fields are `title.ja`, `title.en`. */
export function textRefusal(field: string, text: LocalizedText | null | undefined, { min = 1, max }: TextBounds): Refusal | undefined {
  const fits = textLimit({ min: 0, max });
  for (const locale of locales) {
    const problem = fits(text?.[locale] ?? '');
    if (problem) return new Refusal(problem, `${field}.${locale}`, problem === 'TOO_LONG' ? { max } : {});
  }
  return min > 0 && isBlank(text) ? new Refusal('EMPTY', `${field}.ja`) : undefined;
}

/** Why a text in one language does not fit. */
export function lineRefusal(field: string, text: string | null | undefined, bounds: TextBounds): Refusal | undefined {
  const problem = textLimit(bounds)(text ?? '');
  return problem ? new Refusal(problem, field, problem === 'TOO_LONG' ? { max: bounds.max } : {}) : undefined;
}

/** The first refusal of several checks. */
export const first = (...refusals: readonly (Refusal | undefined)[]): Refusal | undefined =>
  refusals.find((refusal) => refusal !== undefined);

/** Whether two stored values say the same, whatever the order of their keys. */
export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string => JSON.stringify(value, (_, member: unknown) =>
  typeof member === 'object' && member !== null && !Array.isArray(member)
    ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
    : member ?? null);

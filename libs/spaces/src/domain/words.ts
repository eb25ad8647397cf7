import { locales } from '@hiroba/kernel';
import type { Office } from './organisation.ts';

type ByLanguage = Readonly<Record<string, string | null | undefined>>;

/** A text in the wanted language, or in the first it exists in, with the language it is in. */
export function wordsIn(
  text: ByLanguage | null | undefined,
  wanted: string,
): { readonly text: string; readonly lang: string } {
  const lang = [wanted, ...locales, ...Object.keys(text ?? {})].find((language) => text?.[language]) ?? wanted;
  return { text: text?.[lang] ?? '', lang };
}

/** The name of an office in the wanted language, whether it is given by its key or as it once signed. */
export function officeWords(offices: readonly Office[], signed: string | null | undefined, wanted: string) {
  if (!signed) return null;
  const office = offices.find(({ key, name }) => key === signed || Object.values(name).includes(signed));
  return wordsIn(office?.name ?? { ja: signed }, wanted);
}

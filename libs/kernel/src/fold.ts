const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const DASHES = /[\u002d\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501\u30fc\ufe58\ufe63\uff0d\uff70]/g;

// Variant characters of names; all of a row fold to its last.
const VARIANTS = ['髙高', '﨑崎', '邊邉辺', '齋齊斎斉', '澤沢', '濵濱浜', '𠮷吉', '德徳', '廣広', '國国'];
const variantOf = new Map(
  VARIANTS.flatMap((row) => {
    const forms = [...row];
    const last = forms.at(-1) ?? '';
    return forms.map((form) => [form, last] as const);
  }),
);
const VARIANT = new RegExp(`[${VARIANTS.join('')}]`, 'gu');

/** Text as it is compared and searched: width, case, kana kind, dashes and name variants made equal. */
export function fold(s: string): string {
  return s
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(KATAKANA, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
    .replace(DASHES, 'ー')
    .replace(VARIANT, (c) => variantOf.get(c) ?? c);
}

/** Folded text without any blank: what the recheck of a search compares. */
export function foldWithoutBlanks(s: string): string {
  return fold(s).replace(/\s+/gu, '');
}

/** The pattern that finds the text inside a `foldWithoutBlanks` column by LIKE. */
export function likePattern(s: string): string {
  return `%${foldWithoutBlanks(s).replace(/[\\%_]/g, '\\$&')}%`;
}

const LETTER = '[\\p{L}\\p{N}\\p{M}]';
const LATIN = '[\\p{Script=Latin}\\p{Nd}\\u0300-\\u036f]';
const OTHER = `(?!${LATIN})${LETTER}`;
const BLANKS_BETWEEN_OTHERS = new RegExp(`(?<=${OTHER})\\s+(?=${OTHER})`, 'gu');
const RUN = new RegExp(`(?<latin>${LATIN}+)|(?:${OTHER})+`, 'gu');
const HAN = /\p{Script=Han}/u;

function bigrams(run: string): string[] {
  const letters = [...run];
  if (letters.length === 1) return letters;
  return letters.flatMap((letter, i) => {
    const next = letters[i + 1];
    return [...(HAN.test(letter) ? [letter] : []), ...(next === undefined ? [] : [letter + next])];
  });
}

/** The search tokens of text, each once: Latin words and numbers whole, other letters as bigrams, each kanji alone. */
export function tokens(s: string): string[] {
  const found = new Set<string>();
  for (const run of fold(s).replace(BLANKS_BETWEEN_OTHERS, '').matchAll(RUN)) {
    if (run.groups?.latin === undefined) for (const token of bigrams(run[0])) found.add(token);
    else found.add(run[0]);
  }
  return [...found];
}

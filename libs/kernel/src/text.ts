/** A reason why text may not be stored as typed. */
export type BadText = 'NUL' | 'CONTROL' | 'LONE_SURROGATE' | 'BIDI' | 'COMBINING';

/** A reason why text does not fit a field. */
export type TextProblem = 'EMPTY' | 'TOO_LONG' | 'BAD_TEXT';

// CJK compatibility ideographs (神 U+FA19, 塚 U+FA10 …) are characters of people's names; plain NFC would replace them.
const COMPATIBILITY_IDEOGRAPHS = /([\uf900-\ufaff\u{2f800}-\u{2fa1f}]+)/u;

/** The only normalisation of stored text: NFC but for CJK compatibility ideographs, LF line ends, no outer blanks. */
export function composed(s: string): string {
  const normal = s
    .split(COMPATIBILITY_IDEOGRAPHS)
    .map((part, i) => (i % 2 === 1 ? part : part.normalize('NFC')))
    .join('');
  return normal.replace(/\r\n?/g, '\n').trim();
}

// One grapheme for each code unit: printable ASCII, kana, common kanji and full-width forms, without combining marks.
const ONE_UNIT_EACH = /^[\n\x20-\x7e\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*$/;

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The length of text as people count it: extended grapheme clusters. */
export function graphemes(s: string): number {
  if (ONE_UNIT_EACH.test(s)) return s.length;
  return [...segmenter.segment(s)].length;
}

/** The first `n` graphemes of text. */
export function firstGraphemes(s: string, n: number): string {
  if (n <= 0) return '';
  if (ONE_UNIT_EACH.test(s.slice(0, n + 1))) return s.slice(0, n);
  let count = 0;
  for (const { index } of segmenter.segment(s)) {
    if (count === n) return s.slice(0, index);
    count += 1;
  }
  return s;
}

const CONTROLS = /[^\P{Cc}\t\n]/u;
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
// Joiners count, too: a letter followed by two hundred of them looks like the letter.
const COMBINING = /[\p{M}\u200c\u200d]{9}/u;

/** The reason why text is refused whatever the field, or undefined; ask it about `composed` text. */
export function badText(s: string): BadText | undefined {
  if (s.includes('\0')) return 'NUL';
  if (CONTROLS.test(s)) return 'CONTROL';
  if (!s.isWellFormed()) return 'LONE_SURROGATE';
  if (BIDI.test(s)) return 'BIDI';
  return COMBINING.test(s) ? 'COMBINING' : undefined;
}

/** The bounds of a text field, in graphemes. */
export interface TextBounds {
  readonly min?: number;
  readonly max: number;
}

/** The check of a text field: why the text does not fit, or undefined; a `min` of 0 makes the field optional. */
export function textLimit({ min = 1, max }: TextBounds): (s: string) => TextProblem | undefined {
  return (typed) => {
    const s = composed(typed);
    if (badText(s)) return 'BAD_TEXT';
    // Counting stops being worth its cost far beyond any limit: a grapheme has rarely more than 32 code units.
    if (s.length > max * 64) return 'TOO_LONG';
    const length = graphemes(s);
    if (length < min) return 'EMPTY';
    return length > max ? 'TOO_LONG' : undefined;
  };
}

/** The beginning of text on one line, at most `n` graphemes with the ellipsis. */
export function excerpt(s: string, n: number): string {
  const line = s.trim().replace(/\s+/gu, ' ');
  const short = firstGraphemes(line, n);
  return short === line ? line : `${firstGraphemes(short, n - 1).trimEnd()}…`;
}

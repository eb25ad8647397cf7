/** How wide a sign is at a size of 1, and whether the letters of a document have it. */
export interface Letters {
  readonly widthOf: (sign: string) => number;
  readonly has: (codePoint: number) => boolean;
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
// What never begins a line: it hangs at the end of the one before.
const CLOSING = /^[、。，．,.）)」』】〕〉》！？!?：；・ー々ゝぁぃぅぇぉっゃゅょァィゥェォッャュョ…]$/u;
const WORD = /^[\p{Script=Latin}\p{Nd}\p{M}'’@%&+\-_/.:#?=]$/u;
/** Selectors of a variant, and what joins signs: they have no width and no glyph of their own. */
const INVISIBLE = /[\u200B-\u200D\u2060\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

/** What stands where the letters of a document have no sign. */
export const MISSING = '〓';

/** A text as it can be printed: what has no glyph is 〓 and noted, and so is what is shown in its usual form only. */
export function printable(text: string, { has }: Letters, missing: Set<string>): string {
  let out = '';
  for (const { segment } of segmenter.segment(text.replace(/\r\n?/g, '\n').replace(/[\t\v\f]/g, ' '))) {
    if (segment === '\n') {
      out += segment;
      continue;
    }
    const bare = segment.replace(INVISIBLE, '');
    if (bare !== segment && bare !== '') missing.add(segment);
    const known = Array.from(bare).every((sign) => has(sign.codePointAt(0) ?? 0));
    if (!known) missing.add(segment);
    out += known ? bare : MISSING;
  }
  return out;
}

/** A line in pieces that are not taken apart: words of Latin letters and digits, other signs one by one. */
function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  let word = '';
  for (const { segment } of segmenter.segment(line)) {
    if (WORD.test(segment)) {
      word += segment;
      continue;
    }
    if (word !== '') pieces.push(word);
    word = '';
    pieces.push(segment);
  }
  return word === '' ? pieces : [...pieces, word];
}

/** A printable text as lines of at most a width, in units of the size of the letters. */
export function linesOf(text: string, width: number, { widthOf }: Letters): string[] {
  const measure = (piece: string): number => Array.from(piece).reduce((sum, sign) => sum + widthOf(sign), 0);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let [line, filled] = ['', 0];
    const put = (piece: string, size: number): void => {
      if (filled + size > width && line !== '' && !CLOSING.test(piece)) {
        lines.push(line.trimEnd());
        [line, filled] = ['', 0];
        if (piece === ' ' || piece === '\u3000') return;
      }
      line += piece;
      filled += size;
    };
    for (const piece of piecesOf(paragraph)) {
      const size = measure(piece);
      if (size <= width) put(piece, size);
      else for (const sign of piece) put(sign, widthOf(sign));
    }
    return [...lines, line];
  });
}

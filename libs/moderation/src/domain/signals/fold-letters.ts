import type { Span } from './signal.ts';

/** A letter of a folded text and where it was typed. */
export interface FoldedLetter extends Span {
  readonly letter: string;
  /** Not a letter: the end of a sentence, over which no word goes on. */
  readonly isBarrier: boolean;
}

const clusters = new Intl.Segmenter('ja', { granularity: 'grapheme' });

const STRONG = /^[\s・_\-‐‑‒–—―−*ー~〜|/+'"`^…‥=#&()[\]{}<>「」『』【】（）.]$/u;
const WEAK = /^[、。，．,!?！？:;\n]$/u;
const DROPPED = /[\p{Cf}\p{Mn}]/gu;
const VOICED = '\u3099';
const HALF_VOICED = '\u309a';
const MARK = /[\u3099\u309a]/g;
const LONGEST_SHORT_RUN = 2;

const SMALL = new Map(
  Array.from('ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ'.matchAll(/../gu), ([pair]) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
);
// Letters of other alphabets, and signs, that are drawn like Latin ones.
const LOOK_ALIKE = new Map(
  Array.from('аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнhαaοoρpνvτtκkιiεeυuηnωwɑaɡgıi'.matchAll(/../gu), ([pair]) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
);
const LEET = new Map(
  ['0o', '1i', '3e', '4a', '5s', '7t', '@a', '$s', '!i'].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
const LATIN = /[a-z]/;

const hiraganaOf = (letter: string): string =>
  /[\u30a1-\u30f6\u30fd\u30fe]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) - 0x60) : letter;

const withoutMark = (letter: string): string => letter.normalize('NFD').replace(MARK, '');

/** A cluster as letters of one width, case and kind of kana. */
function lettersOf(cluster: string): readonly string[] {
  // A mark that stands by itself would become a blank and a mark.
  const plain = cluster
    .replace(/[\u309b\uff9e]/g, VOICED)
    .replace(/[\u309c\uff9f]/g, HALF_VOICED)
    .normalize('NFKC')
    .toLowerCase();
  return Array.from(
    plain.normalize('NFC').replace(DROPPED, (mark) => (mark === VOICED || mark === HALF_VOICED ? mark : '')),
    (letter) => {
      const kana = hiraganaOf(letter);
      return SMALL.get(kana) ?? LOOK_ALIKE.get(kana) ?? kana;
    },
  );
}

/** What a letter becomes after the one before it: marks and repetitions belong to it. */
function joined(
  letter: string,
  before: string | undefined,
): { readonly letter: string; readonly replaces: boolean } | undefined {
  if (letter === VOICED || letter === HALF_VOICED) {
    const composed = before && (before + letter).normalize('NFC');
    return composed?.length === 1 ? { letter: composed, replaces: true } : undefined;
  }
  if (before === undefined) return { letter, replaces: false };
  if (letter === 'ゝ') return { letter: withoutMark(before), replaces: false };
  if (letter === 'ゞ') return { letter: (withoutMark(before) + VOICED).normalize('NFC'), replaces: false };
  return { letter: letter === '々' ? before : letter, replaces: false };
}

/** Signs between Latin letters that are read as such. */
function withLeet(letters: FoldedLetter[]): FoldedLetter[] {
  let at = 0;
  while (at < letters.length) {
    let end = at;
    while (end < letters.length && /[a-z0134579@$!]/.test((letters[end] as FoldedLetter).letter)) end += 1;
    const run = letters.slice(at, end);
    if (run.some(({ letter }) => LATIN.test(letter)))
      run.forEach((each, i) => {
        const isInside = i < run.length - 1 || each.letter !== '!';
        letters[at + i] = isInside ? { ...each, letter: LEET.get(each.letter) ?? each.letter, isBarrier: false } : each;
      });
    at = Math.max(end, at + 1);
  }
  return letters;
}

/** Weak signs vanish beside a run so short that it says nothing by itself; else they part. */
function withoutShortBarriers(letters: readonly FoldedLetter[]): readonly FoldedLetter[] {
  const runs: FoldedLetter[][] = [[]];
  for (const each of letters) {
    if (each.isBarrier) runs.push([each], []);
    else runs.at(-1)?.push(each);
  }
  return runs.flatMap((run, i) => {
    if (!run[0]?.isBarrier) return run;
    const sides = [runs[i - 1]?.length ?? 0, runs[i + 1]?.length ?? 0];
    return sides.some((length) => length > 0 && length <= LONGEST_SHORT_RUN) ? [] : run;
  });
}

/**
 * A text with everything taken away that hides a word and says nothing: width, case, kind of kana, small kana, marks, repetition
 * signs, blanks and signs between letters, look-alikes. Each letter knows where it was typed.
 */
export function foldLetters(text: string): readonly FoldedLetter[] {
  const letters: FoldedLetter[] = [];
  for (const { segment, index: from } of clusters.segment(text)) {
    const to = from + segment.length;
    for (const raw of lettersOf(segment)) {
      if (STRONG.test(raw)) continue;
      const isBarrier = WEAK.test(raw);
      const before = letters.at(-1);
      const next = joined(raw, before?.isBarrier ? undefined : before?.letter);
      if (next === undefined) continue;
      if (next.replaces && before) letters[letters.length - 1] = { ...before, letter: next.letter, to };
      else letters.push({ letter: next.letter, isBarrier, from, to });
    }
  }
  return withoutShortBarriers(withLeet(letters));
}

/** A word of a list as it stands in folded texts. */
export const foldedWord = (word: string): string =>
  foldLetters(word)
    .map(({ letter }) => letter)
    .join('');

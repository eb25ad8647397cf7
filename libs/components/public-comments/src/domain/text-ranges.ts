/** A part of a text in code points: from the first one on, up to the one before `to`. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** The length of a text in code points. */
export const pointsOf = (text: string): number => Array.from(text).length;

/** What stands in ranges of a text; parts that do not follow each other are told apart by an ellipsis. */
export function textIn(text: string, ranges: readonly TextRange[]): string {
  const points = Array.from(text);
  return merged(ranges).map(({ from, to }) => points.slice(from, to).join('').trim()).join('\n…\n');
}

/** Ranges in their order, those that touch made one. */
export function merged(ranges: readonly TextRange[]): readonly TextRange[] {
  const sorted = [...ranges].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from || a.to - b.to);
  const done: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = done[done.length - 1];
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else done.push({ from, to });
  }
  return done;
}

/** The parts of a text of `length` in none of the ranges. */
export function uncovered(length: number, ranges: readonly TextRange[]): readonly TextRange[] {
  const holes: TextRange[] = [];
  let at = 0;
  for (const { from, to } of merged(ranges)) {
    if (from > at) holes.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < length) holes.push({ from: at, to: length });
  return holes;
}

/** Whether every character of a text stands in exactly one of the ranges. */
export function coversOnce(length: number, ranges: readonly TextRange[]): boolean {
  const sorted = [...ranges].sort((a, b) => a.from - b.from || a.to - b.to);
  let at = 0;
  for (const { from, to } of sorted) {
    if (from !== at || to <= from) return false;
    at = to;
  }
  return at === length;
}

const PIECE = /[^。．！？!?\n]*[。．！？!?\n]+[」』）)\s]*|[^。．！？!?\n]+$/gu;

/** The sentences of a text as ranges, blank lines with the sentence before; together they are the whole text. */
export function sentencesOf(text: string): readonly TextRange[] {
  const pieces = text.match(PIECE) ?? (text === '' ? [] : [text]);
  const ranges: { from: number; to: number }[] = [];
  let at = 0;
  for (const piece of pieces) {
    const [from, to] = [at, at + pointsOf(piece)];
    const last = ranges[ranges.length - 1];
    if (last && piece.trim() === '') last.to = to;
    else ranges.push({ from, to });
    at = to;
  }
  return ranges;
}

/** A submission in opinions: the ranges of each by its number, and what is greeting or signature. */
export interface Split {
  readonly opinions: readonly (readonly TextRange[])[];
  readonly noOpinion: readonly TextRange[];
}

/** A split by saying of each sentence which opinion it belongs to, 0 for none; undefined unless they are numbered 1, 2, 3 without gap. */
export function splitBy(sentences: readonly TextRange[], marks: readonly number[]): Split | undefined {
  const most = Math.max(0, ...marks);
  if (marks.length !== sentences.length || marks.some((mark) => !Number.isInteger(mark) || mark < 0)) return undefined;
  const of = (mark: number) => merged(sentences.filter((_, i) => marks[i] === mark));
  const opinions = Array.from({ length: most }, (_, i) => of(i + 1));
  return opinions.some((ranges) => ranges.length === 0) ? undefined : { opinions, noOpinion: of(0) };
}

/** Which opinion each sentence belongs to in a split, 0 for none. */
export const marksOf = (sentences: readonly TextRange[], opinions: readonly (readonly TextRange[])[]): readonly number[] =>
  sentences.map(({ from }) => opinions.findIndex((ranges) => ranges.some((range) => range.from <= from && from < range.to)) + 1);

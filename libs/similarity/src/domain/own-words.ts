import { groupingParameters } from './parameters.ts';
import { plain } from './plain.ts';

const SENTENCE_ENDS = /(?<=[。．！？!?\n])/u;

/** The sentences of text, as written; together they are the text. */
export const sentences = (text: string): readonly string[] => text.split(SENTENCE_ENDS);

function substrings(text: string, length: number): ReadonlySet<string> {
  const points = [...plain(text)];
  if (points.length === 0) return new Set();
  if (points.length < length) return new Set([points.join('')]);
  return new Set(points.slice(length - 1).map((_, i) => points.slice(i, i + length).join('')));
}

/** The sentences of which less than half stands in the text that a group is known by. */
export function ownWords(text: string, medoid: string): readonly string[] {
  const length = groupingParameters.shingle;
  const known = substrings(medoid, length);
  return sentences(text).filter((sentence) => {
    const said = [...substrings(sentence, length)];
    return said.length > 0 && said.filter((each) => known.has(each)).length * 2 < said.length;
  });
}

import { badText, composed, graphemes } from './text.ts';

/** A reason why a display name is refused. */
export type NameProblem = 'EMPTY' | 'TOO_LONG' | 'BAD_TEXT';

/** The longest display name, in graphemes. */
export const LONGEST_NAME = 40;

const TAGS = /[\u{e0000}-\u{e007f}]/u;
// U+2800 is the braille blank; the Hangul fillers are default-ignorable.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}\u2800]/gu;

/** Why the text cannot be anybody's display name, or undefined. */
export function nameProblem(typed: string): NameProblem | undefined {
  const name = composed(typed);
  if (badText(name) || /[\t\n]/.test(name)) return 'BAD_TEXT';
  if (name.replace(INVISIBLE, '') === '') return 'EMPTY';
  if (TAGS.test(name)) return 'BAD_TEXT';
  return graphemes(name) > LONGEST_NAME ? 'TOO_LONG' : undefined;
}

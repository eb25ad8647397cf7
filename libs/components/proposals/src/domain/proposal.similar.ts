import { tokens } from '@hiroba/kernel';

/** How much of two titles must be common, from 0 to 1, before one is shown as similar to the other. */
export const likeEnough = 0.3;

/** The bigrams and Latin words of a title, which similar titles share; a title of one character keeps that. */
export function titleTokens(title: string): string[] {
  const all = tokens(title);
  const telling = all.filter((token) => [...token].length > 1);
  return telling.length > 0 ? telling : all;
}

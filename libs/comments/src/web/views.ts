import { sides, type Side } from '../domain/discussion.ts';
import type { CommentSort, CommentVoice } from './comments.graphql.ts';
import { commentParams } from './comments-context.ts';

/** How the orders of a discussion are written in addresses; the usual one is left out. */
export const sortWords = { OLDEST: null, NEWEST: 'newest', BEST: 'best', REPLIES: 'replies' } as const satisfies Record<CommentSort, string | null>;

/** How the voices that are looked at alone are written in addresses. */
export const voiceWords = { OFFICE: 'office', MINE: 'mine', ON_ANSWER: 'answer' } as const satisfies Record<CommentVoice, string>;

const isId = /^[0-9a-f-]{36}$/;
const MOST_OPEN = 10;

/** The way to look at a discussion that an address asks for; what it does not know is as usual. */
export interface View {
  readonly sort: CommentSort;
  readonly side: Side | null;
  readonly voice: CommentVoice | null;
  readonly after: string | null;
  /** The top comments that show more of their replies. */
  readonly open: readonly string[];
}

const named = <W extends string>(words: Readonly<Record<W, string | null>>, word: string | null): W | undefined =>
  (Object.keys(words) as W[]).find((name) => word !== null && words[name] === word);

/** Reads the way to look at a discussion from an address. */
export function viewOf(params: URLSearchParams): View {
  const wanted = named<CommentSort>(sortWords, params.get(commentParams.sort)) ?? 'OLDEST';
  const voice = named<CommentVoice>(voiceWords, params.get(commentParams.voice)) ?? null;
  // Single voices have no branches to be ranked by.
  const sort = voice && wanted !== 'NEWEST' ? 'OLDEST' : wanted;
  const side = sides.find((known) => known === params.get(commentParams.side)) ?? null;
  const open = (params.get(commentParams.open) ?? '').split(',').filter((id) => isId.test(id)).slice(-MOST_OPEN);
  return { sort, voice, side: voice ? null : side, after: params.get(commentParams.after), open };
}

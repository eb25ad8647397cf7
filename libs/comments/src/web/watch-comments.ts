import { withQuery } from '@hiroba/ui';
import type { CommentRoot } from './comments-data.ts';
import type { CommentsAddedSubscription } from './gql/graphql.ts';
import { follow } from '@hiroba/ui/follow';
import { commentsAddedSubscription } from './live.graphql.ts';

/** How often a page without a socket asks. */
export const POLL_MS = 30_000;

/** Where a page asks for new comments: of what, since which, in the page's language. */
export interface Watched extends CommentRoot {
  readonly locale: string;
  readonly after: string | null;
}

/** The address that says how many comments have come since. */
export const sinceAddress = ({ locale, rootKind, rootId, after }: Watched): string =>
  withQuery(`/${locale}/comments/${encodeURIComponent(rootKind)}/${encodeURIComponent(rootId)}/since`, { after });

async function countSince(watched: Watched): Promise<number | undefined> {
  try {
    const response = await fetch(sinceAddress(watched), { headers: { accept: 'application/json' } });
    const { count } = (response.ok ? await response.json() : {}) as { count?: unknown };
    return typeof count === 'number' ? count : undefined;
  } catch {
    return undefined;
  }
}

/** Tells of new comments by socket, and where there is none by asking now and then, until it is stopped. */
export function watchComments(watched: Watched, onCount: (count: number) => void): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close = () => {};
  const ask = async () => {
    const count = await countSince(watched);
    if (stopped) return;
    if (count) onCount(count);
    timer = setTimeout(ask, POLL_MS);
  };
  const askNowAndThen = () => {
    if (!stopped) timer ??= setTimeout(ask, POLL_MS);
  };
  const listen = () => {
    if (typeof WebSocket === 'undefined') return askNowAndThen();
    const { rootKind, rootId, after } = watched;
    close = follow<CommentsAddedSubscription>(commentsAddedSubscription, { rootKind, rootId, after }, {
      next: ({ commentsAdded: { count } }) => {
        if (!stopped) onCount(count);
      },
      lost: askNowAndThen,
    });
  };
  listen();
  return () => {
    stopped = true;
    clearTimeout(timer);
    close();
  };
}

import { withQuery } from '@hiroba/ui';
import type { CommentRoot } from './comments-data.ts';
import type { CommentsAddedSubscription } from './gql/graphql.ts';
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
  const listen = async () => {
    if (typeof WebSocket === 'undefined') return askNowAndThen();
    const { createClient } = await import('graphql-ws');
    if (stopped) return undefined;
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`;
    const client = createClient({ url, retryAttempts: 3, shouldRetry: () => true });
    const { rootKind, rootId, after } = watched;
    const unsubscribe = client.subscribe<CommentsAddedSubscription>({ query: commentsAddedSubscription, variables: { rootKind, rootId, after } }, {
      next: ({ data }) => {
        if (!stopped && data) onCount(data.commentsAdded.count);
      },
      error: askNowAndThen,
      complete: () => {},
    });
    close = () => {
      unsubscribe();
      void client.dispose();
    };
    return undefined;
  };
  listen().catch(askNowAndThen);
  return () => {
    stopped = true;
    clearTimeout(timer);
    close();
  };
}

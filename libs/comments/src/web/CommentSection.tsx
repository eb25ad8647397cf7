import { useMemo, useRef } from 'react';
import { useLocation } from 'react-router';
import { useRefusal } from '@hiroba/ui';
import { commentPolicy } from '../domain/comment.policy.ts';
import { CommentsContext, type Surroundings } from './comments-context.ts';
import type { CommentsData } from './comments-data.ts';
import { Conversation } from './Conversation.tsx';
import { Discussion } from './Discussion.tsx';

interface CommentSectionProps {
  readonly data: CommentsData;
  /** Whether the thing itself takes comments now; the phase is asked besides. */
  readonly open: boolean;
  /** The office that the viewer, a member of staff, may speak for. */
  readonly office?: string | null | undefined;
  /** One sentence on what helps here, instead of the usual one. */
  readonly guidance?: string | undefined;
}

const idsOf = (data: CommentsData): readonly string[] =>
  (data.kind === 'DISCUSSION' ? data.items : [data.top]).flatMap(({ id, replies }) => [id, ...replies.map((reply) => reply.id)]);

/** Comments that came in place since the same page was first shown. */
function useFresh(data: CommentsData, page: string): ReadonlySet<string> {
  const seen = useRef<{ page: string; ids: ReadonlySet<string> }>(undefined);
  return useMemo(() => {
    const ids = idsOf(data);
    if (seen.current?.page !== page) seen.current = { page, ids: new Set(ids) };
    const known = seen.current.ids;
    return new Set(ids.filter((id) => !known.has(id)));
  }, [data, page]);
}

/** The comments of a thing, for any page: complete without JavaScript, and telling of new ones with it. */
export function CommentSection({ data, open, office, guidance }: CommentSectionProps) {
  const { pathname, search } = useLocation();
  const refusal = useRefusal(commentPolicy.create, { open });
  const fresh = useFresh(data, `${pathname}${search}`);
  const target = data.kind === 'CONVERSATION' ? data.id : undefined;
  const mayReply = refusal === undefined;
  const surroundings = useMemo<Surroundings>(
    () => ({ pathname, open, mayReply, office, target, fresh }),
    [pathname, open, mayReply, office, target, fresh],
  );
  return (
    <CommentsContext value={surroundings}>
      {data.kind === 'DISCUSSION' ? <Discussion data={data} refusal={refusal} guidance={guidance} /> : <Conversation data={data} />}
    </CommentsContext>
  );
}

import { Suspense, useMemo, useRef } from 'react';
import { useLocation } from 'react-router';
import { commentPolicy } from '../domain/comment.policy.ts';
import type { DiscussionRules, RootFacts } from '../domain/discussion.ts';
import { Form } from '@hiroba/ui';
import { commentParams, CommentsContext, VOTE_FORM, type Surroundings } from './comments-context.ts';
import type { CommentsData } from './comments-data.ts';
import { Discussion } from './Discussion.tsx';
import { Conversation, Locked } from './late.ts';
import { useRootRefusal } from './use-root-refusal.ts';

/** What a section of comments is told by its page. */
export interface CommentSectionProps {
  readonly data: CommentsData;
  /** Whether the thing itself takes comments now; the phase is asked besides. */
  readonly open: boolean;
  /** The version of the official answer that stands: comments may be about it. */
  readonly answerVersion?: number | null | undefined;
  /** The window of the thing itself, where it has one. */
  readonly window?: { readonly opensAt?: Date | string | null; readonly closesAt?: Date | string | null } | undefined;
  /** What the discussion asks where that is not as usual: the same that the thing's `Commentable` says. */
  readonly rules?: Partial<DiscussionRules> | undefined;
  /** The office that the viewer, a member of staff, may speak for. */
  readonly office?: string | null | undefined;
  /** Whether writing here is what the page is for. */
  readonly leads?: boolean | undefined;
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

const timeOf = (at: Date | string | null | undefined): number => (at ? +new Date(at) : 0);
const dateOf = (time: number): Date | null => (time ? new Date(time) : null);

/** What the rules read of the thing, from what its page says. */
function useRoot({ data, open, answerVersion, window, rules }: Pick<CommentSectionProps, 'data' | 'open' | 'answerVersion' | 'window' | 'rules'>): RootFacts {
  const { alignment, votes, maxLength } = rules ?? {};
  const opensAt = timeOf(window?.opensAt);
  const closesAt = timeOf(window?.closesAt);
  const lockedUntil = timeOf(data.lock?.endsAt);
  return useMemo(() => ({
    open, answerVersion: answerVersion || null,
    opensAt: dateOf(opensAt), closesAt: dateOf(closesAt), lockedUntil: dateOf(lockedUntil),
    ...(alignment ? { alignment } : {}), ...(votes ? { votes } : {}), ...(maxLength ? { maxLength } : {}),
  }), [open, answerVersion, opensAt, closesAt, lockedUntil, alignment, votes, maxLength]);
}

/** The comments of a thing, for any page: complete without JavaScript, and telling of new ones with it. */
export function CommentSection({ data, open, answerVersion, window, rules, office, leads, guidance }: CommentSectionProps) {
  const { pathname, search } = useLocation();
  const quoting = new URLSearchParams(search).has(commentParams.quote);
  const root = useRoot({ data, open, answerVersion, window, rules });
  const refusal = useRootRefusal(commentPolicy.create, root);
  const fresh = useFresh(data, `${pathname}${search}`);
  const target = data.kind === 'CONVERSATION' ? data.id : undefined;
  const mayReply = refusal === undefined;
  const mayVote = useRootRefusal(commentPolicy.vote, { ...root, authorId: null, state: 'VISIBLE' }) === undefined;
  const surroundings = useMemo<Surroundings>(
    () => ({ pathname, root, mayReply, mayVote, office, leads, target, quoting, fresh }),
    [pathname, root, mayReply, mayVote, office, leads, target, quoting, fresh],
  );
  return (
    <CommentsContext value={surroundings}>
      {mayVote ? <Form name="vote" id={VOTE_FORM} stay className="contents">{null}</Form> : null}
      <Suspense>
        {data.lock ? <Locked lock={data.lock} /> : null}
        {data.kind === 'DISCUSSION' ? <Discussion data={data} refusal={refusal} guidance={guidance} /> : <Conversation data={data} />}
      </Suspense>
    </CommentsContext>
  );
}

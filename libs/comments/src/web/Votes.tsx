import { Icon, useT, useViewer } from '@hiroba/ui';
import { rulesOf, votesOf, type Vote } from '../domain/discussion.ts';
import type { CommentShown } from './comments.graphql.ts';
import { useComments, VOTE_FORM } from './comments-context.ts';

const numbers = { UP: 'up', DOWN: 'down' } as const satisfies Record<Vote, 'up' | 'down'>;

/** What others think of a comment: switches that belong to the one form of the section, or the numbers alone. */
export function Votes({ comment }: { comment: CommentShown }) {
  const t = useT();
  const { root, mayVote } = useComments();
  const { personId } = useViewer();
  const kinds: readonly Vote[] = votesOf[rulesOf(root).votes];
  const { id, authorId, viewerVote } = comment;
  const isSwitch = mayVote && authorId !== personId;
  return kinds.map((kind) => {
    const count = comment[numbers[kind]];
    const given = viewerVote === kind;
    if (!isSwitch) {
      return count > 0
        ? <span key={kind} className="vote-count">{t(`comments.votes.${kind}`, { count })}</span>
        : null;
    }
    return (
      <button
        key={kind} type="submit" form={VOTE_FORM} name="vote" value={`${given ? 'NONE' : kind} ${id}`} aria-pressed={given}
        aria-describedby={`by-${id}`} className="button button-quiet button-small vote -ml-4"
      >
        {given ? <Icon name="check" /> : null}
        {`${t(`comments.vote.${kind}`)}${count > 0 ? ` ${count}` : ''}`}
      </button>
    );
  });
}

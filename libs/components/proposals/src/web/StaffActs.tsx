import { LinkButton, TextLink, links, useLocale, useT, withQuery } from '@hiroba/ui';
import { mergePolicy } from '../domain/merge.policy.ts';
import { movePolicy } from '../domain/move.policy.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { ProposalFacts } from '../domain/proposal.ts';
import type { ProposalPageQuery } from './gql/graphql.ts';
import { useRoomRefusal } from './room.tsx';

type Shown = NonNullable<ProposalPageQuery['proposal']>;

/** What staff may do with a proposal; nothing for whom there is nothing to do. */
export function StaffActs({ proposal, facts, to }: { proposal: Shown; facts: ProposalFacts; to: string }) {
  const t = useT();
  const mayAnswer = useRoomRefusal(proposalPolicy.answer, facts) === undefined;
  const mayMerge = useRoomRefusal(mergePolicy.merge, facts) === undefined;
  const mayMove = useRoomRefusal(movePolicy.move, facts) === undefined;
  const mayUndoSplit = useRoomRefusal(mergePolicy.undoSplit, facts) === undefined;
  const merged = proposal.links.some(({ kind, from, undoneAt }) => kind === 'MERGE' && from && !undoneAt);
  const mayUndoMerge = useRoomRefusal(mergePolicy.undoMerge, { ...facts, madeBy: merged ? 'MERGE' : null }) === undefined;
  const desk = links(useLocale()).desk('answers', 'merge');
  if (!mayAnswer && !mayMerge && !mayUndoSplit) return null;
  return (
    <section className="panel panel-quiet grid gap-4" aria-labelledby="staff-acts">
      <h2 id="staff-acts" className="heading-4">{t('proposals.staff.title')}</h2>
      {mayAnswer ? <div><LinkButton to={`${to}/answer`}>{t(proposal.answerVersions > 0 ? 'proposals.answer.correct' : 'proposals.answer.write')}</LinkButton></div> : null}
      <ul className="grid gap-2">
        {mayMerge ? <li><TextLink to={withQuery(desk, { ids: proposal.id })}>{t('proposals.staff.merge')}</TextLink></li> : null}
        {mayMerge ? <li><TextLink to={`${to}/split`}>{t('proposals.staff.split')}</TextLink></li> : null}
        {mayMove ? <li><TextLink to={`${to}/move`}>{t('proposals.staff.move')}</TextLink></li> : null}
        {mayUndoMerge ? <li><TextLink to={`${to}/undo`}>{t('proposals.undo.title.MERGE')}</TextLink></li> : null}
        {mayUndoSplit ? <li><TextLink to={`${to}/undo`}>{t('proposals.undo.title.SPLIT')}</TextLink></li> : null}
      </ul>
    </section>
  );
}

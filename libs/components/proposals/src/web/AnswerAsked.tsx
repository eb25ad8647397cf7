import { Day, links, RichText, TextLink, useLocale, useT } from '@hiroba/ui';
import type { AnswerPageQuery, RoomFactsFragment } from './gql/graphql.ts';
import { AuthorsInShort } from './Authors.tsx';
import { AnswerClock, ProposalState } from './ProposalState.tsx';

type Asked = NonNullable<AnswerPageQuery['proposal']>;

/** The proposal as the one who answers it reads it: whole on a wide page; on a phone its beginning, and the way to the form. */
export function AnswerAsked({ proposal, room }: { proposal: Asked; room: RoomFactsFragment }) {
  const t = useT();
  const to = links(useLocale()).proposal(room.space.slug, room.id, proposal.id);
  return (
    <section className="answer-asked panel panel-quiet" aria-labelledby="asked">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1"><ProposalState proposal={proposal} /><AnswerClock proposal={proposal} /></div>
      <h2 id="asked" className="heading-3" lang={proposal.locale}>{proposal.title}</h2>
      <p className="text-ink-soft flex flex-wrap gap-x-4">
        <span><AuthorsInShort authors={proposal.authors} /></span>
        {proposal.publishedAt ? <Day at={proposal.publishedAt} /> : null}
        {proposal.supportCount == null ? null : <span>{t('proposals.card.supports', { count: proposal.supportCount })}</span>}
        <span>{t('proposals.card.comments', { count: proposal.commentCount })}</span>
      </p>
      <div className="answer-asked-text" lang={proposal.locale}><RichText html={proposal.html} lang={proposal.locale} /></div>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <a className="link answer-jump" href="#answer">{t('proposals.answering.jump')}</a>
        <TextLink to={to}>{t('proposals.answering.whole')}</TextLink>
      </p>
    </section>
  );
}

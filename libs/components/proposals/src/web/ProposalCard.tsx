import { localized } from '@hiroba/kernel';
import { Card, Day, links, Meter, useLocale, useT } from '@hiroba/ui';
import { AuthorsInShort } from './Authors.tsx';
import type { ProposalCardFragment } from './gql/graphql.ts';
import { AnswerClock, ProposalState } from './ProposalState.tsx';

interface ProposalCardProps {
  readonly proposal: ProposalCardFragment;
  /** The number that obliges an answer, while supports are taken. */
  readonly threshold?: number;
  readonly level?: 2 | 3;
}

/** A staff text in the reader's language, or in the one it is in. */
function Named({ name }: { name: ProposalCardFragment['taxonomies'][number]['name'] }) {
  const locale = useLocale();
  const { text, lang } = localized(name, locale);
  return <span className="text-ink-soft" lang={lang === locale ? undefined : lang}>{text}</span>;
}

/** One proposal in a list: what it says in two lines, who stands behind it, what became of it. */
export function ProposalCard({ proposal, threshold = 0, level = 3 }: ProposalCardProps) {
  const t = useT();
  const { id, componentId, spaceSlug, kind, title, excerpt, taxonomies, locale, authors, publishedAt } = proposal;
  const to = links(useLocale()).proposal(spaceSlug, componentId, id);
  const supports = proposal.state === 'DRAFT' ? null : proposal.supportCount;
  const goal = proposal.state === 'PUBLISHED' && !proposal.answerKind ? threshold : 0;
  return (
    <Card
      title={title || t('proposals.untitled')} to={proposal.state === 'DRAFT' ? `${to}/write` : to} lang={locale} level={level}
      above={<><ProposalState proposal={proposal} />{kind ? <span className="text-ink-soft">{t(`proposals.kind.${kind}`)}</span> : null}{taxonomies.map(({ treeId, name }) => <Named key={treeId} name={name} />)}</>}
      below={(
        <>
          <span><AuthorsInShort authors={authors} /></span>
          {publishedAt ? <Day at={publishedAt} /> : null}
          <span>{t('proposals.card.comments', { count: proposal.commentCount })}</span>
          {proposal.attachmentCount > 0 ? <span>{t('proposals.card.files', { count: proposal.attachmentCount })}</span> : null}
          {supports != null && goal === 0 ? <span>{t('proposals.card.supports', { count: supports })}</span> : null}
        </>
      )}
    >
      <p className="card-text" lang={locale}>{excerpt}</p>
      {supports != null && goal > 0 ? <Meter value={supports} threshold={goal} /> : null}
      <AnswerClock proposal={proposal} />
    </Card>
  );
}

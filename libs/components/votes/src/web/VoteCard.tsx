import { localized } from '@hiroba/kernel';
import { Card, links, useLocale, useT } from '@hiroba/ui';
import type { VoteCardFragment } from './gql/graphql.ts';
import { VoteState } from './VoteState.tsx';

/** One vote in a list: what is asked, by whom, and where it stands. */
export function VoteCard({ vote }: { vote: VoteCardFragment }) {
  const t = useT();
  const locale = useLocale();
  const title = localized(vote.title, locale);
  return (
    <Card
      title={title.text || t('votes.untitled')} lang={title.lang} level={2} above={<VoteState vote={vote} />}
      to={links(locale).component(vote.spaceSlug, 'votes', vote.componentId, vote.id)}
      below={<><span>{vote.office}</span><span>{t(`votes.type.${vote.type}`)}</span></>}
    />
  );
}

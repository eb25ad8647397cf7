import { excerpt } from '@hiroba/kernel';
import { Card, links, useLocale, useT } from '@hiroba/ui';
import type { RoundCardFragment } from './gql/graphql.ts';
import { RoundState } from './RoundState.tsx';

/** One round in a list: what it is about, where it stands, who asks. */
export function RoundCard({ round }: { round: RoundCardFragment }) {
  const t = useT();
  const { id, componentId, spaceSlug, title, summary, locale, office, reference, stage } = round;
  const to = links(useLocale()).component(spaceSlug, 'public-comments', componentId, id);
  const draft = stage === 'DRAFT' || stage === 'IN_REVIEW';
  return (
    <Card
      title={title || t('public-comments.untitled')} to={draft ? `${to}/desk` : to} lang={locale} level={2} above={<RoundState round={round} />}
      below={<><span>{office}</span>{reference ? <span>{reference}</span> : null}</>}
    >
      <p className="card-text" lang={locale}>{excerpt(summary, 120)}</p>
    </Card>
  );
}

import { Card, links, PersonName, useLocale, useT } from '@hiroba/ui';
import type { DebateCardFragment } from './gql/graphql.ts';
import { DebateState, Sides } from './DebateState.tsx';

/** One debate in a list: what it asks, whether it is open, how many have spoken. */
export function DebateCard({ debate, conclusionDays }: { debate: DebateCardFragment; conclusionDays: number }) {
  const t = useT();
  const { id, componentId, spaceSlug, question, excerpt, locale, author, office, state } = debate;
  const to = links(useLocale()).component(spaceSlug, 'debates', componentId, id);
  return (
    <Card
      title={question || t('debates.untitled')} to={state === 'DRAFT' ? `${to}/preview` : to} lang={locale} level={2}
      above={<DebateState debate={debate} conclusionDays={conclusionDays} />}
      below={(
        <>
          <span>{office ?? <PersonName name={author?.closed ? null : author?.displayName} office={author?.isStaff ? author.office : null} />}</span>
          <span>{t('debates.card.comments', { count: debate.commentCount })}</span>
          <Sides debate={debate} />
        </>
      )}
    >
      <p className="card-text" lang={locale}>{excerpt}</p>
    </Card>
  );
}

import { DateTime, links, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import type { QueuePageQuery } from '../gql/graphql.ts';

/** Acts about many texts that wait for a second person, or that can still be undone. */
export function Waiting({ bulks }: { bulks: QueuePageQuery['moderationBulks'] }) {
  const t = useT();
  const to = links(useLocale());
  if (bulks.length === 0) return null;
  return (
    <Section title={t('moderation.bulk.list')}>
      <ul className="grid gap-2">
        {bulks.map(({ id, state, itemCount, proposedAt }) => (
          <li key={id}>
            <TextLink to={to.desk('moderation', 'bulk', id)}>
              {t('moderation.bulk.title', { count: itemCount })}
            </TextLink>
            　{t(`moderation.bulk.short.${state}`)}　<DateTime at={proposedAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

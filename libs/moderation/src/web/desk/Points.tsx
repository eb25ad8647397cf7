import { useT } from '@hiroba/ui';
import type { QueuePageQuery } from '../gql/graphql.ts';

type Item = QueuePageQuery['moderationQueue']['items'][number];

/** How urgent a case is, and what that is made of. */
export function Points({ priority, points }: Pick<Item, 'priority' | 'points'>) {
  const t = useT();
  const shown = (tenths: number) => (tenths / 10).toLocaleString();
  return (
    <span className="grid gap-1">
      <span className="font-700">{shown(priority)}</span>
      {points.map(({ term, tenths }) => (
        <span key={term} className="text-ink-soft">
          {t('moderation.points.of', { term: t(`moderation.points.${term}`), points: shown(tenths) })}
        </span>
      ))}
    </span>
  );
}

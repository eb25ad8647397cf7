import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { Notice, TextLink, useT } from '@hiroba/ui';
import { follow } from '@hiroba/ui/follow';
import type { ModerationQueueChangedSubscription } from '../gql/graphql.ts';
import { queueChangedSubscription } from './live.graphql.ts';

/** That more or less waits than the page shows: said, and shown when asked for, so that nothing moves under a hand. */
export function LiveQueue({ waiting }: { waiting: number }) {
  const t = useT();
  const { pathname, search } = useLocation();
  const [now, setNow] = useState(waiting);
  useEffect(() => setNow(waiting), [waiting]);
  useEffect(
    () =>
      follow<ModerationQueueChangedSubscription>(
        queueChangedSubscription,
        {},
        { next: ({ moderationQueueChanged }) => setNow(moderationQueueChanged.waiting), lost: () => undefined },
      ),
    [],
  );
  return (
    <div aria-live="polite">
      {now === waiting ? null : (
        <Notice
          title={t('moderation.desk.changed', { count: now })}
          action={
            <TextLink to={`${pathname}${search}`} aria-keyshortcuts="u">
              {t('moderation.desk.reload')}
            </TextLink>
          }
        />
      )}
    </div>
  );
}

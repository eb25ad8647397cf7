import { Card, Deadline, links, StateBadge, useLocale, useNow, useT } from '@hiroba/ui';
import type { OpenItemFragment } from './gql/graphql.ts';
import { Said, useLangOf } from './Said.tsx';

/** Something in which people can take part: what is asked, by whom, until when, and how many have spoken. */
export function OpenItemCard({ item }: { item: OpenItemFragment }) {
  const t = useT();
  const to = links(useLocale());
  const langOf = useLangOf();
  const { manifest, title, within, ask, path, actions, voices, office, closesAt } = item;
  const end = closesAt ? new Date(closesAt) : undefined;
  const now = useNow((at) => (end && at < end ? end : undefined));
  const open = !end || now < end;
  return (
    <Card
      title={title.text}
      lang={langOf(title)}
      to={to.below(path)}
      above={
        <>
          <StateBadge tone={open ? 'open' : 'over'}>{t(open ? 'spaces.room.open' : 'spaces.room.over')}</StateBadge>
          <span className="text-ink-soft">
            <Said words={within} />
          </span>
        </>
      }
      below={
        <>
          {voices > 0 ? <span>{t('spaces.voices', { count: voices })}</span> : null}
          {office ? <Said words={office} /> : null}
        </>
      }
    >
      {ask.text && ask.text !== title.text ? <p lang={langOf(ask)}>{ask.text}</p> : null}
      <p>
        {open ? (
          <span className="font-700">
            {actions.map((action) => t(`${manifest}.action.${action}`)).join(t('spaces.comma'))}
          </span>
        ) : null}
        {closesAt ? (
          <>
            {'　'}
            <Deadline at={closesAt} />
          </>
        ) : null}
      </p>
    </Card>
  );
}

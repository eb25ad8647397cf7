import { Card, Day, Deadline, links, useLocale, useT } from '@hiroba/ui';
import type { SpaceCardFragment } from './gql/graphql.ts';
import { HeroPicture } from './HeroPicture.tsx';
import { SpaceState } from './SpaceState.tsx';
import { useWords } from './words.ts';

interface SpaceCardProps {
  readonly space: SpaceCardFragment;
  readonly level?: 2 | 3;
  /** Whether it is one of the first to be seen. */
  readonly early?: boolean;
}

/** A space in a list: where it stands, what it is for, and the date that matters next. */
export function SpaceCard({ space, level = 2, early }: SpaceCardProps) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const { phases, state, time, voices } = space;
  const open = phases.find(({ status }) => status === 'OPEN');
  const next = phases.find(({ status }) => status === 'UPCOMING');
  const title = words(space.title);
  const office = words(space.office?.name);
  return (
    <Card
      title={title.text} lang={title.lang} to={to.space(space.slug)} level={level}
      {...(space.hero ? { picture: <HeroPicture hero={space.hero} place="card" lazy={!early} /> } : {})}
      above={<SpaceState state={state} time={time} />}
      below={(
        <>
          {office.text ? <span lang={office.lang}>{office.text}</span> : null}
          <span>{t('spaces.voices', { count: voices })}</span>
        </>
      )}
    >
      <p lang={words(space.summary).lang}>{words(space.summary).text}</p>
      {state === 'PUBLISHED' && open ? (
        <p>
          <span className="font-700" lang={words(open.title).lang}>{words(open.title).text}</span>
          {open.closesAt ? <>{'　'}<Deadline at={open.closesAt} /></> : null}
        </p>
      ) : null}
      {state === 'PUBLISHED' && !open && next ? <p>{t('spaces.opens')}<Day at={next.opensAt} relative /></p> : null}
    </Card>
  );
}

import { Card, Deadline, DateTime, links, StateBadge, useLocale, useNow, useT } from '@hiroba/ui';
import { isOpen, nextBoundary, phaseStatus } from '@hiroba/kernel';
import type { RoomFragment } from './gql/graphql.ts';
import { useWords } from './words.ts';

interface Window { readonly opensAt: Date; readonly closesAt: Date | null; readonly allows: readonly string[] }

/** The windows in which something can be done in a room; a space that is over has only had them. */
const windowsOf = ({ phases }: RoomFragment): Window[] => phases
  .filter(({ allows }) => allows.length > 0)
  .map(({ opensAt, closesAt, allows }) => ({ opensAt: new Date(opensAt), closesAt: closesAt ? new Date(closesAt) : null, allows }));

/** Where a room stands: open until, opens on, closed since, or over with its space; never just "closed". */
export function useRoomState(room: RoomFragment) {
  const archived = room.spaceState === 'ARCHIVED';
  const windows = windowsOf(room);
  const now = useNow((at) => nextBoundary(windows, at));
  return {
    archived,
    open: archived ? undefined : windows.find((window) => isOpen(window, now)),
    next: archived ? undefined : windows.find((window) => phaseStatus(window, now) === 'UPCOMING'),
    last: windows.filter((window) => phaseStatus(window, now) === 'PAST').at(-1),
  };
}

function RoomState({ room }: { room: RoomFragment }) {
  const t = useT();
  const { archived, open, next, last } = useRoomState(room);
  if (open) return <StateBadge tone="open">{t('spaces.room.open')}</StateBadge>;
  if (next) return <StateBadge tone="waiting">{t('spaces.room.soon')}</StateBadge>;
  return <StateBadge tone="over">{t(last || archived ? 'spaces.room.over' : 'spaces.room.read')}</StateBadge>;
}

function RoomDates({ room }: { room: RoomFragment }) {
  const t = useT();
  const { archived, open, next, last } = useRoomState(room);
  if (archived) return <p className="text-ink-soft">{t('spaces.archived.title')}</p>;
  if (open) {
    return (
      <p>
        <span className="font-700">{open.allows.map((action) => t(`${room.manifest}.action.${action}`)).join(t('spaces.comma'))}</span>
        {open.closesAt ? <>{'　'}<Deadline at={open.closesAt} /></> : null}
      </p>
    );
  }
  if (next) return <p>{t('spaces.opens')}<DateTime at={next.opensAt} relative /></p>;
  return last?.closesAt ? <p className="text-ink-soft">{t('spaces.closedAt')}<DateTime at={last.closesAt} /></p> : null;
}

interface RoomCardProps {
  readonly room: RoomFragment;
  readonly slug: string;
  readonly level?: 2 | 3;
}

/** A component as a room of its space, with its state and the next step. */
export function RoomCard({ room, slug, level = 3 }: RoomCardProps) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const title = words(room.title);
  const intro = words(room.intro);
  return (
    <Card
      title={title.text} lang={title.lang} to={to.component(slug, room.manifest, room.id)} level={level}
      above={<RoomState room={room} />} below={<span>{t('spaces.voices', { count: room.voices })}</span>}
    >
      {intro.text ? <p lang={intro.lang}>{intro.text}</p> : null}
      <RoomDates room={room} />
    </Card>
  );
}

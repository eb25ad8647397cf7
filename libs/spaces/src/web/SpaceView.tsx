import { FollowLink, ShareLink,
  CardGrid, Columns, Empty, LinkButton, links, Notice, PageBody, PageHead, PersonName, PhaseBar, RichText, Section, SituationProvider, TextLink, useLocale, useT, useViewer,
} from '@hiroba/ui';
import { mayTakePart } from '@hiroba/kernel';
import type { SpaceViewFragment } from './gql/graphql.ts';
import { HeroPicture } from './HeroPicture.tsx';
import { RoomCard, useRoomState } from './RoomCard.tsx';
import { SpaceFacts } from './SpaceFacts.tsx';
import { SpaceState } from './SpaceState.tsx';
import { AskedSaidDid, SpaceTimeline } from './SpaceStory.tsx';
import { Asked } from './Asked.tsx';
import { useWords, type Words } from './words.ts';

/** The page of a space, for everybody. */
export function SpaceView({ space }: { space: SpaceViewFragment }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const [title, summary] = [words(space.title), words(space.summary)];
  return (
    <SituationProvider spaceId={space.id}>
      <PageHead
        grand title={title.text} lang={title.lang}
        crumbs={[{ label: t('spaces.home'), to: to.home() }, { label: t('spaces.list.title'), to: to.spaces() }]}
        above={<SpaceState state={space.state} time={space.time} />}
        lead={<span lang={summary.lang}>{summary.text}</span>}
        actions={space.isStaff ? <LinkButton small to={to.desk('spaces', space.slug)}>{t('spaces.openDesk')}</LinkButton> : undefined}
      />
      <PageBody wide><SpaceContents space={space} /></PageBody>
    </SituationProvider>
  );
}

interface SpaceContentsProps {
  readonly space: SpaceViewFragment;
  /** Whether staff look at it before anybody else can. */
  readonly preview?: boolean;
}

/** What stands below the head of a space: question, phases, rooms, people in charge, and what has happened. */
export function SpaceContents({ space, preview }: SpaceContentsProps) {
  const t = useT();
  const words = useWords();
  const description = words(space.descriptionHtml);
  const rooms = preview ? space.components : space.components.filter(({ published }) => published);
  const current = words(space.phases.find(({ status }) => status === 'OPEN')?.text);
  return (
    <>
      {space.state === 'ARCHIVED' ? <Notice title={t('spaces.archived.title')}><p>{t('spaces.archived.text')}</p></Notice> : null}
      {space.visibility === 'PUBLIC' ? null : <ForMembers only={space.visibility === 'MEMBERS_ONLY'} />}
      {space.hero ? <HeroPicture hero={space.hero} place="head" /> : null}
      <Asked ask={space.ask} action={<NextStep space={space} />} />
      {space.phases.length > 0 ? (
        <Section title={t('spaces.phases')} lead={current.text ? <span lang={current.lang}>{current.text}</span> : undefined}>
          <PhaseBar phases={space.phases.map((phase) => shownPhase(phase, words(phase.title)))} />
        </Section>
      ) : null}
      <Columns facts={<><SpaceFacts space={space} />{preview ? null : <p className="flex flex-wrap gap-x-6"><FollowLink kind="space" id={space.id} /><ShareLink kind="space" id={space.id} /></p>}</>} after={<><AskedSaidDid space={space} /><SpaceTimeline space={space} /></>}>
        <Section title={t('spaces.rooms')}>
          {rooms.length === 0
            ? <Empty>{t('spaces.rooms.empty')}</Empty>
            : <CardGrid>{rooms.map((room) => <RoomCard key={room.id} room={room} slug={space.slug} />)}</CardGrid>}
        </Section>
        <Members members={space.namedMembers} />
        {description.text ? (
          <Section title={t('spaces.about')}><RichText html={description.text} lang={description.lang} /></Section>
        ) : null}
      </Columns>
    </>
  );
}

/** The members who are named, with what they are called here. */
function Members({ members: { items, next } }: { readonly members: SpaceViewFragment['namedMembers'] }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  if (items.length === 0) return null;
  return (
    <Section title={t('spaces.members')}>
      <ul className="grid gap-2 sm:grid-cols-2">
        {items.map(({ person, role }) => (
          <li key={person.code}>
            <TextLink to={to.below(`/people/${person.code}`)}><PersonName name={person.displayName} office={person.isStaff ? person.office : null} /></TextLink>
            <span className="block text-ink-soft" lang={words(role).lang}>{words(role).text}</span>
          </li>
        ))}
      </ul>
      {next ? <p>{t('spaces.members.more')}</p> : null}
    </Section>
  );
}

/** Whom a space is for, where it is not for everybody. */
function ForMembers({ only }: { readonly only: boolean }) {
  const t = useT();
  const whom = only ? 'only' : 'act';
  return <Notice title={t(`spaces.members.${whom}.title`)}><p>{t(`spaces.members.${whom}.text`)}</p></Notice>;
}

const shownPhase = ({ key, opensAt, closesAt }: SpaceViewFragment['phases'][number], { text: name, lang }: Words) =>
  ({ key, name, opensAt, closesAt: closesAt ?? null, ...(lang ? { lang } : {}) });

function NextStep({ space }: { space: SpaceViewFragment }) {
  const viewer = useViewer();
  const first = space.components.find(({ published, openActions }) => published && openActions.length > 0);
  return first && mayTakePart(viewer, space.id, space.visibility) ? <NextRoom space={space} room={first} /> : null;
}

function NextRoom({ space, room }: { space: SpaceViewFragment; room: SpaceViewFragment['components'][number] }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const { open } = useRoomState(room);
  if (!open) return null;
  const call = words(space.phases.find(({ status }) => status === 'OPEN')?.callToAction);
  return (
    <LinkButton weight="primary" to={to.component(space.slug, room.manifest, room.id)}>
      {call.text || t('spaces.enter', { title: words(room.title).text })}
    </LinkButton>
  );
}

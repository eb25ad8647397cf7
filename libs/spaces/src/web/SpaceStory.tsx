import { CardGrid, DateTime, links, Section, TextLink, useLocale, useNow, useT } from '@hiroba/ui';
import { AnswerItemCard } from './AnswerItemCard.tsx';
import type { SpaceViewFragment } from './gql/graphql.ts';
import { useWords } from './words.ts';

/** What we asked, what people said, and what the city does with it. */
export function AskedSaidDid({ space }: { space: SpaceViewFragment }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const { ask, components, slug, voices, answers } = space;
  const [asked, decider] = [words(ask.decided), words(ask.decider)];
  if (!asked.text) return null;
  const rooms = components.filter(({ published }) => published);
  return (
    <Section title={t('spaces.story')}>
      <ol className="grid gap-6 min-w-0 lg:grid-cols-3">
        <li className="panel panel-quiet content-start">
          <h3 className="heading-4">{t('spaces.story.asked')}</h3>
          <p lang={asked.lang}>{asked.text}</p>
        </li>
        <li className="panel panel-quiet content-start">
          <h3 className="heading-4">{t('spaces.story.said')}</h3>
          <p>{t('spaces.story.voices', { count: voices })}</p>
          {rooms.map((room) => (
            <TextLink key={room.id} to={to.component(slug, room.manifest, room.id)} lang={words(room.title).lang}>
              {t('spaces.story.read', { title: words(room.title).text })}
            </TextLink>
          ))}
        </li>
        <li className="panel panel-quiet content-start">
          <h3 className="heading-4">{t('spaces.story.did')}</h3>
          {ask.promise ? <p>{t(`spaces.promise.${ask.promise}`)}</p> : null}
          {decider.text ? <p lang={decider.lang}>{decider.text}</p> : null}
        </li>
      </ol>
      {answers.items.length > 0 ? (
        <>
          <h3 className="heading-4">{t('spaces.story.answers')}</h3>
          <CardGrid>{answers.items.map((item) => <AnswerItemCard key={item.id} item={item} level={4} inSpace />)}</CardGrid>
          {answers.next ? <p><TextLink to={to.answers(slug)}>{t('spaces.story.allAnswers')}</TextLink></p> : null}
        </>
      ) : null}
    </Section>
  );
}

interface Happened {
  readonly at: string;
  readonly key: string;
  readonly text: string;
  readonly lang?: string | undefined;
  readonly more?: string;
}

/** What has happened so far: publication, phases, and changes of dates with their reasons. */
export function SpaceTimeline({ space }: { space: SpaceViewFragment }) {
  const t = useT();
  const words = useWords();
  const now = useNow();
  const to = links(useLocale());
  const { publishedAt, phases, dateChanges } = space;
  const happened: Happened[] = [
    ...(publishedAt ? [{ at: publishedAt, key: 'published', text: t('spaces.timeline.published') }] : []),
    ...phases.flatMap(({ key, title, opensAt, closesAt }) => {
      const { text, lang } = words(title);
      return [
        { at: opensAt, key: `${key}-opened`, text: t('spaces.timeline.opened', { title: text }), lang },
        ...(closesAt ? [{ at: closesAt, key: `${key}-closed`, text: t('spaces.timeline.closed', { title: text }), lang }] : []),
      ];
    }),
    ...dateChanges.map(({ at, reason }, index) => ({ at, key: `change-${index}`, text: t('spaces.timeline.dates'), more: reason })),
  ].filter(({ at }) => new Date(at) <= now).sort((a, b) => (a.at < b.at ? 1 : -1));
  if (happened.length === 0) return null;
  return (
    <Section title={t('spaces.timeline')}>
      <ol className="grid gap-4">
        {happened.map(({ at, key, text, lang, more }) => (
          <li key={key} className="grid gap-1">
            <span className="text-ink-soft"><DateTime at={at} /></span>
            <span lang={lang}>{text}</span>
            {more ? <span>{t('spaces.timeline.reason', { reason: more })}</span> : null}
          </li>
        ))}
      </ol>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <TextLink to={to.activity({ space: space.slug })}>{t('spaces.lines.activity')}</TextLink>
        <TextLink to={to.register(space.slug)}>{t('spaces.lines.register')}</TextLink>
        {space.visibility === 'MEMBERS_ONLY' ? null : <a className="link" href={to.calendar(space.slug)}>{t('spaces.feed.calendar')}</a>}
      </p>
    </Section>
  );
}

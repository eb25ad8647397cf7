import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  CardGrid, Empty, Icon, LinkButton, PageBody, PageHead, Section, TextLink, links, query, useLocale, useSite, useT,
  withQuery, type IconName, type ShareCard,
} from '@hiroba/ui';
import { AnswerItemCard, OpenItemCard, SpaceCard, useWords } from '@hiroba/spaces/web';
import { homeQuery } from './home.graphql.ts';
import { Plaza } from './Plaza.tsx';

/** Loads what a city shows first. */
export async function loader({ context, params: { locale = 'ja' } }: LoaderFunctionArgs) {
  const loaded = await query(context, homeQuery);
  const { name, greeting } = loaded.organisation;
  const card: ShareCard = { title: localized(name, locale).text, description: localized(greeting, locale).text };
  return { ...loaded, card };
}

/** The first page of a city: what can be done now, what the city answered, and how it works here. */
export default function HomePage() {
  const { organisation, openNow, spaces, answers } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const { name } = useSite();
  const to = links(useLocale());
  const greeting = words(organisation.greeting);
  const all = <TextLink to={to.spaces()}>{t('shell.home.all')}</TextLink>;
  return (
    <>
      <div className="hero">
        <PageHead grand title={name} lead={greeting.text ? <span lang={greeting.lang}>{greeting.text}</span> : t('web.home.lead')} />
        <Plaza />
      </div>
      <PageBody wide>
        <Section title={t('shell.home.open')} lead={t('shell.home.open.lead')} action={all}>
          {openNow.length > 0
            ? <CardGrid>{openNow.map((item) => <OpenItemCard key={item.id} item={item} />)}</CardGrid>
            : (
              <Empty action={<LinkButton to={to.spaces()}>{t('web.error.spaces')}</LinkButton>}>
                {t(organisation.numbers.spaces > 0 ? 'shell.home.open.none' : 'web.home.empty')}
              </Empty>
            )}
        </Section>
        {answers.items.length > 0 ? (
          <Section title={t('shell.home.answers')} lead={t('shell.home.answers.lead')} action={<TextLink to={to.answers()}>{t('shell.home.answers.all')}</TextLink>}>
            <CardGrid>{answers.items.map((item) => <AnswerItemCard key={item.id} item={item} />)}</CardGrid>
          </Section>
        ) : null}
        {spaces.items.length > 0 ? (
          <Section title={t('shell.home.soon')}>
            <CardGrid>{spaces.items.map((space) => <SpaceCard key={space.id} space={space} level={3} />)}</CardGrid>
          </Section>
        ) : null}
        <HowItWorks />
        {organisation.numbers.spaces > 0 ? <Numbers /> : null}
      </PageBody>
    </>
  );
}

const ways: readonly (readonly [string, IconName])[] = [['ask', 'chat'], ['speak', 'draft'], ['answer', 'office']];

function HowItWorks() {
  const t = useT();
  return (
    <Section title={t('shell.home.how')}>
      <ol className="grid gap-6 md:grid-cols-3">
        {ways.map(([way, icon], index) => (
          <li key={way} className="panel panel-quiet content-start">
            <Icon name={icon} className="size-10 text-accent" />
            <h3 className="heading-4">{t('shell.home.how.step', { number: index + 1, title: t(`shell.home.how.${way}`) })}</h3>
            <p>{t(`shell.home.how.${way}.text`)}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What the last twelve months brought; a number that is not there yet is not shown. */
function Numbers() {
  const { organisation: { numbers: { voices, promised, kept, changed } } } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const counts = [
    { key: 'voices', count: voices.toLocaleString(), to: to.spaces(), there: voices > 0 },
    { key: 'kept', count: t('shell.home.numbers.kept.of', { kept, promised }), to: to.answers(), there: promised > 0 },
    { key: 'changed', count: changed.toLocaleString(), to: withQuery(to.answers(), { changed: 'yes' }), there: changed > 0 },
  ].filter(({ there }) => there);
  if (counts.length === 0) return null;
  return (
    <Section title={t('shell.home.numbers')}>
      <ul className="flex flex-wrap gap-x-12 gap-y-4">
        {counts.map(({ key, count, to: there }) => (
          <li key={key} className="grid">
            <span className="heading-1">{count}</span>
            <TextLink to={there}>{t(`shell.home.numbers.${key}`)}</TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { Form } from 'react-router';
import {
  Button,
  Chips,
  Disclosure,
  Empty,
  links,
  Notice,
  PageBody,
  PageHead,
  Pager,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { FeedLink } from './FeedLink.tsx';
import type { LogLinesShown } from './log-lines.ts';
import { Choice, DayChoice } from './ListChoices.tsx';
import { LogLineItem } from './LogLineItem.tsx';
import { useWords } from './words.ts';

/** A list of log entries: what happens in the city, or the register of official acts beside it. */
export function LogLineList({ shown }: { shown: LogLinesShown }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const {
    list,
    lines: { items, next },
    space,
    person,
    badDay,
  } = shown;
  const name = list === 'ACTIVITY' ? 'activity' : 'register';
  const of = space && words(space.title).text;
  const heading = of ? t(`spaces.lines.${name}.of`, { title: of }) : t(`spaces.lines.${name}`);
  const crumbs = [
    { label: t('spaces.home'), to: to.home() },
    ...(space && of ? [{ label: of, to: to.space(space.slug) }] : []),
  ];
  return (
    <>
      {person ? <meta name="robots" content="noindex" /> : null}
      <PageHead
        title={person ? t('spaces.lines.person', { name: person.displayName ?? t('ui.person.gone') }) : heading}
        lead={person ? undefined : t(`spaces.lines.${name}.lead`)}
        crumbs={crumbs}
      />
      <PageBody>
        {person ? null : (
          <Chips
            label={t('spaces.lines.lists')}
            chips={[
              {
                label: t('spaces.lines.activity'),
                to: to.activity(space ? { space: space.slug } : {}),
                current: list === 'ACTIVITY',
              },
              { label: t('spaces.lines.register'), to: to.register(space?.slug), current: list === 'REGISTER' },
            ]}
          />
        )}
        {badDay ? <Notice kind="warning" title={t('spaces.lines.badDay')} /> : null}
        <Narrowing shown={shown} />
        {items.length === 0 ? (
          <Empty>{t(`spaces.lines.${name}.empty`)}</Empty>
        ) : (
          <ol className="grid gap-0">
            {items.map((line) => (
              <LogLineItem key={line.id} line={line} list={list} />
            ))}
          </ol>
        )}
        <Pager next={next} label={t('spaces.lines.pages')} />
        {person ? null : <FeedLink name={name} space={space} />}
      </PageBody>
    </>
  );
}

/** What the list is narrowed to, as a form that is an address. */
function Narrowing({ shown: { list, kind, kinds, space, spaces, person, from, until } }: { shown: LogLinesShown }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const all = list === 'ACTIVITY' ? to.activity(person ? { person: person.code } : {}) : to.register();
  const isNarrowed = Boolean(kind ?? space ?? (from || until || null));
  return (
    <Disclosure summary={t('spaces.lines.filter')} open={isNarrowed}>
      <Form method="get" className="grid grid-cols-1 gap-4 sm:grid-cols-2" key={`${kind} ${space?.slug} ${from} ${until}`}>
        {person ? <input type="hidden" name="person" value={person.code} /> : null}
        <Choice
          name="kind"
          label={t('spaces.lines.kind')}
          none={t('spaces.lines.kind.all')}
          chosen={kind}
          options={kinds.map((one) => ({ value: one.kind, label: one.name }))}
        />
        <Choice
          name="space"
          label={t('spaces.lines.space')}
          none={t('spaces.lines.space.all')}
          chosen={space?.slug ?? null}
          options={spaces.map(({ slug, title }) => ({ value: slug, label: words(title).text }))}
        />
        <DayChoice name="from" label={t('spaces.lines.from')} typed={from} />
        <DayChoice name="until" label={t('spaces.lines.until')} typed={until} />
        <p className="flex flex-wrap items-center gap-x-6 gap-y-2 sm:col-span-2">
          <Button weight="secondary">{t('spaces.lines.filter.go')}</Button>
          {isNarrowed ? <TextLink to={all}>{t('spaces.lines.filter.all')}</TextLink> : null}
        </p>
      </Form>
    </Disclosure>
  );
}

import { FollowLink, Chips, Empty, links, Notice, PageBody, PageHead, Pager, useLocale, useT } from '@hiroba/ui';
import { FeedLink } from './FeedLink.tsx';
import type { LogLinesShown } from './log-lines.ts';
import { DayChoice } from './ListChoices.tsx';
import { LogLineItem } from './LogLineItem.tsx';
import { Narrowing } from './Narrowing.tsx';
import { useWords } from './words.ts';

/** A list of log entries: what happens in the city, or the register of official acts beside it. */
export function LogLineList({ shown }: { shown: LogLinesShown }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const {
    list,
    lines: { items, next },
    kind,
    kinds,
    space,
    spaces,
    person,
    from,
    until,
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
        <Narrowing
          kind={kind}
          kinds={kinds}
          space={space}
          spaces={spaces}
          days={[from, until]}
          all={list === 'ACTIVITY' ? to.activity(person ? { person: person.code } : {}) : to.register()}
        >
          <DayChoice name="from" label={t('spaces.lines.from')} typed={from} />
          <DayChoice name="until" label={t('spaces.lines.until')} typed={until} />
          {person ? <input type="hidden" name="person" value={person.code} /> : null}
        </Narrowing>
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
        {list === 'ACTIVITY' && !person ? <p><FollowLink /></p> : null}
        {person ? null : <FeedLink name={name} space={space} />}
      </PageBody>
    </>
  );
}

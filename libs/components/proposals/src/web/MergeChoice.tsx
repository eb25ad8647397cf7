import { useLoaderData, useLocation } from 'react-router';
import { Disclosure, Empty, fieldId, LinkButton, links, RichText, SearchForm, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import { AuthorsInShort } from './Authors.tsx';
import { choosing } from './merge-choice.ts';
import type { loader } from './MergePage.tsx';

/** What is to become one, in the order of choosing, each to be read in full or left out. */
export function MergeChosen() {
  const t = useT();
  const to = links(useLocale());
  const { pathname } = useLocation();
  const { ids, chosen } = useLoaderData<typeof loader>();
  return (
    <Section id={fieldId('main', 'sources')} title={t('proposals.merge.chosen', { count: chosen.length })} lead={t('proposals.merge.chosenLead')}>
      <ol className="grid gap-4">
        {chosen.map(({ id, title, locale, html, authors, supportCount, reference, componentId, spaceSlug }) => (
          <li key={id} className="panel grid gap-2">
            <h3 className="heading-4" lang={locale}>{title}</h3>
            <p className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft">
              <span><AuthorsInShort authors={authors} /></span>
              {supportCount === null || supportCount === undefined ? null : <span>{t('proposals.merge.supports', { count: supportCount })}</span>}
              {reference ? <span>{reference}</span> : null}
            </p>
            <Disclosure summary={t('proposals.merge.read')}><RichText html={html} lang={locale} /></Disclosure>
            <p className="flex flex-wrap gap-x-6 gap-y-2">
              <TextLink to={to.proposal(spaceSlug, componentId, id)}>{t('proposals.merge.open')}<span className="sr-only" lang={locale}>{title}</span></TextLink>
              {chosen.length > 1 ? (
                <TextLink to={choosing(pathname, ids.filter((other) => other !== id))}>{t('proposals.merge.leaveOut')}<span className="sr-only" lang={locale}>{title}</span></TextLink>
              ) : null}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What else could become part of it: what a search finds, or what has a title like the first. */
export function MoreToMerge() {
  const t = useT();
  const to = links(useLocale());
  const { pathname } = useLocation();
  const { ids, search, more } = useLoaderData<typeof loader>();
  return (
    <Section title={t('proposals.merge.more')} lead={t(search ? 'proposals.merge.foundLead' : 'proposals.merge.moreLead')}>
      <SearchForm label={t('proposals.merge.search')} action={t('proposals.merge.searchAct')} defaultValue={search} keep={{ ids: ids.join(',') }} />
      {more.length === 0 ? <Empty>{t(search ? 'proposals.merge.noneFound' : 'proposals.merge.noneLike')}</Empty> : (
        <ul className="grid gap-4">
          {more.map(({ id, title, locale, supportCount, componentId, spaceSlug }) => (
            <li key={id} className="panel panel-quiet flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
              <span className="min-w-0">
                <TextLink to={to.proposal(spaceSlug, componentId, id)} lang={locale}>{title}</TextLink>
                {supportCount === null || supportCount === undefined ? null : <span className="text-ink-soft"> {t('proposals.merge.supports', { count: supportCount })}</span>}
              </span>
              <LinkButton to={choosing(pathname, [...ids, id])}>{t('proposals.merge.add')}<span className="sr-only" lang={locale}>{title}</span></LinkButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

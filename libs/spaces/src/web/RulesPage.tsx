import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { DateTime, Facts, found, links, PageBody, PageHead, query, Section, useLocale, useT } from '@hiroba/ui';
import { rulesPageQuery } from './spaces.graphql.ts';
import { groupsOf } from './setting-groups.ts';
import { useSettingWords } from './setting-words.ts';
import { useWords } from './words.ts';

/** Loads the rules of a placed component and how they changed. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const component = found((await query(context, rulesPageQuery, { id: params.componentId ?? '' })).component);
  return { component: found(component.space.slug === params.slug ? component : null) };
}

/** The rules people take part by: what they are, since when, and what they were before. */
export default function RulesPage() {
  const { component } = useLoaderData<typeof loader>();
  const { manifest, space, settingValues, rulesHistory: { since, changes } } = component;
  const t = useT();
  const words = useWords();
  const settings = useSettingWords(manifest);
  const to = links(useLocale());
  const [title, spaceTitle] = [words(component.title), words(space.title)];
  const typeOf = (key: string) => settingValues.find((setting) => setting.key === key) ?? { key, type: 'TEXT' };
  // Whom the space is for is a rule of the space, and so of all that is placed in it.
  const label = (key: string) => (key === 'visibility' ? t('spaces.visibility') : settings.label(key));
  const value = (key: string, written: string) => (key === 'visibility' ? t(`spaces.visibility.${written}`) : settings.value(typeOf(key), written));
  const factsOf = (rules: readonly { readonly key: string; readonly value: string }[]) => rules.map((rule) => ({
    term: label(rule.key), value: <span className="whitespace-pre-line">{value(rule.key, rule.value)}</span>,
  }));
  return (
    <>
      <PageHead
        title={t('spaces.rules.title', { title: title.text })} lead={since ? <>{t('spaces.rules.since')}<DateTime at={since} /></> : undefined}
        crumbs={[
          { label: t('spaces.home'), to: to.home() }, { label: spaceTitle.text, to: to.space(space.slug) },
          { label: title.text, to: to.component(space.slug, manifest, component.id) },
        ]}
      />
      <PageBody>
        <Facts facts={factsOf([{ key: 'visibility', value: component.spaceVisibility }])} />
        {groupsOf(settingValues).map(({ key, settings: own }) => (key === null
          ? <Facts key="" facts={factsOf(own)} />
          : <Section key={key} title={t(`${manifest}.settings.group.${key}`)}><Facts facts={factsOf(own)} /></Section>))}
        {changes.length > 0 ? (
          <Section title={t('spaces.rules.changes')} lead={t('spaces.rules.changes.lead')}>
            <ol className="grid gap-4">
              {changes.map(({ at, key, from, to: next }) => (
                <li key={`${at} ${key}`} className="grid gap-1">
                  <span className="text-ink-soft"><DateTime at={at} /></span>
                  <span className="font-700">{label(key)}</span>
                  <span className="whitespace-pre-line">{t('spaces.rules.from', { from: value(key, from) })}</span>
                  <span className="whitespace-pre-line">{t('spaces.rules.to', { to: value(key, next) })}</span>
                </li>
              ))}
            </ol>
          </Section>
        ) : null}
      </PageBody>
    </>
  );
}

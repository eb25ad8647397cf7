import { Button, DateTime, Disclosure, Form, Notice, PlainText, Section, TextLink, useT } from '@hiroba/ui';
import type { DeskOpinionsPageQuery } from './gql/graphql.ts';

type Loaded = DeskOpinionsPageQuery;

/** The number of an opinion as everybody finds it: that of its submission, and its place there. */
export const numberOf = ({ number, n }: { readonly number?: number | null; readonly n: number }): string => `${number ?? '-'}-${n}`;

/** That the same text came several times, with the one press that puts all of these together. */
export function SameTexts({ same }: { same: Loaded['same'] }) {
  const t = useT();
  if (!same || same.texts === 0) return null;
  return (
    <Notice title={t('public-comments.groups.same', { texts: same.texts, opinions: same.opinions })}>
      <Form name="same" className="grid gap-3">
        <p className="measure">{t('public-comments.groups.same.text')}</p>
        <div><Button>{t('public-comments.groups.same.act')}</Button></div>
      </Form>
    </Notice>
  );
}

/** Texts that are nearly the same, each bundle with the press that puts it together. */
export function NearTexts({ near, to, lang }: { near: Loaded['near']; to: string; lang: string }) {
  const t = useT();
  if (!near) return <p className="measure">{t('public-comments.groups.near.tooMany')}</p>;
  if (near.length === 0) return <p>{t('public-comments.groups.near.none')}</p>;
  return (
    <Section title={t('public-comments.groups.near')} lead={t('public-comments.groups.near.lead')}>
      {near.map(({ ids, opinions, cards }) => (
        <div key={ids[0]} className="panel grid gap-4">
          <ul className="grid gap-3">
            {cards.map((card) => (
              <li key={card.id} className="grid gap-1">
                <TextLink to={`${to}/desk/opinions/${card.id}`}>{t('public-comments.opinion.title', { n: numberOf(card) })}</TextLink>
                <PlainText text={card.text} lang={lang} />
              </li>
            ))}
          </ul>
          <Form name="near" className="contents">
            {ids.map((id) => <input key={id} type="hidden" name="ids" value={id} />)}
            <div><Button>{t('public-comments.groups.near.act', { count: opinions })}</Button></div>
          </Form>
        </div>
      ))}
    </Section>
  );
}

/** What was put together or taken apart last, each with the way back as long as there is one. */
export function GroupingActs({ acts }: { acts: Loaded['groupings'] }) {
  const t = useT();
  if (acts.length === 0) return null;
  return (
    <Disclosure summary={t('public-comments.groups.acts')}>
      <p className="measure">{t('public-comments.groups.acts.text')}</p>
      <ul className="grid gap-3">
        {acts.map(({ id, how, n, at, by, undone }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span>{t(`public-comments.groups.how.${how}`, { count: n })} {by} <DateTime at={at} /></span>
            {undone ? <span className="text-ink-soft">{t('public-comments.groups.undone')}</span> : (
              <Form name="undo" className="contents">
                <input type="hidden" name="act" value={id} />
                <Button small>{t('public-comments.groups.undo')}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

import { useLoaderData } from 'react-router';
import { localized } from '@hiroba/kernel';
import { Button, ButtonRow, Facts, PlainText, Section, useLocale, useT, type Fact, type Outcome } from '@hiroba/ui';
import { allAuthors } from '../domain/merge.ts';
import { Authors } from './Authors.tsx';
import type { loader } from './MergePage.tsx';

type Values = Outcome['values'];

/** What was typed, to be sent on unseen. */
export const Unseen = ({ values, except }: { values: Values; except: readonly string[] }) => (
  <>
    {Object.entries(values).filter(([name]) => !except.includes(name)).flatMap(([name, all]) =>
      all.map((value, at) => <input key={`${name} ${at}`} type="hidden" name={name} value={value} />))}
  </>
);

/** A merge before it happens: the text, whose it is, what becomes of supports and of the sources. */
export function MergePreview({ values }: { values: Values }) {
  const t = useT();
  const { chosen, supporters } = useLoaderData<typeof loader>();
  const typed = (name: string) => values[name]?.[0] ?? '';
  const authors = allAuthors(chosen.map((source) => ({ authors: source.authors.map((author) => ({ ...author, name: author.name ?? null, personId: author.person?.code ?? null })) })));
  const locale = useLocale();
  const spot = chosen.find(({ id, spot: there }) => there && (!typed('spotOf') || id === typed('spotOf')))?.spot;
  const trees = new Map(chosen.flatMap(({ taxonomies }) => taxonomies).reverse().map((node) => [node.treeId, node]));
  const files = Math.min(chosen.reduce((sum, { attachmentCount }) => sum + attachmentCount, 0), 5);
  const along = [
    ...[...trees.values()].map(({ tree, name }) => `${localized(tree, locale).text}：${localized(name, locale).text}`),
    ...(spot ? [t('proposals.merge.willSpot', { address: spot.address || `${spot.lat}, ${spot.lon}` })] : []),
    ...(files > 0 ? [t('proposals.merge.willFiles', { count: files })] : []),
  ];
  const facts: Fact[] = [
    { term: t('proposals.merge.willAuthors', { count: authors.length }), value: <Authors authors={authors} /> },
    { term: t('proposals.merge.willText'), value: t('proposals.merge.willTextBy', { office: typed('office') }) },
    { term: t('proposals.merge.carry'), value: <Carried carry={typed('carry') === 'YES'} supporters={supporters} /> },
    ...(along.length > 0 ? [{ term: t('proposals.merge.willAlong'), value: <ul className="grid gap-1">{along.map((line) => <li key={line}>{line}</li>)}</ul> }] : []),
    { term: t('proposals.merge.reason'), value: <PlainText text={typed('reason')} /> },
    {
      term: t('proposals.merge.willSources', { count: chosen.length }),
      value: <ul className="grid gap-1">{chosen.map(({ id, title, locale }) => <li key={id} lang={locale}>{title}</li>)}</ul>,
    },
  ];
  return (
    <>
      <Unseen values={values} except={['ids', 'act']} />
      <article className="panel grid gap-4" lang={typed('locale')}>
        <h2 className="heading-2">{typed('title')}</h2>
        <PlainText text={typed('body')} />
      </article>
      <Facts title={t('proposals.merge.will')} facts={facts} />
      <Section title={t('proposals.merge.after')}><p className="measure">{t('proposals.merge.afterText')}</p></Section>
      <ButtonRow>
        <Button name="act" value="MERGE" weight="primary">{t('proposals.merge.act')}</Button>
        <Button name="act" value="REWRITE">{t('proposals.merge.rewrite')}</Button>
      </ButtonRow>
    </>
  );
}

function Carried({ carry, supporters }: { carry: boolean; supporters: number | null }) {
  const t = useT();
  if (!carry) return t('proposals.merge.willFree');
  return supporters === null ? t('proposals.merge.willCarryHidden') : t('proposals.merge.willCarry', { count: supporters });
}

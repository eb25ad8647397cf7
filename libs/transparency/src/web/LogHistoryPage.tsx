import { Suspense } from 'react';
import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  found,
  links,
  PageBody,
  PageHead,
  Pager,
  query,
  Section,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { Checked } from './checking/late.ts';
import { logHistoryQuery, logProofQuery } from './log.graphql.ts';
import { LogItem } from './LogItem.tsx';

/** Loads all that the log has about one thing, with the proof of the newest entry that is shown. */
export async function loader(args: LoaderFunctionArgs) {
  const { kind = '', id = '' } = args.params;
  const after = addressOf(args).searchParams.get('after');
  const { logHistory, logMentions, logCheckpoint } = await query(args.context, logHistoryQuery, { kind, id, after });
  const { items, next } = logHistory;
  found(items[0]);
  const newest = items.findLast(({ number }) => typeof number === 'number');
  const { logProof } = newest ? await query(args.context, logProofQuery, { id: newest.id }) : { logProof: null };
  return {
    entries: items,
    mentions: logMentions.items,
    next,
    isBeginning: after === null,
    newest,
    vkey: logCheckpoint?.vkey,
    proof: logProof?.proof,
  };
}

/** The history of one thing as the public log has it: every step in its order, and that none is missing. */
export default function LogHistoryPage() {
  const t = useT();
  const to = links(useLocale());
  const { entries, mentions, next, isBeginning, newest, vkey, proof } = useLoaderData<typeof loader>();
  const [first, last] = [entries[0]?.rev ?? 0, entries.at(-1)?.rev ?? 0];
  const isWhole = (first === 1 || !isBeginning) && entries.every(({ rev }, at) => rev === first + at);
  const about = entries.at(-1);
  return (
    <>
      <PageHead
        title={
          about?.title
            ? t('transparency.log.history.titleOf', { title: about.title.text })
            : t('transparency.log.history.title')
        }
        lead={t('transparency.log.history.lead')}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('transparency.log.title'), to: to.log() },
        ]}
      />
      <PageBody>
        {about?.path ? (
          <p>
            <TextLink to={to.below(about.path)}>{t('transparency.log.history.page')}</TextLink>
          </p>
        ) : null}
        {newest && vkey && proof ? (
          <Section
            title={t('transparency.log.history.check', { number: String(newest.number) })}
            lead={t('transparency.log.entry.checkLead')}
          >
            <Suspense>
              <Checked leaf={newest.leaf} proof={proof} vkeys={[vkey]} />
            </Suspense>
            <p>
              <TextLink to={to.log(String(newest.number))}>
                {t('transparency.log.history.proof', { number: String(newest.number) })}
              </TextLink>
            </p>
          </Section>
        ) : null}
        <Section
          title={t('transparency.log.history.steps')}
          lead={
            isWhole
              ? t('transparency.log.history.whole', { first: String(first), last: String(last) })
              : t('transparency.log.history.gap')
          }
        >
          <ol className="grid gap-0">
            {entries.map((entry) => (
              <LogItem key={entry.id} entry={entry} plain />
            ))}
          </ol>
        </Section>
        <Pager next={next} label={t('spaces.lines.pages')} />
        {mentions.length > 0 ? (
          <Section title={t('transparency.log.history.decisions')} lead={t('transparency.log.history.decisionsLead')}>
            <ol className="grid gap-0">
              {mentions.map((entry) => (
                <LogItem key={entry.id} entry={entry} plain />
              ))}
            </ol>
          </Section>
        ) : null}
      </PageBody>
    </>
  );
}

import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { RecordMark } from '@hiroba/transparency/web';
import { Columns, found, PageBody, PageHead, PlainText, query, Section, useLocale, useT } from '@hiroba/ui';
import { Room, useCrumbs } from './room.tsx';
import { VoteFactsBox } from './VoteFactsBox.tsx';
import { VoteState } from './VoteState.tsx';
import { votePageQuery } from './votes.graphql.ts';

/** Loads a vote with what can be chosen. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { vote, component, logNumber } = await query(context, votePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  const shown = found(vote?.componentId === room.id && room.space.slug === params.slug ? vote : null);
  return { room, vote: shown, logNumber };
}

/** A vote: what is asked, what can be chosen, and where it stands. */
export default function VotePage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Vote /></Room>;
}

function Vote() {
  const { room, vote, logNumber } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const title = localized(vote.title, locale);
  const intro = localized(vote.intro, locale);
  return (
    <>
      <PageHead title={title.text || t('votes.untitled')} lang={title.lang} crumbs={useCrumbs(room, true)} above={<VoteState vote={vote} />} />
      <PageBody wide>
        <Columns facts={<><VoteFactsBox vote={vote} />{vote.announcedAt ? <RecordMark kind="vote" id={vote.id} number={logNumber} /> : null}</>}>
          {intro.text ? <PlainText text={intro.text} lang={intro.lang} /> : null}
          <Section title={t('votes.options.title')}>
            <ol className="grid gap-4">
              {vote.options.map((option) => {
                const name = localized(option.title, locale);
                const text = localized(option.text, locale);
                return (
                  <li key={option.code} className="panel grid gap-2">
                    <h3 className="heading-4" lang={name.lang}>{name.text}</h3>
                    {option.cost ? <p>{t('votes.cost', { cost: option.cost })}</p> : null}
                    {text.text ? <PlainText text={text.text} lang={text.lang} /> : null}
                  </li>
                );
              })}
            </ol>
          </Section>
        </Columns>
      </PageBody>
    </>
  );
}

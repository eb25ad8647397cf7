import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { RecordMark } from '@hiroba/transparency/web';
import { Columns, DateTime, found, LinkButton, links, Notice, PageBody, PageHead, PlainText, query, useLocale, useT } from '@hiroba/ui';
import { Room, staffHere, useCrumbs } from './room.tsx';
import { SecrecyPromise } from './SecrecyPromise.tsx';
import { VoteOptions } from './VoteOptions.tsx';
import { VoteFactsBox } from './VoteFactsBox.tsx';
import { useVoteStatus, VoteState } from './VoteState.tsx';
import { votePageQuery } from './votes.graphql.ts';

/** Loads a vote with what can be chosen. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { vote, component, logNumber, viewer } = await query(context, votePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  const shown = found(vote?.componentId === room.id && room.space.slug === params.slug ? vote : null);
  return { room, vote: shown, logNumber, isStaff: staffHere(viewer.grants, room.spaceId) };
}

/** A vote: what is asked, what can be chosen, and where it stands. */
export default function VotePage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Vote /></Room>;
}

function Vote() {
  const { room, vote, logNumber, isStaff } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const title = localized(vote.title, locale);
  const intro = localized(vote.intro, locale);
  const to = links(locale).component(room.space.slug, 'votes', room.id, vote.id);
  const status = useVoteStatus(vote);
  return (
    <>
      <PageHead
        title={title.text || t('votes.untitled')} lang={title.lang} crumbs={useCrumbs(room, true)} above={<VoteState vote={vote} />}
        actions={isStaff ? <LinkButton to={status === 'DRAFT' ? `${to}/set-up` : `${to}/run`}>{t(status === 'DRAFT' ? 'votes.setup.link' : 'votes.run.link')}</LinkButton> : undefined}
      />
      <PageBody wide>
        <Columns
          facts={(
            <>
              <VoteFactsBox vote={vote} />
              {vote.announcedAt ? <RecordMark kind="vote" id={vote.id} number={logNumber} /> : null}
            </>
          )}
        >
          <NextStep to={to} />
          {intro.text ? <PlainText text={intro.text} lang={intro.lang} /> : null}
          <VoteOptions options={vote.options} ground={room.ground} />
          <SecrecyPromise secrecy={vote.secrecy} />
        </Columns>
      </PageBody>
    </>
  );
}

/** What the reader can do with it now, and what comes next. */
function NextStep({ to }: { to: string }) {
  const t = useT();
  const { vote } = useLoaderData<typeof loader>();
  const status = useVoteStatus(vote);
  const { hasVoted, refusal } = vote.viewer;
  const { turnout } = vote;
  if (status === 'DRAFT') return <Notice title={t('votes.step.DRAFT')} />;
  if (status === 'VOID') return <Notice kind="warning" title={t('votes.step.VOID')} />;
  return (
    <div className="panel grid gap-3">
      <p className="font-700">{t(hasVoted ? 'votes.step.voted' : `votes.step.${status}`)}</p>
      {status === 'OPEN' && refusal === 'NOT_IN_ELECTORATE' ? <p>{t('votes.step.notYou')}</p> : null}
      {status === 'OPEN' && refusal !== 'NOT_IN_ELECTORATE'
        ? <LinkButton weight="primary" to={`${to}/ballot`}>{t(hasVoted ? 'votes.ballot.again' : 'votes.ballot.link')}</LinkButton> : null}
      {vote.resultAt || vote.correctionDue ? <LinkButton weight="primary" to={`${to}/result`}>{t('votes.result.link')}</LinkButton> : null}
      {turnout.at && turnout.eligible !== null
        ? <p className="text-ink-soft">{t('votes.turnout', { voted: turnout.voted, eligible: turnout.eligible })} {t('votes.turnout.at')} <DateTime at={turnout.at} /></p> : null}
    </div>
  );
}

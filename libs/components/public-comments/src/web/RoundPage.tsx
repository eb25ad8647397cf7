import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { Asked } from '@hiroba/spaces/web/asked';
import { RecordMark } from '@hiroba/transparency/web';
import { Columns, Disclosure, found, LinkButton, PageBody, PageHead, PlainText, query, RichText, Section, useNow, useT } from '@hiroba/ui';
import { nextChange, statusOf, type RoundStatus } from '../domain/round.ts';
import { factsOf } from './round-facts.ts';
import { RoundDocuments } from './RoundDocuments.tsx';
import { RoundFactsBox } from './RoundFactsBox.tsx';
import { RoundOutcome } from './RoundOutcome.tsx';
import { RoundStanding } from './RoundStanding.tsx';
import { RoundState } from './RoundState.tsx';
import { RoundTakeAway } from './RoundTakeAway.tsx';
import { RoundWays } from './RoundWays.tsx';
import { roundPageQuery } from './rounds.graphql.ts';
import { Room, staffHere, useCrumbs, useRoundLink } from './room.tsx';

/** Loads a round that is out. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { round, component, logNumber, viewer } = await query(context, roundPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug && round.stage !== 'DRAFT' && round.stage !== 'IN_REVIEW' ? round : null);
  return { room, round: shown, logNumber, isStaff: staffHere(viewer.grants, room.spaceId) };
}

/** Of these nothing more is told. */
const ended: readonly RoundStatus[] = ['ADOPTED', 'NOT_ADOPTED', 'NOT_HELD', 'WITHDRAWN', 'ARCHIVED'];

/** A round: what it is about, until when, how to write, and what came of it. */
export default function RoundPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Round /></Room>;
}

function Round() {
  const t = useT();
  const { room, round, logNumber, isStaff } = useLoaderData<typeof loader>();
  const facts = factsOf(round);
  const status = statusOf(facts, useNow((at) => nextChange(facts, at)));
  const to = useRoundLink(room, round.id);
  const over = !['ANNOUNCED', 'OPEN', 'SUSPENDED'].includes(status);
  const summary = (
    <>
      <RichText html={round.html} lang={round.locale} />
      {round.easySummary ? <Disclosure summary={t('public-comments.easy')}><PlainText text={round.easySummary} lang={round.locale} /></Disclosure> : null}
    </>
  );
  return (
    <>
      <PageHead
        title={round.title} lang={round.locale} crumbs={useCrumbs(room, true)} above={<RoundState round={round} />}
        actions={isStaff ? <LinkButton to={`${to}/desk`}>{t('public-comments.desk.link')}</LinkButton> : undefined}
      />
      <PageBody wide>
        <Columns facts={<><RoundFactsBox round={round} /><RecordMark kind="round" id={round.id} number={logNumber} /><RoundTakeAway id={round.id} to={to} noticed={round.noticeVersions > 0} followed={!ended.includes(status)} /></>}>
          <RoundStanding round={round} status={status} to={to} />
          <RoundOutcome round={round} to={to} />
          {over ? <Section title={t('public-comments.what')}>{summary}</Section> : summary}
          <Asked ask={round.ask} />
          <RoundDocuments round={round} status={status} to={to} />
          {over ? null : <RoundWays round={round} />}
        </Columns>
      </PageBody>
    </>
  );
}

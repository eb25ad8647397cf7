import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, answersForm, ButtonRow, found, LinkButton, links, Notice, PageBody, PageHead, query, seeOther, useNow, useT,
} from '@hiroba/ui';
import { nextChange, statusOf } from '../domain/round.ts';
import { deskActs } from './desk-acts.ts';
import { ApproveForms } from './DeskApprove.tsx';
import { DraftDesk } from './DeskDraft.tsx';
import { AnswerDesk, EndedDesk, ResultReview } from './DeskResult.tsx';
import { KeepingDesk } from './DeskKeeping.tsx';
import { RunningDesk } from './DeskRunning.tsx';
import { factsOf } from './round-facts.ts';
import { roundDeskQuery } from './rounds.graphql.ts';
import { RoundState } from './RoundState.tsx';
import { Room, staffHere, useCrumbs, useRoundLink } from './room.tsx';

/** Loads a round for staff. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { round, component, viewer } = await query(context, roundDeskQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const shown = found(round?.componentId === room.id && staffHere(viewer.grants, room.spaceId) ? round : null);
  return { room, round: shown, work: found(shown.work) };
}

/** Does one step of the procedure. */
export const action = (args: ActionFunctionArgs) => deskActs(args);

/** The desk of one round: the one next step first. */
export default function RoundDeskPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><RoundDesk /></Room>;
}

function RoundDesk() {
  const t = useT();
  const { room, round, work } = useLoaderData<typeof loader>();
  const facts = factsOf(round);
  const status = statusOf(facts, useNow((at) => nextChange(facts, at)));
  const [place, to] = [useRoundLink(room), useRoundLink(room, round.id)];
  const isDraft = status === 'DRAFT' || status === 'IN_REVIEW';
  return (
    <>
      <PageHead
        title={round.title || t('public-comments.untitled')} lang={round.locale} crumbs={useCrumbs(room, true)} above={<RoundState round={round} />}
        lead={t(`public-comments.next.${status}`)} actions={isDraft ? undefined : <LinkButton to={to}>{t('public-comments.desk.public')}</LinkButton>}
      />
      <PageBody>
        {isDraft ? null : (
          <ButtonRow>
            {round.stage === 'SCHEDULED' ? <LinkButton {...(status === 'CLOSED' ? { weight: 'primary' as const } : {})} to={`${to}/desk/intake`}>{t('public-comments.intake.link')}</LinkButton> : null}
            {round.stage === 'ANALYSIS' ? <LinkButton weight="primary" to={`${to}/desk/opinions`}>{t('public-comments.desk.opinions.link')}</LinkButton> : null}
            {round.stage === 'ANALYSIS' ? <LinkButton to={`${to}/desk/intake?show=UNREAD`}>{t('public-comments.opinions.unread')}</LinkButton> : null}
            <LinkButton to={`${place}/new?copy=${round.id}`}>{t('public-comments.desk.copy')}</LinkButton>
          </ButtonRow>
        )}
        {work.returnReason && (round.stage === 'DRAFT' || round.stage === 'ANALYSIS') ? (
          <Notice kind="warning" title={t('public-comments.desk.returned')}><p className="measure">{work.returnReason}</p></Notice>
        ) : null}
        {status === 'DRAFT' ? <DraftDesk round={round} work={work} to={to} /> : null}
        {status === 'IN_REVIEW' ? <ApproveForms round={round} work={work} what="NOTICE" to={to} /> : null}
        {round.stage === 'SCHEDULED' ? <RunningDesk round={round} status={status} to={to} /> : null}
        {round.stage === 'ANALYSIS' ? <AnswerDesk round={round} work={work} to={to} /> : null}
        {round.stage === 'RESPONSE_REVIEW' ? <ResultReview round={round} work={work} to={to} /> : null}
        {round.stage === 'RESULT_PUBLISHED' || round.stage === 'ADOPTED' ? <EndedDesk round={round} to={to} /> : null}
        {['RESULT_PUBLISHED', 'ADOPTED', 'NOT_ADOPTED', 'NOT_HELD', 'WITHDRAWN', 'ARCHIVED'].includes(round.stage) ? <KeepingDesk round={round} /> : null}
      </PageBody>
    </>
  );
}

import { Suspense } from 'react';
import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { commentRules } from '@hiroba/comments';
import { commentAction, CommentSection, loadComments } from '@hiroba/comments/web';
import { boxText, withRoom } from '@hiroba/places';
import { RecordMark } from '@hiroba/transparency/web';
import {
  addressOf, byForm, Columns, FollowLink, formOf, found, isForAll, late, links, Notice, PageBody, PageHead, query, ReportLink, RichText, seeOther, ShareLink, submit, useLocale,
  useT, useViewer, type FormArgs, type ShareCard,
} from '@hiroba/ui';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { amendmentsQuery } from './amendments.graphql.ts';
import { followMoved } from './follow-moved.ts';
import { factsOf } from './proposal-facts.ts';
import { ProposalFactsBox } from './ProposalFactsBox.tsx';
import { AnswerClock, ProposalState } from './ProposalState.tsx';
import {
  proposalPageQuery, retractSupportMutation, supportProposalMutation, withdrawProposalMutation,
} from './proposals.graphql.ts';
import { Room, settingsOf, useCrumbs, useRoomRefusal } from './room.tsx';
import { SupportForm } from './SupportForm.tsx';

// Only where there are any, and for whom they are.
const AttachmentList = late('proposals.attachments', async () => (await import('./late-attachments.ts')).AttachmentList);
const AmendmentList = late('proposals.amendments', async () => (await import('./late-amendments.ts')).AmendmentList);
const OfficialAnswer = late('proposals.answer', async () => (await import('./late-answer.ts')).OfficialAnswer);
const ProposalDetails = late('proposals.details', async () => (await import('./late-details.ts')).ProposalDetails);
const ProposalLinks = late('proposals.links', async () => (await import('./late-links.ts')).ProposalLinks);
const OwnProposal = late('proposals.own', async () => (await import('./late-own.ts')).OwnProposal);
const Moderated = late('proposals.moderated', async () => (await import('./late-moderated.ts')).Moderated);
const StaffActs = late('proposals.staffActs', async () => (await import('./late-staff-acts.ts')).StaffActs);

const rootOf = (id: string | undefined) => ({ rootKind: 'proposal', rootId: id ?? '' });

/** Loads a proposal with its answers and its comments. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer, logNumber } = await query(context, proposalPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  followMoved(args, proposal);
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  const shown = found(proposal?.componentId === room.id && room.space.slug === params.slug ? proposal : null);
  const office = viewer.grants.some(({ role, spaceId }) => role === 'STAFF' && (!spaceId || spaceId === room.spaceId)) ? (viewer.person?.office ?? '') : null;
  const amendments = room.rules.amendments === 'OFF' || shown.state === 'DRAFT' ? [] : (await query(context, amendmentsQuery, { id: shown.id })).amendments;
  const { lat, lon } = shown.spot ?? {};
  const around = typeof lat === 'number' && typeof lon === 'number' && room.rules.places !== 'OFF'
    ? boxText(withRoom({ south: lat, north: lat, west: lon, east: lon })) : '';
  const card: ShareCard | undefined = isForAll(room) && shown.state !== 'DRAFT' && !shown.withheld
    ? { title: shown.title, description: shown.excerpt } : undefined;
  return { card, room, proposal: shown, amendments, office, around, logNumber, comments: shown.state === 'DRAFT' ? null : await loadComments(args, rootOf(shown.id)) };
}

const here = (args: FormArgs): string => addressOf(args).pathname;

/** Supports, takes back, withdraws; comments have their own forms. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const id = args.params.id ?? '';
  const answered = await commentAction({ ...args, form }, rootOf(id));
  if (answered) return answered;
  const back = (done: string) => ({ onSuccess: () => seeOther(here(args), `proposals.${done}`) });
  return byForm({
    support: (inner) => submit(inner, supportProposalMutation, () => ({ id }), back('supported')),
    retract: (inner) => submit(inner, retractSupportMutation, () => ({ id }), back('retracted')),
    withdraw: (inner) => submit(inner, withdrawProposalMutation, () => ({ id }), back('withdrawn')),
  })({ ...args, form });
}

/** A proposal: what it says, who stands behind it, what the city answers, what others say. */
export default function ProposalPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Proposal /></Room>;
}

function Proposal() {
  const { room, proposal, amendments, comments, office, around, logNumber } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const { personId, grants } = useViewer();
  const facts = factsOf(proposal, personId);
  const to = links(locale).proposal(room.space.slug, room.id, proposal.id);
  const mayEdit = useRoomRefusal(proposalPolicy.edit, facts) === undefined;
  const mayWithdraw = useRoomRefusal(proposalPolicy.withdraw, facts) === undefined;
  const isAuthor = (proposal.viewerIsAuthor || proposal.viewerIsCoauthor) && proposal.state === 'PUBLISHED';
  const moderated = proposal.withheld || proposal.markings.length > 0 || grants.some(({ role }) => role === 'MODERATOR')
    ? <Suspense><Moderated kind="proposal" id={proposal.id} withheld={proposal.withheld} markings={proposal.markings} isMine={proposal.viewerIsAuthor || proposal.viewerIsCoauthor} readable={proposal.title !== ''} /></Suspense> : null;
  return (
    <>
      <PageHead
        title={proposal.title || t(proposal.withheld ? (proposal.withheld.waitsUntil ? 'proposals.waits' : 'proposals.withheld') : 'proposals.untitled')} lang={proposal.locale} crumbs={useCrumbs(room, true)}
        above={proposal.withheld ? null : <><ProposalState proposal={proposal} /><AnswerClock proposal={proposal} /></>}
      />
      <PageBody wide>
        {proposal.withheld ? moderated : null}
        {proposal.moved || proposal.links.length > 0 ? <Suspense><ProposalLinks proposal={proposal} /></Suspense> : null}
        {proposal.state === 'WITHDRAWN' && proposal.links.every(({ kind }) => kind === 'COPY') ? <Notice title={t('proposals.withdrawn.title')}><p>{t('proposals.withdrawn.text')}</p></Notice> : null}
        <Columns
          facts={(
            <>
              <SupportForm proposal={proposal} room={room} facts={facts} />
              <ProposalFactsBox proposal={proposal} room={room} around={around} />
              <RecordMark kind="proposal" id={proposal.id} number={logNumber} />
              {proposal.withheld || proposal.state === 'DRAFT' ? null : <p className="flex flex-wrap items-baseline gap-x-6"><FollowLink kind="proposal" id={proposal.id} /><ShareLink kind="proposal" id={proposal.id} /><ReportLink kind="proposal" id={proposal.id} /></p>}
            </>
          )}
          after={comments ? (
            <CommentSection
              data={comments} open={proposal.state === 'PUBLISHED' && !proposal.withheld} answerVersion={proposal.answerVersions} rules={commentRules(settingsOf(room))} office={office || null}
            />
          ) : undefined}
        >
          {proposal.html ? <article className="grid gap-6" lang={proposal.locale}><RichText html={proposal.html} lang={proposal.locale} /></article> : null}
          {proposal.details.length > 0 ? <Suspense><ProposalDetails proposal={proposal} lang={proposal.locale} /></Suspense> : null}
          {proposal.attachments.length > 0 ? <Suspense><AttachmentList files={proposal.attachments} /></Suspense> : null}
          {mayEdit || mayWithdraw || isAuthor ? <Suspense><OwnProposal proposal={proposal} room={room} to={to} may={{ edit: mayEdit, withdraw: mayWithdraw }} isAuthor={isAuthor} /></Suspense> : null}
          {room.rules.amendments === 'OFF' ? null : <Suspense><AmendmentList proposal={proposal} room={room} amendments={amendments} /></Suspense>}
          {proposal.answers.length > 0 ? <Suspense><OfficialAnswer answers={proposal.answers} history={`${to}/answers`} /></Suspense> : null}
          {office === null || proposal.state === 'DRAFT' ? null : <Suspense><StaffActs proposal={proposal} facts={facts} to={to} /></Suspense>}
          {proposal.withheld ? null : moderated}
        </Columns>
      </PageBody>
    </>
  );
}

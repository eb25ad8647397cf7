import { Suspense } from 'react';
import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import type { Alignment, Layout } from '@hiroba/comments';
import { commentAction, CommentSection, loadComments } from '@hiroba/comments/web';
import { Asked } from '@hiroba/spaces/web/asked';
import { RecordMark } from '@hiroba/transparency/web';
import {
  Columns, DateTime, FollowLink, formOf, found, httpError, isForAll, late, LinkButton, links, PageBody, PageHead, PlainText, query, ReportLink, RichText, Section, ShareLink, useLocale, useT, useViewer, type ShareCard,
} from '@hiroba/ui';
import { debatePolicy } from '../domain/debate.policy.ts';
import { DebateConclusions } from './DebateConclusions.tsx';
import { DebateFactsBox } from './DebateFactsBox.tsx';
import { factsOf } from './debate-facts.ts';
import { debatePageQuery } from './debates.graphql.ts';
import { DebateState, Sides } from './DebateState.tsx';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

const Moderated = late('debates.moderated', async () => (await import('./late-moderated.ts')).Moderated);

const rootOf = (id: string | undefined) => ({ rootKind: 'debate', rootId: id ?? '' });

/** Loads a debate with its news, its conclusions and its comments. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { debate, component, viewer, logNumber } = await query(context, debatePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'DebatesComponent' ? component : null);
  const shown = found(debate?.componentId === room.id && room.space.slug === params.slug && debate.state !== 'DRAFT' ? debate : null);
  const office = staffHere(viewer.grants, room.spaceId) ? viewer.person?.office : null;
  const card: ShareCard | undefined = isForAll(room) && !shown.withheld ? { title: shown.question, description: shown.excerpt } : undefined;
  return { card, room, debate: shown, office, logNumber, comments: await loadComments(args, rootOf(shown.id), shown.layout as Layout) };
}

/** Comments have their own forms; a debate has none on its page. */
export async function action(args: ActionFunctionArgs) {
  const answered = await commentAction({ ...args, form: await formOf(args) }, rootOf(args.params.id));
  if (!answered) throw httpError(400, 'BAD_USER_INPUT');
  return answered;
}

/** A debate: what it asks, what came of it, and what people say. */
export default function DebatePage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Debate /></Room>;
}

function Debate() {
  const { room, debate, comments, office, logNumber } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const { personId, grants } = useViewer();
  const facts = factsOf(debate, personId);
  const may = [
    useRoomRefusal(debatePolicy.addUpdate, facts), useRoomRefusal(debatePolicy.conclude, facts),
  ].some((refusal) => refusal === undefined);
  const to = links(locale).component(room.space.slug, 'debates', room.id, debate.id);
  const { commentVotes, commentLength, conclusionDays } = room.rules;
  const voices = (
    <>
      {debate.alignment === 'OFF' ? null : (
        <p className="grid gap-1"><Sides debate={debate} /><span className="text-ink-soft">{t('debates.sides.meaning')}</span></p>
      )}
      <CommentSection
        data={comments} open={!debate.withheld} window={debate} office={office} leads guidance={t('debates.guidance')}
        rules={{ alignment: debate.alignment as Alignment, votes: commentVotes as 'NONE' | 'UP' | 'UP_DOWN', maxLength: commentLength }}
      />
    </>
  );
  // Columns for and against need the whole width of the page.
  const wide = debate.layout === 'FOR_AGAINST' && comments.kind === 'DISCUSSION';
  const moderated = debate.withheld || debate.markings.length > 0 || grants.some(({ role }) => role === 'MODERATOR')
    ? <Suspense><Moderated kind="debate" id={debate.id} withheld={debate.withheld} markings={debate.markings} isMine={facts.authorId !== null && facts.authorId === personId} readable={debate.question !== ''} /></Suspense> : null;
  return (
    <>
      <PageHead
        title={debate.question || t(debate.withheld?.waitsUntil ? 'debates.waits' : 'debates.withheld')} lang={debate.locale} crumbs={useCrumbs(room, true)} above={debate.withheld ? null : <DebateState debate={debate} conclusionDays={conclusionDays} />}
        actions={may ? <LinkButton to={`${to}/lead`}>{t('debates.lead.link')}</LinkButton> : undefined}
      />
      <PageBody wide>
        {debate.withheld ? moderated : null}
        <Columns
          facts={<><DebateFactsBox debate={debate} room={room} /><RecordMark kind="debate" id={debate.id} number={logNumber} />{debate.withheld ? null : <p className="flex flex-wrap items-baseline gap-x-6"><FollowLink kind="debate" id={debate.id} /><ShareLink kind="debate" id={debate.id} /><ReportLink kind="debate" id={debate.id} /></p>}</>}
          after={wide ? undefined : voices}
        >
          <DebateConclusions debate={debate} />
          <Asked ask={debate.ask} />
          {debate.background ? <article className="grid gap-6" lang={debate.locale}><RichText html={debate.html} lang={debate.locale} /></article> : null}
          {debate.news.length > 0 ? (
            <Section title={t('debates.news.title')}>
              <ol className="grid gap-6">
                {debate.news.map(({ n, at, text }) => (
                  <li key={n} className="grid gap-2"><p className="font-700"><DateTime at={at} /></p><PlainText text={text} lang={debate.locale} /></li>
                ))}
              </ol>
            </Section>
          ) : null}
          {debate.withheld ? null : moderated}
        </Columns>
        {wide ? voices : null}
      </PageBody>
    </>
  );
}

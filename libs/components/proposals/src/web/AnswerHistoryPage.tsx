import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { addressOf, found, PageBody, PageHead, query, TextLink, useLocale, useT } from '@hiroba/ui';
import { VersionHistory, versionsAsked } from '@hiroba/versions/web';
import { followMoved } from './follow-moved.ts';
import { answerHistoryQuery } from './answers.graphql.ts';
import { AnswerBadge } from './ProposalState.tsx';
import { Room, useCrumbs } from './room.tsx';

/** Loads a page of the answers that a proposal was given. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const asked = { id: params.id ?? '', componentId: params.componentId ?? '', ...versionsAsked(addressOf(args)) };
  const { proposal, component } = await query(context, answerHistoryQuery, asked);
  followMoved(args, proposal);
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  const shown = found(proposal?.componentId === room.id ? proposal : null);
  return { room, proposal: found(shown.answerHistory.items.length > 0 ? shown : null) };
}

/** What the city said, and how it was corrected; the newest answer first. */
export default function AnswerHistoryPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Answers /></Room>;
}

function Answers() {
  const t = useT();
  const locale = useLocale();
  const { room, proposal: { title, answers, answerHistory } } = useLoaderData<typeof loader>();
  // The reader's own language comes first.
  const versions = answerHistory.items.map(({ texts, ...version }) => ({ ...version, texts: texts.toSorted((a, b) => Number(b.name === locale) - Number(a.name === locale)) }));
  const decided = (n: number) => {
    const status = answers.find((answer) => answer.n === n)?.status;
    return status ? <p><AnswerBadge status={status} /></p> : null;
  };
  return (
    <>
      <PageHead
        title={t('proposals.answers.title', { title: title || t('proposals.withheld') })} crumbs={useCrumbs(room, true)} lead={t('proposals.answers.lead')}
        actions={<TextLink to=".." relative="path">{t('proposals.history.back')}</TextLink>}
      />
      <PageBody>
        <VersionHistory
          versions={versions} also={decided} next={answerHistory.next} langOf={(text) => (text === 'en' ? 'en' : 'ja')}
          nameOf={(text) => t(`proposals.answers.${text}`)}
        />
      </PageBody>
    </>
  );
}

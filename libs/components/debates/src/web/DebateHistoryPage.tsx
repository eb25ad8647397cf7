import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { addressOf, found, PageBody, PageHead, query, TextLink, useT } from '@hiroba/ui';
import { VersionHistory, versionsAsked } from '@hiroba/versions/web';
import { debateHistoryQuery } from './debates.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

/** Loads a page of the public states of what a debate asks. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const asked = { id: params.id ?? '', componentId: params.componentId ?? '', ...versionsAsked(addressOf(args)) };
  const { debate, component } = await query(context, debateHistoryQuery, asked);
  const room = found(component?.__typename === 'DebatesComponent' ? component : null);
  return { room, debate: found(debate?.componentId === room.id && debate.state !== 'DRAFT' ? debate : null) };
}

/** What was changed when; the newest version first. */
export default function DebateHistoryPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><History /></Room>;
}

const languageOf = (text: string): string | undefined => /^ask\..*\.(ja|en)$/.exec(text)?.[1];

function History() {
  const t = useT();
  const { room, debate: { question, locale, history } } = useLoaderData<typeof loader>();
  const nameOf = (text: string) => (text.startsWith('ask.') ? t(`spaces.desk.ask.${text.split('.')[1] ?? ''}`) : t(`debates.form.${text}`));
  return (
    <>
      <PageHead
        title={t('debates.history.title', { question: question || t('debates.withheld') })} crumbs={useCrumbs(room, true)} lead={t('debates.history.lead')}
        actions={<TextLink to=".." relative="path">{t('debates.history.back')}</TextLink>}
      />
      <PageBody><VersionHistory versions={history.items} next={history.next} nameOf={nameOf} langOf={(text) => languageOf(text) ?? locale} /></PageBody>
    </>
  );
}

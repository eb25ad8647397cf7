import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, answersForm, Button, byForm, Disclosure, Form, found, LinkButton, links, PageBody, PageHead, query, RichText, seeOther, submit, useT,
} from '@hiroba/ui';
import { discardRoundMutation, roundPageQuery } from './rounds.graphql.ts';
import { RoundState } from './RoundState.tsx';
import { Room, staffHere, useCrumbs } from './room.tsx';

/** Loads a round for staff. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { round, component, viewer } = await query(context, roundPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, round: found(round?.componentId === room.id && staffHere(viewer.grants, room.spaceId) ? round : null) };
}

/** Throws a draft away. */
export const action = (args: ActionFunctionArgs) => {
  const page = addressOf(args).pathname.replace(/\/desk$/, '');
  const id = args.params.id ?? '';
  return byForm({
    discard: (inner) => submit(inner, discardRoundMutation, () => ({ id }), {
      onSuccess: () => seeOther(page.replace(/\/[^/]+$/, ''), 'public-comments.discarded'),
    }),
  })(args);
};

/** The desk of one round: the one next step first. */
export default function RoundDeskPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><RoundDesk /></Room>;
}

function RoundDesk() {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={round.title || t('public-comments.untitled')} lang={round.locale} crumbs={useCrumbs(room, true)} above={<RoundState round={round} />} />
      <PageBody>
        <RichText html={round.html} lang={round.locale} />
        {round.stage === 'DRAFT' ? (
          <>
            <p><LinkButton to="../write" relative="path">{t('public-comments.desk.write')}</LinkButton></p>
            <Disclosure summary={t('public-comments.discard.summary')}>
              <Form name="discard" className="grid gap-4">
                <p className="measure">{t('public-comments.discard.text')}</p>
                <div><Button weight="danger">{t('public-comments.discard.act')}</Button></div>
              </Form>
            </Disclosure>
          </>
        ) : null}
      </PageBody>
    </>
  );
}

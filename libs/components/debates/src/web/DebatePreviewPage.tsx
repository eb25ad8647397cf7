import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, Button, ButtonRow, byForm, Disclosure, Form, found, LinkButton, Notice, PageBody, PageHead, query, RichText, seeOther, submit, useT,
  useViewer,
} from '@hiroba/ui';
import { Asked } from '@hiroba/spaces/web/asked';
import { debatePolicy } from '../domain/debate.policy.ts';
import { factsOf } from './debate-facts.ts';
import { debatePageQuery, debateWaitsQuery, discardDebateMutation, publishDebateMutation } from './debates.graphql.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a draft for whoever leads it; what is published already has its own page. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { debate, component, viewer } = await query(context, debatePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'DebatesComponent' ? component : null);
  const draft = found(debate && (debate.viewerIsAuthor || staffHere(viewer.grants, room.spaceId)) ? debate : null);
  if (draft.state !== 'DRAFT') throw redirect(addressOf(args).pathname.replace(/\/preview$/, ''));
  return { room, debate: draft };
}

/** Opens the debate before everybody, or throws the draft away. */
export const action = (args: ActionFunctionArgs) => {
  const page = addressOf(args).pathname.replace(/\/preview$/, '');
  const id = args.params.id ?? '';
  return byForm({
    publish: (inner) => submit(inner, publishDebateMutation, () => ({ id }), {
      onSuccess: async () => {
        const { debate } = await query(args.context, debateWaitsQuery, { id });
        return seeOther(page, debate?.withheld ? 'debates.waits' : 'debates.published');
      },
    }),
    discard: (inner) => submit(inner, discardDebateMutation, () => ({ id }), { onSuccess: () => seeOther(page.replace(/\/[^/]+$/, ''), 'debates.discarded') }),
  })(args);
};

/** A draft as it will be seen, and the one step to open it. */
export default function DebatePreviewPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Preview /></Room>;
}

function Preview() {
  const t = useT();
  const { room, debate } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(debatePolicy.publish, factsOf(debate, useViewer().personId));
  return (
    <>
      <PageHead title={t('debates.preview.title')} crumbs={useCrumbs(room, true)} lead={t('debates.preview.lead')} />
      <PageBody>
        <Notice title={t(debate.official ? 'debates.preview.office' : 'debates.preview.private')} />
        <article className="panel grid gap-4">
          <h2 className="heading-2" lang={debate.locale}>{debate.question || t('debates.untitled')}</h2>
          <RichText html={debate.html} lang={debate.locale} />
          <Asked ask={debate.ask} />
          <p className="text-ink-soft">{t(`debates.layout.${debate.layout}`)}　{t(`debates.alignment.${debate.alignment}`)}</p>
        </article>
        <Form name="publish" className="grid gap-4">
          <ButtonRow>
            <ActionButton refusal={refusal}>{t('debates.preview.publish')}</ActionButton>
            <LinkButton to="../write" relative="path">{t('debates.preview.rewrite')}</LinkButton>
          </ButtonRow>
        </Form>
        <Disclosure summary={t('debates.discard.summary')}>
          <Form name="discard" className="grid gap-4">
            <p className="measure">{t('debates.discard.text')}</p>
            <div><Button weight="danger">{t('debates.discard.act')}</Button></div>
          </Form>
        </Disclosure>
      </PageBody>
    </>
  );
}

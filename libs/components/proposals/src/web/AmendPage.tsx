import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, answersForm, ButtonRow, Form, found, links, PageBody, PageHead, query, seeOther, submit, TextArea, TextField, TextLink, textOf, useT,
  useViewer,
} from '@hiroba/ui';
import { amendmentPolicy } from '../domain/amendment.policy.ts';
import { amendQuery, draftAmendmentMutation } from './amendments.graphql.ts';
import { factsOf } from './proposal-facts.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads the text that somebody wants to change; who is not signed in signs in first and comes back. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer } = await query(context, amendQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' && component.rules.amendments !== 'OFF' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, proposal: found(proposal?.componentId === room.id && proposal.state === 'PUBLISHED' ? proposal : null) };
}

/** Keeps a draft of the change and shows what it changes. */
export const action = (args: ActionFunctionArgs) => submit(args, draftAmendmentMutation, (form) => ({
  proposalId: args.params.id ?? '', input: { title: textOf(form, 'title'), body: textOf(form, 'body') },
}), { onSuccess: ({ id }) => seeOther(`${addressOf(args).pathname.replace(/\/amend$/, '')}/amendments/${id}`, 'proposals.amendmentDrafted') });

/** The text of a proposal, to be written as it should be. */
export default function AmendPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Amend /></Room>;
}

function Amend() {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(amendmentPolicy.create, factsOf(proposal, useViewer().personId));
  return (
    <>
      <PageHead title={t('proposals.amend.title', { title: proposal.title })} crumbs={useCrumbs(room, true)} lead={t('proposals.amend.lead')} />
      <PageBody>
        <Form keep>
          <TextField name="title" label={t('proposals.form.title')} defaultValue={proposal.title} width="full" lang={proposal.locale} />
          <TextArea name="body" label={t('proposals.form.body')} max={room.rules.bodyMax} rows={12} defaultValue={proposal.body} lang={proposal.locale} />
          <ButtonRow>
            <ActionButton refusal={refusal}>{t('proposals.amend.preview')}</ActionButton>
            <TextLink to=".." relative="path">{t('proposals.history.back')}</TextLink>
          </ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { addressOf, ActionButton, answersForm, ButtonRow, Form, found, links, PageBody, PageHead, query, seeOther, submit, useT } from '@hiroba/ui';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { ProposalFields, proposalInput } from './ProposalFields.tsx';
import { draftProposalMutation, proposalRoomQuery } from './proposals.graphql.ts';
import { SimilarWhileWriting } from './SimilarTitles.tsx';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads the place; who is not signed in signs in first and comes back. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { component, viewer } = await query(context, proposalRoomQuery, { id: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room };
}

/** Keeps a draft and goes on to its preview. */
export const action = (args: ActionFunctionArgs) => submit(
  args, draftProposalMutation, (form) => ({ componentId: args.params.componentId ?? '', input: proposalInput(form) }),
  { onSuccess: ({ id }) => seeOther(`${addressOf(args).pathname.replace(/\/new$/, '')}/${id}/preview`, 'proposals.drafted') },
);

/** The form of a new proposal. */
export default function ProposalNewPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><NewProposal /></Room>;
}

function NewProposal() {
  const t = useT();
  const { room } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(proposalPolicy.create, undefined);
  return (
    <>
      <PageHead title={t('proposals.new.title')} crumbs={useCrumbs(room, true)} lead={t('proposals.new.lead')} />
      <PageBody>
        <Form keep>
          <ProposalFields rules={room.rules} similar={room.rules.similarCheck ? <SimilarWhileWriting /> : null} />
          <ButtonRow><ActionButton refusal={refusal}>{t('proposals.form.preview')}</ActionButton></ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { addressOf, ActionButton, answersForm, ButtonRow, Form, formOf, found, links, Notice, PageBody, PageHead, query, seeOther, useOutcome, useRefusalText, useT } from '@hiroba/ui';
import { AttachmentField } from '@hiroba/attachments/web';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { draftField, keepDraft } from './keep-draft.ts';
import { ProposalFields } from './ProposalFields.tsx';
import { proposalRoomQuery } from './proposals.graphql.ts';
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

/** Keeps a draft with its files, and goes on to what comes next. */
export const action = async (args: ActionFunctionArgs) => keepDraft({ ...args, form: await formOf(args) }, {
  componentId: args.params.componentId ?? '', list: addressOf(args).pathname.replace(/\/new$/, ''),
});

/** The form of a new proposal. */
export default function ProposalNewPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><NewProposal /></Room>;
}

function NewProposal() {
  const t = useT();
  const { room } = useLoaderData<typeof loader>();
  const draft = useOutcome()?.values[draftField]?.[0];
  const refusal = useRoomRefusal(proposalPolicy.create, undefined);
  const wording = useRefusalText();
  return (
    <>
      <PageHead title={t('proposals.new.title')} crumbs={useCrumbs(room, true)} lead={t('proposals.new.lead')} />
      <PageBody>
        {refusal?.code === 'MEMBERS_ONLY_ACT' ? <Notice kind="warning" title={wording(refusal)} /> : null}
        <Form keep withFiles={room.rules.attachments}>
          {draft ? <input type="hidden" name={draftField} value={draft} /> : null}
          <ProposalFields
            room={room} similar={room.rules.similarCheck ? <SimilarWhileWriting /> : null}
            files={room.rules.attachments ? <AttachmentField /> : null}
          />
          <ButtonRow><ActionButton refusal={refusal}>{t('proposals.form.preview')}</ActionButton></ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, ButtonRow, formOf, Form, found, giveBack, links, PageBody, PageHead, query, seeOther, submit, TextLink, useOutcome, useT,
  useViewer,
} from '@hiroba/ui';
import { attachFiles, AttachmentField, keptField } from '@hiroba/attachments/web';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { editWindowOf, factsOf, isWriter, unknownDraft } from './proposal-facts.ts';
import { keepsPicture } from './keep-draft.ts';
import { ProposalFields, proposalInput } from './ProposalFields.tsx';
import { editProposalMutation, proposalWriteQuery, saveProposalMutation } from './proposals.graphql.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a text for its author, who signs in first; for anybody else there is nothing to write here. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer } = await query(context, proposalWriteQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const own = proposal && isWriter(proposal, viewer, room.spaceId) ? proposal : null;
  return { room, proposal: viewer.person ? found(own) : own };
}

/** Saves a draft and shows it, or edits what is published. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const id = args.params.id ?? '';
  const page = addressOf(args).pathname.replace(/\/write$/, '');
  const toVariables = (typed: FormData) => ({ id, input: proposalInput(typed) });
  return form.has('draft')
    ? submit({ ...args, form }, saveProposalMutation, toVariables, {
      onSuccess: async () => {
        const { taken, pictures, refusal } = await attachFiles(args, form, { subjectKind: 'proposal', subjectId: id });
        for (const name of refusal ? taken : []) form.append(keptField, name);
        return refusal ? giveBack(form, refusal) : seeOther(`${page}/${pictures || keepsPicture(form) ? 'files' : 'preview'}`, 'proposals.drafted');
      },
    })
    : submit({ ...args, form }, editProposalMutation, toVariables, { onSuccess: () => seeOther(page, 'proposals.edited') });
}

/** The form of a draft, or of a published proposal inside its edit window. */
export default function ProposalWritePage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><WriteProposal /></Room>;
}

function WriteProposal() {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  const { personId } = useViewer();
  const typed = useOutcome()?.values;
  // Whose session ended while they wrote gets back what they typed, without what only they may see.
  const isDraft = proposal ? proposal.state === 'DRAFT' : typed?.draft !== undefined;
  const takesFiles = isDraft && room.rules.attachments;
  const kept = typed?.[keptField]?.length ?? 0;
  const facts = proposal ? factsOf(proposal, personId) : unknownDraft;
  const refusal = useRoomRefusal((isDraft ? proposalPolicy.save : proposalPolicy.edit), facts);
  return (
    <>
      <PageHead
        title={t(isDraft ? 'proposals.write.draft' : 'proposals.write.edit')} crumbs={useCrumbs(room, true)}
        lead={isDraft ? t('proposals.new.lead') : t('proposals.write.lead', editWindowOf(room.rules))}
      />
      <PageBody>
        <Form withFiles={takesFiles}>
          {isDraft ? <input type="hidden" name="draft" value="1" /> : null}
          <ProposalFields
            room={room} files={takesFiles ? <AttachmentField many={proposal ? proposal.attachmentCount - kept : 0} /> : null}
            {...(proposal ? { proposal } : {})}
          />
          <ButtonRow>
            <ActionButton refusal={refusal}>{t(isDraft ? 'proposals.form.preview' : 'proposals.form.saveEdit')}</ActionButton>
            <TextLink to={isDraft ? '../preview' : '..'} relative="path">{t('proposals.form.back')}</TextLink>
          </ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { AttachmentEditor, AttachmentField, attachFiles, describeFiles, removeField } from '@hiroba/attachments/web';
import {
  addressOf, ActionButton, answersForm, ButtonRow, Form, formOf, found, giveBack, guardContext, hiddenFields, links, PageBody, PageHead, query,
  seeOther, TextLink, useT, useViewer,
} from '@hiroba/ui';
import { attachTo } from '../domain/proposal.commands.ts';
import { factsOf, isWriter } from './proposal-facts.ts';
import { proposalFilesQuery } from './proposals.graphql.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads the files of a proposal for its author, who signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer } = await query(context, proposalFilesQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, proposal: found(proposal && isWriter(proposal, viewer, room.spaceId) ? proposal : null) };
}

/** Keeps what is said about each file, takes one away, takes more. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  if (!args.context.get(guardContext).accepts(form.get(hiddenFields.token))) return giveBack(form, { code: 'CROSS_SITE' });
  const here = addressOf(args).pathname;
  const described = await describeFiles(args, form);
  const { pictures, refusal } = await attachFiles(args, form, { subjectKind: 'proposal', subjectId: args.params.id ?? '' });
  const why = described ?? refusal;
  if (why) return giveBack(form, why);
  // A new picture needs its words, and who took one away looks at what is left.
  const stays = pictures || form.has(removeField);
  const on = form.has('draft') ? here.replace(/files$/, 'preview') : here.replace(/\/files$/, '');
  return seeOther(stays ? here : on, 'proposals.filesSaved');
}

/** The photos and documents of a proposal: what each shows in words, fewer or more of them. */
export default function ProposalFilesPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Files /></Room>;
}

function Files() {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(attachTo, factsOf(proposal, useViewer().personId));
  const isDraft = proposal.state === 'DRAFT';
  const { attachments: files } = proposal;
  return (
    <>
      <PageHead title={t('proposals.files.title')} crumbs={useCrumbs(room, true)} lead={t('proposals.files.lead')} />
      <PageBody>
        <Form withFiles key={files.map(({ id }) => id).join()}>
          {isDraft ? <input type="hidden" name="draft" value="1" /> : null}
          <AttachmentEditor files={files} />
          <AttachmentField many={files.length} />
          <ButtonRow>
            <ActionButton refusal={refusal}>{t(isDraft ? 'proposals.files.saveDraft' : 'proposals.files.save')}</ActionButton>
            <TextLink to={isDraft ? '../preview' : '..'} relative="path">{t('proposals.files.back')}</TextLink>
          </ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

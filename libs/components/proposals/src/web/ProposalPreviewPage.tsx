import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { personalDataIn } from '@hiroba/kernel';
import {
  addressOf, ActionButton, Button, ButtonRow, byForm, Disclosure, fieldId, Form, found, giveBack, LinkButton, Notice, PageBody, PageHead, query, RichText, seeOther, submit, TextLink, useT, useViewer,
} from '@hiroba/ui';
import { AttachmentList } from '@hiroba/attachments/web';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { editWindowOf, factsOf } from './proposal-facts.ts';
import { ProposalDetails } from './ProposalDetails.tsx';
import { discardProposalMutation, proposalPageQuery, proposalWaitsQuery, publishProposalMutation, similarProposalsQuery } from './proposals.graphql.ts';
import { SimilarTitles } from './SimilarTitles.tsx';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a draft for its author; what is published already has its own page. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component } = await query(context, proposalPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  const draft = found(proposal?.viewerIsAuthor || proposal?.viewerIsCoauthor ? proposal : null);
  if (draft.state !== 'DRAFT') throw redirect(addressOf(args).pathname.replace(/\/preview$/, ''));
  const like = await query(context, similarProposalsQuery, { id: room.id, title: draft.title });
  const text = `${draft.title}\n${draft.body}`;
  const given = Object.values(like.organisation.contact ?? {}).filter((value) => typeof value === 'string');
  const personal = personalDataIn(text, given).map(({ kind, from, to }) => ({ kind, words: text.slice(from, to) }));
  return { room, proposal: draft, personal, similar: like.component?.__typename === 'ProposalsComponent' ? like.component.similar : [] };
}

/** Publishes the draft, or throws it away. */
export const action = (args: ActionFunctionArgs) => {
  const page = addressOf(args).pathname.replace(/\/preview$/, '');
  const id = args.params.id ?? '';
  return byForm({
    publish: async (inner) => {
      const answer = await submit(inner, publishProposalMutation, () => ({ id }), {
        onSuccess: async () => {
          const { proposal } = await query(args.context, proposalWaitsQuery, { id });
          return seeOther(page, proposal?.withheld ? 'proposals.waits' : 'proposals.published');
        },
      });
      // What is missing is written where it can be; only pictures are described here.
      const { code, field, message } = 'data' in answer ? answer.data.refusal : {};
      if (!code || !field || field === 'files') return answer;
      return giveBack(inner.form, code === 'EMPTY' ? { code: 'INCOMPLETE' } : { code, message: message ?? null });
    },
    discard: (inner) => submit(inner, discardProposalMutation, () => ({ id }), {
      onSuccess: () => seeOther(page.replace(/\/[^/]+$/, ''), 'proposals.discarded'),
    }),
  })(args);
};

/** A draft as it will be seen, and the one step to publish it. */
export default function ProposalPreviewPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Preview /></Room>;
}

function Preview() {
  const t = useT();
  const { room, proposal, personal, similar } = useLoaderData<typeof loader>();
  const facts = factsOf(proposal, useViewer().personId);
  const refusal = useRoomRefusal(proposalPolicy.publish, facts);
  return (
    <>
      <PageHead
        title={t('proposals.preview.title')} crumbs={useCrumbs(room, true)}
        lead={t('proposals.preview.lead', editWindowOf(room.rules))}
      />
      <PageBody>
        <Notice title={t('proposals.preview.private')} />
        <article className="panel grid gap-4" lang={proposal.locale}>
          <h2 className="heading-2">{proposal.title || t('proposals.untitled')}</h2>
          <RichText html={proposal.html} lang={proposal.locale} />
          <ProposalDetails proposal={proposal} lang={proposal.locale} />
          <AttachmentList files={proposal.attachments} level={3} />
        </article>
        {room.rules.attachments ? <p id={fieldId('publish', 'files')} tabIndex={-1}><TextLink to="../files" relative="path">{t('proposals.files.manage')}</TextLink></p> : null}
        {personal[0] ? (
          <Notice
            kind="warning" title={t('refusal.PERSONAL_DATA', { kind: personal[0].kind })}
            action={<TextLink to="../write" relative="path">{t('proposals.preview.rewrite')}</TextLink>}
          >
            <ul className="grid gap-1">{personal.map(({ words }, i) => <li key={i}><mark>{words}</mark></li>)}</ul>
          </Notice>
        ) : null}
        <SimilarTitles proposals={similar} />
        <Form name="publish" className="grid gap-4">
          <ButtonRow>
            <ActionButton refusal={refusal}>{t('proposals.preview.publish')}</ActionButton>
            <LinkButton to="../write" relative="path">{t('proposals.preview.rewrite')}</LinkButton>
            <LinkButton to="../authors" relative="path">{t('proposals.own.authors')}</LinkButton>
          </ButtonRow>
        </Form>
        {proposal.viewerIsAuthor ? <Disclosure summary={t('proposals.discard.summary')}>
          <Form name="discard" className="grid gap-4">
            <p className="measure">{t('proposals.discard.text')}</p>
            <div><Button weight="danger">{t('proposals.discard.act')}</Button></div>
          </Form>
        </Disclosure> : null}
      </PageBody>
    </>
  );
}

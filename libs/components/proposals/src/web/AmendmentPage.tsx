import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, answersForm, Button, ButtonRow, byForm, DateTime, DiffView, Disclosure, Form, found, Notice, PageBody, PageHead, PersonName, query, Section,
  seeOther, submit, TextArea, TextField, TextLink, textOf, useOutcome, useT, useViewer,
} from '@hiroba/ui';
import type { AmendmentCase, AmendmentState } from '../domain/amendment.ts';
import { amendmentPolicy } from '../domain/amendment.policy.ts';
import { followMoved } from './follow-moved.ts';
import {
  acceptAmendmentMutation, amendmentPageQuery, discardAmendmentMutation, promoteAmendmentMutation, publishAmendmentMutation, rebaseAmendmentMutation,
  rejectAmendmentMutation, saveAmendmentMutation, withdrawAmendmentMutation,
} from './amendments.graphql.ts';
import type { AmendmentPageQuery } from './gql/graphql.ts';
import { AmendmentBadge } from './AmendmentList.tsx';
import { factsOf } from './proposal-facts.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a change with the proposal it is for. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { amendmentId = '', id = '', componentId = '' } = params;
  const { amendment, proposal, component } = await query(context, amendmentPageQuery, { amendmentId, id, componentId });
  followMoved(args, proposal);
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  const shown = found(proposal?.componentId === room.id ? proposal : null);
  const own = amendment?.proposalId === shown.id ? amendment : null;
  return { room, proposal: shown, amendment: answersForm(args) ? own : found(own) };
}

/** Saves, publishes, decides: one form each. */
export const action = (args: ActionFunctionArgs) => {
  const here = addressOf(args).pathname;
  const page = here.replace(/\/amendments\/[^/]+$/, '');
  const id = args.params.amendmentId ?? '';
  const input = (form: FormData) => ({ id, input: { title: textOf(form, 'title'), body: textOf(form, 'body') } });
  const back = (done: string, path = here) => ({ onSuccess: () => seeOther(path, `proposals.${done}`) });
  return byForm({
    save: (inner) => submit(inner, saveAmendmentMutation, input, back('amendmentDrafted')),
    rebase: (inner) => submit(inner, rebaseAmendmentMutation, input, back('amendmentRebased')),
    publish: (inner) => submit(inner, publishAmendmentMutation, () => ({ id }), back('amendmentOpened')),
    discard: (inner) => submit(inner, discardAmendmentMutation, () => ({ id }), back('discarded', page)),
    accept: (inner) => submit(inner, acceptAmendmentMutation, () => ({ id }), back('amendmentAccepted', page)),
    reject: (inner) => submit(inner, rejectAmendmentMutation, (form) => ({ id, reason: textOf(form, 'reason') }), back('amendmentRejected')),
    withdraw: (inner) => submit(inner, withdrawAmendmentMutation, () => ({ id }), back('amendmentWithdrawn')),
    promote: (inner) => submit(inner, promoteAmendmentMutation, () => ({ id }), {
      onSuccess: ({ promotedTo }) => seeOther(page.replace(/[^/]+$/, promotedTo ?? ''), 'proposals.published'),
    }),
  })(args);
};

/** A change: what it changes, where it stands, and what can be done with it. */
export default function AmendmentPage() {
  const { room, amendment } = useLoaderData<typeof loader>();
  return <Room facts={room}>{amendment ? <Amendment amendment={amendment} /> : <TypedAgain />}</Room>;
}

type Shown = NonNullable<AmendmentPageQuery['amendment']>;

const caseOf = (amendment: Shown, proposal: ReturnType<typeof factsOf>, viewerId: string | undefined): AmendmentCase => ({
  proposal,
  amendment: {
    id: amendment.id, version: amendment.version, authorId: amendment.viewerIsAuthor ? (viewerId ?? null) : null,
    state: (amendment.status === 'ENDED' ? 'OPEN' : amendment.status) satisfies AmendmentState,
  },
});

function Amendment({ amendment }: { readonly amendment: Shown }) {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  const refused = useOutcome('reject') !== undefined;
  const { status, author, openedAt, reason, stale, titleChanges, bodyChanges, locale } = amendment;
  const subject = caseOf(amendment, factsOf(proposal, useViewer().personId), useViewer().personId);
  const may = {
    decide: useRoomRefusal(amendmentPolicy.decide, subject) === undefined,
    withdraw: useRoomRefusal(amendmentPolicy.withdraw, subject) === undefined && status === 'OPEN',
    promote: useRoomRefusal(amendmentPolicy.promote, subject) === undefined,
    rebase: useRoomRefusal(amendmentPolicy.rebase, subject) === undefined,
  };
  const renamed = titleChanges.some(({ kind }) => kind !== 'SAME');
  return (
    <>
      <PageHead
        title={t('proposals.amendment.title', { title: proposal.title })} crumbs={useCrumbs(room, true)} above={<AmendmentBadge status={status} />}
        actions={<TextLink to="../.." relative="path">{t('proposals.history.back')}</TextLink>}
      />
      <PageBody>
        <p className="flex flex-wrap gap-x-4">
          <PersonName name={author?.closed ? null : author?.displayName} office={author?.isStaff ? author.office : null} />
          {openedAt ? <DateTime at={openedAt} relative /> : null}
        </p>
        {status === 'ENDED' ? <Notice title={t('proposals.amendment.endedWhy')} /> : null}
        {reason ? <p className="measure">{t('proposals.amendment.reason', { reason })}</p> : null}
        {stale && (status === 'OPEN' || status === 'DRAFT') ? <Notice title={t('proposals.amendment.stale')} /> : null}
        <Section title={t('proposals.amendment.changes')}>
          {renamed ? <div className="grid gap-2"><h3 className="heading-4">{t('proposals.form.title')}</h3><DiffView parts={titleChanges as never} lang={locale} /></div> : null}
          <DiffView parts={bodyChanges as never} lang={locale} />
        </Section>
        {status === 'DRAFT' ? <DraftForms subject={subject} amendment={amendment} /> : null}
        {may.decide || refused ? <DecideForms stale={stale} refused={refused} /> : null}
        {may.rebase && stale ? <Rewrite name="rebase" label={t('proposals.amendment.rebase')} amendment={amendment} /> : null}
        {may.withdraw ? <Form name="withdraw"><ButtonRow><Button weight="secondary">{t('proposals.amendment.withdraw')}</Button></ButtonRow></Form> : null}
        {may.promote ? (
          <Section title={t('proposals.amendment.promote.title')} lead={t('proposals.amendment.promote.lead')}>
            <Form name="promote"><ButtonRow><Button weight="primary">{t('proposals.amendment.promote')}</Button></ButtonRow></Form>
          </Section>
        ) : null}
      </PageBody>
    </>
  );
}

/** Whose session ended while they wrote gets back what they typed. */
function TypedAgain() {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  const name = useOutcome('rebase') ? 'rebase' : 'save';
  return (
    <>
      <PageHead title={t('proposals.amendment.title', { title: proposal.title })} crumbs={useCrumbs(room, true)} />
      <PageBody><Rewrite name={name} label={t('proposals.preview.rewrite')} /></PageBody>
    </>
  );
}

function Rewrite({ name, label, amendment }: { readonly name: string; readonly label: string; readonly amendment?: Shown }) {
  const t = useT();
  const { room } = useLoaderData<typeof loader>();
  return (
    <Section title={label}>
      <Form name={name} keep>
        <TextField name="title" label={t('proposals.form.title')} defaultValue={amendment?.title} width="full" lang={amendment?.locale ?? 'ja'} />
        <TextArea name="body" label={t('proposals.form.body')} max={room.rules.bodyMax} rows={12} defaultValue={amendment?.body} lang={amendment?.locale ?? 'ja'} />
        <ButtonRow><ActionButton weight="secondary">{label}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function DraftForms({ subject, amendment }: { readonly subject: AmendmentCase; readonly amendment: Shown }) {
  const t = useT();
  const refusal = useRoomRefusal(amendmentPolicy.publish, subject);
  return (
    <>
      <Notice title={t('proposals.preview.private')} />
      <p className="measure">{t('proposals.amendment.publish.lead')}</p>
      <Form name="publish"><ButtonRow><ActionButton refusal={refusal}>{t('proposals.amendment.publish')}</ActionButton></ButtonRow></Form>
      <Rewrite name="save" label={t('proposals.preview.rewrite')} amendment={amendment} />
      <Disclosure summary={t('proposals.discard.summary')}>
        <Form name="discard"><div><Button weight="danger">{t('proposals.discard.act')}</Button></div></Form>
      </Disclosure>
    </>
  );
}

function DecideForms({ stale, refused }: { readonly stale: boolean; readonly refused: boolean }) {
  const t = useT();
  return (
    <Section title={t('proposals.amendment.decide')} lead={t('proposals.amendment.decide.lead')}>
      {stale ? null : <Form name="accept"><ButtonRow><ActionButton>{t('proposals.amendment.accept')}</ActionButton></ButtonRow></Form>}
      <Disclosure summary={t('proposals.amendment.reject.title')} open={stale || refused}>
        <Form name="reject" keep>
          <TextArea name="reason" label={t('proposals.amendment.rejectReason')} max={1_000} rows={3} />
          <ButtonRow><ActionButton weight="secondary">{t('proposals.amendment.reject')}</ActionButton></ButtonRow>
        </Form>
      </Disclosure>
    </Section>
  );
}

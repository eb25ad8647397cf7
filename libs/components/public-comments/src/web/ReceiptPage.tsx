import { useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button, ButtonRow, byForm, Disclosure, Form, formOf, found, hiddenFields, interlude, Notice, PageBody, PageHead, query, submit, TextArea, TextField, TextLink, textOf, useSite, useT,
  type FormArgs, type Interlude, type Outcome,
} from '@hiroba/ui';
import { LONGEST_SUBMISSION } from '../domain/submission.ts';
import { takesSubmissions } from '../domain/round.ts';
import type { SubmissionFactsFragment, SubmissionOutcomeFactsFragment } from './gql/graphql.ts';
import { ReceiptAnswers } from './ReceiptAnswers.tsx';
import { Room, useCrumbs, useRoundLink } from './room.tsx';
import { factsOf } from './round-facts.ts';
import { SubmissionReceipt } from './SubmissionReceipt.tsx';
import { amendSubmissionMutation, claimNotMineMutation, openReceiptMutation, submitPageQuery, withdrawSubmissionMutation } from './submissions.graphql.ts';

interface Found {
  readonly submission: SubmissionFactsFragment & Partial<SubmissionOutcomeFactsFragment>;
  readonly slip: string;
  readonly done?: 'AMENDED' | 'WITHDRAWN' | 'CLAIMED';
}

/** Loads the round whose receipts are looked up. */
export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const { round, component } = await query(context, submitPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug && round.stage !== 'DRAFT' && round.stage !== 'IN_REVIEW' ? round : null);
  return { room, round: shown, linked: new URL(request.url).searchParams.get('slip') ?? '' };
}

type Posted = FormArgs & { readonly form: FormData };

const open = ({ form, ...rest }: Posted) => submit({ ...rest, form }, openReceiptMutation, () => ({ slip: textOf(form, 'slip') }), {
  onSuccess: (submission) => interlude(form, { submission: submission as SubmissionOutcomeFactsFragment, slip: textOf(form, 'slip') } satisfies Found),
});

/** Finds a submission by its code, amends it, or takes it back. The code travels in the form and never in an address; mails link by a key of their own. */
export const action = async (args: ActionFunctionArgs) => byForm<unknown>({
  main: open,
  linked: open,
  amend: ({ form, ...rest }: Posted) => submit({ ...rest, form }, amendSubmissionMutation, () => ({ slip: textOf(form, 'slip'), body: textOf(form, 'body') }), {
    onSuccess: (submission) => interlude(form, { submission: submission as SubmissionFactsFragment, slip: textOf(form, 'slip'), done: 'AMENDED' } satisfies Found),
  }),
  claim: ({ form, ...rest }: Posted) => submit({ ...rest, form }, claimNotMineMutation, () => ({ slip: textOf(form, 'slip'), reason: textOf(form, 'reason') }), {
    onSuccess: (submission) => interlude(form, { submission: submission as SubmissionOutcomeFactsFragment, slip: textOf(form, 'slip'), done: 'CLAIMED' } satisfies Found),
  }),
  withdraw: ({ form, ...rest }: Posted) => submit({ ...rest, form }, withdrawSubmissionMutation, () => ({ slip: textOf(form, 'slip') }), {
    onSuccess: (submission) => interlude(form, { submission: submission as SubmissionFactsFragment, slip: textOf(form, 'slip'), done: 'WITHDRAWN' } satisfies Found),
  }),
})({ ...args, form: await formOf(args) });

/** Where whoever holds a receipt finds their submission, changes it, and sees what became of it. */
export default function ReceiptPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Receipt /></Room>;
}

function Receipt() {
  const t = useT();
  const { room, round, linked } = useLoaderData<typeof loader>();
  const data = useActionData() as Interlude | Outcome | undefined;
  const result = data && 'found' in data ? data.found as Found : undefined;
  const refused = data && 'refusal' in data && (data.form === 'amend' || data.form === 'claim') ? data : undefined;
  const to = useRoundLink(room, round.id);
  const slip = result?.slip ?? refused?.values.slip?.[0];
  const may = takesSubmissions(factsOf(round), new Date()) && slip !== undefined && !result?.submission.withdrawnAt;
  const here = result === undefined || result.submission.roundId === round.id;
  return (
    <>
      <PageHead title={t('public-comments.receipt.title')} crumbs={useCrumbs(room, true)} lead={t('public-comments.receipt.lead')} />
      <PageBody>
        {result?.done ? <Notice kind="success" title={t(`public-comments.receipt.done.${result.done}`)} /> : null}
        {result ? <SubmissionReceipt submission={result.submission} title={here ? round.title : t('public-comments.receipt.other')} /> : null}
        {result && slip !== undefined ? <Proofs slip={slip} wordings={result.submission.revisions.length + 1} to={to} /> : null}
        {result?.submission.answers && here ? <ReceiptAnswers answers={result.submission.answers} dispositions={round.scheme.dispositions} to={to} /> : null}
        {result?.submission.claim ? <Claimed claim={result.submission.claim} /> : null}
        {may && refused?.form !== 'claim' && !isOpen(result?.submission.claim) ? <Changes slip={slip} body={result?.submission.body ?? ''} /> : null}
        {slip !== undefined && !result?.submission.withdrawnAt && result?.submission.excluded !== 'NOT_MINE' && !isOpen(result?.submission.claim) ? <NotMine slip={slip} open={refused?.form === 'claim'} /> : null}
        {linked && !result ? (
          <Form name="linked" className="panel grid gap-4">
            <input type="hidden" name="slip" value={linked} />
            <p className="measure">{t('public-comments.receipt.linked')}</p>
            <div><Button weight="primary">{t('public-comments.receipt.linked.act')}</Button></div>
          </Form>
        ) : null}
        <Form>
          <TextField name="slip" label={t('public-comments.receipt.code')} hint={t('public-comments.receipt.code.hint')} />
          <div><Button weight={result || linked ? 'secondary' : 'primary'}>{t('public-comments.receipt.find')}</Button></div>
        </Form>
        <p className="measure text-ink-soft">{t('public-comments.receipt.lost', { phone: round.contact.phone || '-' })}</p>
        <p><TextLink to={to}>{t('public-comments.submit.round')}</TextLink></p>
      </PageBody>
    </>
  );
}

/** The proof of what was sent, to be kept: it can be checked by anybody, without this site. A plain form, as what comes is a file. */
function Proofs({ slip, wordings, to }: { slip: string; wordings: number; to: string }) {
  const t = useT();
  const { formToken } = useSite();
  return (
    <Disclosure summary={t('public-comments.proof.summary')}>
      <form method="post" action={`${to}/receipt/proof`} className="grid gap-4">
        {formToken ? <input type="hidden" name={hiddenFields.token} value={formToken} suppressHydrationWarning /> : null}
        <input type="hidden" name="slip" value={slip} />
        <p className="measure">{t('public-comments.proof.text')}</p>
        <ButtonRow>
          {Array.from({ length: wordings }, (_, n) => (
            <Button key={n} name="n" value={String(n)}>{t(n === 0 ? 'public-comments.proof.first' : 'public-comments.proof.later', { n })}</Button>
          ))}
        </ButtonRow>
      </form>
    </Disclosure>
  );
}

function Changes({ slip, body }: { slip: string; body: string }) {
  const t = useT();
  return (
    <div>
      <Disclosure summary={t('public-comments.amend.summary')} open={body === ''}>
        <Form name="amend">
          <input type="hidden" name="slip" value={slip} />
          <TextArea name="body" label={t('public-comments.submit.body')} hint={t('public-comments.amend.hint')} rows={12} max={LONGEST_SUBMISSION.body} defaultValue={body} />
          <div><Button weight="primary">{t('public-comments.amend.act')}</Button></div>
        </Form>
      </Disclosure>
      <Disclosure summary={t('public-comments.takeBack.summary')}>
        <Form name="withdraw" className="grid gap-4">
          <input type="hidden" name="slip" value={slip} />
          <p className="measure">{t('public-comments.takeBack.text')}</p>
          <div><Button weight="danger">{t('public-comments.takeBack.act')}</Button></div>
        </Form>
      </Disclosure>
    </div>
  );
}

type ClaimFacts = NonNullable<SubmissionOutcomeFactsFragment['claim']>;
const isOpen = (claim: ClaimFacts | null | undefined): boolean => Boolean(claim && !claim.decidedAt);

/** What became of the claim that somebody did not send it. */
function Claimed({ claim: { decidedAt, accepted, decision } }: { claim: ClaimFacts }) {
  const t = useT();
  if (!decidedAt) return <Notice title={t('public-comments.notMine.waiting')} />;
  return <Notice title={t(accepted ? 'public-comments.claim.was.yes' : 'public-comments.claim.was.no')}><p className="measure">{decision}</p></Notice>;
}

/** Whoever got a receipt for what they did not send says so here. */
function NotMine({ slip, open }: { slip: string; open: boolean }) {
  const t = useT();
  return (
    <Disclosure summary={t('public-comments.notMine.summary')} open={open}>
      <Form name="claim">
        <input type="hidden" name="slip" value={slip} />
        <p className="measure">{t('public-comments.notMine.text')}</p>
        <TextArea name="reason" label={t('public-comments.notMine.reason')} rows={3} max={LONGEST_SUBMISSION.reason} />
        <div><Button>{t('public-comments.notMine.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}

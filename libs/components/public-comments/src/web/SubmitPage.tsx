import { useEffect } from 'react';
import { useActionData, useLoaderData, useLocation, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, byForm, Deadline, Facts, forgetDraft, Form, formOf, found, giveBack, hiddenFields, interlude, LinkButton, Notice, PageBody, PageHead, PlainText, query, recordedContext,
  submit, TextLink, useLocale, useOutcome, useT, type FormArgs, type Interlude,
} from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import { statusOf } from '../domain/round.ts';
import type { SubmissionWithFilesFragment } from './gql/graphql.ts';
import { Room, useCrumbs, useRoomRefusal, useRoundLink } from './room.tsx';
import { factsOf } from './round-facts.ts';
import { dropFile, keepFiles } from './submission-files.ts';
import { SubmissionReceipt } from './SubmissionReceipt.tsx';
import { sendSubmissionMutation, submitPageQuery, submitUnitQuery } from './submissions.graphql.ts';
import { SubmissionFilesField } from './SubmissionFilesField.tsx';
import { CategoryFields, ContactFields, OpinionFields } from './SubmitFields.tsx';
import { SubmitConfirm } from './SubmitConfirm.tsx';
import { formProblem, submissionInput } from './submit-input.ts';

type Found = { readonly step: 'CONFIRM' | 'BACK' } | { readonly step: 'SENT'; readonly submission: SubmissionWithFilesFragment; readonly entry?: string | undefined };

/** Loads a round that is out, with what its form asks for. */
export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const { round, component } = await query(context, submitPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  const shown = found(round?.componentId === room.id && room.space.slug === params.slug && round.stage !== 'DRAFT' && round.stage !== 'IN_REVIEW' ? round : null);
  const search = new URL(request.url).searchParams;
  const unitId = search.get('unit');
  const plan = unitId ? (await query(context, submitUnitQuery, { id: shown.id })).round?.plan : undefined;
  const unit = plan?.units.find(({ id }) => id === unitId);
  return { room, round: shown, child: search.has('child') && shown.asked.childForm, unit };
}

type Posted = FormArgs & { readonly form: FormData };

/** The form as `main` again, whichever step it was: what was typed is there. */
function asMain(form: FormData): FormData {
  form.set(hiddenFields.form, 'main');
  return form;
}

/** Looks over what was typed, shows it once more, and sends it: nothing is sent before. */
export async function action(args: ActionFunctionArgs) {
  const { round } = await loader(args);
  const locale = args.params.locale ?? 'ja';
  return byForm<unknown>({
    main: async ({ form }: Posted) => {
      if (dropFile(form)) return interlude(form, { step: 'BACK' } satisfies Found);
      const unkept = await keepFiles(args, form, round.id, 'SENT');
      if (unkept) return giveBack(form, unkept);
      const refusal = formProblem(submissionInput(form, locale), round.asked);
      return refusal ? giveBack(form, refusal) : interlude(form, { step: 'CONFIRM' } satisfies Found);
    },
    back: async ({ form }: Posted) => interlude(asMain(form), { step: 'BACK' } satisfies Found),
    send: async ({ form, ...rest }: Posted) => submit({ ...rest, form: asMain(form) }, sendSubmissionMutation, () => ({
      roundId: round.id, input: submissionInput(form, locale), wording: `${locale} purpose 1`,
    }), {
      onSuccess: (submission): Interlude => ({
        form: 'main', values: {}, found: { step: 'SENT', submission: submission as SubmissionWithFilesFragment, entry: rest.context.get(recordedContext)() } satisfies Found,
      }),
    }),
  })({ ...args, form: await formOf(args) });
}

/** Sending an opinion: typed, read once more, sent, and kept as a receipt. */
export default function SubmitPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Submit /></Room>;
}

function Submit() {
  const data = useActionData() as Interlude | undefined;
  const state = data && 'found' in data ? data.found as Found : undefined;
  const { round } = useLoaderData<typeof loader>();
  if (state?.step === 'SENT') return <Sent {...state} />;
  if (state?.step === 'CONFIRM') return <Confirm typed={data?.values ?? {}} />;
  return <Write key={round.id} />;
}

function Sent({ submission, entry }: Extract<Found, { step: 'SENT' }>) {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  const { pathname } = useLocation();
  useEffect(() => {
    forgetDraft(pathname, 'main');
    document.querySelector('h1')?.focus();
  }, [pathname]);
  return (
    <>
      <PageHead title={t('public-comments.sent.title')} crumbs={useCrumbs(room, true)} lead={t('public-comments.sent.lead')} />
      <PageBody>
        <SubmissionReceipt submission={submission} title={round.title} entry={entry} />
        <p className="measure">{t('public-comments.sent.next')}</p>
        <p><LinkButton to={`${to}/receipt`}>{t('public-comments.receipt.link')}</LinkButton></p>
      </PageBody>
    </>
  );
}

function Confirm({ typed }: { typed: Interlude['values'] }) {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  useEffect(() => document.querySelector('h1')?.focus(), []);
  return (
    <>
      <PageHead title={t('public-comments.confirm.title')} crumbs={useCrumbs(room, true)} lead={t('public-comments.confirm.lead')} />
      <PageBody><SubmitConfirm typed={typed} asked={round.asked} /></PageBody>
    </>
  );
}

function Write() {
  const t = useT();
  const locale = useLocale();
  const { room, round, child, unit } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(roundPolicy.submit, factsOf(round));
  const refused = useOutcome()?.refusal;
  const to = useRoundLink(room, round.id);
  const { asked, contact, office, closesAt, ways } = round;
  const closed = refusal ?? (refused && ['PHASE_CLOSED', 'WRONG_STATE'].includes(refused.code) ? refused : undefined);
  const open = statusOf(factsOf(round), new Date()) === 'OPEN';
  return (
    <>
      <PageHead
        title={t('public-comments.submit.title')} crumbs={useCrumbs(room, true)}
        above={closesAt && open ? <Deadline at={closesAt} /> : undefined} lead={<span lang={round.locale}>{round.title}</span>}
      />
      <PageBody>
        {closed ? (
          <Notice kind="warning" title={t('public-comments.submit.closed')}>
            <p className="measure">{t(refused ? 'public-comments.submit.closed.text' : 'public-comments.submit.closed.ways')}</p>
            <Facts facts={[
              ...ways.filter(({ channel, to: where }) => channel !== 'ONLINE' && where !== '').map(({ channel, to: where }) => ({ term: t(`public-comments.channel.${channel}`), value: where })),
              ...(contact.phone ? [{ term: office, value: contact.phone }] : []),
            ]} />
          </Notice>
        ) : null}
        <Notice title={t('public-comments.purpose.title')}>
          <p className="measure">{t('public-comments.purpose.text', { office })}</p>
          <p className="measure">{t('public-comments.purpose.public')}</p>
        </Notice>
        <Form keep withFiles>
          {unit ? (
            <div className="panel grid gap-2">
              <p className="text-ink-soft">{t('public-comments.submit.target')}</p>
              <PlainText text={unit.text} lang={round.locale} />
              <input type="hidden" name="unitId" value={unit.id} />
            </div>
          ) : null}
          <OpinionFields />
          <SubmissionFilesField label={t('public-comments.files.label')} hint={t('public-comments.files.hint')} />
          <CategoryFields asked={asked} />
          <ContactFields asked={asked} child={child} />
          <ActionButton refusal={refusal}>{t('public-comments.submit.confirm')}</ActionButton>
        </Form>
        <p className="measure text-ink-soft">{t('public-comments.submit.kept')}</p>
        {child ? <p><TextLink to="?">{t('public-comments.submit.adult.link')}</TextLink></p> : null}
        <p lang={locale}><TextLink to={to}>{t('public-comments.submit.round')}</TextLink></p>
      </PageBody>
    </>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, Button, byForm, Disclosure, Facts, Form, formOf, found, giveBack, interlude, NumberField, PageBody, PageHead, PlainText, query, Section, seeOther, SelectField, submit,
  TextField, TextLink, textOf, useInterlude, useT, type FormArgs,
} from '@hiroba/ui';
import { exclusions } from '../domain/counting.ts';
import { rangesOf, redactionReasons, type RedactionReason } from '../domain/redaction.ts';
import { contactParts, type SubmitterContact } from '../domain/submission.ts';
import { sentencesOf, textIn } from '../domain/text-ranges.ts';
import { deskOf } from './desk-room.ts';
import {
  checkSubmissionMutation, decideLateMutation, decideNotMineMutation, deskSubmissionQuery, noteNotMineMutation, excludeSubmissionMutation, openContactMutation, openFilesMutation, redactSubmissionMutation, settleRedactionMutation,
  splitSubmissionMutation,
} from './desk.graphql.ts';
import { DeskFiles } from './DeskFiles.tsx';
import { DeskClaim } from './DeskClaim.tsx';
import { Room, useCrumbs, useRoundLink } from './room.tsx';
import { SubmissionReceipt } from './SubmissionReceipt.tsx';

/** Loads one submission, for those who work on its round. */
export async function loader(args: LoaderFunctionArgs) {
  const { id = '', componentId = '', submissionId = '' } = args.params;
  const loaded = await query(args.context, deskSubmissionQuery, { id, componentId, submissionId });
  const desk = deskOf(args, loaded);
  return { ...desk, submission: found(loaded.submission?.roundId === desk.round.id ? loaded.submission : null) };
}

type Posted = FormArgs & { readonly form: FormData };

/** What staff do with one submission: check, decide, split, leave out, look up who sent it. */
export async function action(args: ActionFunctionArgs) {
  const { submission } = await loader(args);
  const { id, body } = submission;
  const page = addressOf(args).pathname;
  const saved = { onSuccess: () => seeOther(page, 'public-comments.saved') };
  return byForm<unknown>({
    check: (inner: Posted) => submit(inner, checkSubmissionMutation, () => ({ id }), saved),
    late: (inner: Posted) => submit(inner, decideLateMutation, (form) => ({ id, accepted: textOf(form, 'accepted') === 'yes', reason: textOf(form, 'reason') }), saved),
    noteClaim: (inner: Posted) => submit(inner, noteNotMineMutation, (form) => ({ id, reason: textOf(form, 'reason') }), saved),
    decideClaim: (inner: Posted) => submit(inner, decideNotMineMutation, (form) => ({ id, accepted: textOf(form, 'accepted') === 'yes', reason: textOf(form, 'reason') }), saved),
    exclude: (inner: Posted) => submit(inner, excludeSubmissionMutation, (form) => ({ id, why: (textOf(form, 'why') || null) as never, reason: textOf(form, 'reason') }), saved),
    contact: ({ form, ...rest }: Posted) => submit({ ...rest, form }, openContactMutation, () => ({ id, purpose: textOf(form, 'purpose') }), {
      onSuccess: (contact) => interlude(form, { contact }),
    }),
    files: ({ form, ...rest }: Posted) => submit({ ...rest, form }, openFilesMutation, () => ({ id, purpose: textOf(form, 'purpose') }), {
      onSuccess: (opened) => interlude(form, opened),
    }),
    split: (inner: Posted) => submit(inner, splitSubmissionMutation, (form) => ({
      id, marks: sentencesOf(body).map((_, i) => (textOf(form, 'whole') ? 1 : Number(textOf(form, `mark.${i}`).normalize('NFKC').trim() || 0))).map((mark) => (Number.isInteger(mark) ? mark : -1)),
    }), saved),
    redact: async ({ form, ...rest }: Posted) => {
      const [range] = rangesOf(body, [textOf(form, 'words')]);
      if (!range) return giveBack(form, { code: 'NOT_FOUND', field: 'words' });
      return submit({ ...rest, form }, redactSubmissionMutation, () => ({ id, ...range, reason: textOf(form, 'reason') as RedactionReason }), saved);
    },
    settle: (inner: Posted) => submit(inner, settleRedactionMutation, (form) => ({ id, redactionId: textOf(form, 'redaction'), accepted: textOf(form, 'accepted') === 'yes' }), saved),
  })({ ...args, form: await formOf(args) });
}

/** One submission on the desk. */
export default function DeskSubmissionPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Desk /></Room>;
}

function Desk() {
  const t = useT();
  const { room, round, submission } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  const { number, channel, checkedAt, late, excluded, withdrawnAt } = submission;
  const intake = round.stage === 'SCHEDULED';
  const analysis = round.stage === 'ANALYSIS';
  return (
    <>
      <PageHead
        title={number ? t('public-comments.desk.submission.n', { n: number }) : t('public-comments.desk.submission')} crumbs={useCrumbs(room, true)}
        lead={<span lang={round.locale}>{round.title}</span>}
      />
      <PageBody>
        <SubmissionReceipt submission={submission} title={round.title} />
        {submission.files.length > 0 ? <DeskFiles /> : null}
        {intake && channel !== 'ONLINE' && !checkedAt && !excluded ? (
          <Section title={t('public-comments.check.title')} lead={t('public-comments.check.lead')}>
            <Form name="check"><div><Button weight="primary">{t('public-comments.check.act')}</Button></div></Form>
          </Section>
        ) : null}
        {intake && late === 'PENDING' ? <Late /> : null}
        {withdrawnAt ? null : <DeskClaim claim={submission.claim ?? null} excluded={excluded ?? null} />}
        {analysis ? <Split /> : null}
        {submission.answers.length > 0 ? (
          <Section title={t('public-comments.desk.opinions')}>
            <ul className="grid gap-2">
              {submission.answers.map(({ id, n, text }) => (
                <li key={id}><TextLink to={`${to}/desk/opinions/${id}`}>{t('public-comments.opinion.n', { n })}</TextLink> {text}</li>
              ))}
            </ul>
          </Section>
        ) : null}
        {analysis ? <Redactions /> : null}
        {intake && !withdrawnAt ? <Exclude /> : null}
        <Contact />
        <p><TextLink to={`${to}/desk/intake`}>{t('public-comments.intake.back')}</TextLink></p>
      </PageBody>
    </>
  );
}

function Late() {
  const t = useT();
  return (
    <Section title={t('public-comments.late.title')} lead={t('public-comments.late.lead')}>
      <Form name="late">
        <SelectField name="accepted" label={t('public-comments.late.how')} options={[{ value: 'no', label: t('public-comments.late.no') }, { value: 'yes', label: t('public-comments.late.yes') }]} />
        <TextField name="reason" label={t('public-comments.late.reason')} width="full" />
        <div><Button weight="primary">{t('public-comments.late.act')}</Button></div>
      </Form>
    </Section>
  );
}

function Split() {
  const t = useT();
  const { submission: { body, answers, locale } } = useLoaderData<typeof loader>();
  const sentences = sentencesOf(body);
  return (
    <Section title={t('public-comments.split.title')} lead={t('public-comments.split.lead')}>
      {answers.length === 0 ? (
        <Form name="split">
          <input type="hidden" name="whole" value="on" />
          <div><Button weight="primary">{t('public-comments.split.whole')}</Button></div>
        </Form>
      ) : null}
      <Disclosure summary={t('public-comments.split.by')} open={answers.length > 1}>
        <Form name="split">
          <p className="measure">{t('public-comments.split.hint')}</p>
          {sentences.map((range, i) => {
            const text = textIn(body, [range]);
            const mark = answers.find((answer) => answer.text?.includes(text))?.n;
            return <div key={range.from} lang={locale}><NumberField name={`mark.${i}`} label={text || '…'} defaultValue={mark} optional /></div>;
          })}
          <div><Button>{t('public-comments.split.act')}</Button></div>
        </Form>
      </Disclosure>
    </Section>
  );
}

function Redactions() {
  const t = useT();
  const { submission: { body, redactions } } = useLoaderData<typeof loader>();
  return (
    <Section title={t('public-comments.redact.title')} lead={t('public-comments.redact.lead')}>
      {redactions.map(({ id, from, to, reason, checked }) => (
        <div key={id} className="panel grid gap-3">
          <p><strong>{textIn(body, [{ from, to }])}</strong> {t(`public-comments.redaction.${reason}`)} {t(checked ? 'public-comments.redact.checked' : 'public-comments.redact.waiting')}</p>
          <div className="flex flex-wrap gap-4">
            {checked ? null : <Settle id={id} accepted="yes" label={t('public-comments.redact.confirm')} />}
            <Settle id={id} accepted="no" label={t('public-comments.redact.drop')} />
          </div>
        </div>
      ))}
      <Disclosure summary={t('public-comments.redact.summary')}>
        <Form name="redact">
          <TextField name="words" label={t('public-comments.redact.words')} hint={t('public-comments.redact.words.hint')} width="full" />
          <SelectField name="reason" label={t('public-comments.redact.reason')} options={redactionReasons.map((value) => ({ value, label: t(`public-comments.redaction.${value}`) }))} />
          <div><Button>{t('public-comments.redact.act')}</Button></div>
        </Form>
      </Disclosure>
    </Section>
  );
}

function Settle({ id, accepted, label }: { id: string; accepted: string; label: string }) {
  return (
    <Form name="settle" className="contents">
      <input type="hidden" name="redaction" value={id} />
      <input type="hidden" name="accepted" value={accepted} />
      <Button small>{label}</Button>
    </Form>
  );
}

function Exclude() {
  const t = useT();
  const { submission: { excluded } } = useLoaderData<typeof loader>();
  const among = exclusions.filter((why) => why !== 'LATE' && why !== 'WITHDRAWN');
  return (
    <Disclosure summary={t('public-comments.exclude.summary')}>
      <Form name="exclude">
        <SelectField
          name="why" label={t('public-comments.exclude.why')} defaultValue={excluded ?? ''}
          options={[{ value: '', label: t('public-comments.exclude.counted') }, ...among.map((value) => ({ value, label: t(`public-comments.exclusion.${value}`) }))]}
        />
        <TextField name="reason" label={t('public-comments.exclude.reason')} width="full" />
        <div><Button>{t('public-comments.exclude.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}

function Contact() {
  const t = useT();
  const contact = (useInterlude('contact')?.found as { contact: SubmitterContact } | undefined)?.contact;
  return (
    <Disclosure summary={t('public-comments.contact.summary')} open={contact !== undefined}>
      {contact ? (
        <Facts facts={contactParts.filter((part) => contact[part] !== '').map((part) => ({ term: t(`public-comments.submit.${part}`), value: <PlainText text={contact[part]} /> }))} />
      ) : (
        <Form name="contact">
          <p className="measure">{t('public-comments.contact.text')}</p>
          <TextField name="purpose" label={t('public-comments.contact.purpose')} hint={t('public-comments.contact.purpose.hint')} width="full" />
          <div><Button>{t('public-comments.contact.act')}</Button></div>
        </Form>
      )}
    </Disclosure>
  );
}

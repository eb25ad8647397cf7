import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  byForm,
  DateTime,
  Form,
  found,
  giveBack,
  httpError,
  interlude,
  links,
  Notice,
  PageBody,
  PlainText,
  Section,
  PageHead,
  query,
  seeOther,
  submit,
  textOf,
  TextLink,
  useInterlude,
  useLocale,
  useT,
} from '@hiroba/ui';
import { Decisions } from './Decisions.tsx';
import { Judged } from './Judged.tsx';
import { LockForms } from './LockForms.tsx';
import { markingActions } from './marking-actions.ts';
import { LabelForm, RedactForm, SealedText, SuppressForm, UncoverForm } from './MarkingForms.tsx';
import { Proposed } from './Proposed.tsx';
import {
  dismissReportsMutation,
  moderatePageQuery,
  restoreTextMutation,
  withholdTextMutation,
} from './moderation.graphql.ts';
import { DismissForm, Reports } from './Reports.tsx';
import { Review } from './Review.tsx';
import { sanctionActions, sendReview } from './sanction-actions.ts';
import { MeanwhileForm, RecuseForm, SanctionForm } from './SanctionForms.tsx';
import { Seen, seenIn } from './Seen.tsx';
import { Signals, UnfoundedForm } from './Signals.tsx';
import { RestoreFields, WithholdFields, WithholdPreview } from './WithholdFields.tsx';

const asked = ({ params }: LoaderFunctionArgs | ActionFunctionArgs) => ({
  kind: params.kind ?? '',
  id: params.id ?? '',
});

/** Loads a text for those who moderate where it stands; whoever has not signed in is asked to. */
export async function loader(args: LoaderFunctionArgs) {
  const { moderationSubject, viewer } = await query(args.context, moderatePageQuery, asked(args));
  if (!moderationSubject && !answersForm(args)) {
    const { pathname } = addressOf(args);
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(pathname));
    if (viewer.mfaNeeded && viewer.grants.some(({ role }) => role === 'MODERATOR' || role === 'SUPPRESSOR'))
      throw httpError(403, 'MFA_REQUIRED');
  }
  const subject = found(moderationSubject);
  // What waits for a look has one page on which that is settled.
  if (subject.heldMode && !answersForm(args))
    throw seeOther(links(args.params.locale ?? 'ja').desk('moderation', subject.kind, subject.id));
  return { subject, rules: subject.rules.filter(({ withholds }) => withholds) };
}

/** Goes back to where the text stands, and says what was done. */
async function backTo(args: ActionFunctionArgs): Promise<(act: string) => Response> {
  const { moderationSubject } = await query(args.context, moderatePageQuery, asked(args));
  const path = links(args.params.locale ?? 'ja').below(moderationSubject?.path ?? '');
  return (act) => seeOther(path, `moderation.${act}`);
}

/** Dismisses reports or reviews an appeal; or shows what everybody will read, goes back to the words, or decides. */
export const action = (args: ActionFunctionArgs) =>
  byForm<unknown>({
    ...sanctionActions(args, asked(args)),
    ...markingActions(args, asked(args), (done) => seeOther(addressOf(args).pathname, done)),
    dismiss: async ({ form }) => {
      const back = await backTo(args);
      return submit(
        { ...args, form },
        dismissReportsMutation,
        () => ({
          ...asked(args),
          code: textOf(form, 'code'),
          answer: textOf(form, 'answer'),
          seen: seenIn(form),
        }),
        { onSuccess: () => back('DISMISS') },
      );
    },
    review: async ({ form }) => {
      const back = await backTo(args);
      return sendReview({ ...args, form }, asked(args), () => back('REVIEW'));
    },
    main: ({ form }) => decide(args, form),
  })(args);

async function decide(args: ActionFunctionArgs, form: FormData) {
  const act = textOf(form, 'act');
  const reason = textOf(form, 'reason');
  const done = await backTo(args);
  const back = () => done(act);
  if (act === 'RESTORE')
    return submit({ ...args, form }, restoreTextMutation, () => ({ ...asked(args), reason, seen: seenIn(form) }), {
      onSuccess: back,
    });
  if (act === 'REWRITE') return interlude(form, null);
  const [first, ...others] = (['rule', 'reason'] as const)
    .filter((field) => textOf(form, field).trim() === '')
    .map((field) => ({ code: 'EMPTY', field }));
  if (first) return giveBack(form, { ...first, others });
  if (act !== 'WITHHOLD') return interlude(form, 'PREVIEW');
  return submit(
    { ...args, form },
    withholdTextMutation,
    () => ({ ...asked(args), rule: textOf(form, 'rule'), reason, seen: seenIn(form) }),
    { onSuccess: back },
  );
}

const falling = ['HIDE', 'REDACT', 'LABEL', 'SUPPRESS', 'LOCK_THREAD'] as const;

/** What of a text is somebody's data, as far as signals found it. */
const personal = (signals: readonly { readonly signal: string; readonly words: readonly string[] }[]) =>
  signals.filter(({ signal }) => signal === 'PERSONAL_DATA').flatMap(({ words }) => words);

/** A decision about a text: the text, the rule and the reason, what everybody will read, and the one step to do it. */
export default function ModeratePage() {
  const t = useT();
  const { subject, rules } = useLoaderData<typeof loader>();
  const preview = useInterlude()?.found === 'PREVIEW';
  const { kind, path, withheld, refusal, reports, signals, warned, appeal, proposed } = subject;
  // What is out of sight only meanwhile is still to be decided.
  const isWithheld = withheld !== null && subject.interimUntil === null;
  const isReported = reports.length > 0;
  const waits = isReported || warned;
  const to = links(useLocale()).below(path);
  const [title, lead] = appeal
    ? [t(`moderation.review.title.${kind}`), t('moderation.review.lead')]
    : isWithheld
      ? [t(`moderation.restore.title.${kind}`), t('moderation.restore.lead')]
      : preview
        ? [t(`moderation.preview.title.${kind}`), t('moderation.preview.lead')]
        : isReported
          ? [t(`moderation.judge.title.${kind}`), t('moderation.judge.lead')]
          : warned
            ? [t(`moderation.look.title.${kind}`), t('moderation.look.lead')]
            : [t(`moderation.withhold.title.${kind}`), t('moderation.withhold.lead')];
  return (
    <>
      <PageHead title={title} lead={lead} actions={<TextLink to={to}>{t('moderation.back')}</TextLink>} />
      <PageBody>
        {refusal && !appeal ? (
          <Notice kind="warning" title={t(refusal === 'RECUSED' ? 'refusal.RECUSED' : 'refusal.FORBIDDEN')} />
        ) : null}
        {preview && !isWithheld ? null : (
          <Judged subject={subject}>
            {withheld ? <p>{t('moderation.withheld.rule', { rule: withheld.rule, title: withheld.title })}</p> : null}
            {subject.interimUntil ? (
              <p>
                {t('moderation.meanwhile.until')}　<DateTime at={subject.interimUntil} />
              </p>
            ) : null}
          </Judged>
        )}
        <Reports reports={reports} />
        <Signals signals={signals} />
        {warned && !isReported && !refusal && !preview ? <UnfoundedForm version={subject.version} /> : null}
        {subject.isSuppressed ? <Notice kind="warning" title={t('moderation.suppressed')} /> : null}
        {subject.original === null ? null : (
          <Section title={t('moderation.redact.original')}>
            <article className="panel" lang={subject.locale}>
              <PlainText text={subject.original} />
            </article>
          </Section>
        )}
        {proposed ? <Proposed proposed={proposed} version={subject.version} /> : null}
        {appeal && !appeal.refusal && subject.isSuppressed ? <SealedText /> : null}
        {appeal ? (
          <Review
            appeal={appeal}
            rules={subject.rules}
            version={subject.version}
            falls={falling.find((one) => one === appeal.decision) ?? 'DISMISS'}
          />
        ) : null}
        {refusal || proposed ? null : (
          <Form keep>
            <Seen version={subject.version} />
            {waits && !preview ? <h2 className="heading-2">{t('moderation.judge.breaks')}</h2> : null}
            {isWithheld ? (
              <RestoreFields />
            ) : preview ? (
              <WithholdPreview kind={kind} rules={rules} />
            ) : (
              <WithholdFields rules={rules} />
            )}
          </Form>
        )}
        {isReported && !refusal && !preview ? <DismissForm version={subject.version} /> : null}
        {refusal || preview || proposed ? null : (
          <>
            {isWithheld ? null : (
              <RedactForm rules={subject.rules} found={personal(signals)} version={subject.version} />
            )}
            {subject.redactedAt && !isWithheld ? <UncoverForm version={subject.version} /> : null}
            {withheld ? null : <LabelForm rules={subject.rules} label={subject.label} version={subject.version} />}
            <SuppressForm rules={subject.rules} />
            {withheld ? null : <MeanwhileForm rules={rules} version={subject.version} />}
            {subject.hasThread && (subject.lockedUntil || !withheld) ? (
              <LockForms rules={rules} until={subject.lockedUntil} version={subject.version} />
            ) : null}
            {subject.author ? <SanctionForm rules={subject.rules} version={subject.authorVersion} /> : null}
            <RecuseForm />
          </>
        )}
        <Decisions decisions={subject.decisions} />
      </PageBody>
    </>
  );
}

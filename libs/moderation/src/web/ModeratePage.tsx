import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  Form,
  formOf,
  found,
  giveBack,
  httpError,
  interlude,
  links,
  Notice,
  PageBody,
  PageHead,
  PlainText,
  query,
  Section,
  seeOther,
  submit,
  textOf,
  TextLink,
  useInterlude,
  useLocale,
  useT,
} from '@hiroba/ui';
import type { ModeratePageQuery } from './gql/graphql.ts';
import { Decisions } from './Decisions.tsx';
import { moderatePageQuery, restoreTextMutation, withholdTextMutation } from './moderation.graphql.ts';
import { RestoreFields, WithholdFields, WithholdPreview } from './WithholdFields.tsx';

type Subject = NonNullable<ModeratePageQuery['moderationSubject']>;

const asked = ({ params }: LoaderFunctionArgs | ActionFunctionArgs) => ({
  kind: params.kind ?? '',
  id: params.id ?? '',
});

/** Loads a text for those who moderate where it stands; whoever has not signed in is asked to. */
export async function loader(args: LoaderFunctionArgs) {
  const { moderationSubject, moderationRules, viewer } = await query(args.context, moderatePageQuery, asked(args));
  if (!moderationSubject && !answersForm(args)) {
    const { pathname } = addressOf(args);
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(pathname));
    if (viewer.mfaNeeded && viewer.grants.some(({ role }) => role === 'MODERATOR'))
      throw httpError(403, 'MFA_REQUIRED');
  }
  return { subject: found(moderationSubject), rules: moderationRules.filter(({ withholds }) => withholds) };
}

/** Shows what everybody will read, goes back to the words, or decides. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const act = textOf(form, 'act');
  const reason = textOf(form, 'reason');
  const { moderationSubject } = await query(args.context, moderatePageQuery, asked(args));
  const back = () =>
    seeOther(links(args.params.locale ?? 'ja').below(moderationSubject?.path ?? ''), `moderation.done.${act}`);
  if (act === 'RESTORE')
    return submit({ ...args, form }, restoreTextMutation, () => ({ ...asked(args), reason }), { onSuccess: back });
  if (act === 'REWRITE') return interlude(form, null);
  const [first, ...others] = (['rule', 'reason'] as const)
    .filter((field) => textOf(form, field).trim() === '')
    .map((field) => ({ code: 'EMPTY', field }));
  if (first) return giveBack(form, { ...first, others });
  if (act !== 'WITHHOLD') return interlude(form, 'PREVIEW');
  return submit(
    { ...args, form },
    withholdTextMutation,
    () => ({ ...asked(args), rule: textOf(form, 'rule'), reason }),
    { onSuccess: back },
  );
}

/** A decision about a text: the text, the rule and the reason, what everybody will read, and the one step to do it. */
export default function ModeratePage() {
  const t = useT();
  const { subject, rules } = useLoaderData<typeof loader>();
  const preview = useInterlude()?.found === 'PREVIEW';
  const { kind, path, withheld, refusal } = subject;
  const to = links(useLocale()).below(path);
  const [title, lead] = withheld
    ? [t(`moderation.restore.title.${kind}`), t('moderation.restore.lead')]
    : preview
      ? [t(`moderation.preview.title.${kind}`), t('moderation.preview.lead')]
      : [t(`moderation.withhold.title.${kind}`), t('moderation.withhold.lead')];
  return (
    <>
      <PageHead title={title} lead={lead} actions={<TextLink to={to}>{t('moderation.back')}</TextLink>} />
      <PageBody>
        {refusal ? (
          <Notice kind="warning" title={t(refusal === 'RECUSED' ? 'refusal.RECUSED' : 'refusal.FORBIDDEN')} />
        ) : null}
        {preview && !withheld ? null : <Judged subject={subject} />}
        {refusal ? null : (
          <Form keep>
            {withheld ? (
              <RestoreFields />
            ) : preview ? (
              <WithholdPreview kind={kind} rules={rules} />
            ) : (
              <WithholdFields rules={rules} />
            )}
          </Form>
        )}
        <Decisions decisions={subject.decisions} />
      </PageBody>
    </>
  );
}

function Judged({ subject: { title, text, locale, withheld } }: { subject: Subject }) {
  const t = useT();
  return (
    <Section title={t('moderation.text')}>
      <article className="panel grid gap-4" lang={locale}>
        {title ? <h3 className="heading-3">{title}</h3> : null}
        <PlainText text={text} />
      </article>
      {withheld ? <p>{t('moderation.withheld.rule', { rule: withheld.rule, title: withheld.title })}</p> : null}
    </Section>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  Button,
  DateTime,
  Day,
  Form,
  formOf,
  found,
  links,
  Notice,
  PageBody,
  PageHead,
  PlainText,
  query,
  Section,
  seeOther,
  submit,
  TextArea,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { LONGEST_APPEAL } from '../domain/appealing.ts';
import { Judged } from './Judged.tsx';
import { OwnAppeal } from './OwnAppeal.tsx';
import { appealDecisionMutation, appealPageQuery } from './moderation.graphql.ts';

/** What somebody wrote before passages of it were covered. */
const Original = ({ text, locale }: { readonly text: string; readonly locale: string }) => (
  <Section title={useT()('moderation.redact.original')}>
    <article className="panel" lang={locale}>
      <PlainText text={text} />
    </article>
  </Section>
);

const asked = ({ params }: LoaderFunctionArgs | ActionFunctionArgs) => ({
  kind: params.kind ?? '',
  id: params.id ?? '',
});

/** Loads the last decision about a text for whoever it concerns; whoever has not signed in is asked to. */
export async function loader(args: LoaderFunctionArgs) {
  const { appealableDecision, viewer } = await query(args.context, appealPageQuery, asked(args));
  if (!viewer.person && !answersForm(args))
    throw seeOther(links(args.params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { decision: found(appealableDecision) };
}

/** Takes the appeal, and shows that it waits. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  return submit({ ...args, form }, appealDecisionMutation, () => ({ ...asked(args), text: textOf(form, 'text') }), {
    onSuccess: () => seeOther(addressOf(args).pathname, 'moderation.APPEAL'),
  });
}

/** A decision about one's own text or report, and the way to have it reviewed. */
export default function AppealPage() {
  const t = useT();
  const { decision } = useLoaderData<typeof loader>();
  const { kind, rule, ruleTitle, reason, locale, at, until, title, text, original, textLocale, path, refusal, appeal } = decision;
  const page = useLocale();
  return (
    <>
      <PageHead
        title={t('moderation.appeal.title')}
        lead={t('moderation.appeal.lead')}
        actions={<TextLink to={links(page).below(path)}>{t('moderation.back')}</TextLink>}
      />
      <PageBody>
        <Section title={t(`moderation.appeal.decision.${kind}`)}>
          <p>
            {t('moderation.withheld.rule', { rule, title: ruleTitle })}　<DateTime at={at} />
          </p>
          <PlainText text={reason} lang={locale === page ? undefined : locale} />
        </Section>
        {kind === 'SUPPRESS' ? (
          <Notice kind="warning" title={t('moderation.suppressed')} />
        ) : (
          <Judged subject={{ title, text, locale: textLocale }} />
        )}
        {original === null ? null : <Original text={original} locale={textLocale} />}
        {appeal ? (
          <OwnAppeal appeal={appeal} />
        ) : refusal ? (
          <Notice kind="warning" title={t(`refusal.${refusal}`)} />
        ) : (
          <Form keep>
            <TextArea
              name="text"
              label={t('moderation.appeal.text')}
              hint={t('moderation.appeal.textHint')}
              max={LONGEST_APPEAL}
              rows={8}
            />
            <p>
              {t('moderation.appeal.until')}　<Day at={until} />
            </p>
            <div>
              <Button weight="primary">{t('moderation.appeal.act')}</Button>
            </div>
          </Form>
        )}
      </PageBody>
    </>
  );
}

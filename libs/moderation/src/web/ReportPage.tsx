import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Button,
  byForm,
  Form,
  found,
  giveBack,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  RadioGroup,
  seeOther,
  Section,
  submit,
  TextArea,
  TextField,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { LONGEST_NOTE } from '../domain/reporting.ts';
import { Judged } from './Judged.tsx';
import { reportByMailMutation } from './mail-report.graphql.ts';
import { reportPageQuery, reportTextMutation } from './moderation.graphql.ts';

const asked = ({ params }: LoaderFunctionArgs | ActionFunctionArgs) => ({
  kind: params.kind ?? '',
  id: params.id ?? '',
});

/** Loads a text that somebody wants to report. */
export async function loader(args: LoaderFunctionArgs) {
  const { reportableText, viewer } = await query(args.context, reportPageQuery, asked(args));
  const subject = found(reportableText);
  return {
    subject,
    rules: subject.rules,
    isSignedIn: Boolean(viewer.person),
    here: addressOf(args).pathname,
  };
}

/** Reports it with an account, and goes back to where it stands; or by mail, and says that a mail is under way. */
export const action = (args: ActionFunctionArgs) =>
  byForm<unknown>({
    main: ({ form }) => report(args, form),
    mail: async (inner) => {
      const [first, ...others] = (['rule', 'note', 'mail'] as const)
        .filter((field) => textOf(inner.form, field).trim() === '')
        .map((field) => ({ code: 'EMPTY', field }));
      if (first) return giveBack(inner.form, { ...first, others });
      return submit(
        inner,
        reportByMailMutation,
        (form) => ({
          ...asked(args),
          rule: textOf(form, 'rule'),
          note: textOf(form, 'note'),
          mail: textOf(form, 'mail'),
        }),
        { onSuccess: () => seeOther(addressOf(args).pathname, 'moderation.ASKED') },
      );
    },
  })(args);

async function report(args: ActionFunctionArgs, form: FormData) {
  const { reportableText } = await query(args.context, reportPageQuery, asked(args));
  return submit(
    { ...args, form },
    reportTextMutation,
    () => ({ ...asked(args), rule: textOf(form, 'rule'), note: textOf(form, 'note') }),
    {
      onSuccess: () =>
        seeOther(links(args.params.locale ?? 'ja').below(reportableText?.path ?? ''), 'moderation.REPORT'),
    },
  );
}

/** Telling those who moderate of a text: the text, what is wrong, and what happens then. */
export default function ReportPage() {
  const t = useT();
  const { subject, rules, isSignedIn, here } = useLoaderData<typeof loader>();
  const to = links(useLocale());
  return (
    <>
      <PageHead
        title={t(`moderation.report.title.${subject.kind}`)}
        lead={t('moderation.report.lead')}
        actions={<TextLink to={to.below(subject.path)}>{t('moderation.back')}</TextLink>}
      />
      <PageBody>
        <Judged subject={subject} />
        {subject.reported ? (
          <Notice title={t('moderation.report.already')} />
        ) : isSignedIn ? (
          <Form keep>
            <ReportFields rules={rules} />
            <p className="measure">{t('moderation.report.private')}</p>
            <div>
              <Button weight="primary">{t('moderation.report.act')}</Button>
            </div>
          </Form>
        ) : (
          <>
            <p className="measure">
              {t('moderation.report.signIn')}{' '}
              <TextLink to={to.signIn(here)}>{t('moderation.report.signInLink')}</TextLink>
            </p>
            <Section title={t('moderation.byMail.title')} lead={t('moderation.byMail.lead')}>
              <Form name="mail" keep>
                <ReportFields rules={rules} needsNote />
                <p className="measure">{t('moderation.byMail.purpose')}</p>
                <TextField
                  name="mail"
                  type="email"
                  inputMode="email"
                  autoComplete="email"
                  label={t('moderation.byMail.mail')}
                  hint={t('moderation.byMail.mailHint')}
                />
                <p className="measure">{t('moderation.report.private')}</p>
                <div>
                  <Button weight="primary">{t('moderation.byMail.act')}</Button>
                </div>
              </Form>
            </Section>
          </>
        )}
      </PageBody>
    </>
  );
}

type Rules = readonly { readonly id: string; readonly title: string; readonly text: string }[];

function ReportFields({ rules, needsNote = false }: { readonly rules: Rules; readonly needsNote?: boolean }) {
  const t = useT();
  return (
    <>
      <RadioGroup
        name="rule"
        label={t('moderation.report.rule')}
        hint={t('moderation.report.ruleHint')}
        options={rules.map(({ id, title, text }) => ({ value: id, label: title, hint: text }))}
      />
      <TextArea
        name="note"
        label={t(needsNote ? 'moderation.byMail.note' : 'moderation.report.note')}
        hint={t('moderation.report.noteHint')}
        optional={!needsNote}
        max={LONGEST_NOTE}
        rows={4}
      />
    </>
  );
}

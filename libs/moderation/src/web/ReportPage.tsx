import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Button,
  Form,
  formOf,
  found,
  LinkButton,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  RadioGroup,
  seeOther,
  submit,
  TextArea,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { LONGEST_NOTE } from '../domain/reporting.ts';
import { Judged } from './Judged.tsx';
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

/** Reports it, and goes back to where it stands. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
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
            <RadioGroup
              name="rule"
              label={t('moderation.report.rule')}
              hint={t('moderation.report.ruleHint')}
              options={rules.map(({ id, title, text }) => ({ value: id, label: title, hint: text }))}
            />
            <TextArea
              name="note"
              label={t('moderation.report.note')}
              hint={t('moderation.report.noteHint')}
              optional
              max={LONGEST_NOTE}
              rows={4}
            />
            <p className="measure">{t('moderation.report.private')}</p>
            <div>
              <Button weight="primary">{t('moderation.report.act')}</Button>
            </div>
          </Form>
        ) : (
          <Notice title={t('moderation.report.signIn')}>
            <p>
              <LinkButton weight="primary" to={to.signIn(here)}>
                {t('moderation.report.signInLink')}
              </LinkButton>
            </p>
          </Notice>
        )}
      </PageBody>
    </>
  );
}

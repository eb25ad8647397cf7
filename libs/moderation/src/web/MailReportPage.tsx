import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Button,
  byForm,
  DateTime,
  Day,
  Form,
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
import type { MailReportPageQuery } from './gql/graphql.ts';
import { appealMailReportMutation, confirmMailReportMutation, mailReportPageQuery } from './mail-report.graphql.ts';
import { OwnAppeal } from './OwnAppeal.tsx';

type Report = NonNullable<MailReportPageQuery['mailReport']>;

const asked = ({ params }: LoaderFunctionArgs | ActionFunctionArgs) => ({ id: params.id ?? '', key: params.key ?? '' });

/** Loads a report by mail for whoever opens the address of the mail. */
export async function loader(args: LoaderFunctionArgs) {
  const { mailReport } = await query(args.context, mailReportPageQuery, asked(args));
  return { report: mailReport ?? null };
}

/** The address says yes, or appeals what came of its report. */
export const action = (args: ActionFunctionArgs) => {
  const back = (act: string) => () => seeOther(addressOf(args).pathname, `moderation.${act}`);
  return byForm<unknown>({
    main: (inner) => submit(inner, confirmMailReportMutation, () => asked(args), { onSuccess: back('CONFIRMED') }),
    appeal: (inner) =>
      submit(inner, appealMailReportMutation, (form) => ({ ...asked(args), text: textOf(form, 'text') }), {
        onSuccess: back('APPEAL'),
      }),
  })(args);
};

/** The page of a report by mail: what was said, whether it counts, the answer, and the way to have that looked at again. */
export default function MailReportPage() {
  const t = useT();
  const to = links(useLocale());
  const { report } = useLoaderData<typeof loader>();
  if (!report)
    return (
      <PageBody>
        <PageHead title={t('moderation.byMail.page.title')} />
        <Notice kind="warning" title={t('refusal.LINK_EXPIRED')}>
          <p className="measure">{t('moderation.byMail.page.expired')}</p>
          <p>
            <TextLink to={to.home()}>{t('moderation.byMail.page.home')}</TextLink>
          </p>
        </Notice>
      </PageBody>
    );
  return (
    <PageBody>
      <PageHead
        title={t('moderation.byMail.page.title')}
        actions={report.path ? <TextLink to={to.below(report.path)}>{t('moderation.back')}</TextLink> : null}
      />
      <Standing report={report} />
      <Said report={report} />
      {report.appeal ? <OwnAppeal appeal={report.appeal} /> : null}
      {report.appealUntil ? <AppealForm until={report.appealUntil} /> : null}
    </PageBody>
  );
}

function Standing({ report }: { readonly report: Report }) {
  const t = useT();
  const page = useLocale();
  const { confirmedAt, confirmBy, answerBy, decision, reason, reasonLocale, decidedAt } = report;
  if (!confirmedAt)
    return (
      <Form>
        <p className="measure">{t('moderation.byMail.page.confirm')}</p>
        <p>
          {t('moderation.byMail.page.confirmBy')}　<DateTime at={confirmBy} />
        </p>
        <div>
          <Button weight="primary">{t('moderation.byMail.page.act')}</Button>
        </div>
      </Form>
    );
  if (!decision || !decidedAt)
    return (
      <Notice title={t('moderation.byMail.page.waits')}>
        <p>
          {t('moderation.byMail.page.receivedAt')}　<DateTime at={confirmedAt} />
        </p>
        {answerBy ? (
          <p>
            {t('moderation.byMail.page.answerBy')}　<DateTime at={answerBy} />
          </p>
        ) : null}
        <p className="measure">{t('moderation.byMail.page.keep')}</p>
      </Notice>
    );
  return (
    <Section title={t('moderation.byMail.page.answer')}>
      <p className="font-700">{t(`moderation.byMail.page.decision.${decision === 'DISMISS' ? 'DISMISS' : 'OTHER'}`)}</p>
      <p>
        <DateTime at={decidedAt} />
      </p>
      <PlainText text={reason ?? ''} lang={reasonLocale === page ? undefined : (reasonLocale ?? undefined)} />
    </Section>
  );
}

function Said({ report: { rule, ruleTitle, note, locale } }: { readonly report: Report }) {
  const t = useT();
  const page = useLocale();
  return (
    <Section title={t('moderation.byMail.page.said')}>
      <p>{t('moderation.withheld.rule', { rule, title: ruleTitle })}</p>
      <PlainText text={note} lang={locale === page ? undefined : locale} />
    </Section>
  );
}

function AppealForm({ until }: { readonly until: string }) {
  const t = useT();
  return (
    <Section title={t('moderation.appeal.title')} lead={t('moderation.byMail.page.appeal')}>
      <Form name="appeal" keep>
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
    </Section>
  );
}

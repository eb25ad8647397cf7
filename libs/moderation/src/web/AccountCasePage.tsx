import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  byForm,
  Button,
  DateTime,
  Form,
  found,
  httpError,
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
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { LONGEST_REASON } from '../domain/withholding.ts';
import { Decisions } from './Decisions.tsx';
import type { AccountCaseQuery } from './gql/graphql.ts';
import { reviewAppealMutation } from './moderation.graphql.ts';
import { Review } from './Review.tsx';
import { sanctionActions } from './sanction-actions.ts';
import { RecuseForm, SanctionForm } from './SanctionForms.tsx';
import { accountCaseQuery, approveSanctionMutation, declineSanctionMutation } from './sanctions.graphql.ts';

const idOf = ({ params }: LoaderFunctionArgs | ActionFunctionArgs): string => params.id ?? '';

/** Loads the case of a person for those who moderate where it began. */
export async function loader(args: LoaderFunctionArgs) {
  const { moderationSubject, viewer } = await query(args.context, accountCaseQuery, { id: idOf(args) });
  if (!moderationSubject && !answersForm(args)) {
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(addressOf(args).pathname));
    if (viewer.mfaNeeded && viewer.grants.some(({ role }) => role === 'MODERATOR'))
      throw httpError(403, 'MFA_REQUIRED');
  }
  return { person: found(moderationSubject) };
}

/** Agrees or declines, decides anew, reviews, or steps back. */
export const action = (args: ActionFunctionArgs) => {
  const id = idOf(args);
  const back = (done: string) => () => seeOther(addressOf(args).pathname, done);
  const { sanction, recuse } = sanctionActions(args, { kind: 'account', id });
  return byForm<unknown>({
    sanction,
    recuse,
    approve: ({ form }) =>
      submit({ ...args, form }, approveSanctionMutation, () => ({ id }), { onSuccess: back('moderation.APPROVE') }),
    decline: ({ form }) =>
      submit({ ...args, form }, declineSanctionMutation, () => ({ id, reason: textOf(form, 'reason') }), {
        onSuccess: back('moderation.DECLINE'),
      }),
    review: ({ form }) =>
      submit(
        { ...args, form },
        reviewAppealMutation,
        () => ({ kind: 'account', id, outcome: textOf(form, 'outcome'), answer: textOf(form, 'answer') }),
        { onSuccess: back('moderation.REVIEW') },
      ),
  })(args);
};

/** The case of a person: what waits for a second person, what was decided, and what may be decided next. */
export default function AccountCasePage() {
  const t = useT();
  const { person } = useLoaderData<typeof loader>();
  const { title, refusal, appeal, proposed, decisions, rules } = person;
  return (
    <>
      <PageHead title={t('moderation.account.title')} lead={t('moderation.account.lead')} />
      <PageBody>
        <p className="font-700">{title}</p>
        {refusal && !appeal ? (
          <Notice kind="warning" title={t(refusal === 'RECUSED' ? 'refusal.RECUSED' : 'refusal.FORBIDDEN')} />
        ) : null}
        {proposed ? <Proposed proposed={proposed} /> : null}
        {appeal ? <Review appeal={appeal} falls="SANCTION" /> : null}
        {refusal || proposed ? null : <SanctionForm rules={rules} />}
        {refusal ? null : <RecuseForm />}
        <Decisions decisions={decisions} />
      </PageBody>
    </>
  );
}

type Waiting = NonNullable<NonNullable<AccountCaseQuery['moderationSubject']>['proposed']>;

/** Why the reader is not the second person, in words. */
const notSecond = (code: string) => {
  switch (code) {
    case 'SAME_PERSON':
      return 'refusal.SAME_PERSON';
    case 'RECUSED':
      return 'refusal.RECUSED';
    case 'PAST_BOUNDARY':
      return 'refusal.PAST_BOUNDARY';
    default:
      return 'refusal.FORBIDDEN';
  }
};

function Proposed({ proposed: { kind, rule, title, reason, locale, days, until, refusal } }: { proposed: Waiting }) {
  const t = useT();
  const page = useLocale();
  return (
    <Section title={t('moderation.proposed.title')}>
      <p className="font-700">
        {t(`moderation.decisions.${kind}`)}　
        {days === null ? t('moderation.proposed.forGood') : t('moderation.proposed.days', { days })}
      </p>
      <p>{t('moderation.withheld.rule', { rule, title })}</p>
      <PlainText text={reason} lang={locale === page ? undefined : locale} />
      <p>
        {t('moderation.proposed.until')}　<DateTime at={until} />
      </p>
      {refusal ? (
        <Notice kind="warning" title={t(notSecond(refusal))} />
      ) : (
        <>
          <Form name="approve">
            <div>
              <Button weight="primary">{t('moderation.proposed.approve')}</Button>
            </div>
          </Form>
          <Form name="decline" keep>
            <TextArea
              name="reason"
              label={t('moderation.proposed.declineReason')}
              hint={t('moderation.proposed.declineHint')}
              max={LONGEST_REASON}
              rows={3}
            />
            <div>
              <Button weight="secondary">{t('moderation.proposed.decline')}</Button>
            </div>
          </Form>
        </>
      )}
    </Section>
  );
}

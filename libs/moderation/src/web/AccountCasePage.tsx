import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  byForm,
  found,
  httpError,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  seeOther,
  submit,
  textOf,
  useT,
} from '@hiroba/ui';
import { Decisions } from './Decisions.tsx';
import { Proposed } from './Proposed.tsx';
import { Review } from './Review.tsx';
import { sanctionActions, sendReview } from './sanction-actions.ts';
import { RecuseForm, SanctionForm } from './SanctionForms.tsx';
import { seenIn } from './Seen.tsx';
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
      submit({ ...args, form }, approveSanctionMutation, () => ({ id, seen: seenIn(form) }), {
        onSuccess: back('moderation.APPROVE'),
      }),
    decline: ({ form }) =>
      submit(
        { ...args, form },
        declineSanctionMutation,
        () => ({ id, reason: textOf(form, 'reason'), seen: seenIn(form) }),
        {
          onSuccess: back('moderation.DECLINE'),
        },
      ),
    review: ({ form }) => sendReview({ ...args, form }, { kind: 'account', id }, back('moderation.REVIEW')),
  })(args);
};

/** The case of a person: what waits for a second person, what was decided, and what may be decided next. */
export default function AccountCasePage() {
  const t = useT();
  const { person } = useLoaderData<typeof loader>();
  const { title, refusal, appeal, proposed, decisions, rules, version } = person;
  return (
    <>
      <PageHead title={t('moderation.account.title')} lead={t('moderation.account.lead')} />
      <PageBody>
        <p className="font-700">{title}</p>
        {refusal && !appeal ? (
          <Notice kind="warning" title={t(refusal === 'RECUSED' ? 'refusal.RECUSED' : 'refusal.FORBIDDEN')} />
        ) : null}
        {proposed ? <Proposed proposed={proposed} version={version} /> : null}
        {appeal ? <Review appeal={appeal} falls="SANCTION" rules={rules} version={version} /> : null}
        {refusal || proposed ? null : <SanctionForm rules={rules} version={version} />}
        {refusal ? null : <RecuseForm />}
        <Decisions decisions={decisions} />
      </PageBody>
    </>
  );
}

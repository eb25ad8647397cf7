import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, answersForm, ButtonRow, DateTimeField, Disclosure, Empty, Form, formOf, giveBack, httpError, links, PageBody, PageHead,
  query, Section, seeOther, submit, TextLink, useLocale, useOutcome, useT,
} from '@hiroba/ui';
import { answerKinds } from '../domain/answer.ts';
import { AnswerFields, answerInput, useStatusChoices } from './AnswerFields.tsx';
import { AnswersReport, type ShownReport } from './AnswersReport.tsx';
import { noTime, publishAtTyped } from './answer-when.ts';
import { answerManyQuery, answerPlaceQuery, answerProposalsMutation } from './answers.graphql.ts';
import { DeskTable } from './DeskTable.tsx';

const MOST = 100;

/** Loads the chosen proposals; where all are of one place, with its statuses. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const address = addressOf(args);
  const ids = address.searchParams.getAll('id').slice(0, MOST);
  const { viewer, answerDesk: { items } } = await query(context, answerManyQuery, { ids });
  if (!answersForm(args)) {
    if (!viewer.person) throw seeOther(links(params.locale ?? 'ja').signIn(`${address.pathname}${address.search}`));
    if (!viewer.grants.some(({ role }) => role === 'STAFF')) throw httpError(403, 'FORBIDDEN');
    if (viewer.mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
  }
  const [place, ...others] = new Set(items.map(({ componentId }) => componentId));
  const one = place && others.length === 0 ? (await query(context, answerPlaceQuery, { id: place })).component : null;
  return { items, office: viewer.person?.office ?? '', rules: one?.__typename === 'ProposalsComponent' ? one.rules : null };
}

/** Gives every chosen proposal the same answer, now or by the clock. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const publishAt = form.get('when') === 'AT' ? await publishAtTyped(args, form) : null;
  if (publishAt === undefined) return giveBack(form, noTime(form));
  return submit({ ...args, form }, answerProposalsMutation, () => ({ ids: form.getAll('ids').map(String), input: answerInput(form), publishAt }), {
    onSuccess: (report) => data({ report, publishAt }),
  });
}

/** One answer for many proposals: which ones, what is said, and what became of each. */
export default function AnswerManyPage() {
  const t = useT();
  const to = links(useLocale());
  const { items } = useLoaderData<typeof loader>();
  const answered = useActionData<{ report?: ShownReport; publishAt?: string | null }>();
  const crumbs = [{ label: t('proposals.desk.desk'), to: to.desk() }, { label: t('proposals.desk.title'), to: to.desk('answers') }];
  return (
    <>
      <PageHead title={t('proposals.many.title')} lead={t('proposals.many.lead')} crumbs={crumbs} />
      <PageBody wide>
        {answered?.report ? (
          <>
            <AnswersReport report={answered.report} publishAt={answered.publishAt ?? null} />
            <p><TextLink to={to.desk('answers')}>{t('proposals.answering.desk')}</TextLink></p>
          </>
        ) : items.length === 0 ? <Empty action={<TextLink to={to.desk('answers')}>{t('proposals.answering.desk')}</TextLink>}>{t('proposals.many.none')}</Empty> : <ManyForm />}
      </PageBody>
    </>
  );
}

function ManyForm() {
  const t = useT();
  const { items, office, rules } = useLoaderData<typeof loader>();
  const outcome = useOutcome();
  const ofPlace = useStatusChoices(rules?.answerStatuses ?? []);
  const byKind = answerKinds.map((kind) => ({ value: kind, kind, label: t(`proposals.answer.${kind}`) }));
  return (
    <Form keep className="grid gap-10">
      <Section title={t('proposals.many.chosen')} lead={t('proposals.many.chosenLead')}>
        <DeskTable rows={items} queue={null} chosen={items.map(({ id }) => id)} />
      </Section>
      <Section title={t('proposals.answering.heading')}>
        <div className="form">
          <AnswerFields
            choice={rules ? 'status' : 'kind'} choices={rules ? ofPlace : byKind} answer={{ office }} costs={rules?.costs ?? false}
            corrects={items.some(({ answerKind }) => answerKind) ? 'SOME' : 'NO'}
          />
          <ButtonRow><ActionButton name="when" value="NOW">{t('proposals.many.publish')}</ActionButton></ButtonRow>
          <Disclosure summary={t('proposals.answering.later')} open={outcome?.refusal.field === 'publishAt' || undefined}>
            <div className="grid gap-4">
              <DateTimeField name="publishAt" label={t('proposals.answering.publishAt')} hint={t('proposals.answering.publishAtHint')} optional />
              <ButtonRow><ActionButton name="when" value="AT" weight="secondary">{t('proposals.many.schedule')}</ActionButton></ButtonRow>
            </div>
          </Disclosure>
        </div>
      </Section>
    </Form>
  );
}

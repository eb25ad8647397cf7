import { data, useActionData, useLoaderData, useLocation, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  ActionButton, addressOf, answersForm, ButtonRow, Chips, DateTimeField, Empty, Form, formOf, giveBack, httpError, links, PageBody, PageHead, Pager,
  query, seeOther, submit, textOf, TextLink, useLocale, useT, withQuery,
} from '@hiroba/ui';
import { AnswersReport, type ShownReport } from './AnswersReport.tsx';
import { noTime, publishAtTyped } from './answer-when.ts';
import { answerDeskQuery, publishAnswersMutation } from './answers.graphql.ts';
import { DeskTable } from './DeskTable.tsx';
import type { AnswerQueue } from './gql/graphql.ts';
import { choosing } from './merge-choice.ts';

const queues: readonly AnswerQueue[] = ['WAITING', 'OVERDUE', 'PREPARED', 'SCHEDULED', 'ANSWERED'];

/** Loads a queue of the answer desk; for staff. */
export async function loader(args: LoaderFunctionArgs) {
  const address = addressOf(args);
  const queue = queues.find((one) => one === address.searchParams.get('queue')) ?? 'WAITING';
  const place = address.searchParams.get('place');
  const { viewer, answerDesk } = await query(args.context, answerDeskQuery, { queue, place, after: address.searchParams.get('after') });
  if (!answersForm(args)) {
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(`${address.pathname}${address.search}`));
    if (!viewer.grants.some(({ role }) => role === 'STAFF')) throw httpError(403, 'FORBIDDEN');
    if (viewer.mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
  }
  return { queue, place, desk: answerDesk };
}

/** Publishes what was chosen, now or by the clock; or goes on to one answer for all that was chosen. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const ids = form.getAll('ids').map(String);
  const desk = links(args.params.locale ?? 'ja');
  if (form.get('act') === 'ANSWER' || form.get('act') === 'MERGE') {
    if (ids.length === 0) return giveBack(form, { code: 'EMPTY', field: 'ids' });
    if (form.get('act') === 'MERGE') return seeOther(choosing(desk.desk('answers', 'merge'), ids));
    return seeOther(`${desk.desk('answers', 'many')}?${new URLSearchParams(ids.map((id) => ['id', id])).toString()}`);
  }
  const publishAt = form.get('act') === 'AT' ? await publishAtTyped(args, form) : null;
  if (publishAt === undefined) return giveBack(form, noTime(form));
  return submit({ ...args, form }, publishAnswersMutation, () => ({ ids, publishAt }), {
    onSuccess: (report) => data({ report, publishAt: textOf(form, 'publishAt') && publishAt }),
  });
}

/** What the city answers: queues by what is to be done, and acts about many at once. */
export default function AnswerDeskPage() {
  const t = useT();
  const to = links(useLocale());
  const { queue, desk } = useLoaderData<typeof loader>();
  const answered = useActionData<{ report?: ShownReport; publishAt?: string | null }>();
  return (
    <>
      <PageHead
        title={t('proposals.desk.title')} lead={t('proposals.desk.lead')} crumbs={[{ label: t('proposals.desk.desk'), to: to.desk() }]}
        actions={<TextLink to={to.desk('answers', 'import')}>{t('proposals.importAnswers.link')}</TextLink>}
      />
      <PageBody wide>
        {answered?.report ? <AnswersReport report={answered.report} publishAt={answered.publishAt ?? null} /> : null}
        <Filters />
        {desk.items.length === 0 ? <Empty>{t(`proposals.desk.empty.${queue}`)}</Empty> : <Queue />}
        <Pager next={desk.next} label={t('proposals.desk.pages')} />
      </PageBody>
    </>
  );
}

function Filters() {
  const t = useT();
  const locale = useLocale();
  const { queue, place, desk: { counts, places } } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const here = withQuery(`${pathname}${search}`, { after: null, done: null });
  return (
    <div className="grid gap-4">
      <Chips
        label={t('proposals.desk.queue')}
        chips={queues.map((one) => ({
          label: t(`proposals.desk.queue.${one}`), to: withQuery(here, { queue: one === 'WAITING' ? null : one }), current: queue === one,
          count: counts.find(({ key }) => key === one)?.count ?? 0,
        }))}
      />
      {places.length > 1 ? (
        <details className="disclosure" open={place !== null || undefined}>
          <summary>{t('proposals.desk.place')}</summary>
          <Chips
            label={t('proposals.desk.place')}
            chips={[
              { label: t('proposals.filter.all'), to: withQuery(here, { place: null }), current: place === null },
              ...places.map(({ id, title, space }) => ({
                label: t('proposals.desk.placeName', { space: localized(space, locale).text, title: localized(title, locale).text }),
                to: withQuery(here, { place: id }), current: place === id,
              })),
            ]}
          />
        </details>
      ) : null}
    </div>
  );
}

function Queue() {
  const t = useT();
  const { queue, desk } = useLoaderData<typeof loader>();
  return (
    <Form className="grid gap-6">
      <DeskTable rows={desk.items} queue={queue} chosen={[]} />
      <section className="panel panel-quiet" aria-labelledby="many">
        <h2 id="many" className="heading-4">{t('proposals.desk.many')}</h2>
        <p>{t(`proposals.desk.many.${queue === 'PREPARED' ? 'PREPARED' : 'OTHER'}`)}</p>
        {queue === 'PREPARED' ? (
          <>
            <ButtonRow><ActionButton name="act" value="NOW">{t('proposals.desk.publish')}</ActionButton></ButtonRow>
            <DateTimeField name="publishAt" label={t('proposals.answering.publishAt')} hint={t('proposals.answering.publishAtHint')} optional />
            <ButtonRow><ActionButton name="act" value="AT" weight="secondary">{t('proposals.desk.schedule')}</ActionButton></ButtonRow>
          </>
        ) : (
          <ButtonRow><ActionButton name="act" value="ANSWER" weight="secondary">{t('proposals.desk.answerMany')}</ActionButton></ButtonRow>
        )}
        {queue === 'ANSWERED' ? null : (
          <>
            <p>{t('proposals.desk.many.MERGE')}</p>
            <ButtonRow><ActionButton name="act" value="MERGE" weight="secondary">{t('proposals.desk.mergeMany')}</ActionButton></ButtonRow>
          </>
        )}
      </section>
    </Form>
  );
}

import { Link, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  ActionButton, addressOf, answersForm, byForm, ButtonRow, Disclosure, Form, found, links, Notice, NumberField, PageBody, PageHead, query, Section, seeOther, submit, Table, TextField,
  textOf, useLocale, useT, type FormArgs,
} from '@hiroba/ui';
import { votePolicy } from '../domain/vote.policy.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';
import { factsOf } from './vote-facts.ts';
import { VoteState } from './VoteState.tsx';
import { issueVotePaperMutation, openPaperBatchMutation, takeBackVotePaperMutation, takePaperBatchMutation, voteCounterQuery } from './papers.graphql.ts';

/** Loads the counter of a vote for its staff. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { vote, component, viewer } = await query(context, voteCounterQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const mine = !viewer.person || staffHere(viewer.grants, room.spaceId);
  const shown = found(vote && vote.componentId === room.id && room.space.slug === params.slug && vote.announcedAt && mine ? vote : null);
  return { room, vote: shown };
}

/** Hands a paper out, takes one back, begins a batch or takes one in. */
export const action = (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const here = addressOf(args).pathname;
  type Inner = FormArgs & { readonly form: FormData };
  const done = (name: string) => ({ onSuccess: () => seeOther(here, `votes.${name}`) });
  const who = (form: FormData) => ({ id, who: { mail: textOf(form, 'mail') || null, roll: textOf(form, 'roll') || null } });
  return byForm({
    issue: (inner: Inner) => submit(inner, issueVotePaperMutation, who, done('paperIssued')),
    takeBack: (inner: Inner) => submit(inner, takeBackVotePaperMutation, who, done('paperTakenBack')),
    batch: (inner: Inner) => submit(inner, openPaperBatchMutation, (form) => ({ id, papers: Number(textOf(form, 'papers').normalize('NFKC').trim() || 0) || 0 }), done('batchOpened')),
    take: (inner: Inner) => submit(inner, takePaperBatchMutation, (form) => ({ id, batch: Number(textOf(form, 'batch')) }), done('batchTaken')),
  })(args);
};

/** The counter of a vote: papers that are handed out, and the piles that come back. */
export default function CounterPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Counter /></Room>;
}

function Counter() {
  const t = useT();
  const { room, vote } = useLoaderData<typeof loader>();
  const title = localized(vote.title, useLocale());
  return (
    <>
      <PageHead
        title={t('votes.counter.title', { title: title.text })} crumbs={[...useCrumbs(room, true), { label: title.text, to: '../run' }]} above={<VoteState vote={vote} />}
        lead={t('votes.counter.lead')}
      />
      <PageBody>
        {vote.papers ? <><HandOut /><Batches /></> : <Notice title={t('votes.counter.noPaper')} />}
      </PageBody>
    </>
  );
}

function Voter({ roll }: { roll: boolean }) {
  const t = useT();
  return (
    <>
      <TextField name="mail" type="email" inputMode="email" label={t('votes.counter.mail')} hint={t('votes.counter.mailHint')} optional />
      {roll ? <TextField name="roll" label={t('votes.counter.roll')} hint={t('votes.counter.rollHint')} width="short" optional /> : null}
    </>
  );
}

function HandOut() {
  const t = useT();
  const { vote } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(votePolicy.issuePaper, factsOf(vote));
  const roll = vote.electorate !== 'MEMBERS';
  return (
    <Section title={t('votes.issue.title')} lead={t('votes.issue.lead')}>
      <Form name="issue">
        <Voter roll={roll} />
        <ButtonRow><ActionButton refusal={refusal}>{t('votes.issue.act')}</ActionButton></ButtonRow>
      </Form>
      <Disclosure summary={t('votes.takeBack.summary')}>
        <Form name="takeBack" className="grid gap-4">
          <p className="measure">{t('votes.takeBack.text')}</p>
          <Voter roll={roll} />
          <div><ActionButton weight="secondary" refusal={refusal}>{t('votes.takeBack.act')}</ActionButton></div>
        </Form>
      </Disclosure>
    </Section>
  );
}

function Batches() {
  const t = useT();
  const { vote } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(votePolicy.enterPaper, factsOf(vote));
  const { batches = [], issued, waits } = vote.papers ?? {};
  const entered = batches.reduce((sum, { papers }) => sum + papers, 0);
  type Batch = (typeof batches)[number];
  const stateOf = ({ takenAt, keyed, papers, differences, invalid }: Batch): string => {
    if (takenAt) return t('votes.batch.taken', { invalid: invalid ?? 0 });
    if (keyed.length === 2 && keyed.every((many) => many === papers)) return t(differences ? 'votes.batch.compared' : 'votes.batch.same', { count: differences ?? 0 });
    return t('votes.batch.keyed', { first: keyed[0] ?? 0, second: keyed[1] ?? 0 });
  };
  return (
    <Section title={t('votes.batches.title')} lead={t('votes.batches.lead')}>
      {issued != null ? <p>{t('votes.batches.issued', { issued, entered })}</p> : null}
      {waits ? <Notice kind="warning" title={t('votes.batches.waits')}><p>{t(`votes.batches.${waits}`)}</p></Notice> : null}
      {batches.length > 0 ? (
        <Table<Batch>
          caption={t('votes.batches.title')} captionHidden rows={batches} rowKey={({ n }) => String(n)}
          columns={[
            { key: 'n', head: t('votes.batch.n'), cell: ({ n, takenAt }) => (takenAt ? t('votes.batch.name', { n }) : <Link className="link" to={`../papers/${n}`} relative="path">{t('votes.batch.name', { n })}</Link>) },
            { key: 'papers', head: t('votes.batch.papers'), numeric: true, cell: ({ papers }) => papers },
            { key: 'state', head: t('votes.batch.state'), wraps: true, cell: stateOf },
          ]}
        />
      ) : null}
      <Form name="batch">
        <NumberField name="papers" label={t('votes.batch.new')} hint={t('votes.batch.newHint')} unit={t('votes.unit.papers')} />
        <ButtonRow><ActionButton weight="secondary" refusal={refusal}>{t('votes.batch.open')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

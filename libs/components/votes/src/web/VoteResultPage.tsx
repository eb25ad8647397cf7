import { Suspense } from 'react';
import { useLoaderData, useLocation, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  ActionButton, addressOf, byForm, ButtonRow, Columns, DateTime, Facts, Form, found, Notice, PageBody, PageHead, PlainText, query, RadioGroup, Section, seeOther, sizeText, submit,
  TextArea, textOf, useLocale, useT,
} from '@hiroba/ui';
import { objectionDecisions } from '../domain/result.commands.ts';
import type { ResultDocument } from '../domain/result-package.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import { Adoption } from './Adoption.tsx';
import { voteVersionsQuery } from './papers.graphql.ts';
import { PaperVersions } from './PaperVersions.tsx';
import { useOptionName } from './OptionText.tsx';
import { Recount } from './recount/late.ts';
import { ResultDetails } from './result/ResultDetails.tsx';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';
import { ResultTable } from './ResultTable.tsx';
import { factsOf } from './vote-facts.ts';
import { VoteState } from './VoteState.tsx';
import { decideVoteObjectionMutation, objectToVoteMutation, voteResultQuery } from './votes.graphql.ts';

/** Loads a result that is published. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { vote, component } = await query(context, voteResultQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  const { vote: known, voteFile: papers } = await query(context, voteVersionsQuery, { id: params.id ?? '' });
  // A result that is put right stays in sight meanwhile.
  const isOut = vote?.resultAt || (known && known.versions.length > 0);
  const shown = found(vote && vote.componentId === room.id && room.space.slug === params.slug && isOut ? vote : null);
  return { room, vote: shown, known: found(known), papers };
}

/** Objects to the result, or decides an objection. */
export const action = (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const here = addressOf(args).pathname;
  return byForm({
    object: (inner) => submit(inner, objectToVoteMutation, (form) => ({ id, text: textOf(form, 'text') }), { onSuccess: () => seeOther(here, 'votes.objected') }),
    decide: (inner) => submit(inner, decideVoteObjectionMutation, (form) => ({
      id, objectionId: textOf(form, 'objection'), decision: textOf(form, 'decision'), reason: textOf(form, 'reason'),
    }), { onSuccess: ({ id: done }) => seeOther(done ? here.replace(/\/result$/, '') : here, 'votes.decided') }),
  })(args);
};

/** The result of a vote: what won, what every option got, how to check it, and what was said against it. */
export default function VoteResultPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Result /></Room>;
}

function Result() {
  const t = useT();
  const { room, vote, known, papers } = useLoaderData<typeof loader>();
  const page = useLocation().pathname.replace(/\/$/, '').replace(/\/result$/, '');
  const title = localized(vote.title, useLocale());
  const nameOf = useOptionName();
  const result = vote.result ? (JSON.parse(vote.result) as ResultDocument).scopes[WHOLE] : undefined;
  const named = (code: string): string => { const found = vote.options.find((option) => option.code === code); return found ? nameOf(found).text : code; };
  const counts = [
    { term: t('votes.result.ballots'), value: t('votes.result.people', { count: vote.ballots ?? 0 }) },
    { term: t('votes.result.eligible'), value: t('votes.result.people', { count: vote.eligible ?? 0 }) },
    { term: t('votes.result.blank'), value: String(vote.blank ?? 0) },
    { term: t('votes.result.superseded'), value: String(vote.superseded ?? 0) },
  ];
  return (
    <>
      <PageHead title={t('votes.result.title', { title: title.text })} crumbs={[...useCrumbs(room, true), { label: title.text, to: '..' }]} above={<VoteState vote={vote} />} />
      <PageBody wide>
        <Columns facts={<Facts title={t('votes.result.counts')} facts={counts} />} after={<Objections />}>
          {result ? (
            <>
              {vote.adoption ? <Adoption adoption={vote.adoption} nameOf={named} /> : null}
              <ResultTable result={result} options={vote.options} type={vote.type} />
              <ResultDetails result={result} options={vote.options.map((option) => ({ id: option.code, name: nameOf(option).text, cost: option.cost }))} />
            </>
          ) : null}
          {vote.resultAt ? null : <Notice kind="warning" title={t('votes.versions.due')}><p className="measure">{t('votes.versions.dueText')}</p></Notice>}
          <PaperVersions papers={papers ?? null} known={known} at={page} />
          {vote.resultAt ? <Section title={t('votes.result.check')} lead={t('votes.result.checkLead')}>
            <Suspense><Recount from={`${page}/files`} names={vote.files.map(({ name }) => name)} /></Suspense>
            <ul className="grid gap-2">
              {vote.files.map(({ name, size }) => (
                <li key={name}><a className="link" href={`files/${name}`} download={name}>{name}</a> <span className="text-ink-soft">{sizeText(size)}</span></li>
              ))}
            </ul>
            <dl className="grid gap-2">
              <div><dt className="font-700">{t('votes.result.ruleHash')}</dt><dd><code className="break-all">{vote.ruleHash}</code></dd></div>
              <div><dt className="font-700">{t('votes.result.ballotsHash')}</dt><dd><code className="break-all">{vote.ballotsHash}</code></dd></div>
              <div><dt className="font-700">{t('votes.result.resultHash')}</dt><dd><code className="break-all">{vote.resultHash}</code></dd></div>
            </dl>
          </Section> : null}
        </Columns>
      </PageBody>
    </>
  );
}

function Objections() {
  const t = useT();
  const { vote } = useLoaderData<typeof loader>();
  const facts = factsOf(vote);
  const refusal = useRoomRefusal(votePolicy.object, facts);
  const maySettle = useRoomRefusal(votePolicy.decide, facts) === undefined;
  return (
    <Section title={t('votes.objections.title')} lead={t('votes.objections.lead')}>
      {vote.objections.map(({ id, text, at, decision, reason }) => (
        <article key={id} className="panel grid gap-3">
          <p className="text-ink-soft"><DateTime at={at} /></p>
          <PlainText text={text} />
          {decision ? <div className="grid gap-1"><p className="font-700">{t(`votes.decision.${decision}`)}</p>{reason ? <PlainText text={reason} /> : null}</div> : <p>{t('votes.objections.waiting')}</p>}
          {maySettle && !decision ? (
            <Form name="decide" className="grid gap-4">
              <input type="hidden" name="objection" value={id} />
              <RadioGroup name="decision" label={t('votes.decide.label')} options={objectionDecisions.map((value) => ({ value, label: t(`votes.decision.${value}`) }))} />
              <TextArea name="reason" label={t('votes.form.reason')} rows={3} max={3_000} />
              <ButtonRow><ActionButton weight="secondary">{t('votes.decide.act')}</ActionButton></ButtonRow>
            </Form>
          ) : null}
        </article>
      ))}
      {vote.objections.length === 0 ? <p>{t('votes.objections.none')}</p> : null}
      {vote.finalAt ? null : (
        <Form name="object" keep>
          <TextArea name="text" label={t('votes.object.text')} hint={t('votes.object.hint')} rows={4} max={3_000} />
          <ButtonRow><ActionButton weight="secondary" refusal={refusal}>{t('votes.object.act')}</ActionButton></ButtonRow>
        </Form>
      )}
    </Section>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  ActionButton, addressOf, answersForm, byForm, ButtonRow, DateTime, DateTimeField, Form, found, giveBack, LinkButton, links, PageBody, PageHead, PlainText, query, Section, seeOther,
  SelectField, submit, TextArea, TextField, textOf, useLocale, useT, type FormArgs,
} from '@hiroba/ui';
import { instantTyped } from '@hiroba/spaces/web/fields';
import { extensionReasons } from '../domain/vote.life.commands.ts';
import type { VoteType } from '../domain/vote.ts';
import { adoptedTyped, linesTyped, overrideTyped } from './setup-input.ts';
import { Overrides, PublishResult } from './RunAdoption.tsx';
import { Room, staffHere, useCrumbs } from './room.tsx';
import { RunCorrection } from './RunCorrection.tsx';
import { askForVoteCorrectionMutation, correctVoteBallotsMutation } from './papers.graphql.ts';
import { useVoteStatus, VoteState } from './VoteState.tsx';
import {
  amendVoteMutation, annulVoteMutation, askForVoteLotMutation, askForVoteOverrideMutation, askToAnnulVoteMutation, drawVoteLotMutation, extendVoteMutation,
  finaliseVoteMutation, publishVoteResultMutation, recordVoteOverrideMutation, votePageQuery, voteRunQuery,
} from './votes.graphql.ts';

/** Loads a vote for the staff who run it. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { vote, component, viewer, organisation } = await query(context, votePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const shown = found(vote && vote.componentId === room.id && vote.announcedAt && (!viewer.person || staffHere(viewer.grants, room.spaceId)) ? vote : null);
  const { vote: more } = await query(context, voteRunQuery, { id: shown.id });
  return { room, vote: shown, zone: organisation.zone, asked: more?.asked ?? [], adoption: more?.adoption ?? null };
}

/** Moves dates, draws lots, publishes and ends: each with its own form. */
export const action = async (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const here = addressOf(args).pathname;
  const done = (name: string) => ({ onSuccess: () => seeOther(here, `votes.${name}`) });
  const { organisation, vote } = await query(args.context, votePageQuery, { id, componentId: args.params.componentId ?? '' });
  const at = (form: FormData, name: string) => instantTyped(textOf(form, name), organisation.zone)?.toISOString();
  type Inner = FormArgs & { readonly form: FormData };
  return byForm({
    amend: async (inner: Inner) => {
      const [opensAt, closesAt] = [at(inner.form, 'opensAt'), at(inner.form, 'closesAt')];
      if (!opensAt || !closesAt) return giveBack(inner.form, { code: 'BAD_DATES', field: opensAt ? 'closesAt' : 'opensAt' });
      return submit(inner, amendVoteMutation, (form) => ({ id, opensAt, closesAt, reason: textOf(form, 'reason') }), done('amended'));
    },
    extend: async (inner: Inner) => {
      const closesAt = at(inner.form, 'closesAt');
      if (!closesAt) return giveBack(inner.form, { code: 'BAD_DATES', field: 'closesAt' });
      return submit(inner, extendVoteMutation, (form) => ({ id, closesAt, reasonCode: textOf(form, 'reasonCode'), reason: textOf(form, 'reason') }), done('extended'));
    },
    askLot: (inner: Inner) => submit(inner, askForVoteLotMutation, (form) => ({ id, value: textOf(form, 'value') }), done('asked')),
    lot: (inner: Inner) => submit(inner, drawVoteLotMutation, () => ({ id }), done('lotDrawn')),
    override: (inner: Inner) => submit(inner, askForVoteOverrideMutation, (form) => ({ id, input: overrideTyped(form) }), done('asked')),
    record: (inner: Inner) => submit(inner, recordVoteOverrideMutation, () => ({ id }), done('overrideRecorded')),
    askCorrect: (inner: Inner) => submit(inner, askForVoteCorrectionMutation, (form) => ({ id, input: {
      batch: Number(textOf(form, 'batch').normalize('NFKC')) || 0, removed: linesTyped(form, 'removed'), added: linesTyped(form, 'added'), reason: textOf(form, 'reason'),
    } }), done('asked')),
    correct: (inner: Inner) => submit(inner, correctVoteBallotsMutation, () => ({ id }), done('corrected')),
    publish: (inner: Inner) => submit(inner, publishVoteResultMutation, (form) => ({ id, adopted: adoptedTyped(form, vote?.options ?? []) }), { onSuccess: () => seeOther(here.replace(/\/run$/, '/result'), 'votes.resultPublished') }),
    finalise: (inner: Inner) => submit(inner, finaliseVoteMutation, () => ({ id }), done('finalised')),
    askAnnul: (inner: Inner) => submit(inner, askToAnnulVoteMutation, (form) => ({ id, reason: textOf(form, 'text') }), done('asked')),
    annul: (inner: Inner) => submit(inner, annulVoteMutation, () => ({ id }), done('annulled')),
  })(args);
};

/** The desk of one vote: the one next step first, turnout, and what two people do together. */
export default function VoteRunPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Run /></Room>;
}

function Run() {
  const t = useT();
  const { room, vote, asked, adoption } = useLoaderData<typeof loader>();
  const title = localized(vote.title, useLocale());
  const status = useVoteStatus(vote);
  const { turnout } = vote;
  const over = status === 'FINAL' || status === 'VOID';
  return (
    <>
      <PageHead title={t('votes.run.title', { title: title.text })} crumbs={useCrumbs(room, true)} above={<VoteState vote={vote} />} lead={t(vote.correctionDue ? 'votes.run.correctionDue' : `votes.run.${status}`)} actions={<LinkButton to=".." relative="path">{t('votes.run.back')}</LinkButton>} />
      <PageBody>
        {status === 'DRAFT' || status === 'ANNOUNCED' ? null : (
          <Section title={t('votes.run.turnout')} lead={t('votes.run.turnoutLead')}>
            {turnout.at && turnout.eligible !== null
              ? <p>{t('votes.turnout', { voted: turnout.voted, eligible: turnout.eligible })} {t('votes.turnout.at')} <DateTime at={turnout.at} /></p> : <p>{t('votes.turnout.none')}</p>}
          </Section>
        )}
        {vote.paper && (status === 'OPEN' || status === 'CLOSED') ? (
          <Section title={t('votes.counter.heading')} lead={t('votes.counter.lead')}>
            <p><LinkButton to="../counter" relative="path">{t('votes.counter.link')}</LinkButton></p>
          </Section>
        ) : null}
        {vote.counting && !vote.counting.awaitsLot ? <p role="status">{t('votes.counting', { rounds: vote.counting.rounds })}</p> : null}
        {status === 'ANNOUNCED' ? <Amend /> : null}
        {status === 'OPEN' ? <Extend /> : null}
        {status === 'BALLOTS_PUBLISHED' && vote.counting?.awaitsLot ? <Lot /> : null}
        {status === 'TALLIED' ? <PublishResult adoption={adoption} options={vote.options} /> : null}
        {status === 'PROVISIONAL' ? <Finalise /> : null}
        {status === 'FROZEN' && vote.correctionDue ? (
          <RunCorrection type={vote.type as VoteType} codes={vote.options.map(({ code }) => code)} asked={asked.find(({ act }) => act === 'CORRECTION')} />
        ) : null}
        <Overrides adoption={adoption} options={vote.options} office={vote.office} asked={asked.find(({ act }) => act === 'OVERRIDE')} />
        {over ? null : <Annul />}
      </PageBody>
    </>
  );
}

function Finalise() {
  const t = useT();
  return (
    <Section title={t('votes.finalise.title')} lead={t('votes.finalise.lead')}>
      <Form name="finalise"><ButtonRow><ActionButton>{t('votes.finalise.act')}</ActionButton></ButtonRow></Form>
    </Section>
  );
}

/** What a colleague asked for, with the button for the second; or that the reader has to wait for one. */
function Second({ act, form, button, danger }: { act: 'VOID' | 'LOT'; form: string; button: string; danger?: boolean }) {
  const t = useT();
  const { asked } = useLoaderData<typeof loader>();
  const waiting = asked.find((each) => each.act === act);
  if (!waiting) return null;
  return (
    <div className="panel grid gap-3">
      <p className="font-700">{t(waiting.mine ? 'votes.asked.mine' : 'votes.asked.other')}</p>
      <PlainText text={waiting.text} />
      {waiting.mine ? null : <Form name={form}><ButtonRow><ActionButton weight={danger ? 'danger' : 'primary'}>{button}</ActionButton></ButtonRow></Form>}
    </div>
  );
}

function Amend() {
  const t = useT();
  const { vote } = useLoaderData<typeof loader>();
  return (
    <Section title={t('votes.amend.title')} lead={t('votes.amend.lead')}>
      <Form name="amend">
        <DateTimeField name="opensAt" label={t('votes.fact.opens')} defaultValue={vote.opensAt} />
        <DateTimeField name="closesAt" label={t('votes.fact.closes')} defaultValue={vote.closesAt} />
        <TextArea name="reason" label={t('votes.form.reason')} rows={3} max={1_000} />
        <ButtonRow><ActionButton>{t('votes.amend.act')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function Extend() {
  const t = useT();
  return (
    <Section title={t('votes.extend.title')} lead={t('votes.extend.lead')}>
      <Form name="extend">
        <DateTimeField name="closesAt" label={t('votes.extend.until')} />
        <SelectField name="reasonCode" label={t('votes.extend.code')} options={extensionReasons.map((value) => ({ value, label: t(`votes.extend.${value}`) }))} />
        <TextArea name="reason" label={t('votes.form.reason')} rows={3} max={1_000} />
        <ButtonRow><ActionButton weight="secondary">{t('votes.extend.act')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function Lot() {
  const t = useT();
  const { vote } = useLoaderData<typeof loader>();
  const source = localized(vote.lotSource, useLocale());
  return (
    <Section title={t('votes.lot.title')} lead={t('votes.lot.lead')}>
      {source.text ? <p lang={source.lang}>{source.text}</p> : null}
      <Second act="LOT" form="lot" button={t('votes.lot.act')} />
      <Form name="askLot">
        <TextField name="value" label={t('votes.lot.value')} hint={t('votes.lot.valueHint')} />
        <ButtonRow><ActionButton weight="secondary">{t('votes.lot.ask')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function Annul() {
  const t = useT();
  return (
    <Section title={t('votes.annul.title')} lead={t('votes.annul.lead')}>
      <Second act="VOID" form="annul" button={t('votes.annul.act')} danger />
      <Form name="askAnnul">
        <TextArea name="text" label={t('votes.form.reason')} rows={3} max={1_000} />
        <ButtonRow><ActionButton weight="secondary">{t('votes.annul.ask')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

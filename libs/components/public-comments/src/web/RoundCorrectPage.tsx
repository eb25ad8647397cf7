import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, ButtonRow, CheckboxField, Form, formOf, found, isTicked, links, PageBody, PageHead, query, seeOther, submit, TextArea, TextField, TextLink,
  textOf, useT,
} from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import { correctRoundNoticeMutation } from './procedure.graphql.ts';
import { factsOf } from './round-facts.ts';
import { placesTyped, waysTyped, WayFields } from './RoundFields.tsx';
import { roundDeskQuery } from './rounds.graphql.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a round that is out, for staff. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { round, component, viewer } = await query(context, roundDeskQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, round: found(round?.componentId === room.id && staffHere(viewer.grants, room.spaceId) ? round : null) };
}

/** Corrects the notice. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const text = (name: string) => textOf(form, name);
  return submit({ ...args, form }, correctRoundNoticeMutation, () => ({
    id: args.params.id ?? '', reason: text('reason'), material: isTicked(form, 'material'),
    input: {
      title: text('title'), summary: text('summary'), easySummary: text('easySummary'), legalBasis: text('legalBasis'), clause: text('clause'),
      contact: { phone: text('contact.phone'), mail: text('contact.mail'), address: text('contact.address') }, ways: waysTyped(form), places: placesTyped(form),
    },
  }), { onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/correct$/, '/desk'), 'public-comments.corrected') });
}

/** The form that corrects a notice while it runs. */
export default function RoundCorrectPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Correct /></Room>;
}

function Correct() {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={t('public-comments.correct.title')} crumbs={useCrumbs(room, true)} lead={t('public-comments.correct.lead')} />
      <PageBody>
        <Form>
          <TextField name="title" label={t('public-comments.form.title')} defaultValue={round.title} width="full" />
          <TextArea name="summary" label={t('public-comments.form.summary')} max={2_000} rows={6} defaultValue={round.summary} />
          <TextArea name="easySummary" label={t('public-comments.form.easySummary')} max={2_000} rows={4} optional defaultValue={round.easySummary} />
          <TextField name="contact.phone" type="tel" label={t('public-comments.form.phone')} defaultValue={round.contact.phone} />
          <TextField name="contact.mail" type="email" label={t('public-comments.form.mail')} optional defaultValue={round.contact.mail} />
          <TextField name="contact.address" label={t('public-comments.form.address')} defaultValue={round.contact.address} width="full" />
          <WayFields round={round} among={round.profile.channels} />
          <TextField name="legalBasis" label={t('public-comments.form.legalBasis')} optional defaultValue={round.legalBasis} width="full" />
          <TextField name="clause" label={t('public-comments.form.clause')} optional defaultValue={round.clause} width="full" />
          <TextArea name="reason" label={t('public-comments.reason')} hint={t('public-comments.reason.hint')} max={1_000} rows={3} />
          <CheckboxField name="material" label={t('public-comments.correct.material')} hint={t('public-comments.correct.material.hint')} />
          <ButtonRow>
            <ActionButton refusal={useRoomRefusal(roundPolicy.correctNotice, factsOf(round))}>{t('public-comments.correct.act')}</ActionButton>
            <TextLink to="../desk" relative="path">{t('public-comments.form.back')}</TextLink>
          </ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

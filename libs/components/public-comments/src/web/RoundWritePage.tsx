import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, ButtonRow, Form, formOf, found, giveBack, links, PageBody, PageHead, query, seeOther, submit, TextLink, useT,
} from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import { factsOf } from './round-facts.ts';
import { badDate, RoundFields, roundInput } from './RoundFields.tsx';
import { roundPageQuery, saveRoundMutation } from './rounds.graphql.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a draft for staff; who is not signed in signs in first and comes back. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { round, component, viewer, organisation } = await query(context, roundPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const draft = staffHere(viewer.grants, room.spaceId) && round?.componentId === room.id ? round : null;
  // Only a draft can be edited; what was typed into one that is no draft any more is not taken away.
  if (draft && draft.stage !== 'DRAFT' && !answersForm(args)) throw seeOther(addressOf(args).pathname.replace(/\/write$/, '/desk'));
  return { room, zone: organisation.zone, round: viewer.person ? found(draft) : null };
}

/** Keeps the draft and shows its desk. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { zone } = await loader(args);
  const field = badDate(form);
  if (field) return giveBack(form, { code: 'BAD_DATES', field });
  return submit({ ...args, form }, saveRoundMutation, () => ({ id: args.params.id ?? '', input: roundInput(form, zone) }), {
    onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/write$/, '/desk'), 'public-comments.drafted'),
  });
}

/** The form of a draft. */
export default function RoundWritePage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><WriteRound /></Room>;
}

const noDraft = { id: '', stage: 'DRAFT', suspensions: [], opensAt: null, closesAt: null, responseDueAt: null } as const;

function WriteRound() {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={t('public-comments.write.title')} crumbs={useCrumbs(room, true)} lead={t('public-comments.write.lead')} />
      <PageBody>
        <Form>
          <RoundFields {...(round ? { round, profile: round.profile } : {})} />
          <ButtonRow>
            <ActionButton refusal={useRoomRefusal(roundPolicy.save, round ? factsOf(round) : noDraft)}>{t('public-comments.form.save')}</ActionButton>
            <TextLink to="../desk" relative="path">{t('public-comments.form.back')}</TextLink>
          </ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, ButtonRow, Form, formOf, found, giveBack, links, PageBody, PageHead, query, seeOther, submit, useT,
} from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import { badDate, RoundFields, roundInput } from './RoundFields.tsx';
import { draftRoundMutation, roundPageQuery, roundRoomQuery } from './rounds.graphql.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads the place for staff; who is not signed in signs in first and comes back. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { component, viewer, organisation } = await query(context, roundRoomQuery, { id: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  if (viewer.person) found(staffHere(viewer.grants, room.spaceId) ? room : null);
  const copied = new URL(args.request.url).searchParams.get('copy');
  const from = copied ? (await query(context, roundPageQuery, { id: copied, componentId: room.id })).round : null;
  return { room, zone: organisation.zone, office: viewer.person?.office ?? '', copy: from?.componentId === room.id ? asNew(from) : null };
}

/** An earlier round as the beginning of a new one: all of its words, none of its dates. */
const asNew = <R extends { readonly opensAt?: unknown; readonly closesAt?: unknown; readonly shortPeriodReason: string }>(round: R) =>
  ({ ...round, opensAt: null, closesAt: null, shortPeriodReason: '' });

/** Keeps a draft and goes on to its desk. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { organisation } = await query(args.context, roundRoomQuery, { id: args.params.componentId ?? '' });
  const field = badDate(form);
  if (field) return giveBack(form, { code: 'BAD_DATES', field });
  return submit({ ...args, form }, draftRoundMutation, () => ({
    componentId: args.params.componentId ?? '', input: roundInput(form, organisation.zone),
  }), { onSuccess: ({ id }) => seeOther(`${addressOf(args).pathname.replace(/\/new$/, '')}/${id}/desk`, 'public-comments.drafted') });
}

/** The form of a new round. */
export default function RoundNewPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><NewRound /></Room>;
}

function NewRound() {
  const t = useT();
  const { room, office, copy } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={t('public-comments.new.title')} crumbs={useCrumbs(room, true)} lead={t(copy ? 'public-comments.new.copied' : 'public-comments.new.lead')} />
      <PageBody>
        <Form {...(copy ? {} : { keep: true })}>
          <RoundFields profile={room.profile} office={office} ordinance={room.rules.ordinance} {...(copy ? { round: copy } : {})} />
          <ButtonRow><ActionButton refusal={useRoomRefusal(roundPolicy.draft, undefined)}>{t('public-comments.form.save')}</ActionButton></ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

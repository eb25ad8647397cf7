import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, ButtonRow, Form, formOf, found, giveBack, links, Notice, PageBody, PageHead, query, seeOther, submit, TextField, textOf,
  useRefusalText, useT,
} from '@hiroba/ui';
import { debatePolicy } from '../domain/debate.policy.ts';
import { badDate, DebateFields, debateInput } from './DebateFields.tsx';
import { debateRoomQuery, draftDebateMutation } from './debates.graphql.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads the place; who is not signed in signs in first and comes back. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { component, viewer, organisation } = await query(context, debateRoomQuery, { id: params.componentId ?? '' });
  const room = found(component?.__typename === 'DebatesComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, zone: organisation.zone, isStaff: staffHere(viewer.grants, room.spaceId), office: viewer.person?.office ?? '' };
}

/** Keeps a draft and goes on to its preview. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { organisation } = await query(args.context, debateRoomQuery, { id: args.params.componentId ?? '' });
  const field = badDate(form, organisation.zone);
  if (field) return giveBack(form, { code: 'BAD_DATES', field });
  return submit({ ...args, form }, draftDebateMutation, () => ({
    componentId: args.params.componentId ?? '', input: debateInput(form, organisation.zone), office: textOf(form, 'office').trim() || null,
  }), { onSuccess: ({ id }) => seeOther(`${addressOf(args).pathname.replace(/\/new$/, '')}/${id}/preview`, 'debates.drafted') });
}

/** The form of a new debate: in the name of an office for staff, in one's own for participants. */
export default function DebateNewPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><NewDebate /></Room>;
}

function NewDebate() {
  const t = useT();
  const { room, isStaff, office } = useLoaderData<typeof loader>();
  const closed = useRoomRefusal(debatePolicy.create, undefined);
  const wording = useRefusalText();
  return (
    <>
      <PageHead title={t('debates.new.title')} crumbs={useCrumbs(room, true)} lead={t(isStaff ? 'debates.new.leadStaff' : 'debates.new.lead')} />
      <PageBody>
        {!isStaff && closed?.code === 'MEMBERS_ONLY_ACT' ? <Notice kind="warning" title={wording(closed)} /> : null}
        <Form keep>
          {isStaff ? <TextField name="office" label={t('debates.form.office')} hint={t('debates.form.officeHint')} defaultValue={office} /> : null}
          <DebateFields rules={room.rules} official={isStaff} />
          <ButtonRow><ActionButton refusal={isStaff ? undefined : closed}>{t('debates.form.preview')}</ActionButton></ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

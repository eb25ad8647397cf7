import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, ButtonRow, Form, formOf, found, giveBack, links, PageBody, PageHead, query, seeOther, submit, TextField, TextLink,
  textOf, useOutcome, useT, useViewer,
} from '@hiroba/ui';
import { debatePolicy } from '../domain/debate.policy.ts';
import { factsOf, unknownDebate } from './debate-facts.ts';
import { badDate, DebateFields, debateInput } from './DebateFields.tsx';
import { debatePageQuery, editDebateMutation, saveDebateMutation } from './debates.graphql.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a debate for whoever leads it; they sign in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { debate, component, viewer, organisation } = await query(context, debatePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'DebatesComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const leads = debate?.viewerIsAuthor || staffHere(viewer.grants, room.spaceId);
  const own = leads && debate?.componentId === room.id ? debate : null;
  return { room, zone: organisation.zone, debate: viewer.person ? found(own) : own };
}

/** Saves a draft and shows it, or changes what is published. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { zone } = await loader(args);
  const field = badDate(form, zone);
  if (field) return giveBack(form, { code: 'BAD_DATES', field });
  const id = args.params.id ?? '';
  const page = addressOf(args).pathname.replace(/\/write$/, '');
  const input = debateInput(form, zone);
  return form.has('draft')
    ? submit({ ...args, form }, saveDebateMutation, () => ({ id, input }), { onSuccess: () => seeOther(`${page}/preview`, 'debates.drafted') })
    : submit({ ...args, form }, editDebateMutation, () => ({ id, input, reason: textOf(form, 'reason') || null }), {
      onSuccess: () => seeOther(page, 'debates.edited'),
    });
}

/** The form of a draft, or of a published debate. */
export default function DebateWritePage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><WriteDebate /></Room>;
}

function WriteDebate() {
  const t = useT();
  const { room, debate } = useLoaderData<typeof loader>();
  const { personId } = useViewer();
  const typed = useOutcome()?.values;
  // Whose session ended while they wrote gets back what they typed, without what only they may see.
  const isDraft = debate ? debate.state === 'DRAFT' : typed?.['draft'] !== undefined;
  const official = debate ? debate.official : typed?.['ask.decided.ja'] !== undefined;
  const facts = debate ? factsOf(debate, personId) : { ...unknownDebate, official };
  const saving = useRoomRefusal(debatePolicy.save, facts);
  const editing = useRoomRefusal(debatePolicy.edit, { ...facts, commented: (debate?.commentCount ?? 0) > 0 });
  return (
    <>
      <PageHead title={t(isDraft ? 'debates.write.draft' : 'debates.write.edit')} crumbs={useCrumbs(room, true)} lead={t(isDraft ? 'debates.write.leadDraft' : 'debates.write.lead')} />
      <PageBody>
        <Form>
          {isDraft ? <input type="hidden" name="draft" value="1" /> : null}
          <DebateFields rules={room.rules} official={official} {...(debate ? { debate } : {})} />
          {isDraft ? null : <TextField name="reason" label={t('debates.form.reason')} hint={t('debates.form.reasonHint')} optional width="full" />}
          <ButtonRow>
            <ActionButton refusal={isDraft ? saving : editing}>{t(isDraft ? 'debates.form.preview' : 'debates.form.saveEdit')}</ActionButton>
            <TextLink to={isDraft ? '../preview' : '..'} relative="path">{t('debates.form.back')}</TextLink>
          </ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, byForm, ButtonRow, DateTimeField, Form, found, giveBack, links, LinkButton, PageBody, PageHead, query, Section, seeOther, submit,
  TextArea, TextField, textOf, useLocale, useNow, useT, useViewer,
} from '@hiroba/ui';
import { instantTyped, localizedOf, LocalizedTexts } from '@hiroba/spaces/web/fields';
import { isOver } from '../domain/debate.ts';
import { debatePolicy } from '../domain/debate.policy.ts';
import { commentIdsIn } from './comment-ids.ts';
import { factsOf } from './debate-facts.ts';
import {
  addDebateUpdateMutation, closeDebateMutation, concludeDebateMutation, debatePageQuery, reopenDebateMutation,
} from './debates.graphql.ts';
import { DebateState } from './DebateState.tsx';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a published debate for whoever leads it. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { debate, component, viewer, organisation } = await query(context, debatePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'DebatesComponent' ? component : null);
  const isStaff = staffHere(viewer.grants, room.spaceId);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const led = found(debate && debate.componentId === room.id && (debate.viewerIsAuthor || isStaff || !viewer.person) && debate.state !== 'DRAFT' ? debate : null);
  return { room, debate: led, isStaff, zone: organisation.zone, office: isStaff ? (viewer.person?.office ?? '') : '' };
}

/** Tells news, ends the debate, concludes it, or opens it again. */
export const action = async (args: ActionFunctionArgs) => {
  const page = addressOf(args).pathname.replace(/\/lead$/, '');
  const id = args.params.id ?? '';
  const back = (done: string) => ({ onSuccess: () => seeOther(page, `debates.${done}`) });
  return byForm({
    update: (inner) => submit(inner, addDebateUpdateMutation, (form) => ({ id, text: textOf(form, 'text') }), back('updated')),
    close: (inner) => submit(inner, closeDebateMutation, () => ({ id }), { onSuccess: () => seeOther(`${page}/lead`, 'debates.closed') }),
    conclude: (inner) => submit(inner, concludeDebateMutation, (form) => ({
      id, input: {
        text: localizedOf(form, 'text'), commentIds: commentIdsIn(textOf(form, 'comments')), office: textOf(form, 'office') || null,
        reason: textOf(form, 'reason') || null,
      },
    }), back('concluded')),
    reopen: async (inner) => {
      const { organisation } = await query(inner.context, debatePageQuery, { id, componentId: args.params.componentId ?? '' });
      const closesAt = instantTyped(textOf(inner.form, 'closesAt'), organisation.zone)?.toISOString();
      if (!closesAt) return giveBack(inner.form, { code: 'BAD_DATES', field: 'closesAt' });
      return submit(inner, reopenDebateMutation, (form) => ({ id, closesAt, reason: textOf(form, 'reason') }), back('reopened'));
    },
  })(args);
};

/** The desk of one debate: the one next step first. */
export default function DebateLeadPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Lead /></Room>;
}

function Lead() {
  const t = useT();
  const { room, debate } = useLoaderData<typeof loader>();
  const to = links(useLocale()).component(room.space.slug, 'debates', room.id, debate.id);
  const facts = factsOf(debate, useViewer().personId);
  const closed = isOver(facts, useNow((at) => (facts.closesAt && facts.closesAt > at ? facts.closesAt : undefined)));
  const mayEdit = useRoomRefusal(debatePolicy.edit, { ...facts, commented: debate.commentCount > 0 }) === undefined;
  return (
    <>
      <PageHead
        title={t('debates.lead.title', { question: debate.question })} crumbs={useCrumbs(room, true)} lead={t(closed ? 'debates.lead.leadClosed' : 'debates.lead.leadOpen')}
        above={<DebateState debate={debate} conclusionDays={room.rules.conclusionDays} />}
        actions={<LinkButton to={to}>{t('debates.lead.back')}</LinkButton>}
      />
      <PageBody>
        {closed ? <><Conclude /><Reopen /></> : (
          <>
            <Update />
            {mayEdit ? <p><LinkButton to={`${to}/write`}>{t('debates.lead.edit')}</LinkButton></p> : null}
            <Close />
          </>
        )}
      </PageBody>
    </>
  );
}

function Update() {
  const t = useT();
  return (
    <Section title={t('debates.lead.update.title')} lead={t('debates.lead.update.lead')}>
      <Form name="update" keep>
        <TextArea name="text" label={t('debates.lead.update.text')} max={5_000} rows={4} />
        <ButtonRow><ActionButton>{t('debates.lead.update.act')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function Close() {
  const t = useT();
  return (
    <Section title={t('debates.lead.close.title')} lead={t('debates.lead.close.lead')}>
      <Form name="close"><ButtonRow><ActionButton weight="danger">{t('debates.lead.close.act')}</ActionButton></ButtonRow></Form>
    </Section>
  );
}

function Conclude() {
  const t = useT();
  const { debate, isStaff, office } = useLoaderData<typeof loader>();
  const [newest] = debate.conclusions;
  return (
    <Section title={t('debates.lead.conclude.title')} lead={t('debates.lead.conclude.lead')}>
      <Form name="conclude" keep>
        <LocalizedTexts
          form="conclude"
          texts={[{ name: 'text', label: t('debates.lead.conclude.text'), hint: t('debates.lead.conclude.textHint'), value: newest?.text, rows: 8, max: 10_000 }]}
        />
        <TextArea
          name="comments" label={t('debates.lead.conclude.comments')} hint={t('debates.lead.conclude.commentsHint')} rows={3} optional
          defaultValue={newest?.commentIds.join('\n')}
        />
        {isStaff ? <TextField name="office" label={t('debates.form.office')} defaultValue={newest?.office ?? office} /> : null}
        {newest ? <TextField name="reason" label={t('debates.lead.conclude.reason')} hint={t('debates.lead.conclude.reasonHint')} width="full" /> : null}
        <ButtonRow><ActionButton>{t(newest ? 'debates.lead.conclude.correct' : 'debates.lead.conclude.act')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function Reopen() {
  const t = useT();
  const { debate } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(debatePolicy.reopen, factsOf(debate, useViewer().personId));
  if (refusal) return null;
  return (
    <Section title={t('debates.lead.reopen.title')} lead={t('debates.lead.reopen.lead')}>
      <Form name="reopen">
        <DateTimeField name="closesAt" label={t('debates.form.closesAt')} />
        <TextField name="reason" label={t('debates.lead.reopen.reason')} width="full" />
        <ButtonRow><ActionButton weight="secondary">{t('debates.lead.reopen.act')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

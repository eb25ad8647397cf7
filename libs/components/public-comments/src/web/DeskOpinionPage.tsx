import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf, Button, byForm, CheckboxField, Disclosure, Form, formOf, found, PageBody, PageHead, PlainText, query, RadioGroup, Section, seeOther, SelectField, submit, TextArea, TextField, TextLink,
  textOf, useLocale, useT, type FormArgs,
} from '@hiroba/ui';
import { LONGEST_REPLY, publicities } from '../domain/opinion.ts';
import { deskOf } from './desk-room.ts';
import { considerOpinionsMutation, deskOpinionQuery, groupOpinionsMutation, ungroupOpinionMutation } from './desk.graphql.ts';
import { numberOf } from './DeskGroups.tsx';
import { Room, useCrumbs, useRoundLink } from './room.tsx';

/** Loads one opinion and those like it, for those who work on the round. */
export async function loader(args: LoaderFunctionArgs) {
  const { id = '', componentId = '', opinionId = '' } = args.params;
  const loaded = await query(args.context, deskOpinionQuery, { id, componentId, opinionId });
  return { ...deskOf(args, loaded), opinion: found(loaded.opinion), alike: loaded.opinionsAlike };
}

type Posted = FormArgs & { readonly form: FormData };

/** Says what the city did with an opinion, its group, and those that were ticked; puts it where a like one stands, or takes one out. */
export async function action(args: ActionFunctionArgs) {
  const page = addressOf(args).pathname;
  const list = page.replace(/\/[^/]+$/, '');
  const id = args.params.opinionId ?? '';
  return byForm<unknown>({
    main: (inner: Posted) => submit(inner, considerOpinionsMutation, (form) => ({
      ids: [id, ...form.getAll('with').map(String)],
      input: {
        disposition: textOf(form, 'disposition'), reply: textOf(form, 'reply'), reason: textOf(form, 'reason'), planChange: textOf(form, 'planChange'), office: textOf(form, 'office'),
        publicity: (textOf(form, 'publicity') || 'FULL') as never, summary: textOf(form, 'summary'),
      },
    }), { onSuccess: () => seeOther(list, 'public-comments.considered') }),
    join: (inner: Posted) => submit(inner, groupOpinionsMutation, (form) => ({ ids: [textOf(form, 'other'), id] }), { onSuccess: () => seeOther(list, 'public-comments.grouped') }),
    apart: (inner: Posted) => submit(inner, ungroupOpinionMutation, (form) => ({ id: textOf(form, 'other') }), { onSuccess: () => seeOther(page, 'public-comments.ungrouped') }),
  })({ ...args, form: await formOf(args) });
}

/** One opinion on the desk. */
export default function DeskOpinionPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Opinion /></Room>;
}

function Opinion() {
  const t = useT();
  const locale = useLocale();
  const { room, round, opinion, alike } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  const { dispositions } = round.scheme;
  // Whoever is in its group gets the same answer anyway.
  const others = alike.filter(({ opinion: other }) => other.groupId === null || other.groupId !== opinion.groupId);
  const hintOf = ({ needsReason, needsPlanChange }: (typeof dispositions)[number]) =>
    (needsPlanChange ? { hint: t('public-comments.consider.needsPlanChange') } : needsReason ? { hint: t('public-comments.consider.needsReason') } : {});
  return (
    <>
      <PageHead title={t('public-comments.opinion.title', { n: numberOf(opinion) })} crumbs={useCrumbs(room, true)} lead={<span lang={round.locale}>{round.title}</span>} />
      <PageBody>
        <div className="panel"><PlainText text={opinion.text} lang={round.locale} /></div>
        <p><TextLink to={`${to}/desk/submissions/${opinion.submissionId}`}>{t('public-comments.opinion.original')}</TextLink></p>
        <Members />
        <Answered />
        <Form keep>
          <RadioGroup
            name="disposition" label={t('public-comments.consider.disposition')} defaultValue={opinion.disposition ?? undefined}
            options={dispositions.map((each) => ({ value: each.code, label: localized(each.label as never, locale).text, ...hintOf(each) }))}
          />
          <TextArea name="reply" label={t('public-comments.consider.reply')} hint={t('public-comments.consider.reply.hint')} rows={8} max={LONGEST_REPLY.reply} defaultValue={opinion.reply} />
          <TextField name="reason" label={t('public-comments.consider.reason')} width="full" defaultValue={opinion.reason} optional />
          <TextArea name="planChange" label={t('public-comments.consider.planChange')} hint={t('public-comments.consider.planChange.hint')} rows={3} defaultValue={opinion.planChange} optional />
          <TextField name="office" label={t('public-comments.form.office')} defaultValue={opinion.office || opinion.assigned || round.office} optional />
          {others.length > 0 ? (
            <Section title={t('public-comments.alike.title')} lead={t('public-comments.alike.lead')} level={3}>
              {others.map(({ how, opinion: other }) => (
                <CheckboxField
                  key={other.id} name="with" value={other.id} defaultChecked={how === 'SAME' && other.disposition === null}
                  label={t(`public-comments.alike.${how}`, { n: numberOf(other) })} hint={other.disposition === null ? other.text : `${other.text} （${t('public-comments.alike.decided')}）`}
                />
              ))}
              {others.find(({ opinion: other }) => other.reply !== '') ? (
                <Disclosure summary={t('public-comments.alike.replies')}>
                  {others.filter(({ opinion: other }) => other.reply !== '').map(({ opinion: other }) => <PlainText key={other.id} text={other.reply} />)}
                </Disclosure>
              ) : null}
            </Section>
          ) : null}
          <Disclosure summary={t('public-comments.consider.publicity')} open={opinion.publicity !== 'FULL'}>
            <SelectField
              name="publicity" label={t('public-comments.consider.publicity')} defaultValue={opinion.publicity}
              options={publicities.map((value) => ({ value, label: t(`public-comments.publicity.${value}`) }))}
            />
            <TextArea name="summary" label={t('public-comments.consider.summary')} rows={3} defaultValue={opinion.summary} optional />
          </Disclosure>
          <div><Button weight="primary">{t('public-comments.consider.act')}</Button></div>
        </Form>
      </PageBody>
    </>
  );
}

/** The group of an opinion: all get one answer, and each can be taken out. */
function Members() {
  const t = useT();
  const { room, round, opinion } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  if (opinion.together < 2) return null;
  return (
    <Disclosure summary={t('public-comments.groups.members', { count: opinion.together })} open>
      <p className="measure">{t('public-comments.groups.members.text')}</p>
      <ul className="grid gap-3">
        {opinion.members.map((member) => (
          <li key={member.id} className="grid gap-2">
            {member.id === opinion.id ? <span className="font-700">{t('public-comments.groups.this', { n: numberOf(member) })}</span> : (
              <TextLink to={`${to}/desk/opinions/${member.id}`}>{t('public-comments.opinion.title', { n: numberOf(member) })}</TextLink>
            )}
            {member.text === opinion.text ? null : <PlainText text={member.text} lang={round.locale} />}
            <Form name="apart" className="contents">
              <input type="hidden" name="other" value={member.id} />
              <div><Button small>{t('public-comments.groups.apart', { n: numberOf(member) })}</Button></div>
            </Form>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** What was answered to a like one already: one press says the same here. */
function Answered() {
  const t = useT();
  const { opinion, alike } = useLoaderData<typeof loader>();
  const [answered] = opinion.disposition === null ? alike.filter(({ opinion: other }) => other.disposition !== null) : [];
  if (!answered) return null;
  const { how, opinion: other } = answered;
  return (
    <Section title={t('public-comments.groups.answered')} lead={t(`public-comments.alike.${how}`, { n: numberOf(other) })}>
      <div className="panel"><PlainText text={other.reply} /></div>
      <Form name="join" className="contents">
        <input type="hidden" name="other" value={other.id} />
        <div><Button>{t('public-comments.groups.join')}</Button></div>
      </Form>
    </Section>
  );
}

import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf, Button, CheckboxField, Disclosure, Form, found, PageBody, PageHead, PlainText, query, RadioGroup, Section, seeOther, SelectField, submit, TextArea, TextField, TextLink,
  textOf, useLocale, useT,
} from '@hiroba/ui';
import { LONGEST_REPLY, publicities } from '../domain/opinion.ts';
import { deskOf } from './desk-room.ts';
import { considerOpinionsMutation, deskOpinionQuery } from './desk.graphql.ts';
import { Room, useCrumbs, useRoundLink } from './room.tsx';

/** Loads one opinion and those like it, for those who work on the round. */
export async function loader(args: LoaderFunctionArgs) {
  const { id = '', componentId = '', opinionId = '' } = args.params;
  const loaded = await query(args.context, deskOpinionQuery, { id, componentId, opinionId });
  return { ...deskOf(args, loaded), opinion: found(loaded.opinion), alike: loaded.opinionsAlike };
}

/** Says what the city did with an opinion, and with those that were ticked. */
export const action = (args: ActionFunctionArgs) => submit(args, considerOpinionsMutation, (form) => ({
  ids: [args.params.opinionId ?? '', ...form.getAll('with').map(String)],
  input: {
    disposition: textOf(form, 'disposition'), reply: textOf(form, 'reply'), reason: textOf(form, 'reason'), planChange: textOf(form, 'planChange'), office: textOf(form, 'office'),
    publicity: (textOf(form, 'publicity') || 'FULL') as never, summary: textOf(form, 'summary'),
  },
}), { onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/[^/]+$/, ''), 'public-comments.considered') });

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
  const hintOf = ({ needsReason, needsPlanChange }: (typeof dispositions)[number]) =>
    (needsPlanChange ? { hint: t('public-comments.consider.needsPlanChange') } : needsReason ? { hint: t('public-comments.consider.needsReason') } : {});
  return (
    <>
      <PageHead title={t('public-comments.opinion.title', { n: `${opinion.number ?? '-'}-${opinion.n}` })} crumbs={useCrumbs(room, true)} lead={<span lang={round.locale}>{round.title}</span>} />
      <PageBody>
        <div className="panel"><PlainText text={opinion.text} lang={round.locale} /></div>
        <p><TextLink to={`${to}/desk/submissions/${opinion.submissionId}`}>{t('public-comments.opinion.original')}</TextLink></p>
        <Form keep>
          <RadioGroup
            name="disposition" label={t('public-comments.consider.disposition')} defaultValue={opinion.disposition ?? undefined}
            options={dispositions.map((each) => ({ value: each.code, label: localized(each.label as never, locale).text, ...hintOf(each) }))}
          />
          <TextArea name="reply" label={t('public-comments.consider.reply')} hint={t('public-comments.consider.reply.hint')} rows={8} max={LONGEST_REPLY.reply} defaultValue={opinion.reply} />
          <TextField name="reason" label={t('public-comments.consider.reason')} width="full" defaultValue={opinion.reason} optional />
          <TextArea name="planChange" label={t('public-comments.consider.planChange')} hint={t('public-comments.consider.planChange.hint')} rows={3} defaultValue={opinion.planChange} optional />
          <TextField name="office" label={t('public-comments.form.office')} defaultValue={opinion.office || round.office} optional />
          {alike.length > 0 ? (
            <Section title={t('public-comments.alike.title')} lead={t('public-comments.alike.lead')} level={3}>
              {alike.map(({ how, opinion: other }) => (
                <CheckboxField
                  key={other.id} name="with" value={other.id} defaultChecked={how === 'SAME' && other.disposition === null}
                  label={t(`public-comments.alike.${how}`, { n: `${other.number ?? '-'}-${other.n}` })} hint={other.disposition === null ? other.text : `${other.text} （${t('public-comments.alike.decided')}）`}
                />
              ))}
              {alike.find(({ opinion: other }) => other.reply !== '') ? (
                <Disclosure summary={t('public-comments.alike.replies')}>
                  {alike.filter(({ opinion: other }) => other.reply !== '').map(({ opinion: other }) => <PlainText key={other.id} text={other.reply} />)}
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

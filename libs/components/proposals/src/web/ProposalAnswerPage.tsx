import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf, ActionButton, ButtonRow, Columns, Form, found, httpError, NumberField, PageBody, PageHead, PlainText, query, RadioGroup, seeOther, submit,
  TextArea, TextField, textOf, useT, useViewer,
} from '@hiroba/ui';
import { answerKinds } from '../domain/proposal.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { AnswerKind } from './gql/graphql.ts';
import { factsOf } from './proposal-facts.ts';
import { answerProposalMutation, proposalPageQuery } from './proposals.graphql.ts';
import { AnswerClock } from './ProposalState.tsx';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads a proposal for the staff who answer it. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { proposal, component, viewer } = await query(context, proposalPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  if (!viewer.grants.some(({ role }) => role === 'STAFF')) throw httpError(403, 'FORBIDDEN');
  return { room, proposal: found(proposal), office: viewer.person?.office ?? '' };
}

const yen = (typed: string): number | null => {
  const digits = typed.normalize('NFKC').replace(/[,\s円]/g, '');
  return digits === '' ? null : /^\d{1,13}$/.test(digits) ? Number(digits) : -1;
};

/** Gives the answer, or corrects the one that was given. */
export const action = (args: ActionFunctionArgs) => submit(args, answerProposalMutation, (form) => ({
  id: args.params.id ?? '',
  input: {
    kind: (answerKinds.find((kind) => kind === form.get('kind')) ?? 'OTHER') as AnswerKind,
    text: { ja: textOf(form, 'text') || null, en: textOf(form, 'textEn') || null },
    office: textOf(form, 'office'), costYen: yen(textOf(form, 'costYen')), reason: textOf(form, 'reason') || null,
  },
}), { onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/answer$/, ''), 'proposals.answered') });

/** The proposal on one side, the city's answer on the other. */
export default function ProposalAnswerPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Answer /></Room>;
}

function Answer() {
  const t = useT();
  const { room, proposal, office } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(proposalPolicy.answer, factsOf(proposal, useViewer().personId));
  const last = proposal.answers.at(-1);
  return (
    <>
      <PageHead title={t('proposals.answering.title', { title: proposal.title })} crumbs={useCrumbs(room, true)} lead={t('proposals.answering.lead')} />
      <PageBody wide>
        <Columns
          facts={(
            <section className="facts" aria-labelledby="asked">
              <h2 id="asked" className="heading-4">{proposal.title}</h2>
              <AnswerClock proposal={proposal} />
              <PlainText text={proposal.body} lang={proposal.locale} />
            </section>
          )}
        >
          <Form keep>
            <RadioGroup
              name="kind" label={t('proposals.answering.kind')} defaultValue={proposal.answerKind ?? 'EVALUATING'}
              options={answerKinds.map((kind) => ({ value: kind, label: t(`proposals.answer.${kind}`), hint: t(`proposals.answering.hint.${kind}`) }))}
            />
            <TextArea name="text" label={t('proposals.answering.text')} hint={t('proposals.answering.textHint')} max={20_000} defaultValue={localized(last?.text, 'ja').text} lang="ja" />
            <TextArea name="textEn" label={t('proposals.answering.textEn')} optional max={20_000} rows={5} defaultValue={last?.text.en ?? ''} lang="en" />
            <TextField name="office" label={t('proposals.answering.office')} hint={t('proposals.answering.officeHint')} defaultValue={last?.office ?? office} />
            <NumberField name="costYen" label={t('proposals.answering.cost')} optional unit={t('proposals.answering.yen')} defaultValue={last?.costYen ?? undefined} />
            {last ? <TextField name="reason" label={t('proposals.answering.reason')} hint={t('proposals.answering.reasonHint')} width="full" /> : null}
            <ButtonRow><ActionButton refusal={refusal}>{t(last ? 'proposals.answering.correct' : 'proposals.answering.publish')}</ActionButton></ButtonRow>
          </Form>
        </Columns>
      </PageBody>
    </>
  );
}

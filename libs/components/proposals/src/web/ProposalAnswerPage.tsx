import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, answersForm, byForm, found, giveBack, httpError, links, PageBody, PageHead, query, seeOther, submit, textOf, TextLink, useLocale, useT,
} from '@hiroba/ui';
import { AnswerAsked } from './AnswerAsked.tsx';
import { answerInput } from './AnswerFields.tsx';
import { AnswerForms } from './AnswerForms.tsx';
import { noTime, publishAtTyped } from './answer-when.ts';
import {
  answerPageQuery, answerProposalMutation, clearAnswerMutation, discardAnswerMutation, prepareAnswerMutation, similarAnswersQuery, unscheduleAnswerMutation,
} from './answers.graphql.ts';
import { Room, useCrumbs } from './room.tsx';
import { SimilarAnswers } from './SimilarAnswers.tsx';

/** Loads a proposal for the staff who answer it. Whose session ended while they wrote still gets back what they typed. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer } = await query(context, answerPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  const shown = found(proposal?.componentId === room.id ? proposal : null);
  if (!answersForm(args)) {
    if (!viewer.person) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
    if (!viewer.grants.some(({ role, spaceId }) => role === 'STAFF' && (!spaceId || spaceId === room.spaceId))) throw httpError(403, 'FORBIDDEN');
    if (viewer.mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
  }
  const { component: like } = await query(context, similarAnswersQuery, { id: shown.id, componentId: room.id, title: shown.title });
  return { room, proposal: shown, office: viewer.person?.office ?? '', similar: like?.__typename === 'ProposalsComponent' ? like.similar : [] };
}

/** Keeps the answer for later, publishes it now or lets the clock do so; or takes back what was said or prepared. */
export async function action(args: ActionFunctionArgs) {
  const id = args.params.id ?? '';
  const here = addressOf(args).pathname;
  const page = here.replace(/\/answer$/, '');
  return byForm({
    main: async (sent) => {
      const { form } = sent;
      const [when, edition, input] = [textOf(form, 'when'), Number(textOf(form, 'edition')) || 0, answerInput(form)];
      if (when === 'PREPARE') {
        return submit(sent, prepareAnswerMutation, () => ({ id, edition, input }), { onSuccess: () => seeOther(here, 'proposals.prepared') });
      }
      const publishAt = when === 'AT' ? await publishAtTyped(sent, form) : null;
      if (publishAt === undefined) return giveBack(form, noTime(form));
      return submit(sent, answerProposalMutation, () => ({ id, edition, input, publishAt }), {
        onSuccess: () => (publishAt ? seeOther(here, 'proposals.scheduled') : seeOther(page, 'proposals.answered')),
      });
    },
    unschedule: (sent) => submit(sent, unscheduleAnswerMutation, () => ({ id }), { onSuccess: () => seeOther(here, 'proposals.unscheduled') }),
    discard: (sent) => submit(sent, discardAnswerMutation, () => ({ id }), { onSuccess: () => seeOther(here, 'proposals.answerDiscarded') }),
    clear: (sent) => submit(sent, clearAnswerMutation, (form) => ({ id, reason: textOf(form, 'reason') }), {
      onSuccess: () => seeOther(page, 'proposals.cleared'),
    }),
  })(args);
}

/** The proposal on one side, the city's answer on the other; answered ones like it below. */
export default function ProposalAnswerPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Answer /></Room>;
}

function Answer() {
  const t = useT();
  const to = links(useLocale());
  const { room, proposal, office, similar } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('proposals.answering.title', { title: proposal.title })} crumbs={useCrumbs(room, true)} lead={t('proposals.answering.lead')}
        actions={<TextLink to={to.desk('answers')}>{t('proposals.answering.desk')}</TextLink>}
      />
      <PageBody wide>
        <div className="answer-desk">
          <AnswerAsked proposal={proposal} room={room} />
          <AnswerForms proposal={proposal} room={room} office={office} />
          <SimilarAnswers proposals={similar} />
        </div>
      </PageBody>
    </>
  );
}

import { useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { qrImage } from '@hiroba/ui/qr.server';
import {
  ActionButton, addressOf, answersForm, ButtonRow, byForm, Disclosure, Form, found, links, Notice, PageBody, PageHead, query, seeOther, submit, useLocale, useT,
} from '@hiroba/ui';
import { ballotTyped } from '../domain/ballot-form.ts';
import { shuffled } from '../domain/shuffle.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VoteType } from '../domain/vote.ts';
import { BallotFields } from './BallotFields.tsx';
import { BallotKeepsake, type Keepsake } from './BallotKeepsake.tsx';
import { BallotProgress } from './ballot-progress.tsx';
import { receiptText } from './receipt-text.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';
import { SecrecyPromise } from './SecrecyPromise.tsx';
import { factsOf } from './vote-facts.ts';
import { VoteState } from './VoteState.tsx';
import { ballotQuery, castBallotMutation, withdrawBallotMutation } from './votes.graphql.ts';

/** Loads the ballot paper; who is not signed in signs in first and comes back. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { vote, component, viewer } = await query(context, ballotQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  const shown = found(vote && vote.componentId === room.id && room.space.slug === params.slug && vote.announcedAt ? vote : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, vote: shown, options: shuffled(shown.options, `${shown.id} ${viewer.person?.id ?? ''}`) };
}

/** Casts the ballot and shows its receipt, this once; or takes the ballot back. */
export const action = async (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const { vote } = await query(args.context, ballotQuery, { id, componentId: args.params.componentId ?? '' });
  const type = (found(vote).type) as VoteType;
  const codes = found(vote).options.map(({ code }) => code);
  return byForm<unknown>({
    main: (inner) => submit(
      inner, castBallotMutation, (form) => ({ id, ballot: ballotTyped(type, codes, (name) => form.getAll(name).filter((value) => typeof value === 'string')) }),
      { onSuccess: async (receipt) => {
        const text = receiptText(receipt);
        return { keepsake: { ...receipt, text, qr: await qrImage(text) } };
      } },
    ),
    withdraw: (inner) => submit(inner, withdrawBallotMutation, () => ({ id }), {
      onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/ballot$/, ''), 'votes.withdrawn'),
    }),
  })(args);
};

const keepsakeIn = (answered: unknown): Keepsake | undefined =>
  (typeof answered === 'object' && answered !== null && 'keepsake' in answered ? (answered as { keepsake: Keepsake }).keepsake : undefined);

/** The ballot paper of a vote, and after the cast what the voter keeps. */
export default function BallotPage() {
  const { room, vote } = useLoaderData<typeof loader>();
  const keepsake = keepsakeIn(useActionData());
  return <Room facts={room}>{keepsake ? <BallotKeepsake keepsake={keepsake} vote={vote} room={room} /> : <Paper />}</Room>;
}

function Paper() {
  const t = useT();
  const { room, vote, options } = useLoaderData<typeof loader>();
  const title = localized(vote.title, useLocale());
  const late = useRoomRefusal(votePolicy.cast, factsOf(vote));
  const outside = vote.viewer.refusal === 'NOT_IN_ELECTORATE' ? { code: 'NOT_IN_ELECTORATE' } : undefined;
  const type = vote.type as VoteType;
  return (
    <>
      <PageHead
        title={t('votes.ballot.title', { title: title.text })} crumbs={[...useCrumbs(room, true), { label: title.text, to: '..' }]} above={<VoteState vote={vote} />}
        lead={t(vote.viewer.hasVoted ? 'votes.ballot.leadAgain' : 'votes.ballot.lead')}
      />
      <PageBody>
        <SecrecyPromise secrecy={vote.secrecy} />
        <Form className="grid gap-8">
          <BallotFields type={type} numbers={vote.parameters} options={options} />
          <div className="not-cast grid gap-3">
            <Notice kind="warning" title={t('votes.ballot.notCast')}>
              <p>{t('votes.ballot.notCastText')}</p>
              <BallotProgress
                storeKey={`hiroba:ballot:${vote.id}`} budget={type === 'knapsack' ? (vote.parameters.budget ?? null) : null}
                points={type === 'points' ? (vote.parameters.points ?? null) : null}
              />
            </Notice>
            <ButtonRow><ActionButton refusal={late ?? outside}>{t(vote.viewer.hasVoted ? 'votes.ballot.recast' : 'votes.ballot.cast')}</ActionButton></ButtonRow>
          </div>
        </Form>
        {vote.viewer.hasVoted ? (
          <Disclosure summary={t('votes.withdraw.summary')}>
            <Form name="withdraw" className="grid gap-4">
              <p className="measure">{t('votes.withdraw.text')}</p>
              <div><ActionButton weight="danger" refusal={late}>{t('votes.withdraw.act')}</ActionButton></div>
            </Form>
          </Disclosure>
        ) : null}
      </PageBody>
    </>
  );
}

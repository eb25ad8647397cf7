import { useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { qrImage } from '@hiroba/ui/qr.server';
import {
  ActionButton, addressOf, answersForm, Button, ButtonRow, byForm, Disclosure, Form, found, interlude, links, Notice, PageBody, PageHead, query, seeOther, submit, useLocale, useT,
} from '@hiroba/ui';
import { ballotTyped, fieldOf } from '../domain/ballot-form.ts';
import { isNarrow, lookedFor, lookOf, MANY } from '../domain/look.ts';
import { shuffled } from '../domain/shuffle.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VoteType } from '../domain/vote.ts';
import { BallotBar } from './BallotBar.tsx';
import { BallotFields, useTyped } from './BallotFields.tsx';
import { BallotKeepsake, type Keepsake } from './BallotKeepsake.tsx';
import { ForgetDraft, storeKeyOf } from './ballot-progress.tsx';
import { LookFields } from './LookFields.tsx';
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
  return { room, vote: shown, storeKey: storeKeyOf(shown.id, viewer.person?.id), options: shuffled(shown.options, `${shown.id} ${viewer.person?.id ?? ''}`) };
}

/** Casts the ballot and shows its receipt, this once; or takes the ballot back. Whoever only looks through the paper gets it back as they filled it in. */
export const action = async (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const { vote } = await query(args.context, ballotQuery, { id, componentId: args.params.componentId ?? '' });
  const type = (found(vote).type) as VoteType;
  const codes = found(vote).options.map(({ code }) => code);
  return byForm<unknown>({
    main: async (inner) => (inner.form.has('look') ? interlude(inner.form, null) : submit(
      inner, castBallotMutation, (form) => ({ id, ballot: ballotTyped(type, codes, (name) => form.getAll(name).filter((value) => typeof value === 'string')) }),
      { onSuccess: async (receipt) => {
        const text = receiptText(receipt);
        return { keepsake: { ...receipt, text, qr: await qrImage(text) } };
      } },
    )),
    withdraw: (inner) => submit(inner, withdrawBallotMutation, () => ({ id }), {
      onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/ballot$/, ''), 'votes.withdrawn'),
    }),
  })(args);
};

const keepsakeIn = (answered: unknown): Keepsake | undefined =>
  (typeof answered === 'object' && answered !== null && 'keepsake' in answered ? (answered as { keepsake: Keepsake }).keepsake : undefined);

/** The ballot paper of a vote, and after the cast what the voter keeps. */
export default function BallotPage() {
  const { room, vote, storeKey } = useLoaderData<typeof loader>();
  const keepsake = keepsakeIn(useActionData());
  return <Room facts={room}>{keepsake ? <><ForgetDraft storeKey={storeKey} /><BallotKeepsake keepsake={keepsake} vote={vote} room={room} /></> : <Paper />}</Room>;
}

function Paper() {
  const t = useT();
  const { room, vote, options, storeKey } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const title = localized(vote.title, locale);
  const late = useRoomRefusal(votePolicy.cast, factsOf(vote));
  const outside = vote.viewer.refusal === 'NOT_IN_ELECTORATE' ? { code: 'NOT_IN_ELECTORATE' } : undefined;
  const type = vote.type as VoteType;
  const typed = useTyped();
  const look = lookOf((name) => typed(name)[0]);
  const isChosen = (code: string) => {
    const values = typed(fieldOf(type, code));
    return fieldOf(type, code) === 'ballot' ? values.includes(code) : (values[0] ?? '') !== '';
  };
  const shown = lookedFor(options, look, isChosen, locale);
  const isLong = options.length > MANY;
  const chosen = options.filter(({ code }) => isChosen(code));
  const filled = {
    many: chosen.length, spent: chosen.reduce((sum, { cost }) => sum + Number(cost ?? 0), 0),
    points: type === 'points' ? options.reduce((sum, { code }) => sum + (Number(typed(fieldOf(type, code))[0]) || 0), 0) : 0,
  };
  const { budget, points, max } = vote.parameters;
  return (
    <>
      <PageHead
        title={t('votes.ballot.title', { title: title.text })} crumbs={[...useCrumbs(room, true), { label: title.text, to: '..' }]} above={<VoteState vote={vote} />}
        lead={t(vote.viewer.hasVoted ? 'votes.ballot.leadAgain' : 'votes.ballot.lead')}
      />
      <PageBody>
        <SecrecyPromise secrecy={vote.secrecy} />
        <Form className="grid gap-8">
          {isLong ? (
            <section className="panel panel-quiet grid gap-3" id="look">
              <h2 className="heading-4">{t('votes.look.title')}</h2>
              <LookFields options={options} look={look}><Button name="look" value="some">{t('votes.look.act')}</Button></LookFields>
            </section>
          ) : null}
          {isNarrow(look) ? (
            <div className="flex flex-wrap items-center gap-4">
              <p role="status" className="font-700">{t(look.chosen ? 'votes.look.chosenShown' : 'votes.look.shown', { shown: shown.length, all: options.length })}</p>
              <Button name="look" value="all" small>{t('votes.look.back')}</Button>
            </div>
          ) : null}
          <BallotFields type={type} numbers={vote.parameters} options={options} shown={new Set(shown.map(({ code }) => code))} />
          <BallotBar
            look={look} isLong={isLong} storeKey={storeKey} budget={type === 'knapsack' ? (budget ?? null) : null}
            points={type === 'points' ? (points ?? null) : null} most={type === 'approval' ? (max ?? null) : null} filled={filled}
          />
          <div className="not-cast grid gap-3">
            <Notice kind="warning" title={t('votes.ballot.notCast')}>
              <p>{t('votes.ballot.notCastText')}</p>
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

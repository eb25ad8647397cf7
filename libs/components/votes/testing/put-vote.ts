import { VoteDue } from '../src/server/vote.due.ts';
import type { Actor, SpecApp } from '@hiroba/testing';

const told = '__typename ... on Vote { id } ... on Refusal { code field message }';
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${told} } }`;

/** Casts a ballot. */
export const castBallot = `mutation C($id: ID!, $ballot: String!) { outcome: castBallot(voteId: $id, ballot: $ballot) {
  __typename ... on BallotReceipt { id } ... on Refusal { code field message } } }`;

/** A vote that is open, with so many options as there are costs. */
export async function openVote(app: SpecApp, staff: Actor, componentId: string, input: object, costs: readonly (string | null)[]): Promise<string> {
  app.clock.set('2026-11-22T12:00:00+09:00');
  const whole = { title: { ja: '広場に置くもの' }, office: '都市計画課', opensAt: '2026-12-01T09:00:00+09:00', closesAt: '2026-12-08T17:00:00+09:00', ...input };
  const { id } = await staff.act(`mutation D($c: ID!, $input: VoteInput!) { outcome: draftVote(componentId: $c, input: $input) { ${told} } }`, { c: componentId, input: whole });
  for (const [at, cost] of costs.entries()) {
    await staff.act(`mutation O($id: ID!, $input: VoteOptionInput!) { outcome: addVoteOption(voteId: $id, input: $input) { ${told} } }`, {
      id, input: { title: { ja: `案${at + 1}` }, cost },
    });
  }
  if (costs[0]) await staff.act(on('previewVote'), { id });
  await staff.act(on('announceVote'), { id });
  app.clock.set('2026-12-01T09:00:00+09:00');
  await app.server.nest.get(VoteDue).settle();
  return id;
}

/** Lets the time of a vote come to its end and its ballots be counted. */
export async function countVote(app: SpecApp): Promise<void> {
  app.clock.set('2026-12-08T17:15:00+09:00');
  for (let step = 0; step < 3; step += 1) await app.server.nest.get(VoteDue).settle();
}

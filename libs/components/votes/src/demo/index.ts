import { minutesOf, mutation, officeName, placeName, staffOf, type Act, type DemoCity, type DemoPlace, type Known } from '@hiroba/demo';
import { bridge } from './bridge.ts';
import { committee } from './committee.ts';
import { square } from './square.ts';
import type { DemoVote, DemoVotes } from './types.ts';

const draftVote = mutation('Vote', 'DraftVote', '$componentId: ID!, $input: VoteInput!', 'draftVote(componentId: $componentId, input: $input)');
const addVoteOption = mutation('Vote', 'AddVoteOption', '$id: ID!, $input: VoteOptionInput!', 'addVoteOption(voteId: $id, input: $input)');
const previewVote = mutation('Vote', 'PreviewVote', '$id: ID!', 'previewVote(id: $id)');
const announceVote = mutation('Vote', 'AnnounceVote', '$id: ID!', 'announceVote(id: $id)');
const castBallot = mutation('BallotReceipt', 'CastBallot', '$id: ID!, $ballot: String!', 'castBallot(voteId: $id, ballot: $ballot)');
const publishVoteResult = mutation('Vote', 'PublishVoteResult', '$id: ID!', 'publishVoteResult(id: $id)');

const places: readonly DemoVotes[] = [
  {
    space: 'station-square', key: 'votes',
    title: { ja: '広場の投票', en: 'Votes about the square' },
    intro: { ja: '広場に置くものと、見守る委員を、投票で選びます。', en: 'What stands on the square, and who watches over it, is chosen by vote.' },
    opens: {}, settings: {}, votes: [square, committee],
  },
  {
    space: 'river-greenway', key: 'votes',
    title: { ja: '緑道の投票', en: 'Votes about the path' },
    intro: { ja: '緑道の名前やきまりを、投票で決めます。', en: 'Names and rules of the path are decided by vote.' },
    opens: {}, settings: {}, votes: [bridge],
  },
];

const MINUTES_BETWEEN = 97;

function actsOf(city: DemoCity, place: DemoVotes, vote: DemoVote): Act[] {
  const { key, office, title, intro, type, method, parameters = {}, lotSource, paper = false, options, opensAt, closesAt, castFrom, ballots = {}, resultAt } = vote;
  const by = staffOf(city, office);
  const name = `vote ${key}`;
  const at = minutesOf(vote.announcedAt);
  const id = (known: Known) => ({ id: known(name) });
  const first = castFrom ? minutesOf(castFrom) : 0;
  return [
    {
      at, by, about: name, document: draftVote, makes: name,
      variables: (known, instant) => ({
        componentId: known(placeName(place)),
        input: {
          title, intro, office: officeName(city, office), type, method, parameters, paper, opensAt: instant(opensAt), closesAt: instant(closesAt),
          ...(lotSource ? { lotSource } : {}),
        },
      }),
    },
    ...options.map((option): Act => ({
      at, by, about: name, document: addVoteOption,
      variables: (known) => ({ ...id(known), input: { title: option.title, text: option.text ?? {}, cost: option.cost ?? null, category: option.category ?? null } }),
    })),
    ...(parameters.budget ? [{ at, by, about: name, document: previewVote, variables: id } satisfies Act] : []),
    { at, by, about: name, document: announceVote, variables: id },
    // Whoever comes first opens the vote, and the result is published once it has been counted: more than one entry each, so nothing else happens meanwhile.
    ...Object.entries(ballots).map(([voter, ballot], index): Act => ({
      at: first + index * MINUTES_BETWEEN, by: voter, ...(index > 0 && { about: name }), document: castBallot, variables: (known) => ({ ...id(known), ballot }),
    })),
    ...(resultAt ? [{ at: minutesOf(resultAt), by, document: publishVoteResult, variables: id } satisfies Act] : []),
  ];
}

/** What votes bring to the demo city: a participatory budget that is open, an election that was announced, and a name that was chosen. */
export const votesDemo = (city: DemoCity): readonly DemoPlace[] =>
  places.map(({ votes, ...place }) => ({ ...place, manifest: 'votes', acts: votes.flatMap((vote) => actsOf(city, { ...place, votes }, vote)) }));

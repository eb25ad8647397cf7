import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { phasesFor, type StoredPhase } from '@hiroba/server';
import type { Situation, SpaceState, SpaceVisibility } from '@hiroba/kernel';
import { proposalPolicy, type ProposalFacts, type ProposalsPlace } from '@hiroba/proposals';
import { componentPolicy, spacePolicy } from '@hiroba/spaces';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { comment, doIt, setScene, viewers, type Scene, type ViewerName } from './scene.ts';
import { startFort, type Fort } from './support.ts';

let fort: Fort;
let scene: Scene;
let everybody: Readonly<Record<string, Actor>>;
const now = new Date('2026-11-22T12:00:00+09:00');

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
  const { city, people, room } = scene;
  everybody = {
    ...people,
    auditor: await city.person('監査', [{ role: 'AUDITOR' }]),
    staffHere: await city.person('担当', [{ role: 'STAFF', spaceId: room.spaceId }]),
    moderatorHere: await city.person('進行', [{ role: 'MODERATOR', spaceId: room.spaceId }]),
    member: await city.person('委員', [], { memberOf: [room.spaceId] }),
    memberElsewhere: await city.person('別の委員', [], { memberOf: [crypto.randomUUID()] }),
    memberAuthor: city.as(people.author, { memberOf: [room.spaceId] }),
    suspendedMember: city.as(people.author, { memberOf: [room.spaceId], suspended: true }),
    suspendedStaff: city.as(people.staff, { suspended: true }),
    suspendedAuthor: city.as(people.author, { suspended: true }),
    unconfirmedAuthor: city.as(people.author, { level: 0 }),
    authorAbroad: city.as(people.author, { organisationId: fort.other.organisationId }),
  };
});
afterAll(() => fort?.close());

/** Changes a row past the guard, as only a test may. */
async function force(sql: string, values: readonly unknown[]): Promise<void> {
  const client = await fort.server.db.pool.connect();
  await client.query('set session_replication_role = replica');
  await client.query(sql, [...values]);
  client.release(true);
}

interface PlaceState {
  readonly space: SpaceState;
  readonly published: boolean;
  readonly spaceRev: number;
  readonly rev: number;
  readonly visibility?: SpaceVisibility;
}

const placeStates: readonly PlaceState[] = [
  { space: 'PUBLISHED', published: true, spaceRev: 1, rev: 1 },
  { space: 'PUBLISHED', published: false, spaceRev: 1, rev: 2 },
  { space: 'PUBLISHED', published: false, spaceRev: 1, rev: 0 },
  { space: 'ARCHIVED', published: true, spaceRev: 2, rev: 1 },
  { space: 'ARCHIVED', published: false, spaceRev: 2, rev: 2 },
  { space: 'DRAFT', published: false, spaceRev: 0, rev: 0 },
  { space: 'PUBLISHED', published: true, spaceRev: 1, rev: 1, visibility: 'MEMBERS_ONLY' },
  { space: 'PUBLISHED', published: false, spaceRev: 1, rev: 2, visibility: 'MEMBERS_ONLY' },
];

const put = async (
  { spaceId, componentId }: PlacedRoom,
  { space, published, spaceRev, rev, visibility = 'PUBLIC' }: PlaceState,
): Promise<void> => {
  await force('update space set state = $2, rev = $3, visibility = $4 where id = $1', [
    spaceId,
    space,
    spaceRev,
    visibility,
  ]);
  await force('update component set published = $2, rev = $3 where id = $1', [componentId, published, rev]);
};

const allowed = (who: readonly string[], rule: (name: string) => boolean): string[] => who.filter(rule).sort();

describe('A5 the rule of reading and the query of reading agree', () => {
  let room: PlacedRoom;
  let ids: Record<'DRAFT' | 'SHARED' | 'PUBLISHED' | 'WITHDRAWN', string>;
  let commentId: string;

  beforeAll(async () => {
    const { city, people } = scene;
    ({ room } = scene);
    const [published, withdrawn] = [
      await city.proposal(people.author, room.componentId),
      await city.proposal(people.author, room.componentId),
    ];
    commentId = await comment(people.other, published);
    await doIt(people.author, 'withdrawProposal(id: $id)', { id: withdrawn }, '$id: ID!', '... on Proposal { id }');
    const shared = await city.draft(people.author, room.componentId);
    const { id } = await doIt(
      people.author,
      'inviteCoauthor(id: $id, who: $who)',
      { id: shared, who: people.other.code },
      '$id: ID!, $who: String!',
      '... on ProposalInvitation { id }',
    );
    await doIt(people.other, 'acceptInvitation(id: $id)', { id }, '$id: ID!', '... on Proposal { id }');
    ids = {
      DRAFT: await city.draft(people.author, room.componentId),
      SHARED: shared,
      PUBLISHED: published,
      WITHDRAWN: withdrawn,
    };
  });

  /** What the rule says of a proposal, from the rows as they are. */
  async function ruleFor(id: string): Promise<(name: string) => boolean> {
    const [row] = await fort.query<
      ProposalFacts & {
        spaceState: SpaceState;
        spaceVisibility: SpaceVisibility;
        componentId: string;
        spaceId: string;
        manifest: string;
        published: boolean;
        phases: StoredPhase[];
        organisationId: string;
      }
    >(
      `
      select p.id, p.author_id as "authorId", p.coauthor_ids as "coauthorIds", p.official, p.office, p.state, p.published_at as "publishedAt", p.answer_kind as "answerKind", p.organisation_id as "organisationId",
        c.id as "componentId", c.space_id as "spaceId", c.manifest, c.published, s.state as "spaceState", s.visibility as "spaceVisibility", s.phases
      from proposal p join component c on c.id = p.component_id join space s on s.id = c.space_id where p.id = $1`,
      [id],
    );
    if (!row) throw new Error('no such proposal');
    const component = {
      id: row.componentId,
      spaceId: row.spaceId,
      manifest: row.manifest,
      published: row.published,
      spaceState: row.spaceState,
      spaceVisibility: row.spaceVisibility,
      phases: phasesFor(row.phases, row.componentId),
      settings: {},
    } as unknown as ProposalsPlace;
    return (name) => {
      const { viewer } = everybody[name] as Actor;
      const at: Situation<ProposalsPlace> = { viewer, now, component };
      return viewer.organisationId === row.organisationId && proposalPolicy.read(at, row) === undefined;
    };
  }

  test.each(placeStates)(
    'for proposals and their comments, in a place that is %j',
    async (state) => {
      await put(room, state);
      const names = Object.keys(everybody);
      for (const [name, id] of Object.entries(ids)) {
        const rule = await ruleFor(id);
        const read: string[] = [];
        const listed: string[] = [];
        const talked: string[] = [];
        for (const who of names) {
          const actor = everybody[who] as Actor;
          const answer = await actor.run<{
            proposal: object | null;
            comments: object | null;
            component: { proposals: { items: { id: string }[] } } | null;
            myProposals: { id: string }[];
          }>(
            `query Q($id: ID!, $room: ID!) { proposal(id: $id) { id } comments(rootKind: "proposal", rootId: $id) { count } myProposals(first: 100) { id }
            component(id: $room) { ... on ProposalsComponent { proposals(first: 100) { items { id } } } } }`,
            { id, room: room.componentId },
          );
          if (answer.proposal) read.push(who);
          if (answer.comments) talked.push(who);
          if (answer.component?.proposals.items.some((each) => each.id === id)) listed.push(who);
          expect({ who, mine: answer.myProposals.some((each) => each.id === id) }).toEqual({
            who,
            mine:
              rule(who) &&
              (actor.id === scene.people.author.id || (name === 'SHARED' && actor.id === scene.people.other.id)) &&
              actor.viewer.organisationId === fort.city.organisationId,
          });
        }
        expect({ name, read: read.sort() }).toEqual({ name, read: allowed(names, rule) });
        expect({ name, talked: talked.sort() }).toEqual({ name, talked: allowed(names, rule) });
        // Lists never show drafts, and show what the rule shows wherever the place itself is seen.
        for (const who of listed)
          expect({ who, may: rule(who), draft: name === 'DRAFT' }).toEqual({ who, may: true, draft: false });
      }
      const rule = await ruleFor(ids.PUBLISHED);
      for (const who of names) {
        const answer = await (everybody[who] as Actor).run<{ comment: object | null; commentVersions: object[] }>(
          'query Q($id: ID!) { comment(id: $id) { id } commentVersions(id: $id) { n } }',
          { id: commentId },
        );
        expect({ who, comment: answer.comment !== null, versions: answer.commentVersions.length > 0 }).toEqual({
          who,
          comment: rule(who),
          versions: rule(who),
        });
      }
    },
    60_000,
  );

  test.each(placeStates)(
    'for spaces and components, where they are %j',
    async (state) => {
      await put(room, state);
      const names = Object.keys(everybody);
      const organisationId = fort.city.organisationId;
      const spaceRule = (name: string): boolean => {
        const { viewer } = everybody[name] as Actor;
        return (
          viewer.organisationId === organisationId &&
          spacePolicy.read(
            { viewer, now, spaceId: room.spaceId },
            { id: room.spaceId, state: state.space, rev: state.spaceRev, visibility: state.visibility ?? 'PUBLIC' },
          ) === undefined
        );
      };
      const componentRule = (name: string): boolean => {
        const { viewer } = everybody[name] as Actor;
        const facts = { id: room.componentId, spaceId: room.spaceId, published: state.published, rev: state.rev };
        return spaceRule(name) && componentPolicy.read({ viewer, now, spaceId: room.spaceId }, facts) === undefined;
      };
      const [byId, bySlug, listed, component]: [string[], string[], string[], string[]] = [[], [], [], []];
      for (const who of names) {
        const answer = await (everybody[who] as Actor).run<{
          spaceById: object | null;
          space: object | null;
          spaces: { items: { id: string }[] };
          component: object | null;
        }>(
          'query Q($id: ID!, $slug: String!, $room: ID!) { spaceById(id: $id) { id } space(slug: $slug) { id } spaces(first: 100) { items { id } } component(id: $room) { id } }',
          { id: room.spaceId, slug: room.slug, room: room.componentId },
        );
        if (answer.spaceById) byId.push(who);
        if (answer.space) bySlug.push(who);
        if (answer.component) component.push(who);
        if (answer.spaces.items.some(({ id }) => id === room.spaceId)) listed.push(who);
      }
      expect(byId.sort()).toEqual(allowed(names, spaceRule));
      expect(bySlug.sort()).toEqual(allowed(names, spaceRule));
      expect(component.sort()).toEqual(allowed(names, componentRule));
      expect(listed.sort()).toEqual(state.space === 'DRAFT' ? [] : allowed(names, spaceRule));
    },
    60_000,
  );

  test('the viewers of the matrix are all here', () => {
    expect(viewers.every((name: ViewerName) => name in everybody)).toBe(true);
  });
});

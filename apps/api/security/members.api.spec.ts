import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ClosingService } from '@hiroba/accounts/server';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { comment } from './scene.ts';
import { startFort, type Fort } from './support.ts';

/** Spaces for members: who becomes one, who is one no longer, and what everybody else is never told. */
let fort: Fort;
let admin: Actor;
let staff: Actor;
let hana: Actor;
let ken: Actor;

beforeAll(async () => {
  fort = await startFort();
  [admin, staff, hana, ken] = [
    await fort.city.admin(), await fort.city.staff(), await fort.city.citizen('花'), await fort.city.citizen('健'),
  ];
});
afterAll(() => fort?.close());
beforeEach(() => fort.clock.set('2026-11-22T12:00:00+09:00'));

const refusal = '__typename ... on Refusal { code field message }';
const staffAct = (name: string, args: string, types: string) =>
  `mutation M(${types}) { outcome: ${name}(${args}) { ${refusal} ... on SpaceMember { id state person { code } } } }`;
const ownAct = (name: string, args = 'id: $id', types = '$id: ID!') =>
  `mutation M(${types}) { outcome: ${name}(${args}) { ${refusal} ... on MemberInvitation { id state } } }`;
const invite = staffAct('inviteMember', 'spaceId: $spaceId, input: $input', '$spaceId: ID!, $input: MemberInput!');
const edit = staffAct('editMember', 'id: $id, role: $role, published: $published', '$id: ID!, $role: LocalizedTextInput!, $published: Boolean!');
const remove = staffAct('removeMember', 'id: $id', '$id: ID!');
const cancel = staffAct('cancelMember', 'id: $id', '$id: ID!');
const accept = ownAct('acceptMembership');
const leave = ownAct('leaveSpace');
const decline = ownAct('declineMembership', 'id: $id, key: $key', '$id: ID!, $key: String! = ""');

const mailOf = async ({ id }: Actor): Promise<string> =>
  (await fort.query<{ email: string }>('select email from person where id = $1', [id]))[0]?.email ?? '';
const asked = async (who: Actor, { spaceId }: PlacedRoom, more: object = {}) =>
  admin.act<{ person: object | null }>(invite, { spaceId, input: { mail: await mailOf(who), ...more } });
const keyFor = async (id: string): Promise<string> =>
  /\?key=([A-Za-z0-9_-]{43})/.exec((await fort.query<{ body: string }>('select body from mail_outbox where body like $1', [`%${id}%`]))[0]?.body ?? '')?.[1] ?? '';

async function show({ spaceId }: PlacedRoom, visibility: string): Promise<void> {
  const { spaceById } = await staff.run<{ spaceById: { edition: number } }>('query Q($id: ID!) { spaceById(id: $id) { edition } }', { id: spaceId });
  await staff.act(`mutation V($id: ID!, $edition: Int!, $visibility: SpaceVisibility!) {
    outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: $visibility) { ${refusal} ... on Space { id } } }`, {
    id: spaceId, edition: spaceById.edition, visibility,
  });
}

/** What a browser with this session is answered, by whatever the server knows of it now. */
const through = async <D>(cookie: string | undefined, query: string, variables: object): Promise<D> =>
  (await fort.graphql<D>(query, { ...(cookie ? { cookie } : {}), variables })).data as D;
const draft = `mutation D($id: ID!) { outcome: draftProposal(componentId: $id, input: { title: "木陰", body: "木を植える。" }) { ${refusal} ... on Proposal { id } } }`;
const drafted = async (cookie: string | undefined, { componentId }: PlacedRoom): Promise<string> => {
  const { outcome } = await through<{ outcome: { __typename: string; code?: string } }>(cookie, draft, { id: componentId });
  return outcome.code ?? outcome.__typename;
};

describe('becoming a member', () => {
  test('takes the account whose address was invited; the answer to staff is the same with and without an account', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const { id, person } = await asked(hana, room);
    const stranger = await admin.act<{ person: object | null }>(invite, { spaceId: room.spaceId, input: { mail: 'nobody@example.jp' } });
    expect([person, stranger.person]).toEqual([null, null]);
    expect(await ken.refused(accept, { id })).toBe('NOT_FOUND');
    expect(await ken.refused(decline, { id, key: 'x'.repeat(43) })).toBe('NOT_FOUND');
    expect(await fort.other.visitor().refused(accept, { id })).toBe('UNAUTHENTICATED');
    expect(await (await fort.other.citizen('隣')).refused(accept, { id })).toBe('NOT_FOUND');
    // The key of the mail shows what is asked, and lets somebody without an account say no; it makes nobody a member.
    const read = 'query Q($id: ID!, $key: String!) { memberInvitation(id: $id, key: $key) { state forViewer spaceTitle { ja } } }';
    const key = await keyFor(id);
    expect(await ken.run(read, { id, key })).toEqual({ memberInvitation: { state: 'INVITED', forViewer: false, spaceTitle: { ja: '広場' } } });
    expect(await ken.run(read, { id, key: '' })).toEqual({ memberInvitation: null });
    expect(await ken.refused(accept, { id })).toBe('NOT_FOUND');
    expect(await hana.act(accept, { id })).toMatchObject({ state: 'ACCEPTED' });
    expect(await hana.refused(accept, { id })).toBe('INVITATION_OVER');
    expect(await admin.refused(invite, { spaceId: room.spaceId, input: { mail: await mailOf(hana) } })).toBe('ALREADY_MEMBER mail');
    await fort.city.visitor().act(decline, { id: stranger.id, key: await keyFor(stranger.id) });
    expect(await admin.refused(cancel, { id: stranger.id })).toBe('INVITATION_OVER');
  });

  test('waits among the dates of whoever was invited, and of nobody else, until it is answered or over', async () => {
    const sora = await fort.city.citizen('空');
    const dates = async (who: Actor) => (await who.run<{ list: object[] }>(
      '{ list: myDeadlines { id manifest kind path due dueAt title { text } within { text } } }')).list;
    const [room, later] = [await fort.city.room(staff, 'proposals'), await fort.city.room(staff, 'proposals')];
    await show(room, 'MEMBERS_ONLY');
    const { id } = await asked(sora, room);
    const open = {
      id, manifest: 'accounts', kind: 'membership', path: `/members/${id}`, due: 'MEMBERSHIP', dueAt: '2026-12-06T03:00:00.000Z',
      title: { text: '広場' }, within: { text: '試験市' },
    };
    expect(await dates(sora)).toEqual([open]);
    const others = [ken, admin, fort.city.visitor(), await fort.other.citizen('隣の空')];
    expect(await Promise.all(others.map(dates))).toEqual(others.map(() => []));
    const confirm = (at: string) => fort.query(`update person set confirmed_at = ${at} where id = $1`, [sora.id]);
    await confirm('null');
    expect(await dates(sora)).toEqual([]);
    await confirm('now()');
    fort.clock.set('2026-12-06T11:59:59.999+09:00');
    expect(await dates(sora)).toEqual([open]);
    fort.clock.set('2026-12-06T12:00:00+09:00');
    expect(await dates(sora)).toEqual([]);
    fort.clock.set('2026-11-22T12:00:00+09:00');
    await admin.act(cancel, { id });
    const again = await asked(sora, room);
    const { id: second } = await asked(sora, later);
    await sora.act(accept, { id: again.id });
    await sora.act(decline, { id: second });
    expect(await dates(sora)).toEqual([]);
  });

  test('is written about in the language of the account, and in both where there is none', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const spoken = async (mail: string): Promise<[boolean, boolean]> => {
      await admin.act(invite, { spaceId: room.spaceId, input: { mail } });
      const [letter] = await fort.query<{ subject: string; body: string }>(
        'select subject, body from mail_outbox where recipient = $1 order by id desc limit 1', [mail]);
      const text = `${letter?.subject} ${letter?.body}`;
      expect(text).not.toContain('{');
      return [text.includes('お招きします') && text.includes('/ja/members/'), text.includes('An invitation') && text.includes('/en/members/')];
    };
    const reader = await fort.city.citizen('リーダー');
    await fort.query(`update person set locale = 'en' where id = $1`, [reader.id]);
    expect(await spoken(await mailOf(reader))).toEqual([false, true]);
    expect(await spoken(await mailOf(ken))).toEqual([true, false]);
    expect(await spoken('nobody-here@example.jp')).toEqual([true, true]);
  });

  test('ends with the last millisecond of fourteen days, and makes room for another', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const { id } = await asked(hana, room);
    fort.clock.set('2026-12-06T12:00:00+09:00');
    expect(await hana.refused(accept, { id })).toBe('INVITATION_OVER');
    const again = await asked(hana, room);
    fort.clock.set('2026-12-20T11:59:59.999+09:00');
    expect(await hana.act(accept, { id: again.id })).toMatchObject({ state: 'ACCEPTED' });
  });

  test('happens once, however often it is said at the same time', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const { id } = await asked(hana, room);
    const answers = await Promise.all(Array.from({ length: 50 }, () => hana.refused(accept, { id })));
    expect(answers.filter((each) => each === undefined)).toHaveLength(1);
    expect(answers.filter((each) => each === 'INVITATION_OVER')).toHaveLength(49);
    expect(await fort.query('select 1 from space_member where space_id = $1 and state = $2', [room.spaceId, 'ACCEPTED'])).toHaveLength(1);
  });

  test('is for the administrators of the space to offer, and of no other', async () => {
    const [room, elsewhere] = [await fort.city.room(staff, 'proposals'), await fort.city.room(staff, 'proposals')];
    const here = await fort.city.person('場の管理', [{ role: 'ADMIN', spaceId: room.spaceId }]);
    const input = { mail: 'new@example.jp', role: { ja: '委員' } };
    const { id } = await here.act(invite, { spaceId: room.spaceId, input });
    expect(await here.refused(invite, { spaceId: elsewhere.spaceId, input })).toBe('FORBIDDEN');
    expect(await staff.refused(edit, { id, role: {}, published: true })).toBe('FORBIDDEN');
    expect(await here.refused(edit, { id, role: { ja: '役'.repeat(61) }, published: true })).toBe('TOO_LONG role.ja');
    expect(await here.refused(edit, { id, role: { ja: ' 委員 ' }, published: false })).toBe('NOTHING_CHANGED');
    expect(await here.act(edit, { id, role: { ja: '会長' }, published: true })).toMatchObject({ state: 'INVITED' });
    const list = 'query Q($id: ID!) { spaceById(id: $id) { members { items { mail } } } }';
    expect(await staff.run(list, { id: room.spaceId })).toEqual({ spaceById: { members: null } });
    const { result, statements } = await here.counted<object>(list, { id: room.spaceId });
    expect(result).toEqual({ spaceById: { members: { items: [{ mail: 'new@example.jp' }] } } });
    expect(statements.length).toBeLessThanOrEqual(3);
    const draftRoom = await fort.city.room(staff, 'proposals', { publish: false });
    expect(await admin.refused(invite, { spaceId: draftRoom.spaceId, input })).toBe('WRONG_STATE');
  });

  test('names on the page only those who are to be named, and forgets whoever leaves', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const [first, second] = [await asked(hana, room, { role: { ja: '会長' }, published: true }), await asked(ken, room)];
    const named = async () => (await fort.city.visitor().run<{ spaceById: { namedMembers: { items: object[] } } }>(
      'query Q($id: ID!) { spaceById(id: $id) { namedMembers { items { role { ja } person { displayName } } } } }', { id: room.spaceId },
    )).spaceById.namedMembers.items;
    expect(await named()).toEqual([]);
    await hana.act(accept, { id: first.id });
    await ken.act(accept, { id: second.id });
    expect(await named()).toEqual([{ role: { ja: '会長' }, person: { displayName: '花' } }]);
    expect(await ken.refused(leave, { id: first.id })).toBe('NOT_FOUND');
    await hana.act(leave, { id: first.id });
    expect(await named()).toEqual([]);
    const kept = await fort.query('select person_id, address_digest, contact, token_hash from space_member where id = $1', [first.id]);
    expect(kept).toEqual([{ person_id: null, address_digest: null, contact: null, token_hash: null }]);
    const leaver = await fort.city.citizen('去る人');
    const { id } = await asked(leaver, room, { published: true });
    await leaver.act(accept, { id });
    await fort.query(`update person set closes_at = '2026-11-01' where id = $1`, [leaver.id]);
    await fort.server.nest.get(ClosingService).upkeep();
    expect(await fort.query('select 1 from space_member where id = $1', [id])).toEqual([]);
  });
});

describe('a space in which members take part', () => {
  test('refuses everybody else with one code, and a member from the request after they were removed', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const proposal = await fort.city.proposal(ken, room.componentId);
    await show(room, 'MEMBERS_ACT');
    const { id } = await asked(hana, room);
    const cookie = await fort.signIn(hana);
    expect(await drafted(cookie, room)).toBe('MEMBERS_ONLY_ACT');
    expect(await drafted(undefined, room)).toBe('UNAUTHENTICATED');
    await hana.act(accept, { id });
    expect(await drafted(cookie, room)).toBe('Proposal');
    expect(await drafted(await fort.signIn(staff), room)).toBe('Proposal');
    // Everything a phase opens asks the same rule.
    expect(await ken.refused(`mutation S($id: ID!) { outcome: supportProposal(id: $id) { ${refusal} } }`, { id: proposal })).toBe('MEMBERS_ONLY_ACT');
    await expect(comment(ken, proposal)).rejects.toThrow('MEMBERS_ONLY_ACT');
    expect(await ken.refused(`mutation E($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${refusal} } }`, {
      id: proposal, input: { title: '別の題', body: '別の文' },
    })).toBe('MEMBERS_ONLY_ACT');
    await admin.act(remove, { id });
    expect(await drafted(cookie, room)).toBe('MEMBERS_ONLY_ACT');
    // Reading stays for everybody.
    expect(await fort.city.visitor().run('query Q($id: ID!) { proposal(id: $id) { title } }', { id: proposal })).toEqual({ proposal: { title: '駅前に木陰を' } });
  });

  test('says so among the rules in force, with the change', async () => {
    const room = await fort.city.room(staff, 'proposals');
    await show(room, 'MEMBERS_ACT');
    const { component } = await fort.city.visitor().run<{ component: object }>(
      'query Q($id: ID!) { component(id: $id) { spaceVisibility rulesHistory { changes { key from to } } } }', { id: room.componentId });
    expect(component).toEqual({ spaceVisibility: 'MEMBERS_ACT', rulesHistory: { changes: [{ key: 'visibility', from: 'PUBLIC', to: 'MEMBERS_ACT' }] } });
  });
});

describe('a space that is for members only', () => {
  const [title, said] = ['囲まれた庭の提案', '庭の内側の声'];
  let room: PlacedRoom;
  let proposal: string;
  let before: string;
  const numbers = async (): Promise<string> => JSON.stringify((await fort.city.visitor().run('{ organisation { numbers { spaces open voices promised kept changed } } }')));

  beforeAll(async () => {
    before = await numbers();
    room = await fort.city.room(staff, 'proposals', { actions: ['create', 'support', 'comment', 'amend'] });
    proposal = await fort.city.proposal(hana, room.componentId, { title });
    await comment(ken, proposal, said);
    await show(room, 'MEMBERS_ONLY');
  });

  const questions: readonly [string, string, object][] = [
    ['lists', '{ spaces(first: 100) { items { slug } } openNow(first: 100) { path title { text } } answers(first: 100) { items { path } } }', {}],
    ['the activity and the register', `{ a: logLines(list: ACTIVITY, first: 100) { items { path title { text } within { text } } }
      r: logLines(list: REGISTER, first: 100) { items { path title { text } within { text } } } }`, {}],
  ];

  test('is nowhere for anybody else: nodes, lists, activity, register, people, counts', async () => {
    const outsiders: readonly [string, Actor][] = [
      ['a visitor', fort.city.visitor()], ['somebody who wrote there', ken], ['the author, who is no member', hana],
      ['a member elsewhere', fort.city.as(ken, { memberOf: [crypto.randomUUID()] })],
      ['another city', await fort.other.person('隣', [{ role: 'ADMIN' }], { memberOf: [room.spaceId] })],
    ];
    const nodes = `query Q($id: ID!, $room: ID!, $space: ID!, $slug: String!) {
      proposal(id: $id) { id } comments(rootKind: "proposal", rootId: $id) { count } component(id: $room) { id } spaceById(id: $space) { id } space(slug: $slug) { id } }`;
    for (const [name, who] of outsiders) {
      const answer = await who.run(nodes, { id: proposal, room: room.componentId, space: room.spaceId, slug: room.slug });
      expect({ name, answer }).toEqual({ name, answer: { proposal: null, comments: null, component: null, spaceById: null, space: null } });
      for (const [what, query, variables] of questions) {
        const text = JSON.stringify(await who.run(query, variables));
        expect({ name, what, found: [title, said, room.slug, room.spaceId, proposal].filter((planted) => text.includes(planted)) }).toEqual({ name, what, found: [] });
      }
      const theirs = JSON.stringify(await who.run('query P($a: String!) { contributions(code: $a, first: 100) { items { title { text } path } } }', { a: hana.code }));
      expect({ name, theirs: theirs.includes(title) }).toEqual({ name, theirs: false });
      expect(await who.refused(`mutation S($id: ID!) { outcome: supportProposal(id: $id) { ${refusal} } }`, { id: proposal })).toMatch(/^(NOT_FOUND|UNAUTHENTICATED)$/);
    }
    expect(await numbers()).toBe(before);
  });

  test('is in no file that everybody may take, and at no address of a page', async () => {
    for (const name of ['spaces', 'phases', 'proposals', 'proposal_versions', 'comments']) {
      const { status, text } = await fort.send({ method: 'GET', path: `/download/everything/${name}.csv` });
      expect({ name, status, hidden: [room.spaceId, proposal, title, said].filter((planted) => text.includes(planted)) }).toEqual({ name, status: 200, hidden: [] });
    }
    for (const path of [`/download/proposals/${room.componentId}.csv`, `/download/comments/${room.componentId}.csv`]) {
      expect({ path, status: (await fort.send({ method: 'GET', path })).status }).toEqual({ path, status: 404 });
    }
  });

  test('is whole for its members, its staff, moderators and auditors', async () => {
    const insiders: readonly [string, Actor][] = [
      ['a member', fort.city.as(ken, { memberOf: [room.spaceId] })], ['staff', staff], ['an administrator', admin],
      ['a moderator', await fort.city.person('進行', [{ role: 'MODERATOR' }])], ['an auditor', await fort.city.person('監査', [{ role: 'AUDITOR' }])],
    ];
    for (const [name, who] of insiders) {
      const answer = await who.run<{ proposal: object | null; spaces: { items: { slug: string }[] } }>(
        'query Q($id: ID!) { proposal(id: $id) { title } spaces(first: 100) { items { slug } } }', { id: proposal });
      expect({ name, proposal: answer.proposal, listed: answer.spaces.items.some(({ slug }) => slug === room.slug) }).toEqual({ name, proposal: { title }, listed: true });
    }
  });

  test('is gone for a member from the request after they were removed, mails included', async () => {
    const { id } = await asked(ken, room);
    const cookie = await fort.signIn(ken);
    const read = async () => (await through<{ proposal: object | null }>(cookie, 'query Q($id: ID!) { proposal(id: $id) { id } }', { id: proposal })).proposal;
    expect(await read()).toBeNull();
    await ken.act(accept, { id });
    expect(await read()).toEqual({ id: proposal });
    const mei = await fort.city.citizen('芽衣');
    await mei.act(accept, { id: (await asked(mei, room)).id });
    for (const who of [ken, mei]) {
      await fort.city.as(who, { memberOf: [room.spaceId] })
        .act(`mutation C($id: ID!) { outcome: supportProposal(id: $id) { ${refusal} ... on Proposal { id } } }`, { id: proposal });
    }
    await admin.act(remove, { id });
    expect(await read()).toBeNull();
    await staff.act(`mutation A($id: ID!, $input: ProposalAnswerInput!) { outcome: answerProposal(id: $id, input: $input) { ${refusal} ... on Proposal { id } } }`, {
      id: proposal, input: { kind: 'ACCEPTED', text: { ja: 'そうします。' }, office: '企画課', costYen: 1 },
    });
    await fort.city.settle();
    await fort.city.react();
    const told = await fort.query<{ recipient: string }>('select recipient from mail_outbox where body like $1', [`%/proposals/${room.componentId}/${proposal}%`]);
    expect(told).toEqual([{ recipient: await mailOf(mei) }]);
  });
});

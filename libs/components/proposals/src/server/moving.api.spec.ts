import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, World, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let people: Actor[];
let from: PlacedRoom;
let into: PlacedRoom;

const settings = { places: 'OPTIONAL', amendments: 'ALL', commentVotes: 'UP_DOWN' };
beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  people = [];
  for (let n = 0; n < 6; n += 1) people.push(await app.world.citizen(`人${n}`));
  const actions = ['create', 'support', 'comment', 'voteComment', 'amend'];
  from = await app.world.room(staff, 'proposals', { settings, actions });
  into = await app.world.room(staff, 'proposals', { settings: { ...settings, supportsPerPerson: 1 }, actions });
});
afterAll(() => app?.close());

const refused = '... on Refusal { code field }';
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Proposal { id } ${refused} } }`;
const support = on('supportProposal');
const moving = `mutation M($id: ID!, $componentId: ID!, $reason: String!) { outcome: moveProposal(id: $id, componentId: $componentId, reason: $reason) {
  __typename ... on Proposal { id componentId } ${refused} } }`;
const previewing = 'query Q($id: ID!, $componentId: ID!) { proposalMovePreview(id: $id, componentId: $componentId) { supports beyond comments losesPlace refusal } }';
const voting = `mutation M($id: ID!) { outcome: voteOnComment(id: $id, value: UP) { __typename ... on Comment { id } ${refused} } }`;
const reason = '内容がこちらに合うため';
const move = (id: string, room = into) => staff.act(moving, { id, componentId: room.componentId, reason });
const stop = (id: string, room: { componentId: string } = into, by = staff, because = reason) => by.refused(moving, { id, componentId: room.componentId, reason: because });
const preview = async (id: string, room = into, by = staff) => (await by.run<{ proposalMovePreview: object | null }>(previewing, { id, componentId: room.componentId })).proposalMovePreview;
const comment = (by: Actor, rootId: string) => by.act(`mutation M($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "よい案です。") { __typename ... on Comment { id } ${refused} } }`, { id: rootId });
const person = (n: number): Actor => people[n] as Actor;

/** Everything that hangs on a proposal, as rows have it; keys of supporters and voters are another in each place. */
const standing = async (id: string) => (await app.server.db.rows<Record<string, unknown>>(sql`
  select p.component_id as place, p.reference, p.versions, p.state, counted(p.organisation_id, 'supports', p.id)::int as counted,
    (select count(*)::int from proposal_support v join proposal_allowance m on m.supporter = v.supporter and m.component_id = p.component_id
      where v.proposal_id = p.id and v.component_id = p.component_id) as supports,
    (select array_agg(distinct c.component_id::text) from comment c where c.root_id = p.id) as comments,
    (select array_agg(distinct c.component_id::text) from comment_rank c where c.root_id = p.id) as ranks,
    (select count(*)::int from comment_vote v join comment c on c.id = v.comment_id join comment_allowance m on m.voter = v.voter and m.component_id = p.component_id
      where c.root_id = p.id) as votes,
    (select array_agg(distinct a.component_id::text) from amendment a where a.proposal_id = p.id) as amendments,
    (select r.component_id from proposal_rank r where r.proposal_id = p.id) as rank,
    (select s.component_id || ' ' || s.address from spot s where s.subject_id = p.id) as spot
  from proposal p where p.id = ${id}`))[0];
const voices = async ({ componentId }: PlacedRoom): Promise<{ rows: number; counted: number } | undefined> => app.server.db.first(sql`
  select (select count(*)::int from proposal where component_id = ${componentId} and state = 'PUBLISHED') as rows,
    (select counted(organisation_id, 'voices', id)::int from component where id = ${componentId}) as counted`);

describe('a proposal that moves', () => {
  test('takes everything along, tells its people, and comes back as it was', async () => {
    const id = await app.world.proposal(hana, from.componentId, { spot: { address: '駅前' } });
    for (const n of [0, 1]) await person(n).act(support, { id });
    const { id: said } = await comment(person(2), id);
    await person(3).act(voting, { id: said });
    const { id: amendment } = await person(4).act(`mutation M($id: ID!, $input: AmendmentInput!) { outcome: draftAmendment(proposalId: $id, input: $input) { __typename ... on Amendment { id } ${refused} } }`,
      { id, input: { title: '駅前に木陰を', body: '木陰とベンチを。' } });
    await person(4).act(`mutation M($id: ID!) { outcome: publishAmendment(id: $id) { __typename ... on Amendment { id } ${refused} } }`, { id: amendment });
    const before = await standing(id);
    expect(before).toMatchObject({ place: from.componentId, counted: 2, supports: 2, votes: 1, amendments: [from.componentId], spot: `${from.componentId} 駅前` });
    expect(await preview(id)).toEqual({ supports: 2, beyond: 0, comments: 1, losesPlace: false, refusal: null });
    expect(await move(id)).toMatchObject({ id, componentId: into.componentId });
    const there = JSON.parse(JSON.stringify(before).replaceAll(from.componentId, into.componentId)) as object;
    expect(await standing(id)).toEqual(there);
    expect(await stop(id)).toBe('BAD_USER_INPUT componentId');
    const { proposal: shown } = await person(5).run<{ proposal: object }>('query Q($id: ID!) { proposal(id: $id) { moved { office reason from { ja } } } }', { id });
    expect(shown).toEqual({ moved: { office: '企画課', reason, from: { ja: '募集' } } });
    // Nobody supports or votes twice: what went along is theirs there, and counts for the limit there.
    expect(await person(0).refused(support, { id })).toBe('LIMIT_REACHED');
    expect(await person(3).refused(voting, { id: said })).toBe('ALREADY_VOTED');
    await app.world.settle();
    await app.world.react();
    const mails = await app.server.db.rows<{ subject: string; body: string }>(sql`select subject, body from mail_outbox where subject like '%募集に移りました' order by subject`);
    expect(mails.map(({ subject }) => subject.includes('支持した')).sort()).toEqual([false, true, true]);
    expect(mails.every(({ body }) => body.includes(`/proposals/${into.componentId}/${id}`))).toBe(true);
    await move(id, from);
    expect(await standing(id)).toEqual(before);
    for (const room of [from, into]) { const n = await voices(room); expect(n?.counted).toBe(n?.rows); }
    // The guards let the place change, and what they let change before.
    const guards = await app.server.db.rows<{ lets: string }>(sql`select split_part(encode(tgargs, 'escape'), '\\000', 2) as lets from pg_trigger
      where tgname in ('comment_log_guard', 'amendment_log_guard') order by tgname desc`);
    expect(guards.map(({ lets }) => lets)).toEqual([expect.stringMatching(/withheld_at.*component_id/), expect.stringContaining('component_id')]);
    const entries = await app.server.db.rows(sql`select type from log_entry where subject_id = ${id} and type = 'proposal.moved'`);
    expect(entries).toHaveLength(2);
  });

  test('says before how many have given more there than they may; they keep what they gave', async () => {
    const home = await app.world.proposal(hana, into.componentId, { title: 'ここの提案' });
    await person(5).act(support, { id: home });
    const id = await app.world.proposal(hana, from.componentId, { title: '移る提案' });
    for (const n of [4, 5]) await person(n).act(support, { id });
    expect(await preview(id)).toMatchObject({ supports: 2, beyond: 1 });
    await move(id);
    expect(await standing(id)).toMatchObject({ counted: 2, supports: 2 });
    await person(5).act(on('retractSupport'), { id: home });
    expect(await person(5).refused(support, { id: home })).toBe('LIMIT_REACHED');
    await person(5).act(on('retractSupport'), { id });
    expect(await standing(id)).toMatchObject({ counted: 1, supports: 1 });
  });

  test('does not go where it may not, or where it does not fit', async () => {
    const id = await app.world.proposal(hana, from.componentId, { title: `長い題名${'長'.repeat(20)}` });
    expect(await stop(id, into, app.world.visitor())).toBe('UNAUTHENTICATED');
    expect(await stop(id, into, hana)).toBe('FORBIDDEN');
    expect(await stop(id, into, await app.world.staff('彼処', into.spaceId))).toBe('FORBIDDEN');
    const here = await app.world.staff('此処', from.spaceId);
    expect(await stop(id, into, here)).toBe('FORBIDDEN componentId');
    expect(await preview(id, into, here)).toBeNull();
    expect(await stop(id, from)).toBe('BAD_USER_INPUT componentId');
    expect(await stop(id, into, staff, ' ')).toBe('EMPTY reason');
    const short = await app.world.room(staff, 'proposals', { settings: { titleMax: 20 } });
    expect(await stop(id, short)).toBe('TOO_LONG componentId');
    expect(await preview(id, short)).toMatchObject({ refusal: '題名が長すぎます。この募集では20字までです。' });
    await app.server.db.rows(sql`alter table space disable trigger user`);
    await app.server.db.rows(sql`update space set visibility = 'MEMBERS_ONLY' where id = ${short.spaceId}`);
    const among = await app.world.proposal(staff, short.componentId, { title: '仲間の提案' });
    expect(await stop(among)).toBe('MEMBERS_TEXT componentId');
    expect(await staff.refused(`mutation M($id: ID!, $input: ProposalCopyInput!) { outcome: copyProposals(componentId: $id, input: $input) { __typename ... on ProposalJob { id } ${refused} } }`,
      { id: into.componentId, input: { from: short.componentId } })).toBe('MEMBERS_TEXT from');
    await app.server.db.rows(sql`alter table space enable trigger user`);
    expect(await stop(id, await app.world.room(staff, 'proposals', { publish: false }))).toBe('NOT_FOUND componentId');
    const far = await World.city(app.server, 'other-moving.test');
    const farStaff = await far.staff();
    expect(await stop(id, await far.room(farStaff, 'proposals'))).toBe('NOT_FOUND componentId');
    expect(await stop(id, into, farStaff)).toBe('NOT_FOUND');
    expect(await stop(await app.world.draft(hana, from.componentId))).toBe('NOT_FOUND');
    await staff.act('mutation M($id: ID!) { outcome: answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: "検討します" }, office: "企画課" }) { __typename ... on Proposal { id } ... on Refusal { code field } } }', { id });
    expect(await stop(id)).toBe('ANSWERED');
    const gone = await app.world.proposal(hana, from.componentId);
    await hana.act(on('withdrawProposal'), { id: gone });
    expect(await stop(gone)).toBe('WRONG_STATE');
    // Another copy of the same source is there already.
    const source = await app.world.proposal(hana, from.componentId, { title: '写す提案' });
    const [one, two] = [await app.world.room(staff, 'proposals'), await app.world.room(staff, 'proposals')];
    for (const { componentId } of [one, two]) {
      await staff.act(`mutation M($id: ID!, $input: ProposalCopyInput!) { outcome: copyProposals(componentId: $id, input: $input) { __typename ... on ProposalJob { id } ${refused} } }`,
        { id: componentId, input: { from: from.componentId, ids: [source] } });
    }
    await app.world.work();
    const [copy] = await app.server.db.rows<{ id: string }>(sql`select id from proposal where component_id = ${one.componentId}`);
    expect(await stop(copy?.id ?? '', two)).toBe('TAKEN componentId');
  });

  test('while people support it, comment and vote: each counts once, in the place where it is', async () => {
    const wide = await app.world.room(staff, 'proposals', { settings, actions: ['create', 'support', 'comment', 'voteComment'] });
    const id = await app.world.proposal(hana, wide.componentId, { title: '動く提案' });
    const { id: said } = await comment(hana, id);
    const acts = people.flatMap((who) => [() => who.refused(support, { id }), () => who.refused(voting, { id: said }), () => comment(who, id)]);
    const open = await app.world.room(staff, 'proposals', { settings, actions: ['create', 'support', 'comment', 'voteComment'] });
    await Promise.all([...acts.slice(0, 9).map((act) => act()), move(id, open), ...acts.slice(9).map((act) => act())].map((each) => (each as Promise<unknown>).catch(() => undefined)));
    // Whoever met the move in the middle tries once more.
    for (const act of acts) await act();
    expect(await standing(id)).toMatchObject({ place: open.componentId, counted: 6, supports: 6, votes: 6, comments: [open.componentId], ranks: [open.componentId] });
  });
});

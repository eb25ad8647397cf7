import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Jobs, sql } from '@hiroba/server';
import { startApp, World, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let from: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  from = await app.world.room(staff, 'proposals', { settings: { places: 'OPTIONAL', kinds: 'BOTH' } });
});
afterAll(() => app?.close());

const refused = '... on Refusal { code field }';
const begin = `mutation M($id: ID!, $input: ProposalCopyInput!) { outcome: copyProposals(componentId: $id, input: $input) { __typename ... on ProposalJob { id total } ${refused} } }`;
const jobOf = 'query Q($id: ID!) { proposalJob(id: $id) { state total done skipped unfit refusal source { id } problems { code column message title } } }';
const previewOf = `query Q($id: ID!, $input: ProposalCopyInput!) { proposalCopyPreview(componentId: $id, input: $input) {
  found copied skipped unfit problems { code column message title } left { what count } } }`;
const read = `query Q($id: ID!) { proposal(id: $id) { title supportCount reference kind details { name text } spot { address } taxonomies { id }
  authors { person { displayName } } viewerIsAuthor links { kind from proposal { id componentId } } } }`;
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Proposal { id } ${refused} } }`;

interface Job { state: string; total: number; done: number; skipped: number; unfit: number; refusal: string | null; problems: object[] }
const look = async (id: string): Promise<Job> => (await staff.run<{ proposalJob: Job }>(jobOf, { id })).proposalJob;
const copies = (componentId: string) => app.server.db.rows<{ id: string; source: string }>(sql`
  select id, copied_from as source from proposal where component_id = ${componentId} and copied_from is not null order by id`);
const start = (room: PlacedRoom, input: object = {}, by = staff) => by.act<{ total: number }>(begin, { id: room.componentId, input: { from: from.componentId, ...input } });
const stop = (room: PlacedRoom, input: object = {}, by = staff) => by.refused(begin, { id: room.componentId, input: { from: from.componentId, ...input } });
const room = (settings: Record<string, string | number | boolean> = {}) => app.world.room(staff, 'proposals', { settings });
const write = async (title: string, more: object = {}) => {
  const { id } = await hana.act(`mutation M($id: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $id, input: $input) { __typename ... on Proposal { id } ${refused} } }`,
    { id: from.componentId, input: { title, body: '木を植える。', kind: 'NEED', ...more } });
  await hana.act(on('publishProposal'), { id });
  return id;
};

describe('a copy', () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    first = await write('駅前に木陰を', { details: { affected: '通る人' }, spot: { address: '駅前' } });
    const { id } = await hana.act(`mutation M($id: ID!, $who: String!) { outcome: inviteCoauthor(id: $id, who: $who) { __typename ... on ProposalInvitation { id } ${refused} } }`, { id: first, who: ken.code });
    await ken.act(on('acceptInvitation'), { id });
    await ken.act(on('supportProposal'), { id: first });
    second = await write(`長い題名${'長'.repeat(30)}`);
    await hana.act(on('withdrawProposal'), { id: await write('取り下げた提案') });
  });

  test('has all authors, words and what its place takes; both ends show the link; supports stay, and nobody’s limit is used', async () => {
    const into = await room({ places: 'OPTIONAL', kinds: 'BOTH', proposalLimit: 1 });
    expect(await start(into)).toMatchObject({ total: 2 });
    await app.world.work();
    const [copy] = (await copies(into.componentId)).filter(({ source }) => source === first);
    const { proposal } = await hana.run<{ proposal: Record<string, unknown> }>(read, { id: copy?.id });
    expect(proposal).toMatchObject({
      title: '駅前に木陰を', supportCount: 0, reference: expect.stringMatching(/^TEST-P-/), kind: 'NEED', details: [{ name: 'affected', text: '通る人' }],
      spot: { address: '駅前' }, authors: [{ person: { displayName: '花' } }, { person: { displayName: '健' } }], viewerIsAuthor: true,
      links: [{ kind: 'COPY', from: true, proposal: { id: first, componentId: from.componentId } }],
    });
    const { proposal: source } = await ken.run<{ proposal: Record<string, unknown> }>(read, { id: first });
    expect(source).toMatchObject({ supportCount: 1, links: [{ kind: 'COPY', from: false, proposal: { id: copy?.id } }] });
    expect(await app.world.proposal(hana, into.componentId, { title: '自分の提案', kind: 'NEED' } as never)).toBeTruthy();
    expect(await hana.act(on('withdrawProposal'), { id: copy?.id })).toBeTruthy();
    // Also what was copied and taken back, and what would come home, is there already.
    expect(await (async () => { const { id } = await start(into); await app.world.work(); return look(id); })()).toMatchObject({ done: 0, skipped: 2 });
    const back = await staff.act(begin, { id: from.componentId, input: { from: into.componentId, filter: { search: '長い題名' } } });
    await app.world.work();
    expect(await look(back.id)).toMatchObject({ state: 'DONE', total: 1, done: 0, skipped: 1 });
  });

  test('is not made where it does not fit, and is made without what its place does not take; the preview says both before', async () => {
    const into = await room({ titleMax: 20 });
    const asked = { id: into.componentId, input: { from: from.componentId } };
    const { proposalCopyPreview: preview } = await staff.run<{ proposalCopyPreview: object }>(previewOf, asked);
    const problems = [{ code: 'TOO_LONG', column: 'title', message: '題名が長すぎます。この募集では20字までです。', title: expect.stringContaining('長い題名') }];
    expect(preview).toEqual({ found: 2, copied: 1, skipped: 0, unfit: 1, problems, left: expect.arrayContaining([{ what: 'PLACE', count: 1 }, { what: 'DETAILS', count: 1 }]) });
    expect(await copies(into.componentId)).toEqual([]);
    const { id } = await start(into);
    await app.world.work();
    expect(await look(id)).toMatchObject({ state: 'DONE', total: 2, done: 1, skipped: 0, unfit: 1, problems });
    const policies = await room({ kinds: 'POLICY', places: 'REQUIRED' });
    const other = await staff.run<{ proposalCopyPreview: { unfit: number; problems: { column: string }[] } }>(previewOf, { ...asked, id: policies.componentId });
    expect(other.proposalCopyPreview).toMatchObject({ unfit: 2, problems: [{ column: 'kind' }, { column: 'kind' }] });
  });

  test('is made of chosen ones only, of those a list would show, and of nothing unknown', async () => {
    const into = await room();
    expect(await start(into, { ids: [second] })).toMatchObject({ total: 1 });
    expect(await start(into, { filter: { search: '木陰' } })).toMatchObject({ total: 1 });
    expect(await start(into, { filter: { kind: 'NEED' } })).toMatchObject({ total: 2 });
    const listed = await staff.run<{ component: { proposals: { items: object[] } } }>(`query Q($id: ID!) { component(id: $id) { ... on ProposalsComponent {
      proposals(first: 20, seed: "", filter: { kind: POLICY }) { items { id } } } } }`, { id: from.componentId });
    expect(listed.component.proposals.items).toEqual([]);
    for (const nothing of [{ ids: [] }, { filter: { kind: 'POLICY' } }, { ids: ['x'] }, { filter: { search: '鯨' } }, { filter: { taxonomies: ['no/such'] } }, { filter: { answered: true } }]) {
      expect(await stop(into, nothing)).toBe('EMPTY from');
    }
    await app.world.work();
    expect((await copies(into.componentId)).map(({ source }) => source).sort()).toEqual([first, second].sort());
  });

  test('is not made of what is withheld, also where that happens after the job was begun', async () => {
    const [into, moderator] = [await room(), await app.world.person('進行', [{ role: 'MODERATOR' }])];
    const id = await write('ののしり');
    const { id: job, total } = await start(into, { ids: [second, id] });
    expect(total).toBe(2);
    await moderator.act(`mutation M($id: ID!) { outcome: withholdText(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "ののしりのため") {
      __typename ... on ModerationDecision { id } ${refused} } }`, { id });
    await app.world.work();
    expect(await look(job)).toMatchObject({ state: 'DONE', done: 1, unfit: 0 });
    expect((await copies(into.componentId)).map(({ source }) => source)).toEqual([second]);
    expect(await stop(into, { ids: [id] })).toBe('EMPTY from');
    expect(await staff.refused(`mutation M($id: ID!, $componentId: ID!) { outcome: moveProposal(id: $id, componentId: $componentId, reason: "合うため") {
      __typename ... on Proposal { id } ${refused} } }`, { id, componentId: into.componentId })).toBe('WITHHELD');
  });

  test('is for staff of both places, in one city', async () => {
    const into = await room();
    const [here, there] = [await app.world.staff('此処', into.spaceId), await app.world.staff('彼処', from.spaceId)];
    expect(await stop(into, {}, app.world.visitor())).toBe('UNAUTHENTICATED');
    expect(await stop(into, {}, hana)).toBe('FORBIDDEN');
    expect(await stop(into, {}, app.world.as(staff, { mfa: false }))).toBe('MFA_REQUIRED');
    expect(await stop(into, {}, there)).toBe('FORBIDDEN');
    expect(await stop(into, {}, here)).toBe('FORBIDDEN from');
    expect(await here.run(previewOf, { id: into.componentId, input: { from: from.componentId } })).toEqual({ proposalCopyPreview: null });
    expect(await stop(into, { from: into.componentId })).toBe('BAD_USER_INPUT from');
    expect(await stop(into, { from: '00000000-0000-0000-0000-000000000000' })).toBe('NOT_FOUND from');
    const far = await World.city(app.server, 'other-copying.test');
    const farRoom = await far.room(await far.staff(), 'proposals');
    expect(await stop(into, { from: farRoom.componentId })).toBe('NOT_FOUND from');
    expect(await stop(farRoom)).toBe('NOT_FOUND');
  });
});

describe('a job', () => {
  let many: PlacedRoom;
  const ask = () => ({ from: many.componentId });
  beforeAll(async () => {
    many = await room();
    // As from a file: more than are copied in one step.
    const rows = Array.from({ length: 230 }, (_, n) => `r${n},文${n}`).join('\n');
    const { jobId } = await staff.act<{ jobId: string }>(importFile, { id: many.componentId, dryRun: false, file: new File([`external_id,body\n${rows}`], 'a.csv') });
    expect(await look(jobId)).toMatchObject({ state: 'UNDER_WAY', total: 230, done: 0 });
    await app.world.work();
    expect(await look(jobId)).toMatchObject({ state: 'DONE', done: 230, skipped: 0, unfit: 0 });
  });

  test('that is killed between two steps, or after a step before it is noted, goes on and doubles nothing', async () => {
    const into = await room();
    const { id } = await start(into, ask());
    await app.world.work(1);
    expect(await look(id)).toMatchObject({ state: 'UNDER_WAY', done: 100 });
    // The step was done, but the queue does not know: it is asked for again, twice.
    const jobs = app.server.nest.get(Jobs);
    await Promise.all([jobs.work({ name: 'proposals.copy', id }), jobs.work({ name: 'proposals.copy', id })]);
    await jobs.work({ name: 'proposals.copy', id });
    expect(await look(id)).toMatchObject({ state: 'DONE', total: 230, done: 230, skipped: 0 });
    expect(await copies(into.componentId)).toHaveLength(230);
    await app.world.work();
  });

  test('of two at once each source is copied by one', async () => {
    const into = await room();
    const ids = [(await start(into, ask())).id, (await start(into, ask())).id];
    const jobs = app.server.nest.get(Jobs);
    await Promise.all(ids.map(async (id) => { for (let n = 0; n < 3; n += 1) await jobs.work({ name: 'proposals.copy', id }); }));
    const ended = await Promise.all(ids.map(look));
    expect(ended.map(({ state }) => state)).toEqual(['DONE', 'DONE']);
    expect(ended.reduce((sum, { done }) => sum + done, 0)).toBe(230);
    expect(ended.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(230);
    expect(new Set((await copies(into.componentId)).map(({ source }) => source)).size).toBe(230);
    await app.world.work();
  });

  test('ends where whoever began it has lost the right; what was done stays', async () => {
    const into = await room();
    const clerk = await app.world.staff('元職員');
    const { id } = await start(into, ask(), clerk);
    await app.world.work(1);
    const [grant] = await app.server.db.rows<{ id: string }>(sql`select id from role_grant where person_id = ${clerk.id}`);
    await (await app.world.admin()).act(`mutation M($id: ID!) { outcome: revokeRole(id: $id) { __typename ... on RoleGrant { id } ${refused} } }`, { id: grant?.id });
    await app.world.work();
    expect(await look(id)).toMatchObject({ state: 'REFUSED', done: 100, refusal: expect.stringMatching(/[ぁ-ん]/) });
    expect(await copies(into.componentId)).toHaveLength(100);
  });

  test('that breaks leaves nothing of the step it broke in, is given up at the last attempt, and begun again does the rest', async () => {
    const into = await room();
    const { id } = await start(into, ask());
    await app.world.work(1);
    const { pool } = app.server.db;
    await pool.query(`create function broken() returns trigger language plpgsql as $$ begin
      if new.component_id = '${into.componentId}' and new.title like '%文%' and (select count(*) from proposal where component_id = new.component_id) > 150 then raise exception 'no room'; end if;
      return new; end $$; create trigger broken after insert on proposal for each row execute function broken()`);
    const jobs = app.server.nest.get(Jobs);
    await expect(jobs.work({ name: 'proposals.copy', id })).rejects.toThrow('no room');
    expect(await look(id)).toMatchObject({ state: 'UNDER_WAY', done: 100 });
    await expect(jobs.work({ name: 'proposals.copy', id }, true)).rejects.toThrow('no room');
    expect(await look(id)).toMatchObject({ state: 'FAILED', done: 100 });
    expect(await copies(into.componentId)).toHaveLength(100);
    await pool.query('drop trigger broken on proposal; drop function broken()');
    const again = await start(into, ask());
    await app.world.work();
    expect(await look(again.id)).toMatchObject({ state: 'DONE', done: 130, skipped: 100 });
  });

  test('tries a long file without a change, tells what is wrong by line, and keeps no file', async () => {
    const into = await room();
    const bring = (file: string, dryRun: boolean) => staff.act<{ jobId: string; rows: number }>(importFile, { id: into.componentId, dryRun, file: new File([file], 'a.csv') });
    const rows = (wrong = '') => `external_id,body\n${Array.from({ length: 201 }, (_, n) => `n${n},${n === 100 ? wrong : `文${n}`}`).join('\n')}`;
    const [tried, bad] = [await bring(rows('よい'), true), await bring(rows(), false)];
    expect(tried).toMatchObject({ rows: 201, jobId: expect.any(String) });
    await app.world.work();
    expect(await look(tried.jobId)).toMatchObject({ state: 'DONE', done: 201, unfit: 0 });
    expect(await look(bad.jobId)).toMatchObject({ state: 'DONE', done: 0, unfit: 1, problems: [{ code: 'EMPTY', column: 'body', message: expect.stringMatching(/[ぁ-ん]/) }] });
    const [left] = await app.server.db.rows(sql`select count(*)::int as texts, (select count(*)::int from proposal_job where file is not null) as files
      from proposal where component_id = ${into.componentId}`);
    expect(left).toEqual({ texts: 0, files: 0 });
    const good = await bring(rows('よい'), false);
    const jobs = app.server.nest.get(Jobs);
    await Promise.all([jobs.work({ name: 'proposals.import', id: good.jobId }), jobs.work({ name: 'proposals.import', id: good.jobId })]);
    expect(await look(good.jobId)).toMatchObject({ state: 'DONE', done: 201, skipped: 0 });
    await app.world.work();
    expect(await staff.refused(importFile, { id: into.componentId, dryRun: true, file: new File([`external_id,body\n${'x,文\n'.repeat(10_001)}`], 'a.csv') })).toBe('TOO_MANY file');
  });
});

const importFile = `mutation I($id: ID!, $file: Upload, $dryRun: Boolean!) { outcome: importProposals(componentId: $id, file: $file, dryRun: $dryRun) {
  __typename ... on ProposalImportReport { jobId rows added } ${refused} } }`;

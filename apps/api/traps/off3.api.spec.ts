import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

/** OFF3: staff are never the author of a citizen's text: what they enter stands under the name given, they may take it back
 * when asked but never change it, and no name is in the log. What the city proposes itself stands under its office. */
let app: SpecApp;
let staff: Actor;
let componentId: string;
beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  ({ componentId } = await app.world.room(staff, 'proposals', { settings: { attachments: true } }));
});
afterAll(() => app?.close());

const shown = '__typename ... on Proposal { id } ... on Refusal { code field message }';
const enter = `mutation E($componentId: ID!, $input: ProposalEntryInput!) {
  outcome: enterProposal(componentId: $componentId, input: $input) { ${shown} } }`;
const edit = `mutation M($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${shown} } }`;
const invite = `mutation I($id: ID!, $who: String!) { outcome: inviteCoauthor(id: $id, who: $who) {
  __typename ... on ProposalInvitation { id } ... on Refusal { code field message } } }`;
const withdraw = `mutation M($id: ID!) { outcome: withdrawProposal(id: $id) { ${shown} } }`;
const look = `query Q($id: ID!) { proposal(id: $id) { official office origin receivedAt publishedAt creditedTo reference viewerIsAuthor
  author { displayName } authors { kind name } authorsOverTime { kind name } state } myProposals { id } }`;
const text = { title: '木陰を', body: '夏は暑いです。' };
const given = { ...text, creditedTo: '田中 節子', channel: 'POST', receivedAt: '2026-11-20T01:00:00Z' };

test('OFF3 a text entered for somebody is theirs: staff are no author, may not change it, and take it back when asked', async () => {
  const { id } = await staff.act(enter, { componentId, input: given });
  const { proposal, myProposals } = await staff.run<{ proposal: object; myProposals: object[] }>(look, { id });
  const named = [{ kind: 'NAMED', name: '田中 節子' }];
  expect(proposal).toMatchObject({
    official: false,
    office: null,
    origin: 'post',
    receivedAt: '2026-11-20T01:00:00.000Z',
    publishedAt: '2026-11-22T03:00:00.000Z',
    author: null,
    authors: named,
    authorsOverTime: named,
    viewerIsAuthor: false,
    reference: expect.stringContaining('-P-2026-'),
  });
  expect(myProposals).toEqual([]);
  expect(await staff.refused(edit, { id, input: { ...text, body: '直しました。' } })).toBe('NOT_THE_AUTHOR');
  expect(await staff.refused(invite, { id, who: staff.code })).toBe('NOT_THE_AUTHOR');
  expect(await (await app.world.citizen('花')).refused(withdraw, { id })).toBe('FORBIDDEN');
  await staff.act(withdraw, { id });
  const { log } = (await app.server.db.first<{ log: string }>(
    sql`select string_agg(convert_from(leaf, 'UTF8'), ' ') as log from log_entry where subject_id = ${id}`,
  )) ?? { log: '' };
  expect(log).toContain('post');
  expect(log).not.toContain('節子');
});

test('OFF3 what the city proposes itself has its office as author; staff edit and withdraw it', async () => {
  const { id } = await staff.act(enter, { componentId, input: { ...text, office: '公園緑地課' } });
  const { proposal } = await staff.run<{ proposal: object }>(look, { id });
  const authors = [{ kind: 'OFFICE', name: '公園緑地課' }];
  expect(proposal).toMatchObject({
    official: true,
    office: '公園緑地課',
    author: null,
    authors,
    viewerIsAuthor: false,
  });
  expect(await staff.refused(edit, { id, input: { ...text, body: '直しました。' } })).toBeUndefined();
  expect(await staff.refused(withdraw, { id })).toBeUndefined();
});

test('OFF3 what came in time counts, to the last millisecond; what came late, is to come, or has no name does not', async () => {
  const tried = (more: object) => staff.refused(enter, { componentId, input: { ...given, ...more } });
  app.clock.set('2026-12-02T09:00:00+09:00');
  expect(await tried({ receivedAt: '2026-11-30T14:59:59.999Z' })).toBeUndefined();
  expect(await tried({ receivedAt: '2026-11-30T15:00:00.000Z' })).toBe('PHASE_CLOSED');
  expect(await tried({ office: '公園緑地課' })).toBe('PHASE_CLOSED');
  app.clock.set('2026-11-22T12:00:00+09:00');
  expect(await tried({ receivedAt: '2026-11-22T03:00:00.001Z' })).toBe('BAD_DATES receivedAt');
  expect(await tried({ creditedTo: ' ' })).toBe('EMPTY creditedTo');
  expect(await tried({ creditedTo: '名'.repeat(101) })).toBe('TOO_LONG creditedTo');
  expect(await tried({ channel: null })).toBe('EMPTY channel');
  expect(await tried({ office: ' ' })).toBe('EMPTY office');
  expect(await (await app.world.citizen('健')).refused(enter, { componentId, input: given })).toBe('FORBIDDEN');
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readReceiptCode, receiptLetters, Refusal, withCheckLetter } from '@hiroba/kernel';
import { AttachmentReads, AttachmentService, type Attachment } from '@hiroba/attachments/server';
import { sql } from '@hiroba/server';
import { startApp, World, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let componentId: string;
beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  ({ componentId } = await app.world.room(staff, 'proposals', {
    settings: { proposalLimit: 2, drafts: 50 },
    closesAt: null,
  }));
});
afterAll(() => app?.close());

const shown = '__typename ... on Proposal { id } ... on Refusal { code field message }';
const enter = `mutation E($componentId: ID!, $input: ProposalEntryInput!) { outcome: enterProposal(componentId: $componentId, input: $input) { ${shown} } }`;
const issue = `mutation I($id: ID!) { outcome: issuePaperCode(id: $id) { __typename ... on PaperCode { id code address expiresAt } ... on Refusal { code field } } }`;
const find = `mutation F($code: String!) { outcome: findPaperText(slipCode: $code) {
  __typename ... on PaperText { id reference title path answered open expiresAt } ... on Refusal { code field } } }`;
const take = `mutation T($code: String!) { outcome: takeOverProposal(slipCode: $code) { ${shown} } }`;
const edit = `mutation M($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${shown} } }`;
const withdraw = `mutation M($id: ID!) { outcome: withdrawProposal(id: $id) { ${shown} } }`;
const look = `query Q($id: ID!) { proposal(id: $id) { authors { kind name person { code } } authorsOverTime { kind name leftAt } origin creditedTo } }`;

interface Issued {
  readonly id: string;
  readonly code: string;
  readonly address: string;
  readonly expiresAt: string;
}
let n = 0;
const entered = async (more: object = {}): Promise<string> => {
  n += 1;
  return (
    await staff.act(enter, {
      componentId,
      input: { title: '木陰を', body: '夏は暑いです。', creditedTo: `田中${n}`, channel: 'POST', ...more },
    })
  ).id;
};
const slip = async (id: string): Promise<Issued> => staff.act<Issued & Record<string, unknown>>(issue, { id });

test('whoever holds a slip finds the text without an account, takes it over with one, and is its author from then on', async () => {
  const id = await entered();
  const { code, address, expiresAt } = await slip(id);
  expect(address).toMatch(/\/ja\/paper$/);
  expect(expiresAt).toBe('2026-12-22T03:00:00.000Z');
  const visitor = app.world.visitor();
  const typed = code.toLowerCase().replaceAll('-', ' ');
  expect(await visitor.act(find, { code: typed })).toMatchObject({
    title: '木陰を',
    answered: false,
    open: true,
    reference: expect.any(String),
  });
  expect(await visitor.refused(take, { code })).toBe('UNAUTHENTICATED');
  const hana = await app.world.citizen('花');
  expect(await hana.refused(withdraw, { id })).toBe('FORBIDDEN');
  expect(await hana.act(take, { code: typed })).toMatchObject({ id });
  const { proposal } = await visitor.run<{ proposal: { authorsOverTime: object[] } }>(look, { id });
  expect(proposal).toMatchObject({ origin: 'post', authors: [{ kind: 'PERSON', person: { code: hana.code } }] });
  expect(proposal.authorsOverTime).toEqual([
    { kind: 'NAMED', name: `田中${n}`, leftAt: '2026-11-22T03:00:00.000Z' },
    { kind: 'PERSON', name: null, leftAt: null },
  ]);
  expect(await hana.refused(edit, { id, input: { title: '木陰を', body: '夏はとても暑いです。' } })).toBeUndefined();
  expect(await visitor.act(find, { code })).toMatchObject({ open: false });
  // Used once; the city hands out no other for what is somebody's now.
  expect(await (await app.world.citizen('健')).refused(take, { code })).toBe('CODE_OVER code');
  expect(await staff.refused(issue, { id })).toBe('WRONG_STATE');
  const leaves = await app.server.db.rows<{ leaf: string }>(
    sql`select convert_from(leaf, 'UTF8') as leaf from log_entry where subject_id = ${id}`,
  );
  expect(leaves.some(({ leaf }) => leaf.includes('proposal.taken_over'))).toBe(true);
  expect(leaves.map(({ leaf }) => leaf).join()).not.toContain(hana.id);
  expect(await hana.refused(withdraw, { id })).toBeUndefined();
});

test('PE22 of another organisation, for another account, a second time, at the sixth try and on day 31 a code takes nothing over; a slip of the hand counts no try', async () => {
  const id = await entered();
  const { code } = await slip(id);
  const [mei, ken] = [await app.world.citizen('芽衣'), await app.world.citizen('健')];
  const own = readReceiptCode(code) ?? '';
  const wrong = `${own.slice(0, 14)}${receiptLetters[(receiptLetters.indexOf(own.charAt(14)) + 1) % receiptLetters.length] ?? ''}`;
  for (let tries = 0; tries < 6; tries += 1)
    expect(await mei.refused(take, { code: wrong })).toBe('CODE_MISTYPED code');
  expect(await mei.refused(find, { code: wrong })).toBe('CODE_MISTYPED code');
  expect(await mei.refused(take, { code: withCheckLetter('22222222222223') })).toBe('CODE_UNKNOWN code');
  const elsewhere = await World.city(app.server, 'other.test');
  const stranger = await elsewhere.citizen('よその人');
  expect(await stranger.refused(take, { code })).toBe('CODE_UNKNOWN code');
  expect(await stranger.refused(find, { code })).toBe('CODE_UNKNOWN code');
  // Day 31 begins with the instant it ends.
  app.clock.set('2026-12-22T11:59:59.999+09:00');
  expect(await mei.act(find, { code })).toMatchObject({ open: true });
  app.clock.set('2026-12-22T12:00:00+09:00');
  expect(await mei.act(find, { code })).toMatchObject({ open: false });
  expect(await mei.refused(take, { code })).toBe('CODE_OVER code');
  app.clock.set('2026-11-22T12:00:00+09:00');
  // A new slip takes the place of the old.
  const next = await slip(id);
  expect(await mei.refused(take, { code })).toBe('CODE_OVER code');
  expect(await mei.refused(take, { code: next.code })).toBeUndefined();
  const hers = await entered({ account: mei.code });
  const bound = await slip(hers);
  for (let tries = 0; tries < 5; tries += 1)
    expect(await ken.refused(take, { code: bound.code })).toBe('CODE_UNKNOWN code');
  expect(await mei.refused(take, { code: bound.code })).toBe('CODE_OVER code');
  expect(await mei.refused(take, { code: (await slip(hers)).code })).toBeUndefined();
});

test('within their limit, and once, however many try at the same time; what was entered for them does not count twice', async () => {
  const ai = await app.world.citizen('愛');
  await app.world.proposal(ai, componentId);
  const hers = await slip(await entered({ account: ai.code }));
  expect(await ai.refused(take, { code: hers.code })).toBeUndefined();
  expect(await ai.refused(take, { code: (await slip(await entered())).code })).toBe('LIMIT_REACHED code');
  const free = await slip(await entered());
  const people = await Promise.all(Array.from({ length: 5 }, () => app.world.citizen('多')));
  const tried = await Promise.all(people.map((person) => person.refused(take, { code: free.code })));
  expect(tried.filter((code) => code === undefined)).toHaveLength(1);
  const unconfirmed = app.world.as(people[0] as Actor, { level: 0 });
  expect(await unconfirmed.refused(take, { code: free.code })).toBe('MAIL_UNCONFIRMED');
});

test('the paper of a letter is kept for staff and for whoever took it over, and for nobody else', async () => {
  const id = await entered();
  const attach = `mutation A($id: ID!, $file: Upload) { outcome: attachFile(subjectKind: "proposal_scan", subjectId: $id, file: $file) {
    __typename ... on Attachment { id } ... on Refusal { code field } } }`;
  const [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  expect(await hana.refused(attach, { id })).toBe('FORBIDDEN');
  expect(await staff.refused(attach, { id: await entered({ channel: 'COUNTER' }) })).toBe('FILES_NOT_TAKEN');
  expect(await staff.refused(attach, { id: await app.world.proposal(ken, componentId) })).toBe('FILES_NOT_TAKEN');
  expect(await staff.refused(attach, { id })).toBe('EMPTY files');
  const { id: fileId, digest, authorId, rev } = await scanned(id);
  // It is the office's, and stays when whoever sent it leaves; the log does not know of it.
  expect({ authorId, rev }).toEqual({ authorId: null, rev: 0 });
  const scans = async (who: Actor): Promise<readonly { url: string }[]> =>
    (
      await who.run<{ proposal: { scans: { url: string }[] } }>(
        'query Q($id: ID!) { proposal(id: $id) { scans { url } } }',
        { id },
      )
    ).proposal.scans;
  const files = app.server.nest.get(AttachmentReads);
  const served = async (who: Actor): Promise<boolean> => (await files.own(who.viewer, fileId, 'whole')) !== undefined;
  for (const nobody of [app.world.visitor(), ken, hana]) {
    expect(await scans(nobody)).toEqual([]);
    expect(await served(nobody)).toBe(false);
  }
  const other = await app.world.room(staff, 'proposals');
  expect(await served(await app.world.staff('よその職員', other.spaceId))).toBe(false);
  expect(await files.open(staff.viewer.organisationId, digest ?? '')).toBeUndefined();
  expect(await scans(staff)).toEqual([{ url: `/attachments/${fileId}` }]);
  expect(await served(staff)).toBe(true);
  expect(await hana.refused(take, { code: (await slip(id)).code })).toBeUndefined();
  expect(await scans(hana)).toEqual([{ url: `/attachments/${fileId}` }]);
  expect(await served(hana)).toBe(true);
  expect(await served(ken)).toBe(false);
});

async function scanned(id: string): Promise<Attachment> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scan-'));
  const file = path.join(folder, 'letter.txt');
  await writeFile(file, '木陰をつくってください。');
  const kept = await app.server.nest
    .get(AttachmentService)
    .attach(
      staff.viewer,
      { subjectKind: 'proposal_scan', subjectId: id },
      { path: file, name: 'letter.txt', size: 36 } as never,
      {},
    );
  if (kept instanceof Refusal) throw new Error(kept.code);
  return kept;
}

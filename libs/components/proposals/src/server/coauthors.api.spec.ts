import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ClosingService } from '@hiroba/accounts/server';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  room = await app.world.room(staff, 'proposals');
});
afterAll(() => app?.close());
beforeEach(() => app.clock.set('2026-11-22T12:00:00+09:00'));

const shown = '__typename ... on Refusal { code field message }';
const invite = `mutation M($id: ID!, $who: String!) { outcome: inviteCoauthor(id: $id, who: $who) { ${shown} ... on ProposalInvitation { id to state } } }`;
const answer = (name: string, type: string) => `mutation M($id: ID!, $key: String! = "") { outcome: ${name}(id: $id, key: $key) { ${shown} ... on ${type} { id } } }`;
const accept = answer('acceptInvitation', 'Proposal');
const decline = answer('declineInvitation', 'ProposalInvitation');
const cancel = `mutation M($id: ID!) { outcome: cancelInvitation(id: $id) { ${shown} ... on ProposalInvitation { id state } } }`;
const leave = `mutation M($id: ID!) { outcome: leaveProposal(id: $id) { ${shown} ... on Proposal { id } } }`;
const edit = `mutation M($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${shown} ... on Proposal { id } } }`;
const save = edit.replace('editProposal', 'saveProposal');
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${shown} ... on Proposal { id } } }`;
const text = { title: '駅前に木陰を', body: '夏の広場は、日差しが強すぎて座れません。', locale: 'ja' };
const read = `query Q($id: ID!) { proposal(id: $id) {
  id state authors { kind name person { displayName closed } } authorsOverTime { person { displayName } joinedAt leftAt } history { items { n at } } invitations { state to invitee { displayName } } } }`;

interface Read {
  proposal: {
    authors: { kind: string; name: string | null; person: { displayName: string | null; closed: boolean } | null }[];
    authorsOverTime: { person: { displayName: string }; joinedAt: string; leftAt: string | null }[];
    history: { items: { n: number; at: string }[] };
    invitations: { state: string; to: string | null; invitee: { displayName: string } | null }[];
  } | null;
}
const names = async (who: Actor, id: string) =>
  (await who.run<Read>(read, { id })).proposal?.authors.map(({ kind, name, person }) => (kind === 'PERSON' ? person?.displayName ?? null : name));
const mails = (to: string) => app.server.db.rows<{ subject: string; body: string }>(sql`
  select subject, body from mail_outbox where recipient = ${to} order by id desc`);
const mailOf = async ({ id }: Actor): Promise<string> =>
  (await app.server.db.first<{ email: string }>(sql`select email from person where id = ${id}`))?.email ?? '';
const keyIn = (body: string): { id: string; key: string } => {
  const [, id = '', key = ''] = /invitation\/([0-9a-f-]{36})\?key=([A-Za-z0-9_-]{43})/.exec(body) ?? [];
  return { id, key };
};
const join = async (who: Actor, id: string, by = hana) => who.act(accept, { id: (await by.act(invite, { id, who: who.code })).id });

describe('an invitation', () => {
  test('by account code leads to a second author, who may edit in the window and sees it among their own', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const sent = await hana.act(invite, { id, who: ken.code });
    const [mail] = await mails(await mailOf(ken));
    expect(mail?.body).toContain(`/ja/spaces/${room.slug}/proposals/${room.componentId}/${id}/invitation/${sent.id}\n`);
    const asked = async (who: Actor) => (await who.run<{ myDeadlines: { id: string }[] }>('{ myDeadlines { id due dueAt path title { text } } }')).myDeadlines
      .filter((each) => each.id === sent.id);
    expect(await asked(ken)).toEqual([{
      id: sent.id, due: 'INVITATION', dueAt: '2026-12-06T03:00:00.000Z', title: { text: '駅前に木陰を' },
      path: `/spaces/${room.slug}/proposals/${room.componentId}/${id}/invitation/${sent.id}`,
    }]);
    expect(await asked(hana)).toEqual([]);
    expect(await ken.refused(edit, { id, input: text })).toBe('NOT_THE_AUTHOR');
    await ken.act(accept, { id: sent.id });
    expect(await names(app.world.visitor(), id)).toEqual(['花', '健']);
    expect(await ken.refused(edit, { id, input: text })).toBeUndefined();
    app.clock.advance(30);
    expect(await ken.refused(edit, { id, input: { ...text, body: '遅い' } })).toBe('EDIT_WINDOW_OVER');
    expect(await ken.refused(on('withdrawProposal'), { id })).toBe('NOT_THE_AUTHOR');
    const { myProposals, myContributions } = await ken.run<{ myProposals: { id: string }[]; myContributions: { items: { id: string }[] } }>(
      '{ myProposals(first: 50) { id } myContributions { items { id } } }');
    for (const mine of [myProposals, myContributions.items]) expect(mine.map((each) => each.id)).toContain(id);
    const entries = await app.server.db.rows<{ leaf: string }>(sql`
      select convert_from(leaf, 'UTF8') as leaf from log_entry where type = 'proposal.author_joined' and subject_id = ${id}`);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.leaf).toContain('"authors":2');
    expect(entries[0]?.leaf).not.toContain(ken.id);
  });

  test('finds people by handle and by a name nobody else has; two of one name are asked for by code', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const [mika] = [await app.world.citizen('美香'), await app.world.citizen('同じ名'), await app.world.citizen('同じ名')];
    const rin = await app.world.citizen('凛');
    await rin.act(`mutation M { outcome: updateProfile(input: { displayName: "凛", handle: "rin_rin", about: "", locale: "ja" }) { ${shown} ... on Person { id } } }`);
    expect(await hana.refused(invite, { id, who: '美香' })).toBeUndefined();
    expect(await hana.refused(invite, { id, who: '@RIN_rin' })).toBeUndefined();
    expect(await hana.refused(invite, { id, who: mika.code })).toBe('ALREADY_INVITED who');
    expect(await hana.refused(invite, { id, who: '同じ名' })).toBe('SEVERAL_PEOPLE who');
    expect(await hana.refused(invite, { id, who: 'いない人' })).toBe('UNKNOWN_PERSON who');
    expect(await hana.refused(invite, { id, who: hana.code })).toBe('ALREADY_AUTHOR who');
    expect(await hana.refused(invite, { id, who: '  ' })).toBe('EMPTY who');
  });

  test('to a mail address answers the same whether it is known or not, and is accepted by whoever holds its key', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const known = await mailOf(ken);
    const [a, b] = [await hana.act<{ to: string }>(invite, { id, who: known }), await hana.act<{ to: string }>(invite, { id, who: 'nobody@example.jp' })];
    expect([a.to, b.to]).toEqual(['p…@example.jp', 'n…@example.jp']);
    const [first, second] = [(await mails(known))[0], (await mails('nobody@example.jp'))[0]];
    expect(first?.subject).toBe(second?.subject);
    const rows = await app.server.db.rows(sql`select person_id, to_jsonb(i)::text like ${`%${known}%`} as told from proposal_invitation i where proposal_id = ${id}`);
    expect(rows).toEqual([{ person_id: ken.id, told: false }, { person_id: null, told: false }]);
    const waiting = await hana.run<Read>(read, { id });
    expect(waiting.proposal?.invitations.map(({ to, invitee }) => [to, invitee])).toEqual([['n…@example.jp', null], ['p…@example.jp', null]]);
    expect(await hana.refused(invite, { id, who: ken.code })).toBeUndefined();
    // The one whose confirmed address it is needs no key; another needs the one in the mail.
    await ken.act(accept, { id: a.id });
    const nao = await app.world.citizen('直');
    const { key } = keyIn(second?.body ?? '');
    expect(await nao.refused(accept, { id: b.id })).toBe('NOT_FOUND');
    expect(await nao.refused(accept, { id: b.id, key: `${key.slice(1)}A` })).toBe('NOT_FOUND');
    await nao.act(accept, { id: b.id, key });
    expect(await names(hana, id)).toEqual(['花', '健', '直']);
    expect(await nao.refused(accept, { id: b.id, key })).toBe('INVITATION_OVER');
  });

  test('is seen by nobody else, and by everybody else not answered', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    const { id: sent } = await hana.act(invite, { id, who: ken.code });
    const nao = await app.world.citizen('直');
    for (const who of [nao, staff, app.world.visitor()]) {
      expect(await who.run('query Q($id: ID!) { invitation(id: $id) { id } }', { id: sent })).toEqual({ invitation: null });
      expect((await who.run<Read>(read, { id })).proposal?.invitations).toEqual([]);
      expect(await who.refused(accept, { id: sent })).toBe(who.id ? 'NOT_FOUND' : 'UNAUTHENTICATED');
      expect(await who.refused(decline, { id: sent })).toBe(who.id ? 'NOT_FOUND' : 'UNAUTHENTICATED');
      expect(await who.refused(cancel, { id: sent })).toBe(who.id ? 'NOT_THE_AUTHOR' : 'UNAUTHENTICATED');
    }
    await ken.act(decline, { id: sent });
    expect(await ken.refused(accept, { id: sent })).toBe('INVITATION_OVER');
    await app.world.settle();
    const again = await hana.act(invite, { id, who: ken.code });
    await hana.act(cancel, { id: again.id });
    expect(await ken.refused(accept, { id: again.id })).toBe('INVITATION_OVER');
  });

  test('expires after 14 days by the clock, and makes room again', async () => {
    const one = await app.world.room(staff, 'proposals', { settings: { coauthors: 1 } });
    const id = await app.world.proposal(hana, one.componentId);
    const sent = await hana.act(invite, { id, who: 'first@example.jp' });
    expect(await hana.refused(invite, { id, who: ken.code })).toBe('LIMIT_REACHED');
    app.clock.set('2026-12-06T11:59:59.999+09:00');
    expect(await hana.refused(invite, { id, who: ken.code })).toBe('LIMIT_REACHED');
    app.clock.set('2026-12-06T12:00:00+09:00');
    const { key } = keyIn((await mails('first@example.jp'))[0]?.body ?? '');
    expect(await ken.refused(accept, { id: sent.id, key })).toBe('INVITATION_OVER');
    const later = await hana.act(invite, { id, who: ken.code });
    expect((await hana.run<Read>(read, { id })).proposal?.invitations.map(({ state }) => state).sort()).toEqual(['EXPIRED', 'INVITED']);
    app.clock.set('2026-12-20T11:59:59.999+09:00');
    await ken.act(accept, { id: later.id });
  });

  test('is for proposals that may still change hands: not after the final answer, not when withdrawn, by nobody but the first author', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    await join(ken, id);
    const nao = await app.world.citizen('直');
    expect(await ken.refused(invite, { id, who: nao.code })).toBe('NOT_THE_AUTHOR');
    expect(await nao.refused(invite, { id, who: nao.code })).toBe('NOT_THE_AUTHOR');
    const sent = await hana.act(invite, { id, who: nao.code });
    await hana.act(on('withdrawProposal'), { id });
    expect(await hana.refused(invite, { id, who: nao.code })).toBe('WRONG_STATE');
    expect(await nao.refused(accept, { id: sent.id })).toBe('WRONG_STATE');
  });

  test('never makes more authors than the place allows, accepted by all at once', async () => {
    const three = await app.world.room(staff, 'proposals', { settings: { coauthors: 3 } });
    const id = await app.world.proposal(hana, three.componentId);
    const people = await Promise.all(Array.from({ length: 6 }, (_, n) => app.world.citizen(`人${n}`)));
    const sent = (await Promise.all(people.map((each) => hana.run<{ outcome: { id?: string; code?: string } }>(invite, { id, who: each.code })))).map(({ outcome }) => outcome);
    expect(sent.filter(({ code }) => code === 'LIMIT_REACHED')).toHaveLength(3);
    
    const asked = sent.flatMap((each, at) => (each.id ? [{ who: people[at] as Actor, id: each.id }] : []));
    await Promise.all(asked.flatMap(({ who, id: invitation }) => [who.refused(accept, { id: invitation }), who.refused(accept, { id: invitation })]));
    const rows = await app.server.db.rows(sql`select position from proposal_author where proposal_id = ${id} and left_at is null order by position`);
    expect(rows).toEqual([{ position: 1 }, { position: 2 }, { position: 3 }, { position: 4 }]);
    expect(await names(hana, id)).toHaveLength(4);
  });
});

describe('a draft with several authors', () => {
  test('is read and written by those who joined, and published and thrown away by the first alone', async () => {
    const id = await app.world.draft(hana, room.componentId);
    const { id: sent } = await hana.act(invite, { id, who: ken.code });
    expect(await ken.run(read, { id })).toEqual({ proposal: null });
    expect(await ken.run('query Q($id: ID!) { invitation(id: $id) { title html } }', { id: sent })).toMatchObject({ invitation: { title: '駅前に木陰を' } });
    await ken.act(accept, { id: sent });
    expect(await ken.refused(save, { id, input: text })).toBeUndefined();
    expect(await ken.refused(on('publishProposal'), { id })).toBe('NOT_THE_AUTHOR');
    expect(await ken.refused(on('discardProposal'), { id })).toBe('NOT_THE_AUTHOR');
    for (const who of [staff, app.world.visitor()]) expect(await who.run(read, { id })).toEqual({ proposal: null });
    await hana.act(on('publishProposal'), { id });
    expect(await names(app.world.visitor(), id)).toEqual(['花', '健']);
    const [entry] = await app.server.db.rows<{ leaf: string }>(sql`select convert_from(leaf, 'UTF8') as leaf from log_entry where subject_id = ${id}`);
    expect(entry?.leaf).toContain('"coauthors":');
  });
});

describe('an author who leaves', () => {
  test('is gone from the list, stays on the versions already written, and may be asked again', async () => {
    const id = await app.world.proposal(hana, room.componentId);
    app.clock.advance(1);
    await join(ken, id);
    await hana.act(edit, { id, input: text });
    app.clock.advance(1);
    await ken.act(leave, { id });
    app.clock.advance(1);
    await hana.act(edit, { id, input: { ...text, body: '三度目' } });
    expect(await names(hana, id)).toEqual(['花']);
    const { proposal } = await app.world.visitor().run<Read>(read, { id });
    const then = (at: string) => proposal?.authorsOverTime.filter(({ joinedAt, leftAt }) => joinedAt <= at && (!leftAt || at < leftAt));
    expect(proposal?.history.items.map(({ at }) => then(at)?.map(({ person }) => person.displayName))).toEqual([['花'], ['花', '健'], ['花']]);
    expect(await ken.refused(edit, { id, input: text })).toBe('NOT_THE_AUTHOR');
    expect(await ken.refused(leave, { id })).toBe('NOT_THE_AUTHOR');
    expect(await hana.refused(leave, { id })).toBe('NOT_THE_AUTHOR');
    await join(ken, id);
    expect(await names(hana, id)).toEqual(['花', '健']);
  });

  test('by closing the account stays as somebody who left, and leaves drafts and invitations behind', async () => {
    const [nao, rei] = [await app.world.citizen('直'), await app.world.citizen('玲')];
    const [id, draft] = [await app.world.proposal(hana, room.componentId), await app.world.draft(hana, room.componentId)];
    await join(nao, id);
    await join(nao, draft);
    const own = await app.world.proposal(nao, room.componentId);
    await nao.act(invite, { id: own, who: rei.code });
    await app.server.db.rows(sql`update person set closes_at = '2026-11-22T00:00:00Z' where id = ${nao.id}`);
    expect(await app.server.nest.get(ClosingService).closeDue(app.world.organisationId)).toBe(1);
    expect(await names(hana, id)).toEqual(['花', null]);
    expect(await names(hana, draft)).toEqual(['花']);
    expect(await app.server.db.rows(sql`select 1 from proposal_invitation where ${nao.id} in (inviter_id, person_id)`)).toEqual([]);
  });
});

test('the rows of authors and what the rules read of them cannot part, not even by hand', async () => {
  const id = await app.world.proposal(hana, room.componentId);
  await join(ken, id);
  for (const change of [
    sql`delete from proposal_author where proposal_id = ${id} and position = 2`,
    sql`update proposal_author set left_at = now() where proposal_id = ${id} and position = 1`,
    sql`insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, joined_at)
        values (${app.world.organisationId}, ${id}, 3, 'PERSON', ${staff.id}, now())`,
  ]) await expect(app.server.db.rows(change)).rejects.toThrow('disagree');
  await expect(app.server.db.rows(sql`update proposal set coauthor_ids = '{}' where id = ${id}`)).rejects.toThrow();
});

test('who said yes or no is told to whoever asked, by mail', async () => {
  const id = await app.world.proposal(hana, room.componentId, { title: '聞いてみる' });
  await join(ken, id);
  const nao = await app.world.citizen('直');
  await nao.act(decline, { id: (await hana.act(invite, { id, who: nao.code })).id });
  await app.world.settle();
  await app.world.react();
  const told = (await mails(await mailOf(hana))).filter(({ body }) => body.includes('聞いてみる')).map(({ body }) => body);
  expect(told).toHaveLength(2);
  expect(told.some((body) => body.includes('健')) && told.some((body) => body.includes('直'))).toBe(true);
});

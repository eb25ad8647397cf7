import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { event } from '@hiroba/kernel';
import { Log } from '@hiroba/server';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { openReceipt, parseVerifierKey, storedFiles, type VerifierKey } from '@hiroba/transparency';
import { verifyFiles } from '@hiroba/transparency/cli';
import { LogKeeper, nodeCiphers, Receipts } from '@hiroba/transparency/server';
import { MikroORM } from '@mikro-orm/postgresql';
import { formAt, sendForm, visit } from './browsing.ts';
import { startFort, type Fort } from './support.ts';

/** Receipts, from the act to the files that somebody keeps (T9, L8). */
let fort: Fort;
let hana: Actor;
let room: PlacedRoom;
let cookie: string;
let proposalId: string;

const told = (by: Actor) => by.viewer.recorded?.at(-1)?.id ?? '';
const say = (root: string) =>
  `mutation { outcome: addComment(rootKind: "proposal", rootId: "${root}", body: "よい案です。") { __typename ... on Refusal { code } } }`;
const page = (id: string, as?: string) => visit(fort, { path: `/ja/receipt/${id}`, cookie: as });
const keep = () => fort.server.nest.get(LogKeeper).keep();

beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  const staff = await fort.city.staff();
  await fort.city.admin();
  hana = await fort.city.citizen('花');
  cookie = await fort.signIn(hana);
  room = await fort.city.room(staff, 'proposals', { settings: { drafts: 50 } });
  proposalId = await fort.city.proposal(hana, room.componentId, { title: '木陰を増やす' });
});
afterAll(() => fort?.close());

/** The receipts that an answer over HTTP carries. */
async function given(query: string): Promise<readonly string[] | undefined> {
  const { text } = await fort.graphql(query, { cookie });
  return (JSON.parse(text) as { extensions?: { receipts?: string[] } }).extensions?.receipts;
}

describe('at the act', () => {
  test('before the log of the city is begun there is a page, and no signature yet', async () => {
    expect(await given(say(proposalId))).toBeUndefined();
    const { status, text } = await page(told(hana));
    expect([status, text.includes('公開記録にのるのを待っています'), text.includes('http-equiv="refresh"')]).toEqual([
      200,
      true,
      true,
    ]);
    await keep();
  });

  test('the answer to a mutation carries the signed note; drafts, supports and refusals have none', async () => {
    const [note = '', ...more] = (await given(say(proposalId))) ?? [];
    const { text: vkey } = await fort.send({ method: 'GET', path: '/log/public/receipts/vkey' });
    const key = parseVerifierKey(vkey.trim(), nodeCiphers) as VerifierKey;
    expect([more, openReceipt(note, [key], nodeCiphers)]).toEqual([
      [],
      {
        receipt: expect.objectContaining({
          origin: 'city.test/log/public',
          maxDelay: 60,
          accepted: '2026-11-22T03:00:00.000Z',
        }),
      },
    ]);
    const draft = `mutation { outcome: draftProposal(componentId: "${room.componentId}", input: { title: "下書き", body: "まだ途中の文章です。", locale: "ja" }) { __typename } }`;
    const support = `mutation { outcome: supportProposal(id: "${proposalId}") { __typename } }`;
    const once = { requestKey: crypto.randomUUID() };
    const twice = await Promise.all([hana.run(say(proposalId), {}, once), hana.run(say(proposalId), {}, once)]);
    const [one, other] = hana.viewer.recorded?.slice(-2) ?? [];
    expect([twice.length, one?.id]).toEqual([2, other?.id]);
    for (const quiet of [draft, support, say(crypto.randomUUID())]) expect(await given(quiet)).toBeUndefined();
  });

  test('without JavaScript the sentence of what was done leads to the receipt, which waits, and then is there', async () => {
    const draft = await fort.city.draft(hana, room.componentId, { title: '水飲み場' });
    const preview = `/ja/spaces/${room.slug}/proposals/${room.componentId}/${draft}/preview`;
    const place = { path: preview, cookie };
    const { headers } = await sendForm(fort, place, await formAt(fort, place, 'publish'));
    const [, id = ''] = /[?&]receipt=([0-9a-f-]{36})(?:&|#|$)/.exec(headers.location ?? '') ?? [];
    const after = await visit(fort, { path: headers.location ?? '', cookie });
    expect(after.text).toContain(`<a class="link" href="/ja/receipt/${id}">この記録の受付証を見る</a>`);
    const waiting = await page(id, cookie);
    expect([waiting.text.includes('60秒以内にのります'), waiting.text.includes('http-equiv="refresh"')]).toEqual([
      true,
      true,
    ]);
    await keep();
    const { text } = await page(id, cookie);
    for (const words of [
      '①記録されています',
      '水飲み場',
      '書かれた内容が正しいかどうか',
      'c2sp.org/tlog-proof@v1',
      'hiroba-receipt/v1',
      'data:image/svg+xml',
      `http`,
    ])
      expect([words, text.includes(words)]).toEqual([words, true]);
    expect(text).not.toContain('http-equiv="refresh"');
  });

  test('my participation has a list of them, newest first, of mine only and for nobody else', async () => {
    const ken = await fort.city.citizen('健');
    const other = await fort.city.proposal(ken, room.componentId, { title: '健の提案' });
    const asked = 'query R($after: String) { myReceipts(first: 2, after: $after) { items { id subjectId at } next } }';
    interface Answered {
      readonly myReceipts: { readonly items: readonly { id: string; subjectId: string }[]; readonly next: string };
    }
    const { myReceipts: first } = await hana.run<Answered>(asked);
    const { myReceipts: second } = await hana.run<Answered>(asked, { after: first.next });
    const all = [...first.items, ...second.items];
    expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([4, 4]);
    expect(
      all
        .map(({ id }) => id)
        .sort()
        .reverse(),
    ).toEqual(all.map(({ id }) => id));
    expect(all.map(({ subjectId }) => subjectId)).not.toContain(other);
    expect((await fort.city.visitor().run<Answered>(asked)).myReceipts.items).toEqual([]);
    const { text } = await visit(fort, { path: '/ja/me/receipts', cookie });
    expect([text.includes(`/ja/receipt/${all[0]?.id}`), text.includes('健の提案')]).toEqual([true, false]);
    const { status, headers } = await visit(fort, { path: '/ja/me/receipts' });
    expect([status, headers.location?.startsWith('/ja/account/sign-in')]).toEqual([303, true]);
  });

  test('the history of a thing has what moderators decided about it', async () => {
    const history = { path: `/ja/log/of/proposal/${proposalId}` };
    expect((await visit(fort, history)).text).not.toContain('運営担当の判断</h2>');
    const subject = { kind: 'case', id: crypto.randomUUID(), rev: 1 };
    const data = { kind: 'HIDE', target: { kind: 'proposal', id: proposalId } };
    await fort.server.nest
      .get(MikroORM)
      .em.fork()
      .transactional((em) =>
        fort.server.nest.get(Log).append(em as never, event('mod.decided', data, { actor: 'moderator' }), {
          organisationId: fort.city.organisationId,
          at: new Date('2026-11-22T03:00:00Z'),
          subject,
        }),
      );
    await keep();
    expect((await visit(fort, history)).text).toContain('運営担当の判断</h2>');
    const none = '{ logMentions(kind: "debate", id: "' + proposalId + '") { items { id } } }';
    expect(await hana.run(none)).toEqual({ logMentions: { items: [] } });
  });

  test.each([
    ['/log', '/ja/log'],
    ['/log/of/proposal/1?after=2', '/ja/log/of/proposal/1?after=2'],
  ])('%s, as it is printed, leads to the page in the language of whoever asks', async (path, to) => {
    const { status, headers } = await visit(fort, { path });
    expect([status, headers.location]).toEqual([302, to]);
    expect((await visit(fort, { path: '/nowhere' })).status).toBe(404);
  });

  test('an address may say what it likes: what is no id leads nowhere', async () => {
    const { text } = await visit(fort, {
      path: `/ja/spaces/${room.slug}/proposals/${room.componentId}?done=proposals.published&receipt=//evil.example`,
    });
    expect([text.includes('done-notice'), text.includes('この記録の受付証を見る')]).toEqual([true, false]);
  });
});

describe('afterwards', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-receipt-'));
  const archive = (by: Actor, id: string) => fort.server.nest.get(Receipts).archive(by.viewer, id);
  const names = async (by: Actor, id: string) => [
    ...(storedFiles((await archive(by, id)) ?? new Uint8Array(0))?.keys() ?? []),
  ];

  test('T9 the ZIP is believed by the command line; the words are in that of their author alone', async () => {
    await fort.city.proposal(hana, room.componentId, { title: 'ベンチ' });
    const id = told(hana);
    const before = await names(hana, id);
    await keep();
    const all = ['proof.tlog-proof', 'leaf.json', 'receipt.txt', 'README.txt'];
    const own = ['disclosure-author.txt', 'disclosure-body.txt', 'disclosure-title.txt'];
    expect([
      before.includes('proof.tlog-proof'),
      (await names(hana, id)).sort(),
      (await names(await fort.city.staff(), id)).sort(),
    ]).toEqual([false, [...all, ...own].sort(), [...all].sort()]);
    const keys = ['vkey', 'receipts/vkey'].map(async (file) =>
      (await fort.send({ method: 'GET', path: `/log/public/${file}` })).text.trim(),
    );
    const file = path.join(folder, 'mine.zip');
    writeFileSync(file, (await archive(hana, id)) ?? '');
    const vkey = await Promise.all(keys);
    const { code, text } = await verifyFiles([file], { vkey });
    expect([code, text]).toEqual([0, expect.stringContaining('its title was: "ベンチ"')]);
    const bytes = Buffer.from((await archive(hana, id)) ?? '');
    bytes[bytes.indexOf('"proposal.published"') + 3] = 0x78;
    writeFileSync(file, bytes);
    expect(await verifyFiles([file], { vkey })).toMatchObject({
      code: 1,
      text: expect.stringContaining('NOT_INCLUDED'),
    });
    writeFileSync(file, bytes.subarray(0, 300));
    expect(await verifyFiles([file], { vkey })).toMatchObject({ code: 1, text: expect.stringContaining('NOT_A_ZIP') });
  });

  test('over HTTP nobody keeps a copy; ids of other cities, of drafts and of nothing are not there', async () => {
    const id = told(hana);
    const zip = (as?: string, host = 'city.test', of = id) =>
      fort.send({ method: 'GET', host, path: `/log/receipts/${of}.zip`, cookie: as });
    const [mine, other, elsewhere] = [await zip(cookie), await zip(), await zip(undefined, 'other.test')];
    expect(
      [mine, other].map(({ status, headers, text }) => [
        status,
        headers['cache-control'],
        text.includes('disclosure-title.txt'),
      ]),
    ).toEqual([
      [200, 'private, no-store', true],
      [200, 'private, no-store', false],
    ]);
    const [draft] = await fort.query<{ event_id: string }>(`select event_id from log_entry where log = 'none' limit 1`);
    const statuses = [
      elsewhere.status,
      (await page(draft?.event_id ?? '')).status,
      (await page('nothing')).status,
      (await zip(cookie, 'city.test', draft?.event_id)).status,
    ];
    expect([draft === undefined, statuses]).toEqual([false, [404, 404, 404, 404]]);
  });

  test('what is late says so, and no longer asks again by itself', async () => {
    await hana.run(say(proposalId));
    const id = told(hana);
    fort.clock.advance(1);
    expect((await page(id)).text).toContain('60秒以内にのります');
    fort.clock.advance(1 / 60_000);
    const { text } = await page(id);
    expect([text.includes('公開記録にのるのが遅れています'), text.includes('http-equiv="refresh"')]).toEqual([
      true,
      false,
    ]);
  });
});

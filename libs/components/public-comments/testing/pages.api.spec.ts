import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor, PlacedRoom, SpecApp } from '@hiroba/testing';
import { realPages } from '@hiroba/testing/real-pages';
import { formAt, sendForm, visit } from '../../../../apps/api/security/browsing.ts';
import { startFort, type Fort } from '../../../../apps/api/security/support.ts';
import { putRound } from './put-round.ts';

/** A round from its first draft to the decision, by forms alone: no script runs here. */
let fort: Fort;
let staff: Actor;
let [cookie, chief, head] = ['', '', ''];
let room: PlacedRoom;
let base: string;
let round = '';

beforeAll(async () => {
  fort = await startFort({ pages: await realPages(), now: '2026-11-22T09:00:00+09:00' });
  await fort.city.admin();
  staff = await fort.city.staff('起案');
  [cookie, chief, head] = await Promise.all([
    fort.signIn(staff), fort.city.staff('課長').then((who) => fort.signIn(who)), fort.city.staff('部長').then((who) => fort.signIn(who)),
  ]) as [string, string, string];
  room = await fort.city.room(staff, 'public-comments', { actions: ['comment'], closesAt: null });
  base = `/ja/spaces/${room.slug}/public-comments/${room.componentId}`;
});
afterAll(() => fort?.close());

const submit = async (by: string, page: string, name: string, filled: Readonly<Record<string, string>> = {}) => {
  const place = { path: `${round || base}${page}`, cookie: by };
  return sendForm(fort, place, await formAt(fort, place, name), filled);
};
const read = async (page = '', by?: string): Promise<string> => {
  const { status, text } = await visit(fort, { path: `${round || base}${page}`, ...(by ? { cookie: by } : {}) });
  expect(status).toBe(200);
  return text.replace(/<script[^]*?<\/script>/g, '').replace(/<!-- -->/g, '');
};
const parts = ['decided', 'changeable', 'fixed', 'decider', 'deadline', 'wanted'];

test('a draft is written, its days are counted, and approval is refused with the reason beside what is missing', async () => {
  const sent = await submit(cookie, '/new', 'main', {
    title: '自転車活用推進計画（案）', summary: '安心して走れる道をふやします。', office: '都市計画課', 'contact.phone': '0790-00-0000', 'contact.address': '本町1-1',
    ...Object.fromEntries(parts.map((part) => [`ask.${part}.ja`, '道のこと'])), 'ask.promise': 'CONSULT', legalBasis: '市の条例', subjectType: 'SECTOR_PLAN',
    opensAt: '2026-11-22T09:00', lastDay: '2026-12-20', 'ways.POST': '本町1-1',
  });
  expect(sent.status).toBe(303);
  round = new URL(String(sent.headers.location), 'http://x').pathname.replace(/\/desk$/, '');
  const desk = await read('/desk', cookie);
  expect(desk).toContain('29日（30日以上が必要です）');
  expect(desk).toContain('最後の日が土曜日か日曜日です。');
  const refused = await submit(cookie, '/desk', 'request');
  expect([refused.status, refused.text.includes('案の本文がまだありません')]).toEqual([409, true]);
  expect((await visit(fort, { path: round })).status).toBe(404);
});

test('PC1 the reason of a short period stands on the page; two who did not write it approve by form', async () => {
  expect((await submit(cookie, '/text', 'main', { text: '# 目的\n\n歩道を広げます。\n\n- 橋' })).status).toBe(303);
  expect((await submit(cookie, '/write', 'main', {
    shortPeriodReason: '国の期限に間に合わせるため', 'place.name': '図書館', 'place.address': '舟留2-4',
  })).status).toBe(303);
  expect((await submit(cookie, '/desk', 'request')).status).toBe(303);
  expect(await read('/desk', cookie)).toContain('あなたが書いたため');
  expect((await submit(chief, '/desk', 'approve')).status).toBe(303);
  expect((await submit(head, '/desk', 'approve')).status).toBe(303);
  const page = await read();
  for (const words of ['国の期限に間に合わせるため', '2026年（令和8年）12月20日（日）', 'あと', '意見を送る', '図書館', '電話では受け付けていません', '0790-00-0000']) expect(page).toContain(words);
  const plan = await read('/plan');
  expect(plan).toContain('この段落に意見を書く');
  expect(plan).toMatch(/submit\?unit=[0-9a-f-]{36}/);
});

test('PC5 an extension leaves the earlier day struck through, and PC41 a suspension says so', async () => {
  expect((await submit(cookie, '/desk', 'extend', { closesAt: '2026-12-28', reason: '声が多いため' })).status).toBe(303);
  expect(await read()).toMatch(/<s [^>]*>.*12月20日.*<\/s>.*12月28日/);
  expect((await submit(cookie, '/desk', 'suspend', { reason: '機器の障害' })).status).toBe(303);
  expect(await read()).toContain('機器の障害');
  expect((await submit(cookie, '/desk', 'resume')).status).toBe(303);
  expect(await read('/notices')).toContain('声が多いため');
});

test('PC32 an answer that is late says so at the next request, and why as soon as somebody says why', async () => {
  fort.clock.set('2027-05-01T00:00:00+09:00');
  expect(await read()).toContain('理由は、まだ示されていません。');
  expect((await submit(cookie, '/desk', 'delay', { reason: '意見が多いため', until: '2027-06-30' })).status).toBe(303);
  const page = await read();
  expect(page).toContain('意見が多いため');
  expect(page).toContain('2027年（令和9年）6月30日');
});

test('PC14 nobody wrote: the result says so, the decision shows what differs, and the year counts it', async () => {
  const id = round.split('/').at(-1) ?? '';
  const act = (by: Actor, call: string) => by.act(`mutation M($id: ID!) { outcome: ${call} { __typename ... on Round { id } ... on Refusal { code field } } }`, { id });
  await act(staff, 'countTail(roundId: $id, counts: [])');
  await act(await fort.city.staff('別の職員'), 'closeTail(roundId: $id)');
  expect((await submit(cookie, '/desk', 'propose', { text: '提出意見はありませんでした。' })).status).toBe(303);
  for (const by of [chief, head]) expect((await submit(by, '/desk', 'approve')).status).toBe(303);
  expect((await submit(cookie, '/desk', 'publish')).status).toBe(303);
  const none = await read();
  expect(none).toContain('提出意見なし');
  expect(none).not.toContain('送り方ごとの数');
  expect((await submit(cookie, '/text', 'main', { text: '# 目的\n\n歩道を広げます。\n\n- 橋\n\n毎年数えます。' })).status).toBe(303);
  expect((await submit(cookie, '/desk', 'adopt', { on: '2027-05-20', text: '案に一文を足して決定しました。' })).status).toBe(303);
  expect(await read()).toContain('案に一文を足して決定しました。');
  expect(await read('/changes')).toContain('毎年数えます。');
  round = '';
  const copied = await read(`/new?copy=${id}`, cookie);
  for (const words of ['value="自転車活用推進計画（案）"', '安心して走れる道をふやします。', 'value="市の条例"', 'value="舟留2-4"']) expect(copied).toContain(words);
  expect(copied).not.toMatch(/2026-1[12]|国の期限/);
  expect(await read('/years')).toContain('令和8年度');
  expect(await read()).toContain('自転車活用推進計画（案）');
});

test('PUB-04 PC6 files come with an opinion without a script: nothing is lost when the form is refused, staff open them with what for', async () => {
  fort.clock.set('2026-11-25T12:00:00+09:00');
  const own = `${base}/${await putRound(fort as unknown as SpecApp, staff, room.componentId)}`;
  const place = { path: `${own}/submit` };
  const post = async (path: string, fields: readonly (readonly [string, string | File])[], by?: string) => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const request = new Request('http://x/', { method: 'POST', body: form });
    const body = Buffer.from(await request.arrayBuffer());
    return fort.send({ method: 'POST', path, body, ...(by ? { cookie: by } : {}), headers: { 'content-type': request.headers.get('content-type') ?? '', 'content-length': String(body.length), accept: 'text/html' } });
  };
  const typed = [['_form', 'main'], ['contact.name', '山田花子'], ['contact.address', '本町1-1'], ['contact.mail', 'hanako@mail.example'], ['category', '1']] as const;
  const slips = (page: string) => [...page.matchAll(/name="kept" value="([^"]+)"/g)].map(([, slip = '']) => slip);
  const refused = await post(place.path, [...typed, ['body', ''], ['files', new File(['付けた資料です。'], '山田の資料.txt')], ['files', new File(['<html>'], 'x.jpg')]]);
  expect([refused.status, refused.text.includes('x.jpg: '), refused.text.includes('山田の資料.txt'), slips(refused.text).length]).toEqual([400, true, true, 1]);
  const [slip = ''] = slips(refused.text);
  const carried = [...typed, ['body', '資料のとおりです。'], ['kept', slip], ['keptLabel', '山田の資料.txt']] as const;
  const dropped = await post(place.path, [...carried, ['drop', slip]]);
  expect([dropped.status, slips(dropped.text)]).toEqual([200, []]);
  const confirm = await post(place.path, carried);
  expect([confirm.status, slips(confirm.text)[0], confirm.text.includes('山田の資料.txt')]).toEqual([200, slip, true]);
  const sent = await post(place.path, carried.map(([name, value]) => [name, name === '_form' ? 'send' : value] as const));
  expect([sent.status, sent.text.includes('TXT'), /SHA-256 (?:<!-- -->)?[0-9a-f]{64}/.test(sent.text), sent.text.includes('山田の資料')]).toEqual([200, true, true, false]);
  // Elsewhere visitors bring no files.
  expect((await post(`${own}/receipt`, [['_form', 'main'], ['files', new File(['x'.repeat(300_000)], 'x.txt')]])).status).toBe(413);
  const [row] = await fort.query<{ id: string }>('select submission_id as id from vault.submission_file where submission_id is not null order by kept_at desc limit 1');
  const desk = `${own}/desk/submissions/${row?.id}`;
  const opened = await sendForm(fort, { path: desk, cookie }, await formAt(fort, { path: desk, cookie }, 'files'), { purpose: '内容の確認' });
  const url = /href="(\/submission-files\/[^"]+)"/.exec(opened.text)?.[1] ?? '';
  const follow = async (by?: string) => {
    const lead = await fort.send({ method: 'GET', path: url, ...(by ? { cookie: by } : {}) });
    return lead.status === 303 ? fort.send({ method: 'GET', path: String(lead.headers.location), ...(by ? { cookie: by } : {}) }) : lead;
  };
  const mine = await follow(cookie);
  expect([mine.status, mine.text, mine.headers['content-type'], mine.headers['content-security-policy'], mine.headers['cache-control']])
    .toEqual([200, '付けた資料です。', 'text/plain; charset=utf-8', "sandbox; default-src 'none'", 'private, no-store']);
  expect(String(mine.headers['content-disposition'])).toMatch(/^attachment; filename="[\w-]+-1\.txt"$/);
  expect([(await follow(chief)).status, (await follow()).status]).toEqual([404, 404]);
});

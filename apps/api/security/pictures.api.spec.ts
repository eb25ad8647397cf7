import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StoredFiles } from '@hiroba/server';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { alt, file, getter, photo, pictureActs, removePicture, setPicture, type Hero } from './pictures.ts';
import { startFort, type Fort } from './support.ts';

let fort: Fort;
let staff: Actor;
let citizen: Actor;
let room: PlacedRoom;
let acts: ReturnType<typeof pictureActs>;
let get: ReturnType<typeof getter>;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  citizen = await fort.city.citizen();
  room = await fort.city.room(staff, 'proposals');
  acts = pictureActs(staff, room);
  get = getter(fort);
});
afterAll(() => fort?.close());

describe('the picture of a space', () => {
  test('needs its words, or to be decoration', async () => {
    const picture = file(await photo());
    expect(await acts.refused(picture, { alt: { ja: ' ' } })).toBe('EMPTY alt.ja');
    expect(await acts.refused(picture, { alt: { ja: 'あ'.repeat(301) } })).toBe('TOO_LONG alt.ja');
    expect(await acts.refused(picture, { alt: {}, decorative: true })).toBeUndefined();
    expect((await acts.shown()).hero?.alt).toEqual({ ja: null, en: null });
    const bare = await fort.city.room(staff, 'proposals');
    expect(await staff.refused(setPicture, await acts.sent(null, {}, bare))).toBe('EMPTY file');
  });

  test('is changed by staff with their second factor only, and before that nothing is decoded', async () => {
    const broken = file(Buffer.from('no picture'));
    expect(await acts.refused(broken, {}, fort.city.visitor())).toBe('UNAUTHENTICATED');
    expect(await acts.refused(broken, {}, citizen)).toBe('FORBIDDEN');
    expect(await acts.refused(broken, {}, await fort.city.person('進行', [{ role: 'MODERATOR' }]))).toBe('FORBIDDEN');
    expect(await acts.refused(broken, {}, fort.city.as(staff, { mfa: false }))).toBe('MFA_REQUIRED');
    expect(await citizen.refused(removePicture, { id: room.spaceId, edition: (await acts.shown()).edition })).toBe(
      'FORBIDDEN',
    );
    const draft = await fort.city.room(staff, 'proposals', { publish: false });
    expect(
      await citizen.refused(setPicture, { id: draft.spaceId, edition: 0, picture: broken, alt, decorative: false }),
    ).toBe('NOT_FOUND');
    expect(await citizen.refused(removePicture, { id: draft.spaceId, edition: 0 })).toBe('NOT_FOUND');
  });

  test('changes once, in the record by the name of the field alone, and not over a newer one', async () => {
    const place = await fort.city.room(staff, 'proposals');
    const first = await acts.sent(file(await photo()), {}, place);
    const key = { requestKey: 'the-same-sending' };
    const outcomes = [
      await staff.run<{ outcome: object }>(setPicture, first, key),
      await staff.run<{ outcome: object }>(setPicture, first, key),
    ];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      expect.objectContaining({ __typename: 'Space' }),
      expect.objectContaining({ __typename: 'Space' }),
    ]);
    const other = { ...first, picture: file(await photo(1500)) };
    expect((await staff.run<{ outcome: { code: string } }>(setPicture, other, key)).outcome.code).toBe(
      'IDEMPOTENCY_MISMATCH',
    );
    expect(await staff.refused(setPicture, other)).toBe('STALE');
    expect(await staff.refused(setPicture, await acts.sent(null, {}, place))).toBe('NOTHING_CHANGED');
    expect(await staff.refused(setPicture, await acts.sent(null, { alt: { ja: '別の説明' } }, place))).toBeUndefined();
    const entries = await fort.query<{ data: unknown }>(
      `select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where subject_id = $1 and type = 'space.edited' order by id`,
      [place.spaceId],
    );
    expect(entries.slice(-2)).toEqual([{ data: { fields: ['hero'] } }, { data: { fields: ['hero'] } }]);
  });

  test('goes along with a copy, and is gone from the store a day after nothing shows it', async () => {
    const place = await fort.city.room(staff, 'proposals');
    const mine = file(await photo(1400, 800));
    await staff.act(setPicture, await acts.sent(mine, {}, place));
    const { src } = (await acts.shown(place.slug)).hero as Hero;
    const copy = await staff.act<{ hero: { src: string } }>(
      `mutation Copy($id: ID!) { outcome: copySpace(id: $id, days: 7) {
      __typename ... on Space { id edition hero { src } } ... on Refusal { code field } } }`,
      { id: place.spaceId },
    );
    expect(copy.hero.src).toBe(src);
    await staff.act(removePicture, { id: place.spaceId, edition: (await acts.shown(place.slug)).edition });
    expect((await acts.shown(place.slug)).hero).toBeNull();
    await fort.query(`update stored_file set created_at = now() - interval '25 hours'`);
    const stored = fort.server.nest.get(StoredFiles);
    await stored.sweep();
    expect((await get(src)).status).toBe(200);
    await staff.act(removePicture, { id: copy.id, edition: 0 });
    await stored.sweep();
    expect([(await get(src)).status, await stored.sweep()]).toEqual([404, 0]);
    const { src: kept } = (await acts.shown()).hero as Hero;
    expect((await get(kept)).status).toBe(200);
  });
});

describe('the logo of a city', () => {
  const read = 'query Logo { organisation { rev logo { src width height } } }';
  const set = `mutation Logo($rev: Int!, $logo: Upload) {
    outcome: setOrganisationLogo(rev: $rev, logo: $logo) { __typename ... on Organisation { id } ... on Refusal { code field } } }`;
  const remove = `mutation Gone($rev: Int!) {
    outcome: removeOrganisationLogo(rev: $rev) { __typename ... on Organisation { id } ... on Refusal { code field } } }`;
  const city = async () =>
    (
      await citizen.run<{ organisation: { rev: number; logo: { src: string; width: number; height: number } | null } }>(
        read,
      )
    ).organisation;

  test('is made anew, served to everybody, on record by its digest, and gone when it is taken away', async () => {
    const admin = await fort.city.admin();
    const { rev } = await city();
    const sign = file(await photo(900, 300), 'mark.jpg');
    expect(await staff.refused(set, { rev, logo: sign })).toBe('FORBIDDEN');
    expect(await admin.refused(set, { rev, logo: file(Buffer.from('%PDF-1.7 is no picture'), 'mark.png') })).toMatch(
      / logo$/,
    );
    expect(await admin.refused(set, { rev, logo: file(await photo(35, 35)) })).toBe('TOO_SMALL logo');
    expect(await admin.refused(remove, { rev })).toBe('NOTHING_CHANGED');
    expect(await admin.refused(set, { rev, logo: sign })).toBeUndefined();
    expect(await admin.refused(set, { rev, logo: file(await photo(800, 400)) })).toBe('STALE');
    const { logo, rev: now } = await city();
    expect(logo).toMatchObject({ width: 480, height: 160 });
    const { status, headers, bytes } = await get(logo?.src ?? '');
    expect([status, headers['content-type'], bytes.includes('Maker')]).toEqual([200, 'image/webp', false]);
    expect((await get(logo?.src ?? '', { host: 'other.test' })).status).toBe(404);
    const [entry] = await fort.query<{ data: object }>(
      `select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where type = 'admin.setting_changed' order by id desc limit 1`,
    );
    expect(entry?.data).toEqual({ key: 'organisation.logo', from: null, to: logo?.src.split('/').at(-1) });
    await admin.act(remove, { rev: now });
    expect((await city()).logo).toBeNull();
    expect((await get(logo?.src ?? '')).status).toBe(404);
  });
});

describe('the body of a form', () => {
  const post = (length: number, cookie?: string, type = 'multipart/form-data; boundary=x') =>
    fort.send({
      path: '/ja/desk',
      cookie,
      headers: { 'content-type': type, 'content-length': length },
      body: Buffer.alloc(Math.min(length, 300 * 1024)),
    });

  test('may be large only with files, and from people we know', async () => {
    const [worker, participant] = [await fort.signIn(staff), await fort.signIn(citizen)];
    const size = 300 * 1024;
    expect((await post(size, worker)).status).toBe(404);
    expect((await post(size, participant)).status).toBe(404);
    expect((await post(301 * 1024 * 1024, participant)).status).toBe(413);
    expect((await post(size)).status).toBe(413);
    expect((await post(size, worker, 'application/x-www-form-urlencoded')).status).toBe(413);
    expect((await post(200 * 1024, participant)).status).toBe(404);
  });

  test('comes with its length', async () => {
    const answer = await fort.raw(
      'POST /ja/desk HTTP/1.1\r\nHost: city.test\r\nOrigin: http://city.test\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 411 /);
  });

  test('JSON cannot be a file', async () => {
    const cookie = await fort.signIn(staff);
    const answer = await fort.graphql(setPicture, {
      cookie,
      variables: { id: room.spaceId, edition: 0, picture: { name: 'a.jpg', size: 1 }, alt, decorative: false },
    });
    expect([answer.status, answer.code]).toEqual([400, 'BAD_USER_INPUT']);
  });
});

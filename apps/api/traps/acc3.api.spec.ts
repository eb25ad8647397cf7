import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { formAt, type ShownForm } from '../security/browsing.ts';
import { talkTo } from '../security/sockets.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ACC3: who is suspended, signed out or demoted is refused by the API and by upload addresses within a second, and their
 * sockets close within five. */
let fort: Fort;
let room: PlacedRoom;
let administrator: Actor;
let proposalId: string;
let png: Buffer;

beforeAll(async () => {
  // The sockets' own pace: nothing is hurried here.
  fort = await startFort({ pages: await realPages(), realTime: true });
  administrator = await fort.city.admin();
  const now = Date.now();
  room = await fort.city.room(await fort.city.staff(), 'proposals', {
    opensAt: new Date(now - 86_400_000).toISOString(),
    closesAt: new Date(now + 86_400_000).toISOString(),
  });
  proposalId = await fort.city.proposal(await fort.city.citizen(), room.componentId);
  png = await sharp({ create: { width: 1300, height: 700, channels: 3, background: '#0a7' } })
    .png()
    .toBuffer();
});
afterAll(() => fort?.close());

const outcome = '{ outcome: OUT { __typename ... on Refusal { code } } }';
const changes = {
  suspended: async ({ id }: Actor) => {
    await fort.query(`update person set suspended_until = now() + interval '1 day' where id = $1`, [id]);
  },
  'signed out': async (_: Actor, cookie: string) => {
    await fort.graphql('mutation { signOut { __typename } }', { cookie });
  },
  demoted: async ({ id }: Actor) => {
    const grants = await fort.query<{ id: string }>('select id from role_grant where person_id = $1', [id]);
    const revoke = `mutation M($id: ID!) ${outcome.replace('OUT', 'revokeRole(id: $id)')}`;
    for (const grant of grants) expect(await administrator.refused(revoke, { id: grant.id })).toBeUndefined();
  },
} as const;

/** Sends a picture to the address that takes pictures, with the form that was shown before. */
function upload(cookie: string, form: ShownForm) {
  const boundary = '----city';
  const part = (name: string, value: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const fields = Object.entries({ ...form.fields, decorative: 'on' })
    .map(([name, value]) => part(name, value))
    .join('');
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="green.png"\r\ncontent-type: image/png\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(fields + head), png, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return fort.send({
    path: form.action ?? '',
    cookie,
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

const act = async (cookie: string, call: string): Promise<string> => {
  const { data } = await fort.graphql<{ outcome: { code?: string } }>(`mutation ${outcome.replace('OUT', call)}`, {
    cookie,
  });
  return data?.outcome.code ?? 'OK';
};

describe('ACC3 AUTHZ-09 AUTHZ-19 from the moment somebody is', () => {
  test.each(Object.entries(changes))(
    '%s',
    async (kind, change) => {
      const ken = await fort.city.staff('健');
      const cookies = [await fort.signIn(ken), await fort.signIn(ken)];
      const [cookie = '', elsewhere = ''] = cookies;
      const path = `/ja/desk/spaces/${room.slug}/picture`;
      const form = await formAt(fort, { path, cookie }, 'main');
      const draft = 'draftSpace(input: { title: { ja: "x" } })';
      const say = `addComment(rootKind: "proposal", rootId: "${proposalId}", body: "まだ言えるか")`;
      expect([await act(cookie, draft), await act(cookie, say)]).toEqual(['OK', 'OK']);
      const socket = await talkTo(fort, cookie);

      const pictures = () => fort.query('select count(*)::int as n from stored_file');
      const before = await pictures();
      await change(ken, cookie);
      const at = Date.now();
      const refused = [await act(cookie, draft), await act(cookie, say)];
      const sent = await upload(cookie, form);
      expect(Date.now() - at).toBeLessThan(1_000);
      const expected = kind === 'suspended' ? ['SUSPENDED', 'SUSPENDED'] : ['UNAUTHENTICATED', 'UNAUTHENTICATED'];
      expect(refused).toEqual(expected);
      expect(sent.status).toBeGreaterThanOrEqual(300);
      expect(sent.headers.location ?? '').not.toContain('done=');
      expect(await pictures()).toEqual(before);

      // The other session of the same person: signing out ends one session, the rest ends them all.
      expect(await act(elsewhere, draft)).toBe(kind === 'signed out' ? 'OK' : (expected[0] as string));

      const closed = await Promise.race([
        socket.next().then(({ code }) => code),
        new Promise((resolve) => {
          setTimeout(resolve, 5_000 - (Date.now() - at), 'still open').unref();
        }),
      ]);
      expect(closed).toBe(4401);
    },
    20_000,
  );
});

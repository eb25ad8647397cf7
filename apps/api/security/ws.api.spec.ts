import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { socketBounds } from '../src/http/sockets.ts';
import { openSocket, talkTo, type Where } from './sockets.ts';
import { startFort, type Fort } from './support.ts';

let fort: Fort;
let hana: Actor;
let room: PlacedRoom;
let proposalId: string;

beforeAll(async () => {
  fort = await startFort({ recheckMs: 200 });
  const staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  room = await fort.city.room(staff, 'proposals');
  proposalId = await fort.city.proposal(hana, room.componentId);
  await fort.server.work();
});
afterAll(() => fort?.close());

const open = (headers?: Record<string, string>, at?: Where) => openSocket(fort, headers, at);
const talk = (cookie?: string) => talkTo(fort, cookie);

const subscription = 'subscription S($id: ID!) { commentsAdded(rootKind: "proposal", rootId: $id) { count } }';
const comment =
  'mutation M($id: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) { __typename ... on Refusal { code field } } }';

describe('sockets', () => {
  test('WS-01 are opened by our own pages only', async () => {
    for (const origin of ['http://evil.test', 'null', 'http://city.test.evil.test', 'https://city.test'])
      expect(await open({ origin })).toBe(403);
    expect(await open({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await open({}, { host: 'nowhere.test' })).toBe(421);
    expect(await open({}, { path: '/graphql/x' })).toBe(404);
    expect(await open({}, { path: '/metrics' })).toBe(404);
  });

  test('carry a count of new comments, nothing else', async () => {
    const reader = await talk();
    reader.send({ id: '1', type: 'subscribe', payload: { query: subscription, variables: { id: proposalId } } });
    await hana.act(comment, { id: proposalId, body: 'よい案です。' });
    expect(await reader.next()).toEqual({ id: '1', type: 'next', payload: { data: { commentsAdded: { count: 1 } } } });
    reader.close();
  });

  test.each([
    ['a query', '{ viewer { locale } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a mutation', 'mutation { signOut { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
    ['introspection', '{ __schema { queryType { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['too many tokens', `subscription { ${'__typename '.repeat(3_000)} }`, 'COST_LIMIT'],
  ])('WS-09 refuse %s by code', async (_, query, code) => {
    const reader = await talk();
    const { result, statements } = await fort.statements(async () => {
      reader.send({ id: '1', type: 'subscribe', payload: { query } });
      return reader.next();
    });
    expect(result).toMatchObject({ type: 'error' });
    expect((result.payload as { extensions: object }[])[0]).toMatchObject({ extensions: { code } });
    expect(JSON.stringify(result)).not.toMatch(/did you mean/i);
    expect(statements.join('\n')).not.toMatch(/(from|update) (comment|proposal|session|person|space|organisation)\b/);
    reader.close();
  });

  test('WS-03 say nothing about what is not there', async () => {
    const reader = await talk();
    reader.send({
      id: '1',
      type: 'subscribe',
      payload: { query: subscription, variables: { id: '01990000-0000-7000-8000-000000000000' } },
    });
    expect(await reader.next()).toMatchObject({
      type: 'next',
      payload: { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    });
    expect(await reader.next()).toMatchObject({ type: 'complete' });
    reader.send({ id: '2', type: 'subscribe', payload: { query: `${subscription}`, variables: { id: { $gt: '' } } } });
    expect(await reader.next()).toMatchObject({ payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
    reader.close();
  });

  test('WS-02 WS-08 close when asked before they were introduced, when introduced twice, and when too much is sent', async () => {
    const early = await open();
    if (typeof early === 'number') throw new Error('turned away');
    early.send({ id: '1', type: 'subscribe', payload: { query: subscription, variables: { id: proposalId } } });
    expect(await early.next()).toEqual({ code: 4401 });
    const twice = await talk();
    twice.send({ type: 'connection_init' });
    expect(await twice.next()).toEqual({ code: 4429 });
    const large = await talk();
    large.send({ type: 'ping', payload: { text: 'x'.repeat(socketBounds.bytes) } });
    expect(await large.next()).toMatchObject({ code: 1009 });
    const eager = await talk();
    for (let n = 0; n <= socketBounds.frames; n += 1) eager.send({ type: 'pong' });
    expect(await eager.next()).toEqual({ code: 4429 });
  });

  test('WS-06 carry so many subscriptions and no more', async () => {
    const reader = await talk();
    for (let n = 0; n <= socketBounds.subscriptions; n += 1) {
      reader.send({ id: `s${n}`, type: 'subscribe', payload: { query: subscription, variables: { id: proposalId } } });
    }
    const ends = await Promise.race([
      (async () => {
        for (;;) {
          const { code } = await reader.next();
          if (code) return code;
        }
      })(),
      new Promise<string>((resolve) => {
        setTimeout(() => resolve('still open'), 2_000).unref();
      }),
    ]);
    expect(ends).toBe(4429);
  });

  test('WS-06 are ten for a person', async () => {
    const cookie = await fort.signIn(hana);
    const mine = await Promise.all(Array.from({ length: socketBounds.perPerson }, () => talk(cookie)));
    expect(await open({ cookie })).toBe(429);
    for (const each of mine) each.close();
  });

  test('WS-04 end with the session behind them', async () => {
    const ken = await fort.city.citizen('健');
    const cookie = await fort.signIn(ken);
    const [kens, anonymous] = [await talk(cookie), await talk()];
    await fort.graphql('mutation { signOut { __typename } }', { cookie });
    expect(await kens.next()).toEqual({ code: 4401 });
    anonymous.send({ type: 'ping' });
    expect(await anonymous.next()).toMatchObject({ type: 'pong' });
    anonymous.close();
  });

  test('WS-04 end when the person is suspended', async () => {
    const ken = await fort.city.citizen('健');
    const kens = await talk(await fort.signIn(ken));
    await fort.query(`update person set suspended_until = now() + interval '1 day' where id = $1`, [ken.id]);
    expect(await kens.next()).toEqual({ code: 4401 });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { answered, startFort, type Fort, type Sent } from './support.ts';

let fort: Fort;
let hana: Actor;
let cookie: string;
let room: PlacedRoom;
let posts: string[];

beforeAll(async () => {
  posts = [];
  fort = await startFort({
    pages: () => (request, response) => {
      if (request.method === 'POST') posts.push(request.originalUrl);
      const { forms } = request.visit;
      response.setHeader('x-accepts', String(forms.accepts(request.headers['x-token'] ?? undefined)));
      response.setHeader('x-form', forms.token());
      response.type('html').send('<!doctype html><title>page</title>');
    },
  });
  const staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  cookie = await fort.signIn(hana);
  room = await fort.city.room(staff, 'proposals');
});
afterAll(() => fort?.close());

const drafted = (
  title: string,
) => `mutation { outcome: draftProposal(componentId: "${room.componentId}", input: { title: "${title}", body: "本文" }) {
  __typename ... on Refusal { code } } }`;
const drafts = async () =>
  (await hana.run<{ myProposals: object[] }>('{ myProposals(first: 100) { id } }')).myProposals.length;

const foreign: readonly (readonly [string, Sent['headers']])[] = [
  ['CSRF-02 another origin', { origin: 'http://evil.test' }],
  ['CSRF-03 a sandboxed frame', { origin: 'null' }],
  ['CSRF-04 an origin that begins like ours', { origin: 'http://city.test.evil.test' }],
  ['CSRF-04 an origin that ends like ours', { origin: 'http://evilcity.test' }],
  ['CSRF-04 another scheme', { origin: 'https://city.test' }],
  ['CSRF-04 another port', { origin: 'http://city.test:8080' }],
  ['CSRF-04 our origin with something behind it', { origin: 'http://city.test/' }],
  ['CSRF-04 our origin in capitals', { origin: 'HTTP://CITY.TEST' }],
  ['CSRF-04 another city of the installation', { origin: 'http://other.test' }],
  ['CSRF-05 a cross-site fetch without origin', { origin: undefined, 'sec-fetch-site': 'cross-site' }],
  ['CSRF-05 a same-site but cross-origin fetch', { origin: undefined, 'sec-fetch-site': 'same-site' }],
  ['CSRF-05 a cross-site fetch that claims our origin', { 'sec-fetch-site': 'cross-site' }],
  ['CSRF-05 nothing to tell by', { origin: undefined }],
  ['CSRF-05 a foreign referrer', { origin: undefined, referer: 'http://evil.test/city.test' }],
  ['CSRF-05 a referrer that cannot be read', { origin: undefined, referer: 'http://[' }],
];

describe.each(foreign)('%s', (_, headers) => {
  test('changes nothing through the API', async () => {
    const before = await drafts();
    const answer = await fort.graphql(drafted('よそから'), { cookie, headers });
    expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await drafts()).toBe(before);
  });

  test('reaches no form', async () => {
    const reached = posts.length;
    const answer = await fort.send({
      path: '/ja/account/sign-in',
      cookie,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: 'email=a%40b.jp',
    });
    expect(answered(answer)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(posts).toHaveLength(reached);
  });
});

test.each([
  ['our origin', {}],
  ['our origin, said by the browser too', { 'sec-fetch-site': 'same-origin' }],
  ['the browser alone', { origin: undefined, 'sec-fetch-site': 'same-origin' }],
  ['our referrer', { origin: undefined, referer: 'http://city.test/ja/spaces' }],
])('a request with %s passes', async (_, headers) => {
  expect((await fort.graphql('{ viewer { locale } }', { headers })).status).toBe(200);
  const before = posts.length;
  await fort.send({
    path: '/ja/account/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'email=',
  });
  expect(posts).toHaveLength(before + 1);
});

test('CSRF-01 a form on another site sends no mutation', async () => {
  const before = await drafts();
  const form = new URLSearchParams({ query: drafted('様式から') }).toString();
  const evil = { origin: 'http://evil.test', 'content-type': 'application/x-www-form-urlencoded' };
  expect((await fort.send({ cookie, headers: evil, body: form })).status).toBe(403);
  // Not even when the browser says nothing about where the form stood.
  expect((await fort.send({ cookie, headers: { ...evil, origin: undefined }, body: form })).status).toBe(403);
  const asText = { origin: 'http://evil.test', 'content-type': 'text/plain' };
  expect(
    (await fort.send({ cookie, headers: asText, body: JSON.stringify({ query: drafted('文字から') }) })).status,
  ).toBe(403);
  expect(await drafts()).toBe(before);
});

test('CSRF-02 a preflight from another site is allowed nothing', async () => {
  const answer = await fort.send({
    method: 'OPTIONS',
    headers: {
      origin: 'http://evil.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  expect(answer.status).toBe(403);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  const direct = await fort.graphql('{ viewer { locale } }', { cookie, headers: { origin: 'http://evil.test' } });
  expect(Object.keys(direct.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('CSRF-06 nothing changes by GET: not the session, not the language', async () => {
  for (const mutation of ['signOut { __typename }', 'chooseLanguage(locale: "en") { __typename }']) {
    const path = `/graphql?${new URLSearchParams({ query: `mutation { ${mutation} }` })}`;
    const answer = await fort.send({ method: 'GET', path, cookie });
    expect(answer.status).toBe(405);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
  const { data } = await fort.graphql<{ viewer: object }>('{ viewer { person { locale } } }', { cookie });
  expect(data).toEqual({ viewer: { person: { locale: 'ja' } } });
});

test('CSRF-07 another site signs nobody in', async () => {
  const signIn =
    'mutation { outcome: signIn(email: "person1@example.jp", password: "attacker password") { __typename } }';
  const { result, statements } = await fort.statements(() =>
    fort.graphql(signIn, { headers: { origin: 'http://evil.test' } }),
  );
  expect(result.status).toBe(403);
  expect(result.headers['set-cookie']).toBeUndefined();
  expect(statements).toEqual([]);
  const byLink = 'mutation { outcome: signInByLink(token: "x") { __typename } }';
  expect((await fort.graphql(byLink, { headers: { origin: undefined, 'sec-fetch-site': 'cross-site' } })).status).toBe(
    403,
  );
});

test('CSRF-01 a form carries the proof that it was shown to this session, and no other proof is taken', async () => {
  const shown = await fort.send({ method: 'GET', path: '/ja/me', cookie });
  const token = String(shown.headers['x-form']);
  const otherCookie = await fort.signIn(await fort.city.citizen('健'));
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const posted = async (by: string | undefined, proof: string | undefined) =>
    (await fort.send({ path: '/ja/me', cookie: by, headers: { ...form, 'x-token': proof } })).headers['x-accepts'];
  expect(await posted(cookie, token)).toBe('true');
  expect(await posted(cookie, undefined)).toBe('false');
  expect(await posted(otherCookie, token)).toBe('false');
  expect(await posted(undefined, undefined)).toBe('true');
});

test.each(['application/json', 'text/plain', 'text/x-script', 'multipart/form-data', undefined])(
  'CSRF-01 a form of the type %s reaches no page',
  async (type) => {
    const reached = posts.length;
    const answer = await fort.send({
      path: '/ja/account/sign-in',
      cookie,
      headers: { 'content-type': type },
      body: '{"a":1}',
    });
    expect(answered(answer)).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' });
    expect(posts).toHaveLength(reached);
  },
);

test('CSRF-09 a search from another site meets public rows only, and the cookie stays at home', async () => {
  await fort.city.draft(hana, room.componentId, { title: '秘密の下書き' });
  await fort.city.proposal(hana, room.componentId, { title: '公開の提案' });
  const query = `{ component(id: "${room.componentId}") { ... on ProposalsComponent { counts { key count }
    all: proposals { items { title } } secret: proposals(filter: { search: "秘密" }) { items { title } } mine: proposals(filter: { mine: true }) { items { title } } } }
    myProposals { title } viewer { personId } }`;
  const path = `/graphql?${new URLSearchParams({ query })}`;
  const asked = answered(
    await fort.send({ method: 'GET', path, cookie, headers: { origin: undefined, 'sec-fetch-site': 'cross-site' } }),
  );
  expect(asked.data).toEqual({
    component: {
      counts: expect.arrayContaining([{ key: 'all', count: 1 }]),
      all: { items: [{ title: '公開の提案' }] },
      secret: { items: [] },
      mine: { items: [] },
    },
    myProposals: [],
    viewer: { personId: null },
  });
  const signedIn = await fort.graphql('mutation { outcome: chooseLanguage(locale: "ja") { __typename } }', { cookie });
  expect(signedIn.status).toBe(200);
});

test('CSRF-10 CSRF-11 no answer may be framed, and no other window holds on to it', async () => {
  const answers = [
    await fort.send({ method: 'GET', path: '/ja' }),
    await fort.send({ method: 'GET', path: '/ja/me', cookie }),
    await fort.graphql('{ viewer { locale } }'),
    await fort.send({ method: 'GET', path: '/health' }),
    await fort.send({ method: 'GET', path: '/ja', host: 'nowhere.test' }),
  ];
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  }
});

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '@hiroba/testing';
import { startFort, type Answer, type Fort, type Sent } from './support.ts';

let fort: Fort;
let hana: Actor;
let cookie: string;

beforeAll(async () => {
  const assets = mkdtempSync(path.join(tmpdir(), 'hiroba-assets-'));
  mkdirSync(path.join(assets, 'assets'));
  writeFileSync(path.join(assets, 'assets/app-1a2b3c.js'), 'export const x = 1;\n');
  writeFileSync(path.join(assets, '.env'), 'SECRET=1\n');
  writeFileSync(path.join(assets, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>\n');
  fort = await startFort({
    assets,
    env: { HIROBA_ORIGIN: 'https://city.test', HIROBA_LIMITS: '1' },
    pages: () => (request, response) => {
      if (request.path === '/ja/broken') throw new Error('no page');
      response
        .type('html')
        .send(`<!doctype html><script nonce="${request.visit.nonce}"></script>${request.visit.organisation.host}`);
    },
  });
  hana = await fort.city.citizen('花');
  cookie = await fort.signIn(hana);
});
afterAll(() => fort?.close());

const get = (at: string, more: Sent = {}): Promise<Answer> => fort.send({ method: 'GET', path: at, ...more });

const places: readonly (readonly [string, number, () => Promise<Answer>])[] = [
  ['a page', 200, () => get('/ja')],
  ['a page of somebody signed in', 200, () => get('/ja/me', { cookie })],
  ['a page that breaks', 500, () => get('/ja/broken')],
  ['the API', 200, () => fort.graphql('{ viewer { locale } }')],
  ['a refused document', 400, () => fort.graphql('{ nothing }')],
  ['a body of another type', 415, () => fort.send({ body: 'x', headers: { 'content-type': 'text/plain' } })],
  [
    'a body that is too large',
    413,
    () =>
      fort.send({
        body: JSON.stringify({ query: 'x'.repeat(200_000) }),
        headers: { 'content-type': 'application/json' },
      }),
  ],
  [
    'a request of another site',
    403,
    () => fort.graphql('{ viewer { locale } }', { headers: { origin: 'https://evil.test' } }),
  ],
  ['an unknown host', 421, () => get('/', { host: 'nowhere.test' })],
  ['an unknown method', 405, () => get('/', { method: 'DELETE' })],
  ['the published schema', 200, () => get('/schema.graphql')],
  ["the city's colour", 200, () => get('/theme.css')],
  ['a script', 200, () => get('/assets/app-1a2b3c.js')],
  ['a picture', 200, () => get('/mark.svg')],
  [
    'a script the browser has',
    304,
    async () =>
      get('/assets/app-1a2b3c.js', {
        headers: { 'if-none-match': (await get('/assets/app-1a2b3c.js')).headers.etag ?? '' },
      }),
  ],
  ['health', 200, () => get('/health')],
  ['readiness', 200, () => get('/ready')],
];

describe.each(places)('%s', (_, status, ask) => {
  test('HDR-01 HDR-06 has every security header and no banner', async () => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringContaining(`default-src 'none'`),
    });
    for (const banner of ['server', 'x-powered-by', 'x-aspnet-version', 'via'])
      expect(answer.headers[banner]).toBeUndefined();
    expect(answer.text).not.toMatch(/node_modules|\.[jt]s:\d+|\b(?:express|apollo|nest)/i);
  });

  test('HDR-02 says what it is, in UTF-8', async () => {
    const answer = await ask();
    if (answer.text === '') expect(answer.headers['content-type'] ?? '').not.toMatch(/html/);
    else
      expect(answer.headers['content-type']).toMatch(
        /^(text\/(html|css|plain|javascript); charset=utf-8|application\/json; charset=utf-8|image\/svg\+xml)$/i,
      );
  });
});

describe('HDR-03', () => {
  test.each([
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: city.test\r\nConnection: close\r\n\r\n', 405],
    ['PROPFIND', 'PROPFIND / HTTP/1.1\r\nHost: city.test\r\nConnection: close\r\n\r\n', 405],
    ['a method nobody knows', 'BREW / HTTP/1.1\r\nHost: city.test\r\nConnection: close\r\n\r\n', 400],
    [
      'the address of another server',
      'GET http://evil.test/ HTTP/1.1\r\nHost: city.test\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['our own address in full', 'GET http://city.test/ HTTP/1.1\r\nHost: city.test\r\nConnection: close\r\n\r\n', 400],
    ['HTTP/1.0 without a host', 'GET / HTTP/1.0\r\n\r\n', 400],
    ['HTTP/1.1 without a host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a path that cannot be read', 'GET /%ff HTTP/1.1\r\nHost: city.test\r\nConnection: close\r\n\r\n', 400],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: city.test\r\nConnection: close\r\n\r\n', 400],
  ])('%s is turned away', async (_, bytes, status) => {
    expect((await fort.raw(bytes)).split('\r\n')[0]).toContain(` ${status} `);
  });
});

test('HDR-04 AUTHZ-17 nobody stores what somebody signed in was shown', async () => {
  for (const answer of [
    await get('/ja/me', { cookie }),
    await get('/ja/me/x.css', { cookie }),
    await fort.graphql('{ viewer { person { email } } }', { cookie }),
  ]) {
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toMatch(/no-store/);
    expect(answer.headers.etag).toBeUndefined();
  }
});

test('HDR-05 headers and suffixes that no cache knows of change nothing', async () => {
  const { text: plain } = await get('/ja');
  const nonce = /nonce="[^"]*"/;
  for (const headers of [
    { 'x-forwarded-host': 'other.test' },
    { 'x-original-url': '/admin' },
    { 'x-rewrite-url': '/admin' },
    { 'x-host': 'other.test' },
    { forwarded: 'host=other.test' },
  ]) {
    expect((await get('/ja', { headers })).text.replace(nonce, '')).toBe(plain.replace(nonce, ''));
    expect((await get('/theme.css', { headers })).text).toBe((await get('/theme.css')).text);
  }
  expect((await get('/theme.css?accent=%23ff0000')).text).toBe((await get('/theme.css')).text);
  expect((await get('/theme.css/x.js')).headers['cache-control']).toBeUndefined();
});

test('HDR-06 no path, however strange, breaks anything', async () => {
  const paths = [
    '/download/proposals/%00.csv',
    `/download/proposals/${encodeURIComponent(`' or 1=1--`)}.csv`,
    '/download/__proto__/x.csv',
    '/download/constructor/x.json',
    '/download/proposals/01990000-0000-7000-8000-000000000000.exe',
    '/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/files/%00',
    '/theme.css?%00',
    '/schema.graphql/..%2f',
    '//evil.test/%2e%2e',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/.env',
    '/.git/config',
    `/${'a'.repeat(6_000)}`,
    '/graphql?query=%00',
    '/graphql?query[]=x',
    '/graphql?variables=%7B',
  ];
  for (const path of paths) {
    const { status, headers, text } = await get(path);
    expect({ path, broken: status >= 500, away: String(headers.location ?? '').startsWith('//') }).toEqual({
      path,
      broken: false,
      away: false,
    });
    expect(text).not.toMatch(/root:|SECRET|"dependencies"/);
  }
  expect(fort.log.filter((line) => line.includes('unexpected failure') && !line.includes('no page'))).toEqual([]);
});

test('HDR-07 what is for operators is not there for others', async () => {
  expect((await get('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
  expect((await get('/.env')).text).not.toContain('SECRET');
  expect((await get('/health')).text).toBe('{"ok":true}');
  expect((await get('/graphql', { headers: { accept: 'text/html' } })).headers['content-type']).not.toMatch(/html/);
  expect((await get('/assets/app-1a2b3c.js.map')).status).not.toBe(500);
});

test('HDR-08 AUTH-06 an address that a stranger claims for himself is not believed', async () => {
  const ask = (address: string) =>
    fort.graphql<{ outcome: { code?: string } }>(
      'mutation { outcome: requestPasswordReset(email: "nobody@example.jp") { __typename ... on Refusal { code } } }',
      {
        headers: {
          'x-forwarded-for': address,
          'x-real-ip': address,
          forwarded: `for=${address}`,
          'x-forwarded-proto': 'https',
        },
      },
    );
  const codes: (string | undefined)[] = [];
  let last = await ask('203.0.113.0');
  for (let n = 1; n <= 6; n += 1) {
    codes.push(last.data?.outcome.code);
    last = await ask(`203.0.113.${n}`);
  }
  expect(codes.slice(0, 3)).toEqual([undefined, undefined, undefined]);
  expect(last.data?.outcome.code).toBe('RATE_LIMITED');
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
});

test('AUTH-22 the session lives in a cookie of this host alone', async () => {
  expect(cookie).toMatch(/^__Host-hiroba=/);
  const out = await fort.graphql('mutation { outcome: signOut { __typename } }', { cookie: await fort.signIn(hana) });
  expect(out.headers['set-cookie']).toEqual(['__Host-hiroba=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure']);
  expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
  const plainName = await fort.graphql<{ viewer: object }>('{ viewer { personId } }', {
    cookie: cookie.replace('__Host-', ''),
  });
  expect(plainName.data).toEqual({ viewer: { personId: null } });
});

test('XSS-20 scripts run by nonce only, a new one each time, and nothing is inline or evaluated', async () => {
  const [first, second] = [await get('/ja'), await get('/ja')];
  const policyOf = ({ headers }: Answer) => String(headers['content-security-policy']);
  const nonceOf = (answer: Answer) => /'nonce-([A-Za-z0-9_-]{22})'/.exec(policyOf(answer))?.[1];
  expect(nonceOf(first)).toBeDefined();
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  expect(first.text).toContain(`nonce="${nonceOf(first)}"`);
  for (const part of [
    `script-src 'self' 'nonce-`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `style-src 'self'`,
  ]) {
    expect(policyOf(first)).toContain(part);
  }
  expect(policyOf(first)).not.toMatch(/unsafe|\*|https?:|blob:/);
});

describe('INJ-20', () => {
  const head =
    'POST /graphql HTTP/1.1\r\nHost: city.test\r\nOrigin: https://city.test\r\nContent-Type: application/json\r\n';
  test.each([
    [
      'both lengths',
      `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: city.test\r\n\r\n`,
    ],
    ['two lengths', `${head}Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd`],
    ['an unknown encoding', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['a folded header', `GET / HTTP/1.1\r\nHost: city.test\r\nX-Folded: a\r\n b: c\r\n\r\n`],
    ['a blank before the colon', `GET / HTTP/1.1\r\nHost : city.test\r\n\r\n`],
    ['bare line feeds', `GET / HTTP/1.1\nHost: city.test\n\n`],
    ['a line feed inside a header', `GET / HTTP/1.1\r\nHost: city.test\r\nX-A: a\nX-B: b\r\n\r\n`],
    ['a length that is no number', `${head}Content-Length: 4x\r\n\r\nabcd`],
    ['two hosts', `GET / HTTP/1.1\r\nHost: city.test\r\nHost: other.test\r\nConnection: close\r\n\r\n`],
  ])('%s: refused and closed', async (_, bytes) => {
    const answer = await fort.raw(bytes);
    expect(answer.split('\r\n')[0]).toContain(' 400 ');
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
  });
});

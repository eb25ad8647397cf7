import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { answered, cpu, slowness, startFort, type Answered, type Fort, type Sent } from './support.ts';

let fort: Fort;
let hana: Actor;
let cookie: string;
let room: PlacedRoom;
let factor = 1;

beforeAll(async () => {
  factor = slowness();
  fort = await startFort();
  const staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  cookie = await fort.signIn(hana);
  room = await fort.city.room(staff, 'proposals');
  await fort.city.proposal(hana, room.componentId);
  await fort.graphql('{ viewer { locale } }');
});
afterAll(() => fort?.close());

const post = (
  body: string | Buffer,
  headers: Sent['headers'] = { 'content-type': 'application/json' },
  more: Sent = {},
) => fort.send({ headers, body, ...more });
const inPath = (parameters: Record<string, string>): string => `/graphql?${new URLSearchParams(parameters)}`;
const mine = () =>
  hana.run<{ myProposals: { id: string; state: string; title: string }[] }>(
    '{ myProposals(first: 100) { id state title } }',
  );
const draft = (
  title: string,
) => `mutation { outcome: draftProposal(componentId: "${room.componentId}", input: { title: "${title}", body: "本文" }) {
  __typename ... on Refusal { code } } }`;

/** Refused before anything is executed: the code, status 400, no data, and not one statement. */
async function expectRefused(
  codes: readonly string[],
  query: string,
  more: Parameters<Fort['graphql']>[1] = {},
): Promise<Answered> {
  const { result, statements } = await fort.statements(() => fort.graphql(query, more));
  expect(codes).toContain(result.code);
  expect(result.status).toBe(400);
  expect(result.data).toBeUndefined();
  expect(statements).toEqual([]);
  return result;
}

/** Whether the server still answers as before. */
const expectAlive = async () =>
  expect((await fort.graphql<{ viewer: object }>('{ viewer { locale } }')).data).toEqual({ viewer: { locale: 'ja' } });

const nested = (levels: number): string =>
  `{ component(id: "${room.componentId}") { ${'space { components { '.repeat(levels)} id ${'} } '.repeat(levels)} } }`;

describe('a document that is too much', () => {
  test('GQL-01 nested 40 deep is refused by depth', async () => {
    await expectRefused(['DEPTH_LIMIT'], nested(19));
    const { ms } = await cpu(() => expectRefused(['DEPTH_LIMIT'], nested(20)));
    expect(ms).toBeLessThan(60 * factor);
  });

  test('GQL-01 depth cannot be hidden behind fragments', async () => {
    const chain = Array.from({ length: 30 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`).join('\n');
    await expectRefused(['DEPTH_LIMIT'], `query { ...F0 } ${chain} fragment F30 on Query ${nested(20)}`);
    await expectAlive();
  });

  test('GQL-02 a thousand aliases are refused, and so are thirty-one', async () => {
    const aliased = (n: number) => `{ ${Array.from({ length: n }, (_, at) => `a${at}: __typename`).join(' ')} }`;
    const { ms } = await cpu(() => expectRefused(['COST_LIMIT', 'ALIAS_LIMIT'], aliased(1_000)));
    expect(ms).toBeLessThan(150 * factor);
    await expectRefused(['ALIAS_LIMIT'], aliased(31));
    expect((await fort.graphql(aliased(30))).code).toBeUndefined();
  });

  test('GQL-03 a hundred sign-ins in one document check no password', async () => {
    const guess = (n: number) =>
      `g${n}: signIn(email: "person1@example.jp", password: "guess number ${n}") { __typename }`;
    await expectRefused(
      ['COST_LIMIT', 'ALIAS_LIMIT'],
      `mutation { ${Array.from({ length: 100 }, (_, n) => guess(n)).join(' ')} }`,
    );
    await expectRefused(['ALIAS_LIMIT'], `mutation { ${guess(1)} ${guess(2)} }`);
  });

  test('GQL-04 many changes in one document are refused whole', async () => {
    const before = (await mine()).myProposals.length;
    const one = draft('まとめて').slice('mutation { outcome: '.length, -2);
    const many = Array.from({ length: 30 }, (_, n) => `m${n}: ${one}`).join(' ');
    await expectRefusedSignedIn(['ALIAS_LIMIT'], `mutation { ${many} }`);
    await expectRefusedSignedIn(['ALIAS_LIMIT'], `mutation { ...F } fragment F on Mutation { m: ${one} }`);
    expect((await mine()).myProposals).toHaveLength(before);
  });

  test('GQL-06 a field repeated fifty thousand times is refused before it is read', async () => {
    const { result, ms } = await cpu(() => post(JSON.stringify({ query: `{ ${'__typename '.repeat(8_000)} }` })));
    expect(answered(result)).toMatchObject({ status: 400, code: 'COST_LIMIT' });
    expect(ms).toBeLessThan(200 * factor);
    expect((await post(JSON.stringify({ query: `{ ${'__typename '.repeat(50_000)} }` }))).status).toBe(413);
  });

  test('GQL-07 ten thousand directives are refused by tokens, eleven by count', async () => {
    const { ms } = await cpu(() =>
      expectRefused(['COST_LIMIT'], `{ viewer { locale ${'@skip(if: false) '.repeat(2_000)} } }`),
    );
    expect(ms).toBeLessThan(150 * factor);
    await expectRefused(['COST_LIMIT'], `{ viewer { ${'locale @skip(if: false) '.repeat(11)} } }`);
  });

  test('GQL-08 GQL-18 introspection is off, nested or not, and for staff too; the schema is published instead', async () => {
    const circular = `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }`;
    await expectRefused(['GRAPHQL_VALIDATION_FAILED', 'DEPTH_LIMIT'], circular);
    await expectRefused(['GRAPHQL_VALIDATION_FAILED'], '{ __type(name: "Query") { name } }');
    const asStaff = await fort.graphql('{ __schema { queryType { name } } }', {
      cookie: await fort.signIn(await fort.city.staff()),
    });
    expect(asStaff).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    const published = await fort.send({ method: 'GET', path: '/schema.graphql' });
    expect(published.text).toContain('type Query {');
    expect(published.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  test('GQL-09 fragments in a circle are refused', async () => {
    await expectRefused(
      ['GRAPHQL_VALIDATION_FAILED'],
      '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
    );
  });

  test('GQL-10 two to the power of 25 fragments are counted, not expanded', async () => {
    const doubling = Array.from(
      { length: 25 },
      (_, n) =>
        `fragment F${n} on Space { a: components { space { ...F${n + 1} } } b: components { space { ...F${n + 1} } } }`,
    ).join('\n');
    const flat = Array.from(
      { length: 25 },
      (_, n) => `fragment G${n} on Query { ...G${n + 1} ... { ...G${n + 1} } }`,
    ).join('\n');
    const { ms } = await cpu(async () => {
      await expectRefused(
        ['DEPTH_LIMIT', 'ALIAS_LIMIT', 'COST_LIMIT'],
        `{ spaces { items { ...F0 } } } ${doubling} fragment F25 on Space { id }`,
      );
      await expectRefused(
        ['COST_LIMIT'],
        `{ ...G0 } ${flat} fragment G25 on Query { spaces(first: 100) { items { id } } }`,
      );
    });
    expect(ms).toBeLessThan(300 * factor);
  });

  test('GQL-11 fields of one name with differing arguments do not take quadratic time', async () => {
    const fields = Array.from({ length: 240 }, (_, n) => `space(slug: "s${n}") { id }`).join(' ');
    const { result, ms } = await cpu(() => fort.graphql(`{ ${fields} }`));
    expect(result).toMatchObject({ status: 400 });
    expect(ms).toBeLessThan(600 * factor);
    await expectRefused(
      ['COST_LIMIT'],
      `{ ${Array.from({ length: 2_000 }, (_, n) => `space(slug: "${n}") { id }`).join(' ')} }`,
    );
  });

  test('GQL-15 GQL-16 a page has one to a hundred items, whoever asks and however', async () => {
    for (const first of [1_000_000, 101, 0, -1]) {
      const literal = await expectRefused(['BAD_USER_INPUT'], `{ spaces(first: ${first}) { next } }`);
      const variable = await expectRefused(['BAD_USER_INPUT'], 'query Q($n: Int!) { spaces(first: $n) { next } }', {
        variables: { n: first },
      });
      const byDefault = await expectRefused(
        ['BAD_USER_INPUT'],
        `query Q($n: Int! = ${first}) { spaces(first: $n) { next } }`,
      );
      for (const answer of [literal, variable, byDefault]) {
        expect(answer.errors).toEqual([
          { message: 'A page has 1 to 100 items.', extensions: { code: 'BAD_USER_INPUT', field: 'first' } },
        ]);
      }
    }
    await expectRefused(['GRAPHQL_VALIDATION_FAILED'], '{ spaces(first: 1, last: 1) { next } }');
    expect((await fort.graphql('{ spaces(first: 100) { next } }')).code).toBeUndefined();
  });

  test('GQL-17 lists in lists in lists multiply', async () => {
    await expectRefused(
      ['COST_LIMIT'],
      `{ spaces(first: 100) { items { components { ... on ProposalsComponent {
      proposals(first: 100) { items { id history { items { n } } } } } } } } }`,
    );
    await expectRefused(
      ['COST_LIMIT'],
      `query Q($n: Int!) { spaces(first: $n) { items { components { ... on ProposalsComponent {
      proposals(first: $n) { items { id } } } } } } }`,
      { variables: { n: 100 } },
    );
  });

  test('GQL-35 deferred and streamed parts are unknown', async () => {
    await expectRefused(['GRAPHQL_VALIDATION_FAILED'], '{ viewer { ... @defer { locale } } }');
    const streamed = await expectRefused(
      ['GRAPHQL_VALIDATION_FAILED'],
      '{ spaces { items @stream(initialCount: 0) { id } } }',
      {
        headers: { accept: 'multipart/mixed; deferSpec=20220824, application/json' },
      },
    );
    expect(streamed.headers['content-type']).toMatch(/^application\/json/);
  });
});

/** As `expectRefused`, for a session: knowing the person takes its one statement. */
async function expectRefusedSignedIn(codes: readonly string[], query: string): Promise<void> {
  const { result, statements } = await fort.statements(() => fort.graphql(query, { cookie }));
  expect(codes).toContain(result.code);
  expect(statements).toHaveLength(1);
  expect(statements[0]).toContain('from session s');
}

describe('the transport', () => {
  test('GQL-05 fifty operations in one array are refused', async () => {
    const before = (await mine()).myProposals.length;
    const batch = JSON.stringify(Array.from({ length: 50 }, () => ({ query: draft('束') })));
    expect(answered(await post(batch, undefined, { cookie }))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect((await mine()).myProposals).toHaveLength(before);
  });

  test('GQL-12 GQL-13 a document of 1 MB and variables of 5 MB are not read', async () => {
    const { statements } = await fort.statements(async () => {
      expect(
        answered(await post(JSON.stringify({ query: `{ viewer { locale } } # ${'x'.repeat(1e6)}` }))),
      ).toMatchObject({ status: 413, code: 'BAD_USER_INPUT' });
      const variables = { s: 'x'.repeat(5e6) };
      expect(
        (await post(JSON.stringify({ query: '{ viewer { locale } }', variables })).catch(() => ({ status: 413 })))
          .status,
      ).toBe(413);
    });
    expect(statements).toEqual([]);
    await expectAlive();
  });

  test('GQL-12 a body that says it is compressed is not unpacked', async () => {
    expect((await post('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(415);
  });

  test('GQL-14 variables nested ten thousand levels, or with a thousand and one keys', async () => {
    const deep = `{"query":"{ viewer { locale } }","variables":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`;
    expect(answered(await post(deep))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect((await post('['.repeat(50_000))).status).toBe(400);
    const wide = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`k${n}`, n]));
    expect(await fort.graphql('{ viewer { locale } }', { variables: wide })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    });
    await expectAlive();
  });

  test('GQL-19 nothing is suggested for what is misspelt', async () => {
    for (const [query, variables] of [
      ['{ proposalz { id } }', {}],
      ['{ spaces { itemz { id } } }', {}],
      ['{ spaces(frist: 1) { next } }', {}],
      ['{ spaces(time: OPENN) { next } }', {}],
      ['query Q($t: SpaceTime) { spaces(time: $t) { next } }', { t: 'OPENN' }],
      ['mutation M($i: ProfileInput!) { updateProfile(input: $i) { __typename } }', { i: { displayNam: 'x' } }],
    ] as const) {
      const { status, text } = await fort.graphql(query, { variables });
      expect(status).toBe(400);
      expect(text).not.toMatch(/did you mean/i);
      expect(text).not.toMatch(/displayName|OPENN|"OPEN"/);
    }
  });

  test('GQL-21 a mutation by GET changes nothing', async () => {
    const before = (await mine()).myProposals.length;
    for (const headers of [{}, { 'apollo-require-preflight': '1' }, { 'x-apollo-operation-name': 'M' }]) {
      const answer = await fort.send({ method: 'GET', path: inPath({ query: draft('GETで') }), cookie, headers });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('POST');
    }
    expect((await mine()).myProposals).toHaveLength(before);
  });

  test('GQL-21 a query by GET is asked by nobody in particular', async () => {
    const answer = answered<{ viewer: object }>(
      await fort.send({ method: 'GET', path: inPath({ query: '{ viewer { personId } }' }), cookie }),
    );
    expect(answer.data).toEqual({ viewer: { personId: null } });
  });

  test.each([
    ['GQL-22 text/plain', 'text/plain', () => JSON.stringify({ query: draft('文字') })],
    [
      'GQL-23 a form',
      'application/x-www-form-urlencoded',
      () => new URLSearchParams({ query: draft('様式') }).toString(),
    ],
    [
      'GQL-24 a form with files',
      'multipart/form-data; boundary=b',
      () =>
        `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: draft('ファイル') })}\r\n--b--\r\n`,
    ],
    ['GQL-22 nothing said', undefined, () => JSON.stringify({ query: draft('無言') })],
    ['GQL-22 two types in one header', 'application/json, text/plain', () => JSON.stringify({ query: draft('二つ') })],
    [
      'GQL-30 UTF-16',
      'application/json; charset=utf-16',
      () => Buffer.from(JSON.stringify({ query: draft('十六') }), 'utf16le'),
    ],
    ['GQL-30 UTF-32', 'application/json; charset=utf-32', () => JSON.stringify({ query: draft('三十二') })],
    ['GQL-30 UTF-7', 'application/json; charset=utf-7', () => JSON.stringify({ query: draft('seven') })],
  ])('%s is not taken for a document', async (_, type, body) => {
    const before = (await mine()).myProposals.length;
    const { result } = await fort.statements(() => post(body(), type ? { 'content-type': type } : {}, { cookie }));
    expect(answered(result)).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' });
    expect((await mine()).myProposals).toHaveLength(before);
  });

  test('GQL-25 a GET that claims to be a mail is refused', async () => {
    const path = inPath({ query: '{ viewer { locale } }' });
    for (const type of ['message/rfc822', 'text/plain']) {
      expect([400, 415]).toContain(
        (await fort.send({ method: 'GET', path, headers: { 'content-type': type } })).status,
      );
    }
  });

  test('GQL-26 an unknown stored document is not found', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    expect(answered(await post(JSON.stringify({ extensions })))).toMatchObject({
      status: 404,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    const path = inPath({ extensions: JSON.stringify(extensions) });
    expect(answered(await fort.send({ method: 'GET', path }))).toMatchObject({
      status: 404,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
  });

  test('GQL-28 nobody registers documents', async () => {
    const query = '{ viewer { locale } }';
    const sha256Hash = 'c77b3c2a6e5f4a5f9a1c0b7e4e4a3b0f6f54ce9af0d7e6c6b3d3a6a4f0f6b1aa';
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    for (let n = 0; n < 50; n += 1) {
      const each = { persistedQuery: { version: 1, sha256Hash: String(n).padStart(64, '0') } };
      expect((await post(JSON.stringify({ query, extensions: each }))).status).toBe(404);
    }
    expect((await post(JSON.stringify({ query, extensions }))).status).toBe(404);
    expect((await post(JSON.stringify({ extensions }))).status).toBe(404);
  });

  test('GQL-29 only the named operation is run, and all are counted', async () => {
    const before = (await mine()).myProposals.length;
    const both = `query Read { viewer { locale } } ${draft('二番目').replace('mutation', 'mutation Write')}`;
    expect((await fort.graphql<{ viewer: object }>(both, { operationName: 'Read', cookie })).data).toEqual({
      viewer: { locale: 'ja' },
    });
    expect((await mine()).myProposals).toHaveLength(before);
    expect((await fort.graphql(both, { cookie })).status).toBe(400);
    expect((await fort.graphql(both, { operationName: 'Other', cookie })).status).toBe(400);
    const dear = `query Read { viewer { locale } } query Dear { spaces(first: 100) { items { components { ... on ProposalsComponent {
      proposals(first: 100) { items { id } } } } } } }`;
    await expectRefused(['COST_LIMIT'], dear, { operationName: 'Read' });
  });

  test('GQL-31 of two keys of one name the last counts, for the cost and for the answer', async () => {
    const dear =
      '{ spaces(first: 100) { items { components { ... on ProposalsComponent { proposals(first: 100) { items { id } } } } } } }';
    const cheap = '{ viewer { locale } }';
    const twice = (a: string, b: string) => `{"query":${JSON.stringify(a)},"query":${JSON.stringify(b)}}`;
    expect(answered(await post(twice(dear, cheap)))).toMatchObject({ status: 200, data: { viewer: { locale: 'ja' } } });
    expect(answered(await post(twice(cheap, dear)))).toMatchObject({ status: 400, code: 'COST_LIMIT' });
    const page = 'query Q($n: Int!) { spaces(first: $n) { next } }';
    expect(
      answered(await post(`{"query":${JSON.stringify(page)},"variables":{"n":1},"variables":{"n":1000}}`)),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('GQL-32 what does not fit a type is refused, never coerced', async () => {
    const byId = 'query Q($id: ID!) { proposal(id: $id) { id } }';
    for (const id of [{ $gt: '' }, ['1'], 1.5, true, null]) {
      expect(await fort.graphql(byId, { variables: { id } })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    }
    const huge = `{"query":${JSON.stringify(byId)},"variables":{"id":1e400}}`;
    expect(answered(await post(huge))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    const { result } = await fort.statements(() =>
      fort.graphql<{ proposal: null }>(byId, { variables: { id: '1 OR 1=1' } }),
    );
    expect(result).toMatchObject({ status: 200, data: { proposal: null } });
    expect(fort.log.filter((line) => line.includes('unexpected failure'))).toEqual([]);
  });

  test('GQL-39 names of the prototype are names like any other', async () => {
    const aliased = await fort.graphql<Record<string, unknown>>(
      '{ __proto__: __typename constructor: __typename toString: __typename }',
    );
    expect(Object.entries(aliased.data ?? {})).toEqual([
      ['__proto__', 'Query'],
      ['constructor', 'Query'],
      ['toString', 'Query'],
    ]);
    const variable = await post(
      '{"query":"query Q($__proto__: String!) { space(slug: $__proto__) { id } }","variables":{"__proto__":"nowhere"}}',
    );
    expect(answered(variable)).toMatchObject({ status: 200, data: { space: null } });
    const missing = await post(
      '{"query":"query Q($constructor: String!) { space(slug: $constructor) { id } }","variables":{}}',
    );
    expect(answered(missing)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    const input =
      '{"query":"mutation M($i: ProfileInput!) { updateProfile(input: $i) { __typename } }","variables":{"i":{"__proto__":{"admin":true},"about":"","displayName":"x","locale":"ja"}}}';
    expect(answered(await post(input))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

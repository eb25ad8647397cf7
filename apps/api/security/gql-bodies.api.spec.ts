import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDoor, type GraphqlDoor } from './graphql-door.ts';
import { answered, type Fort } from './support.ts';

let door: GraphqlDoor;
let fort: Fort;

beforeAll(async () => {
  door = await openDoor();
  ({ fort } = door);
});
afterAll(() => fort?.close());

const inPath = (parameters: Record<string, string>): string => `/graphql?${new URLSearchParams(parameters)}`;

describe('the transport', () => {
  test('GQL-05 fifty operations in one array are refused', async () => {
    const before = (await door.mine()).myProposals.length;
    const batch = JSON.stringify(Array.from({ length: 50 }, () => ({ query: door.draft('束') })));
    expect(answered(await door.post(batch, undefined, { cookie: door.cookie }))).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    });
    expect((await door.mine()).myProposals).toHaveLength(before);
  });

  test('GQL-12 GQL-13 a document of 1 MB and variables of 5 MB are not read', async () => {
    const { statements } = await fort.statements(async () => {
      expect(
        answered(await door.post(JSON.stringify({ query: `{ viewer { locale } } # ${'x'.repeat(1e6)}` }))),
      ).toMatchObject({ status: 413, code: 'BAD_USER_INPUT' });
      const variables = { s: 'x'.repeat(5e6) };
      expect(
        (await door.post(JSON.stringify({ query: '{ viewer { locale } }', variables })).catch(() => ({ status: 413 })))
          .status,
      ).toBe(413);
    });
    expect(statements).toEqual([]);
    await door.expectAlive();
  });

  test('GQL-12 a body that says it is compressed is not unpacked', async () => {
    expect((await door.post('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(
      415,
    );
  });

  test('GQL-14 variables nested ten thousand levels, or with a thousand and one keys', async () => {
    const deep = `{"query":"{ viewer { locale } }","variables":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`;
    expect(answered(await door.post(deep))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect((await door.post('['.repeat(50_000))).status).toBe(400);
    const wide = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`k${n}`, n]));
    expect(await fort.graphql('{ viewer { locale } }', { variables: wide })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    });
    await door.expectAlive();
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
    const before = (await door.mine()).myProposals.length;
    for (const headers of [{}, { 'apollo-require-preflight': '1' }, { 'x-apollo-operation-name': 'M' }]) {
      const answer = await fort.send({
        method: 'GET',
        path: inPath({ query: door.draft('GETで') }),
        cookie: door.cookie,
        headers,
      });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('POST');
    }
    expect((await door.mine()).myProposals).toHaveLength(before);
  });

  test('GQL-21 a query by GET is asked by nobody in particular', async () => {
    const answer = answered<{ viewer: object }>(
      await fort.send({ method: 'GET', path: inPath({ query: '{ viewer { personId } }' }), cookie: door.cookie }),
    );
    expect(answer.data).toEqual({ viewer: { personId: null } });
  });

  test.each([
    ['GQL-22 text/plain', 'text/plain', () => JSON.stringify({ query: door.draft('文字') })],
    [
      'GQL-23 a form',
      'application/x-www-form-urlencoded',
      () => new URLSearchParams({ query: door.draft('様式') }).toString(),
    ],
    [
      'GQL-24 a form with files',
      'multipart/form-data; boundary=b',
      () =>
        `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: door.draft('ファイル') })}\r\n--b--\r\n`,
    ],
    ['GQL-22 nothing said', undefined, () => JSON.stringify({ query: door.draft('無言') })],
    [
      'GQL-22 two types in one header',
      'application/json, text/plain',
      () => JSON.stringify({ query: door.draft('二つ') }),
    ],
    [
      'GQL-30 UTF-16',
      'application/json; charset=utf-16',
      () => Buffer.from(JSON.stringify({ query: door.draft('十六') }), 'utf16le'),
    ],
    ['GQL-30 UTF-32', 'application/json; charset=utf-32', () => JSON.stringify({ query: door.draft('三十二') })],
    ['GQL-30 UTF-7', 'application/json; charset=utf-7', () => JSON.stringify({ query: door.draft('seven') })],
  ])('%s is not taken for a document', async (_, type, body) => {
    const before = (await door.mine()).myProposals.length;
    const { result } = await fort.statements(() =>
      door.post(body(), type ? { 'content-type': type } : {}, { cookie: door.cookie }),
    );
    expect(answered(result)).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' });
    expect((await door.mine()).myProposals).toHaveLength(before);
  });
});

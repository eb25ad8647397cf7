import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDoor, type GraphqlDoor } from './graphql-door.ts';
import { hashOfDocument } from '../src/graphql/documents.ts';
import { answered, knownDocuments, type Fort } from './support.ts';

let door: GraphqlDoor;
let fort: Fort;

beforeAll(async () => {
  door = await openDoor();
  ({ fort } = door);
});
afterAll(() => fort?.close());

const inPath = (parameters: Record<string, string>): string => `/graphql?${new URLSearchParams(parameters)}`;

describe('one operation', () => {
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
    expect(answered(await door.post(JSON.stringify({ extensions })))).toMatchObject({
      status: 404,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    const path = inPath({ extensions: JSON.stringify(extensions) });
    expect(answered(await fort.send({ method: 'GET', path }))).toMatchObject({
      status: 404,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
  });

  test('GQL-21 GQL-27 a known document is asked for by its hash: by GET as a visitor and never to change something', async () => {
    const [id, change] = [knownDocuments.query, knownDocuments.mutation].map(hashOfDocument) as [string, string];
    const get = async (parameters: object) =>
      answered(
        await fort.send({ method: 'GET', path: inPath(parameters as Record<string, string>), cookie: door.cookie }),
      );
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: id } });
    for (const asked of [{ id }, { extensions }, { id, query: knownDocuments.query }])
      expect(await get(asked)).toMatchObject({ status: 200, data: { viewer: { personId: null, locale: 'ja' } } });
    const posted = answered(await door.post(JSON.stringify({ id }), undefined, { cookie: door.cookie }));
    expect(posted).toMatchObject({ status: 200, data: { viewer: { personId: expect.any(String) } } });
    expect(await get({ id: change })).toMatchObject({ status: 405, code: 'BAD_USER_INPUT' });
    const query = door.draft('GETで');
    for (const asked of [
      { id: 'x', query },
      { extensions: '"persistedQuery"', query },
      { id: '', query },
    ])
      expect(await get(asked)).toMatchObject({ status: 404, code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect(await get({ id, query })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    const deep = `${'['.repeat(30)}${']'.repeat(30)}`;
    for (const variables of ['{', `{"a":${deep}}`])
      expect(await get({ id, variables })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test('GQL-28 nobody registers documents', async () => {
    const query = '{ viewer { locale } }';
    const sha256Hash = 'c77b3c2a6e5f4a5f9a1c0b7e4e4a3b0f6f54ce9af0d7e6c6b3d3a6a4f0f6b1aa';
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    for (let n = 0; n < 50; n += 1) {
      const each = { persistedQuery: { version: 1, sha256Hash: String(n).padStart(64, '0') } };
      expect((await door.post(JSON.stringify({ query, extensions: each }))).status).toBe(404);
    }
    expect((await door.post(JSON.stringify({ query, extensions }))).status).toBe(404);
    expect((await door.post(JSON.stringify({ extensions }))).status).toBe(404);
  });

  test('GQL-29 only the named operation is run, and all are counted', async () => {
    const before = (await door.mine()).myProposals.length;
    const both = `query Read { viewer { locale } } ${door.draft('二番目').replace('mutation', 'mutation Write')}`;
    expect((await fort.graphql<{ viewer: object }>(both, { operationName: 'Read', cookie: door.cookie })).data).toEqual(
      {
        viewer: { locale: 'ja' },
      },
    );
    expect((await door.mine()).myProposals).toHaveLength(before);
    expect((await fort.graphql(both, { cookie: door.cookie })).status).toBe(400);
    expect((await fort.graphql(both, { operationName: 'Other', cookie: door.cookie })).status).toBe(400);
    const dear = `query Read { viewer { locale } } query Dear { spaces(first: 100) { items { components { ... on ProposalsComponent {
      proposals(first: 100) { items { id } } } } } } }`;
    await door.expectRefused(['COST_LIMIT'], dear, { operationName: 'Read' });
  });

  test('GQL-31 of two keys of one name the last counts, for the cost and for the answer', async () => {
    const dear =
      '{ spaces(first: 100) { items { components { ... on ProposalsComponent { proposals(first: 100) { items { id } } } } } } }';
    const cheap = '{ viewer { locale } }';
    const twice = (a: string, b: string) => `{"query":${JSON.stringify(a)},"query":${JSON.stringify(b)}}`;
    expect(answered(await door.post(twice(dear, cheap)))).toMatchObject({
      status: 200,
      data: { viewer: { locale: 'ja' } },
    });
    expect(answered(await door.post(twice(cheap, dear)))).toMatchObject({ status: 400, code: 'COST_LIMIT' });
    const page = 'query Q($n: Int!) { spaces(first: $n) { next } }';
    expect(
      answered(await door.post(`{"query":${JSON.stringify(page)},"variables":{"n":1},"variables":{"n":1000}}`)),
    ).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('GQL-32 what does not fit a type is refused, never coerced', async () => {
    const byId = 'query Q($id: ID!) { proposal(id: $id) { id } }';
    for (const id of [{ $gt: '' }, ['1'], 1.5, true, null]) {
      expect(await fort.graphql(byId, { variables: { id } })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    }
    const huge = `{"query":${JSON.stringify(byId)},"variables":{"id":1e400}}`;
    expect(answered(await door.post(huge))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
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
    const variable = await door.post(
      '{"query":"query Q($__proto__: String!) { space(slug: $__proto__) { id } }","variables":{"__proto__":"nowhere"}}',
    );
    expect(answered(variable)).toMatchObject({ status: 200, data: { space: null } });
    const missing = await door.post(
      '{"query":"query Q($constructor: String!) { space(slug: $constructor) { id } }","variables":{}}',
    );
    expect(answered(missing)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    const input =
      '{"query":"mutation M($i: ProfileInput!) { updateProfile(input: $i) { __typename } }","variables":{"i":{"__proto__":{"admin":true},"about":"","displayName":"x","locale":"ja"}}}';
    expect(answered(await door.post(input))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

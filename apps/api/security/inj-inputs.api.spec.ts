import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { failures, told } from './everywhere.ts';
import { setScene, type Scene } from './scene.ts';
import { answered, startFort, type Fort } from './support.ts';

let fort: Fort;
let scene: Scene;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
});
afterAll(() => fort?.close());

describe('cursors', () => {
  const forged = [
    'x',
    '',
    '\0',
    'W10',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('[null,null]').toString('base64url'),
    ...[
      [1e300, scene0()],
      ['a\0b', scene0()],
      [9e15, scene0()],
      [{}, scene0()],
      [1, "' or 1=1"],
      ['x\ud800', scene0()],
      [-1e308, scene0()],
      ['NEWEST', '', 1, scene0()],
      ['RANDOM', 'a\0', 'b\0', scene0()],
      ['__proto__', '', 1, scene0()],
      ['SUPPORTED', 's', 'NaN', scene0()],
      ['toString', '', 1, scene0()],
    ].map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url')),
  ];

  function scene0(): string {
    return '01990000-0000-7000-8000-000000000000';
  }

  test('INJ-01 forged ones are bad input or lead nowhere, in every list', async () => {
    const { people, room, proposalId, commentId } = scene;
    const lists = [
      '($after: String) { outcome: spaces(after: $after) { next } }',
      '($after: String) { outcome: staffSpaces(after: $after) { next } }',
      `($after: String) { outcome: comments(rootKind: "proposal", rootId: "${proposalId}", after: $after) { next } }`,
      `($after: String) { outcome: commentsSince(rootKind: "proposal", rootId: "${proposalId}", after: $after) { count } }`,
      `($after: String) { outcome: replies(parentId: "${commentId}", after: $after) { next } }`,
      `($after: String) { outcome: comment(id: "${commentId}", after: $after) { next } }`,
      ...['NEWEST', 'RANDOM', 'SUPPORTED', 'COMMENTED', 'ANSWERED'].map(
        (sort) =>
          `($after: String) { outcome: component(id: "${room.componentId}") { ... on ProposalsComponent { proposals(sort: ${sort}, seed: "s", after: $after) { next } } } }`,
      ),
    ];
    const wrong: string[] = [];
    for (const list of lists) {
      for (const after of forged) {
        const answer = await told(people.staff, `query Q${list}`, { after });
        if (!/^(OK|BAD_USER_INPUT)$/.test(answer)) wrong.push(`${list} ${after}: ${answer}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(failures(fort)).toEqual([]);
  });
});

describe('inputs', () => {
  const refusedByType = async (query: string, variables: object = {}) => {
    const { result, statements } = await fort.statements(() => fort.graphql(query, { variables }));
    expect(result.status).toBe(400);
    expect(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']).toContain(result.code);
    expect(statements).toEqual([]);
  };
  const list = (args: string) =>
    `{ component(id: "${scene.room.componentId}") { ... on ProposalsComponent { proposals(${args}) { next } } } }`;

  test('INJ-02 an order is one of the orders', async () => {
    for (const sort of ['"votes; drop"', 'VOTES', '{ field: "votes", dir: "desc" }', '["NEWEST"]', '"NEWEST"'])
      await refusedByType(list(`sort: ${sort}`));
  });

  test('INJ-03 nothing is filtered by what is not offered', async () => {
    for (const filter of [
      '{ author: { email: "a" } }',
      '{ authorId: "x" }',
      '{ passwordHash_starts_with: "$argon" }',
      '{ search: { contains: "a" } }',
      '{ AND: [{ mine: true }] }',
    ]) {
      await refusedByType(list(`filter: ${filter}`));
    }
  });

  test('INJ-05 AUTHZ-10 nothing is changed but what is offered', async () => {
    const profile = 'mutation M($input: ProfileInput!) { updateProfile(input: $input) { __typename } }';
    const words = { displayName: '花', handle: null, about: '', locale: 'ja' };
    for (const extra of [
      { role: 'ADMIN' },
      { confirmedAt: '2026-01-01T00:00:00Z' },
      { id: scene.proposalId },
      { email: 'a@b.jp' },
      { organisationId: 'x' },
      { rev: 9 },
    ]) {
      await refusedByType(profile, { input: { ...words, ...extra } });
    }
    const proposal =
      'mutation M($id: ID!, $input: ProposalInput!) { saveProposal(id: $id, input: $input) { __typename } }';
    for (const extra of [
      { state: 'PUBLISHED' },
      { publishedAt: '2026-01-01T00:00:00Z' },
      { authorId: scene.people.other.id },
      { supportCount: 99 },
      { answerKind: 'ACCEPTED' },
    ]) {
      await refusedByType(proposal, { id: scene.proposalId, input: { title: 'x', body: 'y', locale: 'ja', ...extra } });
    }
  });

  test('INJ-18 settings by the names of the prototype change nothing', async () => {
    const { people, room } = scene;
    const edit =
      'mutation M($id: ID!, $edition: Int!, $input: ComponentInput!) { outcome: editComponent(id: $id, edition: $edition, input: $input) { __typename ... on Refusal { code field } } }';
    const { component } = await people.staff.run<{ component: { edition: number } }>(
      'query Q($id: ID!) { component(id: $id) { edition } }',
      { id: room.componentId },
    );
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const input = { settings: [{ key, value: '{"polluted":true}' }] };
      expect(await people.staff.refused(edit, { id: room.componentId, edition: component.edition, input })).toMatch(
        /^BAD_USER_INPUT settings/,
      );
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('INJ-19 of two parameters of one name none is taken', async () => {
    const query = encodeURIComponent('{ viewer { locale } }');
    const twice = await fort.send({ method: 'GET', path: `/graphql?query=${query}&query=${query}` });
    expect(answered(twice)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    const list2 = await fort.send({ method: 'GET', path: `/graphql?query[]=${query}` });
    expect(list2.status).toBe(400);
    const variables = await fort.send({ method: 'GET', path: `/graphql?query=${query}&variables=[]` });
    expect(variables.status).toBe(400);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDoor, type GraphqlDoor } from './graphql-door.ts';
import { answered, cpu, slowness, type Fort } from './support.ts';

let door: GraphqlDoor;
let fort: Fort;
let factor = 1;

beforeAll(async () => {
  factor = slowness();
  door = await openDoor();
  ({ fort } = door);
});
afterAll(() => fort?.close());

const nested = (levels: number): string =>
  `{ component(id: "${door.room.componentId}") { ${'space { components { '.repeat(levels)} id ${'} } '.repeat(levels)} } }`;

describe('a document that is too much', () => {
  test('GQL-01 nested 40 deep is refused by depth', async () => {
    await door.expectRefused(['DEPTH_LIMIT'], nested(19));
    const { ms } = await cpu(() => door.expectRefused(['DEPTH_LIMIT'], nested(20)));
    expect(ms).toBeLessThan(60 * factor);
  });

  test('GQL-01 depth cannot be hidden behind fragments', async () => {
    const chain = Array.from({ length: 30 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`).join('\n');
    await door.expectRefused(['DEPTH_LIMIT'], `query { ...F0 } ${chain} fragment F30 on Query ${nested(20)}`);
    await door.expectAlive();
  });

  test('GQL-02 a thousand aliases are refused, and so are thirty-one', async () => {
    const aliased = (n: number) => `{ ${Array.from({ length: n }, (_, at) => `a${at}: __typename`).join(' ')} }`;
    const { ms } = await cpu(() => door.expectRefused(['COST_LIMIT', 'ALIAS_LIMIT'], aliased(1_000)));
    expect(ms).toBeLessThan(150 * factor);
    await door.expectRefused(['ALIAS_LIMIT'], aliased(31));
    expect((await fort.graphql(aliased(30))).code).toBeUndefined();
  });

  test('GQL-03 a hundred sign-ins in one document check no password', async () => {
    const guess = (n: number) =>
      `g${n}: signIn(email: "person1@example.jp", password: "guess number ${n}") { __typename }`;
    await door.expectRefused(
      ['COST_LIMIT', 'ALIAS_LIMIT'],
      `mutation { ${Array.from({ length: 100 }, (_, n) => guess(n)).join(' ')} }`,
    );
    await door.expectRefused(['ALIAS_LIMIT'], `mutation { ${guess(1)} ${guess(2)} }`);
  });

  test('GQL-04 many changes in one document are refused whole', async () => {
    const before = (await door.mine()).myProposals.length;
    const one = door.draft('まとめて').slice('mutation { outcome: '.length, -2);
    const many = Array.from({ length: 30 }, (_, n) => `m${n}: ${one}`).join(' ');
    await door.expectRefusedSignedIn(['ALIAS_LIMIT'], `mutation { ${many} }`);
    await door.expectRefusedSignedIn(['ALIAS_LIMIT'], `mutation { ...F } fragment F on Mutation { m: ${one} }`);
    expect((await door.mine()).myProposals).toHaveLength(before);
  });

  test('GQL-06 a field repeated fifty thousand times is refused before it is read', async () => {
    const { result, ms } = await cpu(() => door.post(JSON.stringify({ query: `{ ${'__typename '.repeat(8_000)} }` })));
    expect(answered(result)).toMatchObject({ status: 400, code: 'COST_LIMIT' });
    expect(ms).toBeLessThan(200 * factor);
    expect((await door.post(JSON.stringify({ query: `{ ${'__typename '.repeat(50_000)} }` }))).status).toBe(413);
  });

  test('GQL-07 ten thousand directives are refused by tokens, eleven by count', async () => {
    const { ms } = await cpu(() =>
      door.expectRefused(['COST_LIMIT'], `{ viewer { locale ${'@skip(if: false) '.repeat(2_000)} } }`),
    );
    expect(ms).toBeLessThan(150 * factor);
    await door.expectRefused(['COST_LIMIT'], `{ viewer { ${'locale @skip(if: false) '.repeat(11)} } }`);
  });

  test('GQL-08 GQL-18 introspection is off, nested or not, and for staff too; the schema is published instead', async () => {
    const circular = `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }`;
    await door.expectRefused(['GRAPHQL_VALIDATION_FAILED', 'DEPTH_LIMIT'], circular);
    await door.expectRefused(['GRAPHQL_VALIDATION_FAILED'], '{ __type(name: "Query") { name } }');
    const asStaff = await fort.graphql('{ __schema { queryType { name } } }', {
      cookie: await fort.signIn(await fort.city.staff()),
    });
    expect(asStaff).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    const published = await fort.send({ method: 'GET', path: '/schema.graphql' });
    expect(published.text).toContain('type Query {');
    expect(published.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  test('GQL-09 fragments in a circle are refused', async () => {
    await door.expectRefused(
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
      await door.expectRefused(
        ['DEPTH_LIMIT', 'ALIAS_LIMIT', 'COST_LIMIT'],
        `{ spaces { items { ...F0 } } } ${doubling} fragment F25 on Space { id }`,
      );
      await door.expectRefused(
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
    await door.expectRefused(
      ['COST_LIMIT'],
      `{ ${Array.from({ length: 2_000 }, (_, n) => `space(slug: "${n}") { id }`).join(' ')} }`,
    );
  });

  test('GQL-15 GQL-16 a page has one to a hundred items, whoever asks and however', async () => {
    for (const first of [1_000_000, 101, 0, -1]) {
      const literal = await door.expectRefused(['BAD_USER_INPUT'], `{ spaces(first: ${first}) { next } }`);
      const variable = await door.expectRefused(
        ['BAD_USER_INPUT'],
        'query Q($n: Int!) { spaces(first: $n) { next } }',
        {
          variables: { n: first },
        },
      );
      const byDefault = await door.expectRefused(
        ['BAD_USER_INPUT'],
        `query Q($n: Int! = ${first}) { spaces(first: $n) { next } }`,
      );
      for (const answer of [literal, variable, byDefault]) {
        expect(answer.errors).toEqual([
          { message: 'A page has 1 to 100 items.', extensions: { code: 'BAD_USER_INPUT', field: 'first' } },
        ]);
      }
    }
    await door.expectRefused(['GRAPHQL_VALIDATION_FAILED'], '{ spaces(first: 1, last: 1) { next } }');
    expect((await fort.graphql('{ spaces(first: 100) { next } }')).code).toBeUndefined();
  });

  test('GQL-17 lists in lists in lists multiply', async () => {
    await door.expectRefused(
      ['COST_LIMIT'],
      `{ spaces(first: 100) { items { components { ... on ProposalsComponent {
      proposals(first: 100) { items { id history { items { n } } } } } } } } }`,
    );
    await door.expectRefused(
      ['COST_LIMIT'],
      `query Q($n: Int!) { spaces(first: $n) { items { components { ... on ProposalsComponent {
      proposals(first: $n) { items { id } } } } } } }`,
      { variables: { n: 100 } },
    );
  });

  test('GQL-35 deferred and streamed parts are unknown', async () => {
    await door.expectRefused(['GRAPHQL_VALIDATION_FAILED'], '{ viewer { ... @defer { locale } } }');
    const streamed = await door.expectRefused(
      ['GRAPHQL_VALIDATION_FAILED'],
      '{ spaces { items @stream(initialCount: 0) { id } } }',
      {
        headers: { accept: 'multipart/mixed; deferSpec=20220824, application/json' },
      },
    );
    expect(streamed.headers['content-type']).toMatch(/^application\/json/);
  });
});

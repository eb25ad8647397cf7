import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Actor } from '@hiroba/testing';
import { calls } from './calls.ts';
import { corpus } from './data.ts';
import { documentFor, rootFields } from './documents.ts';
import { matrix } from './matrix.ts';
import { setScene, viewers, type Scene, type Subject, type ViewerName } from './scene.ts';
import { answered, cpu, slowness, startFort, type Fort } from './support.ts';

let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
  ({ schema } = fort.server.nest.get(GraphQLSchemaHost));
});
afterAll(() => fort?.close());

/** The places in the arguments of a field where a scalar of some types stands, lists by their first item. */
function leaves(
  type: GraphQLInputType,
  wanted: readonly string[],
  path: readonly (string | number)[],
  depth = 0,
): (string | number)[][] {
  if (isNonNullType(type)) return leaves(type.ofType, wanted, path, depth);
  if (isListType(type)) return leaves(type.ofType, wanted, [...path, 0], depth);
  if (isInputObjectType(type))
    return depth > 5
      ? []
      : Object.values(type.getFields()).flatMap((field) =>
          leaves(field.type, wanted, [...path, field.name], depth + 1),
        );
  return wanted.includes(getNamedType(type).name) ? [[...path]] : [];
}

/** The value with something else at a place; objects and lists on the way are made. */
function placed(value: unknown, [at, ...rest]: readonly (string | number)[], put: unknown): unknown {
  if (at === undefined) return put;
  if (typeof at === 'number')
    return [
      placed((value as unknown[] | undefined)?.[at], rest, put),
      ...((value as unknown[] | undefined) ?? []).slice(1),
    ];
  return {
    ...(value as object | undefined),
    [at]: placed((value as Record<string, unknown> | undefined)?.[at], rest, put),
  };
}

const order: readonly ViewerName[] = ['administrator', 'staff', 'author', 'participant', ...viewers];
const whoMay = (field: string): ViewerName => order.find((who) => matrix[field]?.[who] === 'OK') ?? 'administrator';

const ids = (): { root: 'query' | 'mutation'; field: ReturnType<typeof rootFields>[number] }[] =>
  (['query', 'mutation'] as const).flatMap((root) => rootFields(schema, root).map((field) => ({ root, field })));

interface Said {
  readonly __typename?: string;
  readonly code?: string;
}

/** Calls a field with one value changed; what came back in one word. */
async function told(by: Actor, document: string, variables: object): Promise<string> {
  try {
    const { outcome } = await by.run<{ outcome: Said | null }>(document, variables);
    return outcome?.__typename === 'Refusal' ? `REFUSED ${outcome.code}` : 'OK';
  } catch (error) {
    return String((error as { extensions?: { code?: string } }).extensions?.code ?? error);
  }
}

/** Puts each value in each place of some types in every root field; calls `judge` with what was answered. */
async function everywhere(
  types: readonly string[],
  values: readonly unknown[],
  judge: (where: string, value: unknown, answer: string) => void,
): Promise<number> {
  let tried = 0;
  for (const { root, field } of ids()) {
    const call = calls[field.name];
    const places = field.args.flatMap((arg) => leaves(arg.type, types, [arg.name]));
    if (places.length === 0) continue;
    const who = whoMay(field.name);
    const document = documentFor(schema, root, field);
    let subject: Subject | undefined;
    for (const place of places) {
      for (const value of values) {
        subject ??= (await call?.subject?.(scene)) ?? {};
        const variables = placed(call?.variables?.(scene, subject, who) ?? {}, place, value) as object;
        const answer = await told(scene.people[who], document, variables);
        if (answer === 'OK' && root === 'mutation') subject = undefined;
        judge(`${field.name}.${place.join('.')}`, value, answer);
        tried += 1;
      }
    }
  }
  return tried;
}

/** Where the server failed so far, but for the failures that a test here provokes. */
const failures = (): readonly string[] =>
  fort.log
    .filter((line) => line.includes('unexpected failure') && !line.includes('"code":"42P01"'))
    .map((line) => line.slice(0, 600));

describe('whatever is put in every text of every field', () => {
  test('INJ-15 a NUL is bad input, never a failure', async () => {
    const wrong: string[] = [];
    const tried = await everywhere(['String', 'ID'], ['a\0b'], (where, _, answer) => {
      // Texts of no account may say no in their own words; nothing may store it, and nothing may break.
      if (!/^(BAD_USER_INPUT|REFUSED|OK$)/.test(answer)) wrong.push(`${where}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(80);
    const stored = await fort.query<{ n: number }>(
      `select count(*)::int as n from proposal where title like '%' || chr(1) || '%'`,
    );
    expect(stored).toEqual([{ n: 0 }]);
    expect(failures()).toEqual([]);
  }, 60_000);

  test('INJ-16 half a surrogate pair is refused or replaced, and the log stays computable', async () => {
    const wrong: string[] = [];
    await everywhere(['String', 'ID'], ['x\ud800y'], (where, _, answer) => {
      if (!/^(BAD_USER_INPUT|REFUSED|OK$)/.test(answer)) wrong.push(`${where}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(failures()).toEqual([]);
    const broken = await fort.query<{ n: number }>(`select count(*)::int as n from log_entry
      where leaf_hash <> sha256('\\x00'::bytea || leaf) or convert_from(leaf, 'UTF8')::jsonb ->> 'type' <> type`);
    expect(broken).toEqual([{ n: 0 }]);
  }, 60_000);

  test('INJ-01 quotes, comments and wildcards are letters like any other', async () => {
    const wrong: string[] = [];
    const values = [`' OR 1=1-- '; drop table proposal; %_\\ $1 \${x} " 🌳`];
    await everywhere(['String', 'ID'], values, (where, value, answer) => {
      if (!/^(BAD_USER_INPUT|REFUSED|OK$)/.test(answer)) wrong.push(`${where} ${String(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(failures()).toEqual([]);
    const find = async (search: string) =>
      (
        await scene.people.administrator.run<{ people: { displayName: string }[] }>(
          'query Q($search: String!) { people(search: $search) { displayName } }',
          { search },
        )
      ).people.map(({ displayName }) => displayName);
    for (const wild of ['%', '_', '％', `' or ''='`, '筆_', '筆%', '\\']) expect(await find(wild)).toEqual([]);
    expect(await find('筆者')).toEqual(['筆者']);
  }, 120_000);

  test('INJ-17 numbers out of bounds are bad input', async () => {
    const wrong: string[] = [];
    const values = [2 ** 31, -(2 ** 31) - 1, 2 ** 53 + 2, 1e308, 'NaN', '1', true, 1.5, [1, 2]];
    const tried = await everywhere(['Int'], values, (where, value, answer) => {
      if (answer !== 'BAD_USER_INPUT') wrong.push(`${where} ${JSON.stringify(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(80);
    const sloppy: string[] = [];
    await everywhere(['Int', 'Float'], [-0, -1, 0, 2 ** 31 - 1, -(2 ** 31)], (where, value, answer) => {
      if (!/^(BAD_USER_INPUT|REFUSED|OK)/.test(answer)) sloppy.push(`${where} ${String(value)}: ${answer}`);
    });
    for (const cost of [1e309, -1, 0.5, 2 ** 60]) {
      const body = `{"query":"mutation M($id: ID!, $c: Float) { outcome: answerProposal(id: $id, input: { kind: OTHER, text: { ja: \\"x\\" }, office: \\"課\\", costYen: $c, reason: \\"r\\" }) { ... on Refusal { code field } } }","variables":{"id":"${scene.proposalId}","c":${cost === 1e309 ? '1e309' : cost}}}`;
      const answer = answered<{ outcome: { code: string; field: string } }>(
        await fort.send({
          body,
          headers: { 'content-type': 'application/json' },
          cookie: await fort.signIn(scene.people.staff),
        }),
      );
      expect(answer.code ?? answer.data?.outcome).toEqual(
        cost === 1e309 ? 'BAD_USER_INPUT' : { code: 'BAD_USER_INPUT', field: 'costYen' },
      );
    }
    expect(sloppy).toEqual([]);
    expect(failures()).toEqual([]);
  }, 60_000);

  test('INJ-17 what is no instant is bad input', async () => {
    const wrong: string[] = [];
    const values = [
      'tomorrow',
      '2026-13-01T00:00:00Z',
      '+275760-09-13T00:00:00.000Z',
      '-000001-01-01T00:00:00Z',
      '2026-12-01',
      'NaN',
      1e15,
      '2026-12-01T00:00:00',
      '9999-01-01T00:00:00Z',
    ];
    const tried = await everywhere(['DateTime'], values, (where, value, answer) => {
      if (answer !== 'BAD_USER_INPUT') wrong.push(`${where} ${String(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(tried).toBe(values.length * 3);
  });

  test('INJ-04 objects in the place of texts are refused', async () => {
    const wrong: string[] = [];
    const values: readonly unknown[] = [
      { $or: [{ id: 1 }] },
      { __raw: true, sql: 'select 1' },
      { toString: 'x' },
      ['a', 'b'],
      { length: 1 },
    ];
    await everywhere(['String', 'ID'], values, (where, value, answer) => {
      if (answer !== 'BAD_USER_INPUT') wrong.push(`${where} ${JSON.stringify(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('files', () => {
  test('INJ-04 no JSON is a file', async () => {
    const wrong: string[] = [];
    const values = [{ name: 'a.png', size: 1, arrayBuffer: 'x' }, 'data:image/png;base64,AAAA', { file: {} }, 1];
    const tried = await everywhere(['Upload'], values, (where, value, answer) => {
      if (answer !== 'BAD_USER_INPUT') wrong.push(`${where} ${JSON.stringify(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });
});

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
    expect(failures()).toEqual([]);
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

describe('search', () => {
  const search = (words: string) =>
    scene.people.visitor.run<{ component: { proposals: { items: { title: string }[] } } }>(
      'query Q($id: ID!, $words: String!) { component(id: $id) { ... on ProposalsComponent { proposals(filter: { search: $words }) { items { title } } } } }',
      { id: scene.room.componentId, words },
    );

  test('INJ-06 takes the marks of its own language as text, and a long text too', async () => {
    const marks = [
      '&',
      '|',
      '!',
      '(',
      ')',
      ':',
      '*',
      '<->',
      'a & | b',
      '!!',
      ':*',
      `'`,
      `''`,
      '\\',
      '<2>',
      'a:*',
      '木 & 陰',
      "木'陰",
      '\t\n',
      '　',
      '& | ! ( ) : *',
    ];
    for (const words of [...marks, 'x'.repeat(10_000), '木陰 '.repeat(2_500), '('.repeat(5_000), `'`.repeat(400)]) {
      expect(Array.isArray((await search(words)).component.proposals.items)).toBe(true);
    }
    expect((await search('木陰')).component.proposals.items).toEqual([{ title: '木陰を増やす' }]);
    expect((await search('木陰 & !木陰')).component.proposals.items).toEqual([]);
    expect(failures()).toEqual([]);
  });

  test('INJ-07 a bomb of wildcards is text, and costs nothing', async () => {
    const bomb = '%_'.repeat(200);
    const people = () =>
      scene.people.administrator.run<{ people: object[] }>('query Q($s: String!) { people(search: $s) { code } }', {
        s: bomb,
      });
    await people();
    const { result, ms } = await cpu(people);
    expect(result.people).toEqual([]);
    expect(ms).toBeLessThan(50 * slowness());
    expect((await search(bomb)).component.proposals.items).toEqual([]);
  });
});

describe('the arguments of inner fields', () => {
  test('INJ-15 INJ-16 INJ-01 are texts like those of root fields', async () => {
    const withTexts = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !['Query', 'Mutation', 'Subscription'].includes(type.name)
        ? Object.values(type.getFields()).flatMap((field) =>
            field.args.some((arg) => leaves(arg.type, ['String', 'ID'], [arg.name]).length > 0)
              ? [`${type.name}.${field.name}`]
              : [],
          )
        : [],
    );
    // Whoever adds one adds it to the documents below.
    expect(withTexts).toEqual(['ProposalsComponent.proposals']);
    const list = (args: string) =>
      `query Q($id: ID!, $text: String!) { outcome: component(id: $id) { ... on ProposalsComponent { proposals(${args}) { next } } } }`;
    const wrong: string[] = [];
    for (const args of [
      'after: $text',
      'seed: $text, sort: RANDOM',
      'filter: { search: $text }',
      'filter: { category: $text }',
    ]) {
      for (const text of [
        'a\0b',
        'x\ud800y',
        `' OR 1=1--`,
        '%_\\',
        'x'.repeat(50_000),
        'TEST-P-2026-1',
        'TEST-P-2026-99999999999999999999',
      ]) {
        const answer = await told(scene.people.visitor, list(args), { id: scene.room.componentId, text });
        if (!/^(OK|BAD_USER_INPUT)$/.test(answer)) wrong.push(`${args} ${text.slice(0, 30)}: ${answer}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(failures()).toEqual([]);
  });
});

describe('mail and log', () => {
  test('INJ-12 templates in names are printed as they are', async () => {
    for (const name of [
      '{{constructor.constructor("x")()}}',
      '${7*7}',
      '<%= 7*7 %>',
      '{city}',
      "'{token}'",
      '{n, plural, other {#}}',
    ]) {
      const edit =
        'mutation M($rev: Int!, $input: OrganisationInput!) { outcome: editOrganisation(rev: $rev, input: $input) { __typename ... on Refusal { code field } } }';
      const { organisation } = await scene.people.administrator.run<{ organisation: { rev: number } }>(
        '{ organisation { rev } }',
      );
      await scene.people.administrator.act(edit, { rev: organisation.rev, input: { name: { ja: name, en: name } } });
      const email = `mail${organisation.rev}@example.jp`;
      await scene.people.visitor.run('mutation M($i: SignUpInput!) { signUp(input: $i) { __typename } }', {
        i: { email, password: '', displayName: '新人', acceptTerms: true, termsVersion: '1', locale: 'ja', next: null },
      });
      const [mail] = await fort.query<{ subject: string; body: string }>(
        'select subject, body from mail_outbox where recipient = $1',
        [email],
      );
      expect(`${mail?.subject}${mail?.body}`).toContain(name);
      expect(mail?.body).not.toMatch(/\b49\b/);
    }
  });

  test('INJ-11 every line of the log is one event, whatever was sent', async () => {
    const cases = corpus<{ text: string }>('own-log-injection.json');
    const before = fort.log.length;
    await fort.query('alter table space_slug rename to space_slug_away');
    for (const { text } of cases) {
      const printable = text.replace(/[^\x20-\x7e]/g, '?').slice(0, 500);
      await fort.graphql('query Q($s: String!) { space(slug: $s) { slug } }', {
        variables: { s: text.slice(0, 5_000) },
        headers: {
          'user-agent': printable,
          referer: `http://city.test/${encodeURIComponent(text.slice(0, 500).toWellFormed())}`,
        },
      });
    }
    await fort.query('alter table space_slug_away rename to space_slug');
    const lines = fort.log.slice(before);
    expect(lines).toHaveLength(cases.length);
    for (const line of lines) {
      expect(line.endsWith('\n')).toBe(true);
      const control = [...line.slice(0, -1)].filter((c) => /\p{Cc}|[\u2028\u2029]/u.test(c));
      expect(control).toEqual([]);
      const event = JSON.parse(line) as { msg: string; err: object };
      expect(event.msg).toBe('unexpected failure');
      expect(JSON.stringify(event)).not.toMatch(/forged|jndi|evil\.test|admin logged in/);
    }
  });
});

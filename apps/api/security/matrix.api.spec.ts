import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import sharp from 'sharp';
import { isObjectType, isUnionType, parse, subscribe, type GraphQLSchema } from 'graphql';
import { classOf, refusalCodes, type RefusalCode } from '@hiroba/kernel';
import { calls } from './calls.ts';
import { dataClasses } from './data-classes.ts';
import { documentFor, rootFields, selectionOf } from './documents.ts';
import { matrix } from './matrix.ts';
import { setScene, viewers, type Scene, type Subject, type ViewerName } from './scene.ts';
import { startFort, type Fort } from './support.ts';

const roots = ['query', 'mutation', 'subscription'] as const;
type Root = (typeof roots)[number];

let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
  ({ schema } = fort.server.nest.get(GraphQLSchemaHost));
});
afterAll(() => fort?.close());

/** What an answer comes to, in one word. */
function wordFor(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return value.length > 0 ? 'OK' : 'EMPTY';
  const { __typename, code, items } = value as { __typename?: string; code?: string; items?: unknown[] };
  if (__typename === 'Refusal')
    return code !== undefined && code in refusalCodes ? classOf(code as RefusalCode) : `UNKNOWN_${code}`;
  return items?.length === 0 ? 'EMPTY' : 'OK';
}

/** Everything that comes back: the data, or the code of what was thrown. */
async function reply(
  root: Root,
  document: string,
  variables: object,
  who: ViewerName,
): Promise<{ outcome?: unknown; code?: string }> {
  const { viewer } = scene.people[who];
  if (root === 'subscription') {
    const contextValue = { viewer, loaders: new WeakMap(), effects: {} };
    const result = await subscribe({
      schema,
      document: parse(document),
      variableValues: variables as Record<string, unknown>,
      contextValue,
    });
    if ('errors' in result) return { code: String(result.errors?.[0]?.extensions.code) };
    await (result as AsyncGenerator).return(undefined);
    return { outcome: {} };
  }
  try {
    return await scene.people[who].run<{ outcome: unknown }>(document, variables);
  } catch (error) {
    const { extensions } = error as { extensions?: { code?: string } };
    if (!extensions?.code) throw error;
    return { code: extensions.code };
  }
}

const fieldsOf = (): { root: Root; field: ReturnType<typeof rootFields>[number] }[] =>
  roots.flatMap((root) => rootFields(schema, root).map((field) => ({ root, field })));

describe('the schema', () => {
  test('ALL6 SE3 every root field has a row, a call, and no row is left over', () => {
    const names = fieldsOf()
      .map(({ field }) => field.name)
      .sort();
    expect(Object.keys(matrix).sort()).toEqual(names);
    expect(Object.keys(calls).sort()).toEqual(names);
  });

  test('ALL6 SE3 every field of every object type has a data class, and no class is left over', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter(
        (type) =>
          isObjectType(type) &&
          !type.name.startsWith('__') &&
          !['Query', 'Mutation', 'Subscription'].includes(type.name),
      )
      .flatMap((type) =>
        isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
      );
    expect([...dataClasses.keys()].sort()).toEqual(fields.sort());
  });

  test('every mutation returns a union with a refusal', () => {
    for (const { name, type } of rootFields(schema, 'mutation')) {
      const inner = 'ofType' in type ? type.ofType : type;
      expect({ name, refuses: isUnionType(inner) && inner.getTypes().some((each) => each.name === 'Refusal') }).toEqual(
        { name, refuses: true },
      );
    }
  });

  test('INJ-04 no field takes whatever it is given: there is no scalar for any JSON', () => {
    const scalars = Object.values(schema.getTypeMap())
      .filter((type) => type.constructor.name === 'GraphQLScalarType')
      .map(({ name }) => name)
      .sort();
    expect(scalars).toEqual(['Boolean', 'DateTime', 'Float', 'ID', 'Int', 'SafeHtml', 'String', 'Upload']);
  });
});

describe.each(roots)('AUTHZ-01 ROL1 A5 every %s', (root) => {
  test('answers everybody as declared', async () => {
    const found: Record<string, string> = {};
    const declared: Record<string, string> = {};
    for (const field of rootFields(schema, root)) {
      const call = calls[field.name];
      const document = documentFor(schema, root, field);
      let subject: Subject | undefined;
      const row: string[] = [];
      for (const who of viewers) {
        subject ??= (await call?.subject?.(scene)) ?? {};
        const { outcome, code } = await reply(root, document, call?.variables?.(scene, subject, who) ?? {}, who);
        const word = code ?? wordFor(outcome);
        if (word === 'OK' && root === 'mutation') subject = undefined;
        row.push(word);
      }
      found[field.name] = row.join(' ');
      declared[field.name] = viewers.map((who) => matrix[field.name]?.[who]).join(' ');
    }
    expect(found).toEqual(declared);
  }, 180_000);
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
let never = 0;

/** The same arguments about things that never existed. */
function neverExisted(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    never += 1;
    if (uuid.test(value)) return `01990000-0000-7000-8000-${String(never).padStart(12, '0')}`;
    if (key === 'slug') return `never-${never}`;
    return key === 'code' || key === 'person' ? 'zzzzzzzz' : value;
  }
  if (Array.isArray(value)) return value.map((each) => neverExisted(each));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, neverExisted(each, name)]));
  return value;
}

describe('ALL5 SE4 AUTHZ-07 AUTHZ-16 what belongs to another city', () => {
  test('is as if it had never existed, to the byte, for every field with an id', async () => {
    const strangers = await Promise.all([
      fort.other.visitor(),
      fort.other.citizen('隣'),
      fort.other.person('隣職', [{ role: 'STAFF' }, { role: 'ADMIN' }, { role: 'MODERATOR' }, { role: 'AUDITOR' }]),
    ]);
    const compared: string[] = [];
    for (const { root, field } of fieldsOf()) {
      const call = calls[field.name];
      const subject = (await call?.subject?.(scene)) ?? {};
      const variables = call?.variables?.(scene, subject, 'staff') ?? {};
      const bogus = neverExisted(variables) as object;
      if (
        JSON.stringify(variables) === JSON.stringify(bogus) ||
        ['draftSpace', 'publishLegalPage'].includes(field.name)
      )
        continue;
      compared.push(field.name);
      const document = documentFor(schema, root, field, 3);
      for (const stranger of strangers) {
        const ask = async (about: object): Promise<string> => {
          if (root !== 'subscription')
            return JSON.stringify(
              await stranger.run(document, about).catch((error: { extensions?: object }) => error.extensions),
            );
          const result = await subscribe({
            schema,
            document: parse(document),
            variableValues: about as Record<string, unknown>,
            contextValue: { viewer: stranger.viewer, loaders: new WeakMap(), effects: {} },
          });
          return JSON.stringify(result);
        };
        const [theirs, nobodys] = [await ask(variables), await ask(bogus)];
        expect({ field: field.name, theirs }).toEqual({ field: field.name, theirs: nobodys });
        expect(theirs).toMatch(/null|\[\]|NOT_FOUND|UNAUTHENTICATED|FORBIDDEN/);
      }
    }
    expect(compared.length).toBeGreaterThan(35);
  }, 60_000);

  test('a session of one city is unknown in another', async () => {
    const cookie = await fort.signIn(scene.people.staff);
    const ask = '{ viewer { personId grants { role } } }';
    expect((await fort.graphql<{ viewer: object }>(ask, { cookie })).data?.viewer).toMatchObject({
      personId: scene.people.staff.id,
    });
    expect((await fort.graphql<{ viewer: object }>(ask, { cookie, host: 'other.test' })).data?.viewer).toEqual({
      personId: null,
      grants: [],
    });
  });

  test('a picture is there at its own city only', async () => {
    const { people, room } = scene;
    const png = await sharp({ create: { width: 1300, height: 700, channels: 3, background: '#0a7' } })
      .png()
      .toBuffer();
    const { spaceById } = await people.staff.run<{ spaceById: { edition: number } }>(
      'query Q($id: ID!) { spaceById(id: $id) { edition } }',
      { id: room.spaceId },
    );
    await people.staff.act(
      `mutation M($id: ID!, $edition: Int!, $picture: Upload) {
        outcome: setSpaceHero(id: $id, edition: $edition, picture: $picture, alt: { ja: "緑" }, decorative: false) {
          __typename ... on Space { id } ... on Refusal { code field } } }`,
      { id: room.spaceId, ...spaceById, picture: new File([new Uint8Array(png)], 'green.png', { type: 'image/png' }) },
    );
    const { space } = await people.visitor.run<{ space: { hero: { src: string } } }>(
      'query Q($slug: String!) { space(slug: $slug) { hero { src } } }',
      { slug: room.slug },
    );
    const at = (host: string) => fort.send({ method: 'GET', path: space.hero.src, host });
    const [own, theirs] = [await at('city.test'), await at('other.test')];
    const nobodys = await fort.send({ method: 'GET', path: `/files/${'0'.repeat(64)}`, host: 'other.test' });
    expect(own.status).toBe(200);
    expect(own.headers['content-security-policy']).toContain('sandbox');
    expect({ status: theirs.status, text: theirs.text }).toEqual({ status: 404, text: nobodys.text });
  });

  test('open data is there at its own city only', async () => {
    const { componentId, spaceId } = scene.room;
    for (const at of [
      `/download/proposals/${componentId}.csv`,
      `/download/comments/${componentId}.ndjson`,
      `/download/spaces/${spaceId}.json`,
    ]) {
      const [own, theirs, nobodys] = [
        await fort.send({ method: 'GET', path: at }),
        await fort.send({ method: 'GET', path: at, host: 'other.test' }),
        await fort.send({
          method: 'GET',
          path: at.replace(/[0-9a-f-]{36}/, '01990000-0000-7000-8000-000000000000'),
          host: 'other.test',
        }),
      ];
      expect([200, 404]).toContain(own.status);
      expect({ status: theirs.status, text: theirs.text }).toEqual({ status: 404, text: nobodys.text });
    }
  });
});

describe('drafts', () => {
  test('AUTHZ-02 are as if they had never existed, for everybody but their author and whatever is asked', async () => {
    const id = await fort.city.draft(scene.people.author, scene.room.componentId, { title: '内緒の下書き' });
    for (const { root, field } of fieldsOf()) {
      const taken = field.args.filter(({ name }) => name === 'id' || name === 'rootId');
      if (taken.length === 0 || root === 'subscription') continue;
      const call = calls[field.name];
      const base = { ...call?.variables?.(scene, (await call.subject?.(scene)) ?? {}, 'staff') };
      const about = (draft: string) => ({ ...base, ...Object.fromEntries(taken.map(({ name }) => [name, draft])) });
      const document = documentFor(schema, root, field, 2);
      for (const who of viewers) {
        if (who === 'author') continue;
        const [drafted, nobodys] = [
          await reply(root, document, about(id), who),
          await reply(root, document, about('01990000-0000-7000-8000-000000000000'), who),
        ];
        expect({ field: field.name, who, drafted }).toEqual({ field: field.name, who, drafted: nobodys });
      }
    }
    expect(await scene.people.author.run('query Q($id: ID!) { proposal(id: $id) { title } }', { id })).toEqual({
      proposal: { title: '内緒の下書き' },
    });
  }, 60_000);
});

describe('AUTHZ-08 personal data', () => {
  const planted = {
    email: 'planted-address@example.jp',
    draft: '植えた下書き',
    session: '',
    personId: '',
    supporter: '',
  };

  test('reaches nobody else through any path', async () => {
    const { city, room, people } = scene;
    const owner = await city.citizen('持主');
    await fort.query('update person set email = $2, email_key = $2 where id = $1', [owner.id, planted.email]);
    planted.personId = owner.id;
    await city.draft(owner, room.componentId, { title: planted.draft });
    const ownId = await city.proposal(owner, room.componentId, { title: '持主の提案' });
    await people.other.run('mutation M($id: ID!) { supportProposal(id: $id) { __typename } }', { id: ownId });
    await fort.signIn(owner);
    const [session] = await fort.query<{ id: string }>('select id from session where person_id = $1', [owner.id]);
    planted.session = session?.id ?? '';
    const [key] = await fort.query<{ supporter: string }>(
      'select supporter::text from proposal_allowance where person_id = $1',
      [people.other.id],
    );
    planted.supporter = key?.supporter ?? '';
    expect(Object.values(planted).filter((value) => value.length < 4)).toEqual([]);

    for (const field of rootFields(schema, 'query')) {
      const variables = calls[field.name]?.variables?.(scene, {}, 'participant') ?? {};
      const document = documentFor(schema, 'query', field, 5);
      for (const who of viewers) {
        const text = JSON.stringify(await reply('query', document, variables, who));
        const leaked = Object.entries(planted)
          .filter(([, value]) => text.includes(value))
          .map(([name]) => name);
        const allowed = field.name === 'people' && who === 'administrator' ? ['email'] : [];
        expect({ field: field.name, who, leaked: leaked.filter((name) => !allowed.includes(name)) }).toEqual({
          field: field.name,
          who,
          leaked: [],
        });
      }
    }
    const own = JSON.stringify(
      await owner.run(`{ viewer ${selectionOf(schema, schema.getType('Viewer') as never, 3)} myProposals { title } }`),
    );
    expect(own).toContain(planted.email);
    expect(own).toContain(planted.draft);
  }, 60_000);
});

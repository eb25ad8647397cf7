import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isUnionType, type GraphQLSchema } from 'graphql';
import { fieldsOf, reply, schemaOf } from './asking.ts';
import { calls } from './calls.ts';
import { documentFor, rootFields, selectionOf } from './documents.ts';
import { setScene, viewers, type Scene } from './scene.ts';
import { startFort, type Fort } from './support.ts';

let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
  schema = schemaOf(fort);
});
afterAll(() => fort?.close());

describe('the schema', () => {
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

describe('drafts', () => {
  test('AUTHZ-02 are as if they had never existed, for everybody but their author and whatever is asked', async () => {
    const id = await fort.city.draft(scene.people.author, scene.room.componentId, { title: '内緒の下書き' });
    for (const { root, field } of fieldsOf(schema)) {
      const taken = field.args.filter(({ name }) => name === 'id' || name === 'rootId');
      if (taken.length === 0 || root === 'subscription') continue;
      const call = calls[field.name];
      const base = { ...call?.variables?.(scene, (await call.subject?.(scene)) ?? {}, 'staff') };
      const about = (draft: string) => ({ ...base, ...Object.fromEntries(taken.map(({ name }) => [name, draft])) });
      const document = documentFor(schema, root, field, 2);
      for (const who of viewers) {
        if (who === 'author') continue;
        const [drafted, nobodys] = [
          await reply(schema, scene.people[who], root, document, about(id)),
          await reply(schema, scene.people[who], root, document, about('01990000-0000-7000-8000-000000000000')),
        ];
        expect({ field: field.name, who, drafted }).toEqual({ field: field.name, who, drafted: nobodys });
      }
    }
    expect(await scene.people.author.run('query Q($id: ID!) { proposal(id: $id) { title } }', { id })).toEqual({
      proposal: { title: '内緒の下書き' },
    });
  });
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
        const text = JSON.stringify(await reply(schema, scene.people[who], 'query', document, variables));
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
  });
});

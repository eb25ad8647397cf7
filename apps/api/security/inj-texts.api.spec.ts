import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import { schemaOf } from './asking.ts';
import { corpus } from './data.ts';
import { failures, leaves, placed, told } from './everywhere.ts';
import { ofComponents } from './of-components.ts';
import { setScene, type Scene } from './scene.ts';
import { cpu, slowness, startFort, type Fort } from './support.ts';

let fort: Fort;
let scene: Scene;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
});
afterAll(() => fort?.close());

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
    expect(failures(fort)).toEqual([]);
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
  /** The way to a thing whose fields take texts; whoever makes the first such field of a type adds it. */
  const anchors: Readonly<Record<string, { way(inner: string): string; id(of: Scene): string | Promise<string | undefined> }>> = {
    ...Object.fromEntries(ofComponents.flatMap(({ anchors: own = {} }) =>
      Object.entries(own).map(([type, { way, subject }]) => [type, { way, id: async (of: Scene) => (await subject(of)).id }]))),
    ProposalsComponent: {
      way: (inner) => `component(id: $id) { ... on ProposalsComponent { ${inner} } }`,
      id: ({ room }) => room.componentId,
    },
    Proposal: { way: (inner) => `proposal(id: $id) { ${inner} }`, id: ({ proposalId }) => proposalId },
    Space: { way: (inner) => `component(id: $id) { space { ${inner} } }`, id: ({ room }) => room.componentId },
  };
  const texts = [
    'a\0b',
    'x\ud800y',
    `' OR 1=1--`,
    '%_\\',
    'x'.repeat(50_000),
    'TEST-P-2026-1',
    'TEST-P-2026-99999999999999999999',
  ];

  test('INJ-15 INJ-16 INJ-01 are texts like those of root fields', async () => {
    const withTexts = Object.values(schemaOf(fort).getTypeMap()).flatMap((type) =>
      isObjectType(type) && !['Query', 'Mutation', 'Subscription'].includes(type.name)
        ? Object.values(type.getFields()).flatMap((field) => {
            const places = field.args.flatMap((arg) => leaves(arg.type, ['String', 'ID'], [arg.name]));
            return places.length > 0 ? [{ type: type.name, field, places }] : [];
          })
        : [],
    );
    expect(withTexts.length).toBeGreaterThan(2);
    const wrong: string[] = [];
    for (const { type, field, places } of withTexts) {
      const anchor = anchors[type];
      expect({ type, known: anchor !== undefined }).toEqual({ type, known: true });
      const id = await anchor?.id(scene);
      for (const place of places) {
        const used = field.args.filter((arg) => arg.name === place[0] || isRequiredArgument(arg));
        const types = used.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
        const args = used.map(({ name }) => `${name}: $${name}`).join(', ');
        const selected = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
        const inner = `${field.name}(${args})${selected}`;
        for (const text of texts) {
          const required = Object.fromEntries(field.args.filter(isRequiredArgument).map(({ name }) => [name, 'x']));
          const variables = { ...(placed(required, place, text) as object), id };
          const document = `query Q($id: ID!, ${types}) { outcome: ${anchor?.way(inner)} }`;
          const answer = await told(scene.people.visitor, document, variables);
          if (!/^(OK|BAD_USER_INPUT)$/.test(answer)) wrong.push(`${inner} ${text.slice(0, 30)}: ${answer}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(failures(fort)).toEqual([]);
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

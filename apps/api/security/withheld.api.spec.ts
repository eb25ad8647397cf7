import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { fieldsOf, reply, schemaOf } from './asking.ts';
import { calls } from './calls.ts';
import { documentFor } from './documents.ts';
import { comment, doIt, setScene, type Scene, type Subject, type ViewerName } from './scene.ts';
import { startFort, type Fort } from './support.ts';

const secret = 'ひみつのことば８７';
const words = (what: string) => `${what}の${secret}`;
const outsiders: readonly ViewerName[] = ['visitor', 'participant', 'staff', 'administrator'];

interface Hidden {
  readonly kind: 'comment' | 'proposal' | 'debate';
  readonly id: string;
}

let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;
let hidden: readonly Hidden[];
let since: Date;
const subjects = new Map<string, Subject>();

const withhold = (kind: string, id: string) =>
  doIt(
    scene.people.moderator,
    `withholdText(subjectKind: "${kind}", subjectId: $id, rule: "R5", reason: "ののしりのため")`,
    { id },
    '$id: ID!',
    '... on ModerationDecision { id }',
  );

/** Covers what is secret in a text and leaves the rest. */
const cover = (kind: string, id: string) =>
  doIt(
    scene.people.moderator,
    `redactText(subjectKind: "${kind}", subjectId: $id, rule: "R3", reason: "他の人のことのため", passages: ["${secret}"])`,
    { id },
    '$id: ID!',
    '... on ModerationDecision { id }',
  );

/** Takes the words of a comment away, by two persons. */
async function takeAway(id: string): Promise<void> {
  const { people, city } = scene;
  const given = '(subjectKind: "comment", subjectId: $id';
  const fields = '... on JudgedCase { id }';
  await doIt(people.moderator, `proposeSuppression${given}, rule: "R3", reason: "住所のため")`, { id }, '$id: ID!', fields);
  const suppressor = await city.person('削除の担当', [{ role: 'SUPPRESSOR' }]);
  await doIt(suppressor, `approveSuppression${given})`, { id }, '$id: ID!', fields);
}

async function debate(): Promise<string> {
  const { city, people } = scene;
  const { componentId } = await city.room(people.staff, 'debates', { actions: ['create', 'comment'] });
  const both = { ja: '屋根', en: 'Roof' };
  const ask = {
    decided: both,
    changeable: both,
    fixed: both,
    decider: both,
    deadline: both,
    wanted: both,
    promise: 'INVOLVE',
  };
  const input = { question: words('問い'), background: words('背景'), ask, locale: 'ja' };
  const fields = '... on Debate { id }';
  const { id } = await doIt(
    people.author,
    'draftDebate(componentId: $componentId, input: $input)',
    { componentId, input },
    '$componentId: ID!, $input: DebateInput!',
    fields,
  );
  await doIt(people.author, 'publishDebate(id: $id)', { id }, '$id: ID!', fields);
  return id;
}

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
  schema = schemaOf(fort);
  const { city, people, room, proposalId } = scene;
  const proposal = await city.proposal(people.author, room.componentId, { title: words('提案'), body: words('本文') });
  hidden = [
    { kind: 'comment', id: await comment(people.author, proposalId, words('発言')) },
    { kind: 'proposal', id: proposal },
    { kind: 'debate', id: await debate() },
  ];
  const covered: readonly Hidden[] = [
    { kind: 'comment', id: await comment(people.author, proposalId, words('覆われる発言')) },
    { kind: 'proposal', id: await city.proposal(people.author, room.componentId, { title: words('別の提案'), body: words('別の本文') }) },
    { kind: 'debate', id: await debate() },
  ];
  const takenAway: Hidden = { kind: 'comment', id: await comment(people.author, proposalId, words('なくなる発言')) };
  await city.settle();
  await city.react();
  since = (await fort.query<{ now: Date }>('select clock_timestamp() as now'))[0]?.now ?? new Date();
  for (const { kind, id } of hidden) await withhold(kind, id);
  for (const { kind, id } of covered) await cover(kind, id);
  await takeAway(takenAway.id);
  hidden = [...hidden, ...covered, takenAway];
  await city.settle();
  await city.react();
});
afterAll(() => fort?.close());

/** The arguments of a field that name a thing, pointed at one that is withheld. */
const pointed = (given: object, names: readonly string[], { kind, id }: Hidden): object => ({
  ...given,
  ...Object.fromEntries(
    names.flatMap((name): [string, string][] =>
      /^(id|rootId|subjectId|parentId|proposalId|debateId|of)$/.test(name)
        ? [[name, id]]
        : /^(rootKind|subjectKind)$/.test(name)
          ? [[name, kind]]
          : [],
    ),
  ),
});

async function asked(who: ViewerName): Promise<string[]> {
  const found: string[] = [];
  for (const { root, field } of fieldsOf(schema)) {
    if (root !== 'query') continue;
    const call = calls[field.name];
    const subject = subjects.get(field.name) ?? (await call?.subject?.(scene)) ?? {};
    subjects.set(field.name, subject);
    const given = call?.variables?.(scene, subject, who) ?? {};
    const names = field.args.map(({ name }) => name);
    const document = documentFor(schema, root, field, 3).replace(/ items \{ __typename \} \} \}$/, ' } }');
    const searched = names.includes('search')
      ? [{ ...given, search: secret }]
      : names.includes('q')
        ? [{ ...given, q: secret }]
        : [];
    for (const variables of [given, ...searched, ...hidden.map((one) => pointed(given, names, one))]) {
      const { outcome } = await reply(schema, scene.people[who], root, document, variables);
      if (JSON.stringify(outcome ?? null).includes(secret)) found.push(field.name);
    }
  }
  return [...new Set(found)].sort();
}

describe('X3 M3 what is withheld', () => {
  test('is read by its author and by those who moderate, so that the others are asked the right questions', async () => {
    for (const who of ['author', 'moderator'] as const)
      expect(await asked(who)).toEqual(expect.arrayContaining(['comment', 'comments', 'debate', 'proposal']));
    expect(await asked('moderator')).toContain('moderationSubject');
  });

  test.each(outsiders)('stands in no answer of the API to: %s', async (who) => {
    expect(await asked(who)).toEqual([]);
  });

  test('stands in no feed, file, map of the site, mail or entry of the log from then on', async () => {
    const { openDataSets } = await scene.people.visitor.run<{ openDataSets: { name: string }[] }>(
      '{ openDataSets { name } }',
    );
    const places = [
      ...openDataSets.flatMap(({ name }) => [
        `/download/everything/${name}.csv`,
        `/download/everything/${name}.ndjson`,
      ]),
      ...['activity', 'answers', 'register', 'log'].map((name) => `/ja/feeds/${name}.atom`),
      '/sitemap.xml',
    ];
    let read = 0;
    for (const path of places) {
      const { status, text } = await fort.send({ method: 'GET', path });
      if (status === 200) read += 1;
      expect([path, text.includes(secret)]).toEqual([path, false]);
    }
    expect(read).toBeGreaterThan(openDataSets.length);
    const [{ n } = { n: 1 }] = await fort.query<{ n: number }>(
      `select (select count(*) from mail_outbox where queued_at >= $2 and (body like $1 or subject like $1))::int
        + (select count(*) from log_entry where convert_from(leaf, 'UTF8') like $1)::int as n`,
      [`%${secret}%`, since],
    );
    expect(n).toBe(0);
  });
});

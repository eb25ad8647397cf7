import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { roles } from '@hiroba/kernel';
import type { Actor } from '@hiroba/testing';
import { reply, schemaOf, wordOf } from '../security/asking.ts';
import { calls } from '../security/calls.ts';
import { documentFor, rootFields } from '../security/documents.ts';
import { doIt, setScene, type Scene, type Subject } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ROL2: whoever holds every role there is in one space may, in another space and in the city, what a participant may. */
let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;
let holder: Actor;
let participant: Actor;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
  schema = schemaOf(fort);
  const { city, elsewhere, people } = scene;
  holder = await city.person(
    '兼務',
    // Those who take words away for good do so in the whole city.
    roles.filter((role) => role !== 'SUPPRESSOR').map((role) => ({ role, spaceId: elsewhere.spaceId })),
  );
  participant = people.participant;
});
afterAll(() => fort?.close());

/** One change, on a subject of its own. */
async function tried(who: Actor, field: ReturnType<typeof rootFields>[number]): Promise<string> {
  const call = calls[field.name];
  const subject: Subject = (await call?.subject?.(scene)) ?? {};
  const variables = call?.variables?.(scene, subject, 'participant') ?? {};
  return wordOf(await reply(schema, who, 'mutation', documentFor(schema, 'mutation', field), variables));
}

test('ROL2 no change that a participant is refused is allowed by roles of another space', async () => {
  const gained: string[] = [];
  let refused = 0;
  for (const field of rootFields(schema, 'mutation')) {
    const [theirs, ours] = [await tried(participant, field), await tried(holder, field)];
    if (theirs !== 'OK') refused += 1;
    if (theirs !== 'OK' && ours === 'OK') gained.push(field.name);
  }
  expect(gained).toEqual([]);
  expect(refused).toBeGreaterThan(20);
});

test('ROL2 nothing of a space that is hidden from a participant is shown by roles of another space', async () => {
  const { city, people } = scene;
  const hidden = await city.room(people.staff, 'proposals', { publish: false });
  await city.draft(people.author, scene.room.componentId, { title: '内緒の下書き' });
  const marks = [hidden.spaceId, hidden.componentId, hidden.slug, '内緒の下書き'];
  const shown: string[] = [];
  for (const field of rootFields(schema, 'query')) {
    const document = documentFor(schema, 'query', field, 4);
    const given = calls[field.name]?.variables?.(scene, { id: hidden.spaceId }, 'participant') ?? {};
    const swapped = JSON.parse(
      JSON.stringify(given)
        .replaceAll(scene.room.componentId, hidden.componentId)
        .replaceAll(scene.room.slug, hidden.slug),
    ) as object;
    for (const variables of [given, swapped]) {
      const theirs = JSON.stringify(await reply(schema, participant, 'query', document, variables));
      const ours = JSON.stringify(await reply(schema, holder, 'query', document, variables));
      shown.push(
        ...marks.filter((mark) => !theirs.includes(mark) && ours.includes(mark)).map((mark) => `${field.name} ${mark}`),
      );
    }
  }
  expect(shown).toEqual([]);
});

test('ROL2 the same roles are worth something in their own space', async () => {
  const { elsewhere, people } = scene;
  const id = await scene.city.proposal(people.author, elsewhere.componentId);
  const call = 'answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: "検討します" }, office: "企画課" })';
  expect(await doIt(holder, call, { id }, '$id: ID!', '... on Proposal { id }')).toMatchObject({ id });
  expect(JSON.stringify(await holder.run('{ staffSpaces { items { id } } }'))).toContain(elsewhere.spaceId);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { Recorded } from '@hiroba/server';
import { evidenceIn, judge, parseVerifierKey, type VerifierKey } from '@hiroba/transparency';
import { LogKeeper, nodeCiphers, Receipts } from '@hiroba/transparency/server';
import { reply, roots, schemaOf, wordOf } from '../security/asking.ts';
import { calls } from '../security/calls.ts';
import { documentFor, rootFields } from '../security/documents.ts';
import { matrix } from '../security/matrix.ts';
import { setScene, viewers, type Scene, type Subject, type ViewerName } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ROL1: every root field, generated from the schema, answers every role as the matrix says. */
let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;
/** What each mutation put on record, the last time it was done. */
const recorded: Record<string, { readonly who: ViewerName; readonly entries: readonly Recorded[] }> = {};

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
  schema = schemaOf(fort);
});
afterAll(() => fort?.close());

test.each(roots)(
  'ROL1 AUTHZ-01 A5 every %s answers everybody as declared',
  async (root) => {
    const found: Record<string, string> = {};
    const declared: Record<string, string> = {};
    for (const field of rootFields(schema, root)) {
      const call = calls[field.name];
      const document = documentFor(schema, root, field);
      let subject: Subject | undefined;
      const row: string[] = [];
      for (const who of viewers) {
        subject ??= (await call?.subject?.(scene)) ?? {};
        const variables = call?.variables?.(scene, subject, who) ?? {};
        const answer = await reply(schema, scene.people[who], root, document, variables);
        const word = wordOf(answer);
        if (answer.recorded?.length) recorded[field.name] = { who, entries: answer.recorded };
        if (word === 'OK' && root === 'mutation') subject = undefined;
        row.push(word);
      }
      found[field.name] = row.join(' ');
      declared[field.name] = viewers.map((who) => matrix[field.name]?.[who]).join(' ');
    }
    expect(found).toEqual(declared);
    expect(Object.keys(found).length).toBeGreaterThan(0);
  },
  180_000,
);

test('T9 every public act has a receipt, and within its time a proof; both are believed by the published keys alone', async () => {
  const [keeper, receipts] = [fort.server.nest.get(LogKeeper), fort.server.nest.get(Receipts)];
  expect(Object.keys(recorded).length).toBeGreaterThan(50);
  // The log begins here: who acted before has their receipt all the same.
  await keeper.keep();
  for (const [mutation, { who, entries }] of Object.entries(recorded)) {
    const { viewer } = scene.people[who];
    const notes = await receipts.notesOf(viewer.organisationId, entries);
    for (const [n, { id, at }] of entries.entries()) {
      const kept = await receipts.find(viewer, id);
      const keys = kept?.vkeys.map((vkey) => parseVerifierKey(vkey, nodeCiphers) as VerifierKey) ?? [];
      const evidence = evidenceIn((await receipts.archive(viewer, id)) ?? new Uint8Array(0)) ?? {};
      const soon = new Date(at.getTime() + 60_000);
      const { state, checks } = judge(evidence, keys, nodeCiphers, soon);
      expect([mutation, state, checks.map(({ of }) => of).slice(0, 4)]).toEqual([
        mutation,
        'RECORDED',
        ['LEAF', 'SIGNATURE', 'INCLUSION', 'RECEIPT'],
      ]);
      expect(judge({ receipt: notes[n] }, keys, nodeCiphers, soon).state).toBe('ACCEPTED');
    }
  }
});

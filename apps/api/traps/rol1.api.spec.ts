import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { reply, roots, schemaOf, wordOf } from '../security/asking.ts';
import { calls } from '../security/calls.ts';
import { documentFor, rootFields } from '../security/documents.ts';
import { matrix } from '../security/matrix.ts';
import { setScene, viewers, type Scene, type Subject } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ROL1: every root field, generated from the schema, answers every role as the matrix says. */
let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;

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
        const word = wordOf(await reply(schema, scene.people[who], root, document, variables));
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

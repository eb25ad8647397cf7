import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  OperationTypeNode,
  parse,
  specifiedRules,
  typeFromAST,
  validate,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { visitor } from '@hiroba/kernel';
import type { Caller } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { documents } from '../../../../tools/documents.mjs';
import { comment } from '../../security/scene.ts';
import { compiled, interpreted, type Run } from './compiled.ts';
import { Documents, hashOfDocument } from './documents.ts';
import { checkCost, documentBounds } from './limits.ts';

let app: SpecApp;
let schema: GraphQLSchema;
let texts: readonly string[];
let known: Readonly<Record<string, string>>;
let callers: readonly Caller[];

beforeAll(async () => {
  app = await startApp();
  ({ schema } = app.server.nest.get(GraphQLSchemaHost));
  texts = Object.values((await documents()) as Record<string, string>);
  const staff = await app.world.staff();
  const hana = await app.world.citizen('花');
  const { componentId, slug, spaceId } = await app.world.room(staff, 'proposals');
  const id = await app.world.proposal(hana, componentId);
  const parentId = await comment(hana, id);
  known = {
    componentId,
    component: componentId,
    slug,
    spaceId,
    id,
    rootId: id,
    subjectId: id,
    rootKind: 'proposal',
    kind: 'proposal',
    subjectKind: 'proposal',
    parentId,
    title: '公園',
  };
  callers = [staff.viewer, visitor(app.world.organisationId)];
});
afterAll(() => app?.close());

/** A value of an input type: what is known by its name, else the least that fits. */
function valueFor(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType as GraphQLInputType, name);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(
      ({ type: of, defaultValue }) => isNonNullType(of) && defaultValue === undefined,
    );
    return Object.fromEntries(needed.map((field) => [field.name, valueFor(field.type, field.name)]));
  }
  const { name: scalar } = getNamedType(type);
  if (scalar === 'ID' || scalar === 'String') return known[name] ?? (scalar === 'ID' ? known.id : 'x');
  return { Int: 5, Float: 0, Boolean: true, DateTime: '2026-11-22T03:00:00.000Z' }[scalar] ?? null;
}

const queries = () =>
  texts
    .map((text) => ({ text, document: parse(text) }))
    .filter(({ document }) => getOperationAST(document)?.operation === OperationTypeNode.QUERY);

/** What a run tells, as JSON: of failures what the masking looks at. */
async function told(run: Run, viewer: Caller, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { data, errors } = await run({ viewer, loaders: new WeakMap(), effects: {} }, variables);
  const seen = errors?.map(({ message, path, extensions, originalError }) => ({
    message,
    path,
    code: extensions.code,
    original: originalError?.message,
  }));
  return JSON.parse(JSON.stringify({ data, errors: seen }));
}

describe('documents of this installation', () => {
  test('say the same compiled as interpreted, to everybody', async () => {
    expect(queries().length).toBeGreaterThan(60);
    for (const { document } of queries()) {
      const operation = getOperationAST(document);
      const types = (operation?.variableDefinitions ?? []).map(
        ({
          variable: {
            name: { value },
          },
          type,
          defaultValue,
        }) => {
          const input = typeFromAST(schema, type as never);
          if (!isInputType(input)) throw new Error(`${value} is of no input type`);
          return { name: value, input, isOptional: !isNonNullType(input) || defaultValue !== undefined };
        },
      );
      const all = Object.fromEntries(types.map(({ name, input }) => [name, valueFor(input, name)]));
      const least = Object.fromEntries(
        types.filter(({ isOptional }) => !isOptional).map(({ name }) => [name, all[name]]),
      );
      const misfit = Object.fromEntries(types.map(({ name }) => [name, { no: 'such' }]));
      const [one, other] = [interpreted(schema, document), compiled(schema, document)];
      for (const viewer of callers) {
        for (const variables of [all, least, misfit]) {
          expect({ name: operation?.name?.value, ...((await told(other, viewer, variables)) as object) }).toEqual({
            name: operation?.name?.value,
            ...((await told(one, viewer, variables)) as object),
          });
        }
      }
    }
  });

  test('that are published keep the bounds of all documents', () => {
    const published = queries().filter(({ text }) => text.startsWith('# '));
    expect(published.length).toBeGreaterThan(10);
    for (const { document } of published) {
      expect(validate(schema, document, [...specifiedRules, documentBounds])).toEqual([]);
      expect(() => checkCost(schema, document, { first: 20 })).not.toThrow();
    }
  });

  test('are compiled once, where they ask; others never are', () => {
    const [text = ''] = texts.filter((each) => each.includes('query ProposalList('));
    const free = '{ viewer { locale } }';
    const mine = new Documents([text]);
    const document = parse(text);
    expect(mine.runOf(hashOfDocument(text), schema, document)).toBe(mine.runOf(hashOfDocument(text), schema, document));
    expect(mine.runOf(hashOfDocument(free), schema, parse(free))).toBeUndefined();
    expect([mine.kindOf(hashOfDocument(text)), mine.kindOf('0'.repeat(64))]).toEqual(['query', undefined]);
  });

  test('of those that others compose, the latest hundred stay parsed', async () => {
    const mine = new Documents();
    const document = parse('{ viewer { locale } }');
    for (let n = 0; n < 101; n += 1) await mine.set(String(n).padStart(64, '0'), document);
    const kept = await Promise.all([0, 1, 100].map((n) => mine.get(String(n).padStart(64, '0'))));
    expect(kept.map((each) => each === document)).toEqual([false, true, true]);
  });
});

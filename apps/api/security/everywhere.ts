import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Actor } from '@hiroba/testing';
import { calls } from './calls.ts';
import { documentFor, rootFields } from './documents.ts';
import { matrix } from './matrix.ts';
import { viewers, type Scene, type Subject, type ViewerName } from './scene.ts';
import type { Fort } from './support.ts';

/** The places in the arguments of a field where a scalar of some types stands, lists by their first item. */
export function leaves(
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
export function placed(value: unknown, [at, ...rest]: readonly (string | number)[], put: unknown): unknown {
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

const fieldsOf = (
  schema: GraphQLSchema,
): { root: 'query' | 'mutation'; field: ReturnType<typeof rootFields>[number] }[] =>
  (['query', 'mutation'] as const).flatMap((root) => rootFields(schema, root).map((field) => ({ root, field })));

interface Said {
  readonly __typename?: string;
  readonly code?: string;
}

/** Calls a field with one value changed; what came back in one word. */
export async function told(by: Actor, document: string, variables: object): Promise<string> {
  try {
    const { outcome } = await by.run<{ outcome: Said | null }>(document, variables);
    return outcome?.__typename === 'Refusal' ? `REFUSED ${outcome.code}` : 'OK';
  } catch (error) {
    return String((error as { extensions?: { code?: string } }).extensions?.code ?? error);
  }
}

/** Puts each value in each place of some types in every root field; calls `judge` with what was answered. */
export async function everywhere(
  scene: Scene,
  types: readonly string[],
  values: readonly unknown[],
  judge: (where: string, value: unknown, answer: string) => void,
): Promise<number> {
  const { schema } = scene.fort.server.nest.get(GraphQLSchemaHost);
  let tried = 0;
  for (const { root, field } of fieldsOf(schema)) {
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
export const failures = ({ log }: Fort): readonly string[] =>
  log
    .filter((line) => line.includes('unexpected failure') && !line.includes('"code":"42P01"'))
    .map((line) => line.slice(0, 600));

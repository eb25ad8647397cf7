import { GraphQLSchemaHost } from '@nestjs/graphql';
import { parse, subscribe, type GraphQLSchema } from 'graphql';
import { classOf, refusalCodes, type RefusalCode } from '@hiroba/kernel';
import type { Recorded } from '@hiroba/server';
import type { Actor } from '@hiroba/testing';
import { rootFields } from './documents.ts';
import type { Fort } from './support.ts';

/** The three kinds of operations. */
export const roots = ['query', 'mutation', 'subscription'] as const;
export type Root = (typeof roots)[number];

/** The schema that a fort runs. */
export const schemaOf = (fort: Fort): GraphQLSchema => fort.server.nest.get(GraphQLSchemaHost).schema;

/** Every root field there is, with its kind. */
export const fieldsOf = (schema: GraphQLSchema): { root: Root; field: ReturnType<typeof rootFields>[number] }[] =>
  roots.flatMap((root) => rootFields(schema, root).map((field) => ({ root, field })));

/** What an answer comes to, in one word. */
export function wordFor(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return value.length > 0 ? 'OK' : 'EMPTY';
  const { __typename, code, items } = value as {
    __typename?: string;
    code?: string;
    items?: { refusal?: { code: string } | null }[];
  };
  if (__typename === 'Refusal') return classIn(code);
  const [first] = items ?? [];
  if (first?.refusal && items?.every(({ refusal }) => refusal)) return classIn(first.refusal.code);
  return items?.length === 0 ? 'EMPTY' : 'OK';
}

const classIn = (code: string | undefined): string =>
  code !== undefined && code in refusalCodes ? classOf(code as RefusalCode) : `UNKNOWN_${code}`;

/** Everything that comes back: the data, or the code of what was thrown. */
export async function reply(
  schema: GraphQLSchema,
  { viewer, run }: Actor,
  root: Root,
  document: string,
  variables: object,
): Promise<{ outcome?: unknown; code?: string; recorded?: readonly Recorded[] }> {
  if (root === 'subscription') {
    const result = await subscribe({
      schema,
      document: parse(document),
      variableValues: variables as Record<string, unknown>,
      contextValue: { viewer, loaders: new WeakMap(), effects: {} },
    });
    if ('errors' in result) return { code: String(result.errors?.[0]?.extensions.code) };
    await (result as AsyncGenerator).return(undefined);
    return { outcome: {} };
  }
  try {
    const before = viewer.recorded?.length ?? 0;
    const answer = await run<{ outcome: unknown }>(document, variables);
    return { ...answer, recorded: viewer.recorded?.slice(before) };
  } catch (error) {
    const { extensions } = error as { extensions?: { code?: string } };
    if (!extensions?.code) throw error;
    return { code: extensions.code };
  }
}

/** The reply in one word. */
export const wordOf = ({ outcome, code }: { outcome?: unknown; code?: string }): string => code ?? wordFor(outcome);

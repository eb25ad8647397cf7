import { createHash } from 'node:crypto';
import { parse, validate, type GraphQLSchema } from 'graphql';
import type { GraphqlContext } from '@hiroba/server';
import type { Logger } from 'pino';
import { compiled, type Run } from '../graphql/compiled.ts';
import { maskError } from '../graphql/errors.ts';
import type { Variables } from '../graphql/measure.ts';

/** Runs one of our own documents in this process, as the request's viewer. */
export type Execute = <R>(document: string | { toString(): string }, variables?: object, options?: { requestKey?: string }) => Promise<R>;

/** A failure of a page's own operation; the page shows its class. */
export class ExecuteError extends Error {
  readonly extensions: { readonly code: string; readonly incident?: string };

  constructor(code: string, incident?: string) {
    super(code);
    this.extensions = { code, incident };
  }
}

/** What is asked with which values, as a digest; files count by what is in them. */
async function digestOf(source: string, variables: object): Promise<string> {
  const hash = createHash('sha256').update(`${source} ${JSON.stringify(variables)}`);
  for (const value of Object.values(variables)) if (value instanceof Blob) hash.update(await value.bytes());
  return hash.digest('base64url');
}

/** An executor over the one schema, once there is one; documents are parsed, validated and compiled once. */
export function executor(schemaOf: () => GraphQLSchema, log: Logger): (context: GraphqlContext) => Execute {
  const runs = new Map<string, Run>();
  const runOf = (source: string): Run => {
    const known = runs.get(source);
    if (known) return known;
    const document = parse(source);
    const problems = validate(schemaOf(), document);
    if (problems[0]) throw problems[0];
    const run = compiled(schemaOf(), document);
    runs.set(source, run);
    return run;
  };
  return (context) => async <R>(document: string | { toString(): string }, variables: object = {}, { requestKey: key }: { requestKey?: string } = {}) => {
    const source = String(document);
    const requestKey = key ? { key, digest: await digestOf(source, variables) } : undefined;
    const own = { ...context, effects: context.effects, viewer: { ...context.viewer, requestKey } };
    const result = await runOf(source)(own, variables as Variables);
    if (result.errors?.[0]) {
      const { code, incident } = maskError(result.errors[0], log).extensions as { code: string; incident?: string };
      throw new ExecuteError(code, incident);
    }
    return result.data as R;
  };
}

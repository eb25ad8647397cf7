import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Viewer } from '@hiroba/kernel';

/** A public log entry as its receipt names it. */
export interface Recorded {
  readonly id: string;
  /** The digest of its leaf. */
  readonly hash: Uint8Array;
  readonly at: Date;
}

/** A viewer together with what belongs to this one request. */
export interface Caller extends Viewer {
  /** Client key of a write: same key and body, same answer (kept 24 h). */
  readonly requestKey?: { readonly key: string; readonly digest: string };
  /** The session this request came with. */
  readonly sessionId?: string;
  /** Keyed hash of the client's address, for limits only. */
  readonly client?: string;
  /** Keyed hash of the beginning of the client's address, by which reports from one place are told. */
  readonly network?: string;
  /** What this request has put on public record so far, once it is committed. */
  readonly recorded?: Recorded[];
}

/** What every GraphQL resolver of a request shares. */
export interface GraphqlContext {
  readonly viewer: Caller;
  readonly loaders: WeakMap<object, unknown>;
  readonly effects: RequestEffects;
}

/** What a mutation may do to the browser besides answering: set or drop the session cookie, say when to come back. */
export interface RequestEffects {
  session?: { token: string; maxAge: number } | 'ENDED';
  /** In seconds. */
  retryAfter?: number;
}

/** The viewer of the request at hand. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext) =>
  GqlExecutionContext.create(context).getContext<GraphqlContext>().viewer);

/** The cookie effects of the request at hand. */
export const Effects = createParamDecorator((_: unknown, context: ExecutionContext) =>
  GqlExecutionContext.create(context).getContext<GraphqlContext>().effects);

import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { Refusal } from '@hiroba/kernel';
import type { GraphqlContext, LibraryServer, Limit, RateLimit } from '@hiroba/server';

const usual = { many: 60, seconds: 60 };

/** Puts every mutation behind the limit of its sender: the library's own, else 60 a minute. */
export function guardMutations(schema: GraphQLSchema, libraries: readonly LibraryServer[], limiter: () => RateLimit, factor: number): GraphQLSchema {
  const own = Object.assign({}, ...libraries.map(({ limits }) => limits)) as Record<string, Pick<Limit, 'many' | 'seconds'>>;
  for (const [name, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const { many, seconds } = own[name] ?? usual;
    const limit = { name, many: many * factor, seconds };
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, args, context: GraphqlContext, info) => {
      const { viewer, effects } = context;
      const sender = `${viewer.organisationId} ${viewer.personId ?? viewer.client ?? ''}`;
      const tooMany = await limiter().take(limit, sender);
      const outcome: unknown = tooMany ?? (await resolve(source, args, context, info));
      if (outcome instanceof Refusal && outcome.code === 'RATE_LIMITED') effects.retryAfter = Number(outcome.params.seconds ?? 60);
      return outcome;
    };
  }
  return schema;
}

import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { RateLimit, ServerModule, type Platform } from '@hiroba/server';
import type { Logger } from 'pino';
import { maskError } from './graphql/errors.ts';
import { guardMutations } from './graphql/guard-mutations.ts';
import { bounds, checkCost, documentBounds } from './graphql/limits.ts';
import { orphanedTypes } from './graphql/schema.ts';
import type { Sockets } from './http/sockets.ts';
import type { Visit } from './http/visit.ts';

/** The whole server: platform, capabilities, components, and the GraphQL door. */
@Module({})
export class AppModule {
  static forRoot(platform: Platform, log: Logger, sockets: Sockets, options: { limits: number; introspection: boolean }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ServerModule.forRoot(platform),
        ...platform.libraries.map(({ module }) => module),
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [RateLimit],
          useFactory: (limiter: RateLimit) => ({
            path: '/graphql',
            autoSchemaFile: true,
            sortSchema: true,
            buildSchemaOptions: { orphanedTypes },
            transformSchema: (schema: GraphQLSchema) => guardMutations(schema, platform.libraries, () => limiter, options.limits),
            graphiql: false,
            introspection: options.introspection,
            csrfPrevention: true,
            allowBatchedHttpRequests: false,
            persistedQueries: false,
            hideSchemaDetailsFromClientErrors: true,
            includeStacktraceInErrorResponses: false,
            parseOptions: { maxTokens: bounds.tokens },
            validationRules: [documentBounds],
            formatError: (formatted: GraphQLFormattedError, error: unknown) => maskError(error ?? formatted, log),
            plugins: [ApolloServerPluginCacheControlDisabled(), costPlugin],
            context: (incoming: { req?: { visit?: Visit }; extra?: unknown }) =>
              incoming.req?.visit?.context ?? sockets.context({ extra: incoming.extra }),
            subscriptions: { 'graphql-ws': { path: '/graphql', onConnect: sockets.onConnect } },
          }),
        }),
      ],
    };
  }
}

const costPlugin: NonNullable<ApolloDriverConfig['plugins']>[number] = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, request, operationName }) {
        checkCost(schema, document, request.variables ?? {}, operationName ?? undefined);
      },
    };
  },
};

import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { RateLimit, ServerModule, type Platform } from '@hiroba/server';
import type { Logger } from 'pino';
import { bounds } from './graphql/bounds.ts';
import { maskError, statusOfFailure } from './graphql/errors.ts';
import { guardMutations } from './graphql/guard-mutations.ts';
import { checkCost, documentBounds } from './graphql/limits.ts';
import { rowsFirst } from './graphql/rows-first.ts';
import { buildSchemaOptions } from './graphql/schema.ts';
import { graphqlPath } from './http/graphql-door.ts';
import type { Visit } from './http/visit.ts';

type Plugin = NonNullable<ApolloDriverConfig['plugins']>[number];

/** The whole server: platform, capabilities, components, and the GraphQL door. */
@Module({})
export class AppModule {
  static forRoot(platform: Platform, log: Logger, options: { limits: number; introspection: boolean }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ServerModule.forRoot(platform),
        ...platform.libraries.map(({ module }) => module),
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [RateLimit],
          useFactory: (limiter: RateLimit) => ({
            path: graphqlPath,
            autoSchemaFile: true,
            sortSchema: true,
            buildSchemaOptions,
            transformSchema: (schema: GraphQLSchema) => rowsFirst(guardMutations(schema, platform.libraries, () => limiter, options.limits)),
            graphiql: false,
            introspection: options.introspection,
            csrfPrevention: true,
            allowBatchedHttpRequests: false,
            persistedQueries: false,
            hideSchemaDetailsFromClientErrors: true,
            includeStacktraceInErrorResponses: false,
            autoTransformHttpErrors: false,
            preserveHttpStatusForExecutionErrors: false,
            parseOptions: { maxTokens: bounds.tokens },
            validationRules: [documentBounds],
            formatError: (formatted: GraphQLFormattedError, error: unknown) => maskError(error ?? formatted, log),
            plugins: [ApolloServerPluginCacheControlDisabled(), costPlugin, statusPlugin],
            context: ({ req }: { req: { visit: Visit } }) => req.visit.context,
          }),
        }),
      ],
    };
  }
}

const costPlugin: Plugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, request }) {
        checkCost(schema, document, request.variables ?? {});
      },
    };
  },
};

const statusPlugin: Plugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        const status = body.kind === 'single' ? statusOfFailure(body.singleResult.errors) : undefined;
        if (!status) return;
        http.status = status;
        http.headers.set('retry-after', '5');
      },
    };
  },
};

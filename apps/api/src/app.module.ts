import { HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { RateLimit, ServerModule, type GraphqlContext, type Platform } from '@hiroba/server';
import { Receipts, TransparencyModule } from '@hiroba/transparency/server';
import type { Logger } from 'pino';
import { bounds } from './graphql/bounds.ts';
import type { Documents } from './graphql/documents.ts';
import { maskError, statusOfFailure } from './graphql/errors.ts';
import { guardMutations } from './graphql/guard-mutations.ts';
import { checkCost, documentBounds } from './graphql/limits.ts';
import { rowsFirst } from './graphql/rows-first.ts';
import { buildSchemaOptions } from './graphql/schema.ts';
import { describeError } from './http/describe-error.ts';
import { graphqlPath } from './http/graphql-door.ts';

type Plugin = NonNullable<ApolloDriverConfig['plugins']>[number];
type Listener = Exclude<Awaited<ReturnType<NonNullable<Plugin['requestDidStart']>>>, void>;

const UP_TO_DATE = Symbol('UP_TO_DATE');

/** How the server is put together, besides what it is made of. */
export interface Assembling {
  readonly limits: number;
  readonly introspection: boolean;
  /** The database is brought up to date meanwhile: nothing reads it before, which is when everything has been put together. */
  readonly upToDate: Promise<void>;
}

/** The whole server: platform, capabilities, components, and the GraphQL door. */
@Module({})
export class AppModule {
  static forRoot(platform: Platform, log: Logger, documents: Documents, options: Assembling): DynamicModule {
    return {
      module: AppModule,
      providers: [{ provide: UP_TO_DATE, useValue: { onModuleInit: () => options.upToDate } }],
      imports: [
        ServerModule.forRoot(platform),
        ...platform.libraries.map(({ module }) => module),
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [TransparencyModule],
          inject: [RateLimit, Receipts],
          useFactory: (limiter: RateLimit, receipts: Receipts) => ({
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
            plugins: [ApolloServerPluginCacheControlDisabled(), operations(documents, log), receipting(receipts, log)],
            documentStore: documents,
          }),
        }),
      ],
    };
  }
}

/** How many receipts one answer carries; whoever did more finds the others by the ids of their entries. */
const MOST_RECEIPTS = 100;

/** Gives whoever put something on public record the signed notes that it was accepted, beside the answer. */
function receipting(receipts: Receipts, log: Logger): Plugin {
  const listener: Listener = {
    async willSendResponse({ response: { body }, contextValue }) {
      const { organisationId, recorded = [] } = (contextValue as GraphqlContext).viewer;
      if (body.kind !== 'single' || recorded.length === 0) return;
      try {
        const notes = await receipts.notesOf(organisationId, recorded.slice(0, MOST_RECEIPTS));
        if (notes.length > 0) body.singleResult.extensions = { ...body.singleResult.extensions, receipts: notes };
      } catch (error) {
        // It is done and recorded; only the key of the receipts cannot be used.
        log.error({ err: describeError(error) }, 'receipts');
      }
    },
  };
  return { requestDidStart: async () => listener };
}

/** What stands between a document that is valid and its answer: its cost, how it runs, and the status of failures. */
function operations(documents: Documents, log: Logger): Plugin {
  const listener: Listener = {
    async didResolveOperation({ schema, document, request }) {
      checkCost(schema, document, request.variables ?? {});
    },
    async responseForOperation({ schema, document, operation, queryHash, request, contextValue }) {
      // Where several operations are sent and none is named, there is none, whatever the type says.
      const kind = (operation as typeof operation | undefined)?.operation;
      const run = kind === OperationTypeNode.QUERY ? documents.runOf(queryHash, schema, document) : undefined;
      if (!run) return null;
      const { data, errors } = await run(contextValue as GraphqlContext, request.variables ?? {});
      const told = errors?.map((error) => maskError(error, log));
      const singleResult = { ...(data !== undefined && { data: data as Record<string, unknown> | null }), ...(told && { errors: told }) };
      return { http: { headers: new HeaderMap(), status: data === undefined ? 400 : undefined }, body: { kind: 'single', singleResult } };
    },
    async willSendResponse({ response: { body, http } }) {
      const status = body.kind === 'single' ? statusOfFailure(body.singleResult.errors) : undefined;
      if (!status) return;
      http.status = status;
      http.headers.set('retry-after', '5');
    },
  };
  return { requestDidStart: async () => listener };
}

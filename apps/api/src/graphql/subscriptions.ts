import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import type { GraphqlContext } from '@hiroba/server';
import { isModest } from '../http/asked-document.ts';
import { bounds } from './bounds.ts';
import { checkCost, documentBounds, refusedDocument } from './limits.ts';

const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule, documentBounds];

/** What a socket sends to subscribe. */
export interface Wish {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

function parsed(query: string) {
  try {
    return parse(query, { maxTokens: bounds.tokens });
  } catch (error) {
    return error as GraphQLError;
  }
}

/** A subscription ready to run, or why it is not: the same bounds as for documents by HTTP, and nothing but subscriptions. */
export function subscriptionOf(
  schema: GraphQLSchema,
  { query, operationName, variables }: Wish,
  contextValue: GraphqlContext,
): ExecutionArgs | readonly GraphQLError[] {
  const document = parsed(query);
  if (document instanceof GraphQLError) return [document];
  const problems = validate(schema, document, rules, { hideSuggestions: true });
  if (problems.length > 0) return problems;
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    return [refusedDocument('GRAPHQL_VALIDATION_FAILED', 'Sockets carry subscriptions only.')];
  }
  if (!isModest(variables))
    return [refusedDocument('BAD_USER_INPUT', 'The variables are nested too deep, or too many.')];
  try {
    checkCost(schema, document, variables ?? {});
  } catch (error) {
    return [error as GraphQLError];
  }
  return {
    schema,
    document,
    operationName: operationName ?? undefined,
    variableValues: variables ?? undefined,
    contextValue,
  };
}

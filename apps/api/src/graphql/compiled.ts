import {
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  valueFromASTUntyped,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GraphqlContext } from '@hiroba/server';
import type { Variables } from './measure.ts';

/** Runs one document, as the viewer of a context. */
export type Run = (context: GraphqlContext, variables: Variables) => Promise<ExecutionResult>;

/** A failure as the interpreter tells it: compiled code has errors of its own kind, without a place for a code. */
const asTold = ({ message, path, originalError }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { path, originalError });

/** Runs a document by the interpreter. */
export const interpreted =
  (schema: GraphQLSchema, document: DocumentNode): Run =>
  async (contextValue, variableValues) =>
    execute({ schema, document, contextValue, variableValues });

/** Makes a function of a query. Changes and what cannot be compiled are interpreted: their cost is elsewhere. */
export function compiled(schema: GraphQLSchema, document: DocumentNode): Run {
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.QUERY) return interpreted(schema, document);
  const declared = operation.variableDefinitions ?? [];
  // Compiled code knows no default of a variable that must not be null.
  const defaults = Object.fromEntries(
    declared.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  const made = compileQuery(schema, document, undefined, { disablingCapturingStackErrors: true });
  if (!isCompiledQuery(made)) return interpreted(schema, document);
  return async (context, variables) => {
    const { errors: misfits } = getVariableValues(schema, declared, variables);
    if (misfits) return { errors: misfits };
    const { data, errors } = await made.query(undefined, context, { ...defaults, ...variables });
    return errors ? { data, errors: errors.map(asTold) } : { data };
  };
}

import {
  GraphQLError, Kind, type ASTVisitor, type FragmentDefinitionNode, type GraphQLSchema, type SelectionSetNode, type ValidationContext,
  type DocumentNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';

/** Bounds of one GraphQL document (security.md section 4). */
export const bounds = { bytes: 100_000, tokens: 2_000, depth: 12, aliases: 30, directives: 10, mutations: 1, cost: 5_000 } as const;

const refuse = (code: string, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

function depthOf(set: SelectionSetNode | undefined, fragments: ReadonlyMap<string, FragmentDefinitionNode>, seen: readonly string[]): number {
  if (!set) return 0;
  let deepest = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet, fragments, seen));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, fragments, seen));
    } else if (!seen.includes(selection.name.value) && seen.length < bounds.depth) {
      const fragment = fragments.get(selection.name.value);
      deepest = Math.max(deepest, depthOf(fragment?.selectionSet, fragments, [...seen, selection.name.value]));
    }
    if (deepest > bounds.depth) return deepest;
  }
  return deepest;
}

/** Refuses documents that are too deep, too often aliased, or ask for several changes at once. */
export function documentBounds(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  let directives = 0;
  return {
    Field({ alias }) {
      if (alias && (aliases += 1) === bounds.aliases + 1) {
        context.reportError(refuse('ALIAS_LIMIT', `At most ${bounds.aliases} aliases.`));
      }
    },
    Directive() {
      if ((directives += 1) === bounds.directives + 1) {
        context.reportError(refuse('COST_LIMIT', `At most ${bounds.directives} directives.`));
      }
    },
    OperationDefinition({ operation, selectionSet }) {
      const { definitions } = context.getDocument();
      const fragments = new Map(definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : []));
      if (depthOf(selectionSet, fragments, []) > bounds.depth) {
        context.reportError(refuse('DEPTH_LIMIT', `At most ${bounds.depth} levels.`));
      }
      const several = selectionSet.selections.length > bounds.mutations
        || selectionSet.selections.some((selection) => selection.kind !== Kind.FIELD);
      if (operation === 'mutation' && several) context.reportError(refuse('ALIAS_LIMIT', 'One change at a time.'));
    },
  };
}

// 1 point an object, multiplied through lists by the number of items asked for.
const estimator: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const { first } = args as { first?: unknown };
  const many = typeof first === 'number' && first > 0 ? Math.min(first, 1_000) : /\[/.test(String(field.type)) ? 5 : 1;
  return 1 + childComplexity * many;
};

/** Refuses an operation that would cost too much, before anything is executed. */
export function checkCost(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown>, operationName?: string): void {
  let cost: number;
  try {
    cost = getComplexity({ schema, query, variables, operationName, estimators: [estimator] });
  } catch {
    throw refuse('BAD_USER_INPUT', 'The variables do not fit the document.');
  }
  if (cost > bounds.cost) throw refuse('COST_LIMIT', `The operation costs ${cost} points; at most ${bounds.cost} are allowed.`);
}

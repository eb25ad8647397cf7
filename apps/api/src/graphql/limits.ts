import { GraphQLError, type ASTVisitor, type DocumentNode, type GraphQLSchema, type ValidationContext } from 'graphql';
import { bounds } from './bounds.ts';
import { Measuring, type Variables } from './measure.ts';

/** A document that is not run; nothing was asked of the database. */
export const refusedDocument = (code: string, message: string, field?: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...(field && { field }), http: { status: 400 } } });

/** Refuses documents that are too deep, too often aliased, or ask for several changes at once. */
export function documentBounds(context: ValidationContext): ASTVisitor {
  const measuring = new Measuring(context.getSchema(), context.getDocument());
  let aliases = 0;
  let directives = 0;
  return {
    Field({ alias }) {
      if (alias && (aliases += 1) === bounds.aliases + 1) {
        context.reportError(refusedDocument('ALIAS_LIMIT', `At most ${bounds.aliases} aliases.`));
      }
    },
    Directive() {
      if ((directives += 1) === bounds.directives + 1) {
        context.reportError(refusedDocument('COST_LIMIT', `At most ${bounds.directives} directives.`));
      }
    },
    OperationDefinition(definition) {
      const {
        operation,
        selectionSet: { selections },
      } = definition;
      if (measuring.operation(definition).depth > bounds.depth) {
        context.reportError(refusedDocument('DEPTH_LIMIT', `At most ${bounds.depth} levels.`));
      }
      const several = selections.length > bounds.mutations || selections.some(({ kind }) => kind !== 'Field');
      if (operation === 'mutation' && several)
        context.reportError(refusedDocument('ALIAS_LIMIT', 'One change at a time.'));
    },
  };
}

interface Measured {
  readonly numbers: string;
  readonly cost: number;
  readonly isImpossible: boolean;
}

const measured = new WeakMap<DocumentNode, Measured>();

// Only numbers among the variables change what a document costs, and the same document mostly comes with the same ones.
function measure(schema: GraphQLSchema, document: DocumentNode, variables: Variables): Measured {
  const numbers = JSON.stringify(variables, (_, value: unknown) => (typeof value === 'string' ? '' : value));
  const known = measured.get(document);
  if (known?.numbers === numbers) return known;
  const measuring = new Measuring(schema, document, variables);
  const fresh = { numbers, cost: measuring.all().cost, isImpossible: measuring.asksForImpossiblePage() };
  measured.set(document, fresh);
  return fresh;
}

/** Refuses a document that would cost too much, all its operations together, before anything is executed. */
export function checkCost(schema: GraphQLSchema, document: DocumentNode, variables: Variables): void {
  const { cost, isImpossible } = measure(schema, document, variables);
  if (isImpossible) throw refusedDocument('BAD_USER_INPUT', 'A page has 1 to 100 items.', 'first');
  if (cost > bounds.cost)
    throw refusedDocument('COST_LIMIT', `The document costs ${cost} points; at most ${bounds.cost} are allowed.`);
}

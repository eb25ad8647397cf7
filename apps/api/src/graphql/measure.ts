import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** How deep and how dear a piece of a document is, fragments expanded. */
export interface Measures {
  readonly depth: number;
  readonly cost: number;
}

/** The variables of a document, by name. */
export type Variables = Readonly<Record<string, unknown>>;

const nothing: Measures = { depth: 0, cost: 0 };
/** What one statement costs, where an object costs 1. */
const statement = 10;
/** How many items a list has about whose length nothing is said. */
const usual = 5;
/** The longest page that can be asked for. */
const longestPage = 100;

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

/** Measures documents against a schema; each fragment is looked at once, however often it is spread. */
export class Measuring {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Measures>();
  readonly #defaults: Variables;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly variables: Variables = {},
  ) {
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
    this.#defaults = Object.fromEntries(
      document.definitions.flatMap((definition) =>
        (definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : []).flatMap(
          ({ variable, defaultValue }) =>
            defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
        ),
      ),
    );
  }

  /** The measures of the whole document: the deepest and the sum of all its operations. */
  all(): Measures {
    const operations = this.document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    return operations.map((each) => this.operation(each)).reduce(sum, nothing);
  }

  /** The measures of one operation. */
  operation({ operation, selectionSet }: OperationDefinitionNode): Measures {
    return this.#set(selectionSet, this.schema.getRootType(operation) ?? undefined, usual);
  }

  #set(set: SelectionSetNode, type: GraphQLCompositeType | undefined, items: number): Measures {
    let measures = nothing;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) measures = sum(measures, this.#field(selection, type, items));
      else if (selection.kind === Kind.FRAGMENT_SPREAD)
        measures = sum(measures, this.#fragment(selection.name.value, items));
      else
        measures = sum(
          measures,
          this.#set(selection.selectionSet, this.#typeOf(selection.typeCondition?.name.value) ?? type, items),
        );
    }
    return measures;
  }

  #fragment(name: string, items: number): Measures {
    const key = `${name} ${items}`;
    const known = this.#known.get(key);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return nothing;
    // A fragment that spreads itself is refused elsewhere; here it only must not go on for ever.
    this.#known.set(key, nothing);
    const measures = this.#set(fragment.selectionSet, this.#typeOf(fragment.typeCondition.name.value), items);
    this.#known.set(key, measures);
    return measures;
  }

  #field(node: FieldNode, parent: GraphQLCompositeType | undefined, items: number): Measures {
    const field = parent && 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!node.selectionSet) return { depth: 1, cost: field?.resolve ? 1 : 0 };
    const page = field?.args.some(({ name }) => name === 'first') ? this.#first(node, field) : undefined;
    const many = field && isList(field) ? (page ?? items) : 1;
    const below = page !== undefined && many === 1 ? page : usual;
    const inner = this.#set(node.selectionSet, isCompositeType(type) ? type : undefined, below);
    const own = field?.resolve ? statement : 0;
    return { depth: 1 + inner.depth, cost: own + many * (1 + inner.cost) };
  }

  /** Whether a page of an impossible length is asked for anywhere. */
  asksForImpossiblePage(): boolean {
    const types = new TypeInfo(this.schema);
    let impossible = false;
    visit(
      this.document,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const field = types.getFieldDef();
          const asked = field?.args.some(({ name }) => name === 'first') ? this.#asked(node, field) : undefined;
          if (typeof asked === 'number' && !(Number.isInteger(asked) && asked >= 1 && asked <= longestPage))
            impossible = true;
        },
      }),
    );
    return impossible;
  }

  #first(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const asked = this.#asked(node, field);
    return typeof asked === 'number' ? Math.min(Math.max(asked, 1), longestPage) : longestPage;
  }

  #asked({ arguments: given = [] }: FieldNode, { args }: GraphQLField<unknown, unknown>): unknown {
    const value = given.find(({ name }) => name.value === 'first')?.value;
    const otherwise = args.find(({ name }) => name === 'first')?.defaultValue;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return value === undefined ? otherwise : null;
    const { value: name } = value.name;
    return Object.hasOwn(this.variables, name) ? this.variables[name] : (this.#defaults[name] ?? otherwise);
  }

  #typeOf(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return type && (isObjectType(type) || isCompositeType(type)) ? type : undefined;
  }
}

const sum = (a: Measures, b: Measures): Measures => ({ depth: Math.max(a.depth, b.depth), cost: a.cost + b.cost });

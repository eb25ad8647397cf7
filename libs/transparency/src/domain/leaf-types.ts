import { factAllowed, jcs, type EventRegistry, type FactSchema, type Json, type Leaf1 } from '@hiroba/kernel';

/** What the leaves of one type may hold, as a log publishes it. */
export interface LeafType {
  /** The kind of thing they are about; `*` is any, and without it they are about nothing. */
  readonly subject?: string;
  /** The JSON Schema of each public fact; there is no other, and none is required. */
  readonly data: Readonly<Record<string, FactSchema>>;
  /** The names of their commitments; there is no other. */
  readonly commit: readonly string[];
}

/** How a leaf breaks what its type may hold. */
export type LeafTypeProblem = 'unknown-type' | 'other-subject' | 'unknown-data' | 'bad-data' | 'unknown-commitment';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The types of leaves of a log: a closed list, of which every leaf must be one. */
export class LeafTypes {
  readonly #types: ReadonlyMap<string, LeafType>;

  constructor(types: Readonly<Record<string, LeafType>>) {
    this.#types = new Map(Object.entries(types));
  }

  /** The types of the events that an installation writes. */
  static of(registry: EventRegistry): LeafTypes {
    const rows = registry.types.flatMap((type): readonly (readonly [string, LeafType])[] => {
      const rule = registry.rule(type);
      if (rule?.log !== 'public') return [];
      const { properties } = registry.schema(type) as { properties: LeafType['data'] };
      return [
        [
          type,
          {
            ...(rule.subject !== undefined && { subject: rule.subject }),
            data: properties,
            commit: [...rule.commit].sort(),
          },
        ],
      ];
    });
    return new LeafTypes(Object.fromEntries(rows));
  }

  /** The types in a published file, or undefined when it holds none. */
  static parse(text: string): LeafTypes | undefined {
    try {
      const value: unknown = JSON.parse(text);
      const whole =
        isObject(value) &&
        Object.values(value).every(
          (type) =>
            isObject(type) &&
            isObject(type.data) &&
            Array.isArray(type.commit) &&
            ['string', 'undefined'].includes(typeof type.subject),
        );
      return whole ? new LeafTypes(value as Readonly<Record<string, LeafType>>) : undefined;
    } catch {
      return undefined;
    }
  }

  /** The file in which a log publishes its types: canonical JSON. */
  get file(): string {
    return jcs(Object.fromEntries(this.#types) as unknown as Json);
  }

  get names(): readonly string[] {
    return [...this.#types.keys()];
  }

  /** How a leaf breaks what its type may hold, or undefined. */
  problem({ type, subject, data, commit = {} }: Leaf1): LeafTypeProblem | undefined {
    const rule = this.#types.get(type);
    if (rule === undefined) return 'unknown-type';
    if (rule.subject === '*' ? subject === undefined : rule.subject !== subject?.kind) return 'other-subject';
    for (const [name, value] of Object.entries(data)) {
      const schema = Object.hasOwn(rule.data, name) ? rule.data[name] : undefined;
      if (schema === undefined) return 'unknown-data';
      if (!factAllowed(schema, value)) return 'bad-data';
    }
    return Object.keys(commit).every((name) => rule.commit.includes(name)) ? undefined : 'unknown-commitment';
  }
}

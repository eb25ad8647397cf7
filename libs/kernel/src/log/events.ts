import { factAllowed, facts, type FactKind, type FactSchema } from './facts.ts';

/** What an event is to everybody who follows what happens. */
export const activities = ['PUBLISHED', 'ANSWERED', 'CONCLUDED', 'MERGED', 'OPENED', 'CLOSED'] as const;
export type Activity = (typeof activities)[number];

/** What may be written in the entries of one event type. */
export interface EventRule {
  /** The kind of thing the entry is about; `*` is any kind, and without it the entry is about nothing. */
  readonly subject?: string;
  /** The public facts it may hold, each with its kind; none is required. */
  readonly data: Readonly<Record<string, FactKind>>;
  /** The names of its commitments. */
  readonly commit: readonly string[];
  /** The log it belongs to; entries of `none` only drive reactions and staff history. */
  readonly log: 'public' | 'none';
  /** As what it is told in the activity of a city; most events are not. */
  readonly activity?: Activity;
  /** Whether something is no longer for everybody after it. */
  readonly hides?: true;
  /** Whether nobody is told who acted, not even by which things the erasure of a person touches. */
  readonly anonymous?: true;
}

/** Event types and their rules. */
export type EventRules = Readonly<Record<string, EventRule>>;

/** What of an entry is judged by the rule of its type. */
export interface EventEntry {
  readonly type: string;
  readonly subject?: { readonly kind: string };
  readonly data: Readonly<Record<string, unknown>>;
  readonly commit?: Readonly<Record<string, unknown>>;
  readonly log: 'public' | 'none';
}

/** How an entry breaks the rule of its type: what is wrong, and at which member. */
export interface EventProblem {
  readonly code: 'UNKNOWN_TYPE' | 'OTHER_LOG' | 'OTHER_SUBJECT' | 'UNKNOWN_DATA' | 'BAD_DATA' | 'UNKNOWN_COMMITMENT';
  readonly at?: string;
}

function subjectAllowed(rule: EventRule, kind: string | undefined): boolean {
  return rule.subject === '*' ? kind !== undefined : rule.subject === kind;
}

/** The event types an installation knows: the rows of all its libraries. */
export class EventRegistry {
  readonly #rules: ReadonlyMap<string, EventRule>;

  constructor(...rows: readonly EventRules[]) {
    const rules = new Map<string, EventRule>();
    for (const [type, rule] of rows.flatMap((row) => Object.entries(row))) {
      if (rules.has(type)) throw new Error(`the event ${type} is registered twice`);
      rules.set(type, rule);
    }
    this.#rules = rules;
  }

  /** The registered types, sorted. */
  get types(): readonly string[] {
    return [...this.#rules.keys()].sort();
  }

  /** The rule of a type, or undefined when nobody registered it. */
  rule(type: string): EventRule | undefined {
    return this.#rules.get(type);
  }

  /** How an entry breaks the rule of its type, or undefined. */
  problem(entry: EventEntry): EventProblem | undefined {
    const rule = this.#rules.get(entry.type);
    if (rule === undefined) return { code: 'UNKNOWN_TYPE' };
    if (rule.log !== entry.log) return { code: 'OTHER_LOG' };
    if (!subjectAllowed(rule, entry.subject?.kind)) return { code: 'OTHER_SUBJECT' };
    for (const [at, value] of Object.entries(entry.data)) {
      const kind = Object.hasOwn(rule.data, at) ? rule.data[at] : undefined;
      if (kind === undefined) return { code: 'UNKNOWN_DATA', at };
      if (!factAllowed(facts[kind], value)) return { code: 'BAD_DATA', at };
    }
    const unknown = Object.keys(entry.commit ?? {}).find((name) => !rule.commit.includes(name));
    return unknown === undefined ? undefined : { code: 'UNKNOWN_COMMITMENT', at: unknown };
  }

  /** The JSON Schema of a type's data, whose digest the log publishes. */
  schema(type: string): FactSchema | undefined {
    const rule = this.#rules.get(type);
    if (rule === undefined) return undefined;
    const properties = Object.fromEntries(Object.entries(rule.data).map(([name, kind]) => [name, facts[kind]]));
    return { type: 'object', additionalProperties: false, properties };
  }
}

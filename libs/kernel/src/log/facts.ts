import type { Json } from './jcs.ts';

/** A JSON Schema as far as facts need one. */
export type FactSchema = Readonly<Record<string, Json>>;

const text = (pattern: string, maxLength: number): FactSchema => ({ type: 'string', pattern, minLength: 1, maxLength });
const list = (items: FactSchema): FactSchema => ({ type: 'array', items, maxItems: 1_000 });

const ID = '^[A-Za-z0-9_.:/-]+$';
const CODE = '^[A-Z][A-Z0-9_]*$';
const id = text(ID, 100);
const code = text(CODE, 60);
const key = text('^[a-z][A-Za-z0-9_.-]*$', 100);
const sha256Hex = text('^[0-9a-f]{64}$', 64);
const count: FactSchema = { type: 'integer', minimum: 0 };

/** The kinds of public facts an entry may hold, as JSON Schemas; none admits free or unbounded text. */
export const facts = {
  id,
  ids: list(id),
  code,
  key,
  keys: list(key),
  locale: text('^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', 35),
  count,
  /** A rule in one of its versions, as decisions cite it: `R3@2`. */
  rule: text('^[A-Z][A-Z0-9_]*@[1-9][0-9]*$', 60),
  /** The length of a text, rounded to 100 characters. */
  chars: { type: 'integer', minimum: 0, multipleOf: 100 },
  flag: { type: 'boolean' },
  day: text('^\\d{4}-\\d\\d-\\d\\d$', 10),
  instant: text('^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$', 24),
  file: sha256Hex,
  files: list(sha256Hex),
  digests: list(text('^[A-Za-z0-9_-]{43}$', 43)),
  /** The value of a setting: a code, a number, a switch, an id, or a list of codes. */
  setting: { anyOf: [{ type: 'null' }, { type: 'boolean' }, { type: 'integer' }, code, id, list(id)] },
  /** How many there are of each sort, by its name. */
  counts: { type: 'object', propertyNames: text('^[a-z][a-z0-9_.]*$', 100), additionalProperties: count, maxProperties: 1_000 },
  /** The kind and the id of a thing that an act is about besides its subject. */
  target: { type: 'object', properties: { kind: key, id }, required: ['kind', 'id'], additionalProperties: false },
  /** How often each option of a vote was chosen, by its number on the ballot paper. */
  scores: list({ type: 'object', properties: { count, option: count }, required: ['count', 'option'], additionalProperties: false }),
  /** A public key of a log in its text form. */
  vkey: text('^[^+\\s]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+$', 2_000),
} as const satisfies Readonly<Record<string, FactSchema>>;

/** A kind of public fact. */
export type FactKind = keyof typeof facts;

function textAllowed(schema: FactSchema, value: string): boolean {
  const { pattern, maxLength } = schema;
  if (typeof maxLength === 'number' && value.length > maxLength) return false;
  return typeof pattern !== 'string' || new RegExp(pattern).test(value);
}

function integerAllowed(schema: FactSchema, value: number): boolean {
  const { minimum, multipleOf } = schema;
  if (!Number.isSafeInteger(value)) return false;
  if (typeof minimum === 'number' && value < minimum) return false;
  return typeof multipleOf !== 'number' || value % multipleOf === 0;
}

/** Whether a value is an object with exactly these members. */
function hasMembers(members: Readonly<Record<string, FactSchema>>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(members);
  return Object.keys(value).length === names.length
    && names.every((name) => Object.hasOwn(value, name) && factAllowed(members[name] as FactSchema, (value as Record<string, unknown>)[name]));
}

/** Whether a value is an object of at most so many members, all with such names and values. */
function hasOnly({ propertyNames, additionalProperties, maxProperties }: FactSchema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = Object.entries(value);
  return members.length <= Number(maxProperties)
    && members.every(([name, each]) => factAllowed(propertyNames as FactSchema, name) && factAllowed(additionalProperties as FactSchema, each));
}

/** Whether a value obeys one of the schemas above. */
export function factAllowed(schema: FactSchema, value: unknown): boolean {
  const { anyOf, items, maxItems, properties } = schema;
  if (Array.isArray(anyOf)) return anyOf.some((option) => factAllowed(option as FactSchema, value));
  if (schema.type === 'null') return value === null;
  if (schema.type === 'boolean') return typeof value === 'boolean';
  if (schema.type === 'string') return typeof value === 'string' && textAllowed(schema, value);
  if (schema.type === 'integer') return typeof value === 'number' && integerAllowed(schema, value);
  if (schema.type === 'object' && properties === undefined) return hasOnly(schema, value);
  if (schema.type === 'object') return hasMembers(properties as Readonly<Record<string, FactSchema>>, value);
  if (!Array.isArray(value) || value.length > Number(maxItems)) return false;
  return value.every((member) => factAllowed(items as FactSchema, member));
}

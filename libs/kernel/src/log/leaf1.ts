import { jcs, type Json } from './jcs.ts';

/** What an entry is about, and the how-manyth entry about it. */
export interface LeafSubject {
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
}

/** Who acted, as a role or a pseudonym of one case, never as an account. */
export interface LeafActor {
  readonly kind: 'participant' | 'staff' | 'moderator' | 'auditor' | 'system';
  readonly ref: string;
}

/** One entry of the transparency log, in the frozen format leaf1. */
export interface Leaf1 {
  readonly v: 1;
  readonly type: string;
  readonly id: string;
  readonly at: string;
  readonly space?: string;
  readonly subject?: LeafSubject;
  readonly actor?: LeafActor;
  readonly data: { readonly [key: string]: Json };
  readonly commit?: Readonly<Record<string, string>>;
}

/** The rule of leaf1 that bytes or an object break. */
export type LeafProblem =
  | 'size'
  | 'not-utf8'
  | 'not-json'
  | 'not-canonical'
  | 'number'
  | 'unknown-key'
  | 'version'
  | 'type'
  | 'id'
  | 'at'
  | 'space'
  | 'subject'
  | 'rev'
  | 'actor'
  | 'data'
  | 'commit';

const LARGEST = 65_535;
const LARGEST_WRITTEN = 16_384;
const KEYS = new Set(['v', 'type', 'id', 'at', 'space', 'subject', 'actor', 'data', 'commit']);
const ACTORS = new Set(['participant', 'staff', 'moderator', 'auditor', 'system']);
const TYPE = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;
const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const COMMIT_NAME = /^[a-z][a-z0-9_]*$/;
const DIGEST = /^[A-Za-z0-9_-]{43}$/;

type Members = Readonly<Record<string, unknown>>;

const isObject = (v: unknown): v is Members => typeof v === 'object' && v !== null && !Array.isArray(v);
const isText = (v: unknown): v is string => typeof v === 'string' && v !== '';
const hasExactly = (v: Members, keys: readonly string[]): boolean =>
  Object.keys(v).length === keys.length && keys.every((key) => Object.hasOwn(v, key));

function isInstant(v: unknown): boolean {
  if (typeof v !== 'string' || !AT.test(v)) return false;
  const date = new Date(v);
  return !Number.isNaN(date.getTime()) && date.toISOString() === v;
}

function subjectProblem(subject: unknown): 'subject' | 'rev' | undefined {
  if (!isObject(subject) || !hasExactly(subject, ['kind', 'id', 'rev'])) return 'subject';
  if (!isText(subject.kind) || !isText(subject.id)) return 'subject';
  return Number.isSafeInteger(subject.rev) && Number(subject.rev) >= 1 ? undefined : 'rev';
}

function isActor(actor: unknown): boolean {
  return isObject(actor) && hasExactly(actor, ['kind', 'ref']) && ACTORS.has(String(actor.kind)) && isText(actor.ref);
}

function isCommit(commit: unknown): boolean {
  if (!isObject(commit)) return false;
  return Object.entries(commit).every(
    ([name, digest]) => COMMIT_NAME.test(name) && typeof digest === 'string' && DIGEST.test(digest),
  );
}

function hasOnlyIntegers(v: unknown): boolean {
  if (typeof v === 'number') return Number.isSafeInteger(v) && !Object.is(v, -0);
  if (Array.isArray(v)) return v.every(hasOnlyIntegers);
  return !isObject(v) || Object.values(v).every(hasOnlyIntegers);
}

function membersProblem(leaf: Members): LeafProblem | undefined {
  if (Object.keys(leaf).some((key) => !KEYS.has(key))) return 'unknown-key';
  if (leaf.v !== 1) return 'version';
  if (typeof leaf.type !== 'string' || !TYPE.test(leaf.type)) return 'type';
  if (!isText(leaf.id)) return 'id';
  if (!isInstant(leaf.at)) return 'at';
  if (Object.hasOwn(leaf, 'space') && !isText(leaf.space)) return 'space';
  const subject = Object.hasOwn(leaf, 'subject') ? subjectProblem(leaf.subject) : undefined;
  if (subject !== undefined) return subject;
  if (Object.hasOwn(leaf, 'actor') && !isActor(leaf.actor)) return 'actor';
  if (!isObject(leaf.data)) return 'data';
  return Object.hasOwn(leaf, 'commit') && !isCommit(leaf.commit) ? 'commit' : undefined;
}

/** The bytes of a leaf, final for ever; throws when the leaf breaks a rule, which is a programming error. */
export function encodeLeaf1(leaf: Leaf1): Uint8Array {
  const present = Object.fromEntries(Object.entries(leaf).filter(([, member]) => member !== undefined));
  const text = jcs(present);
  const problem = hasOnlyIntegers(present) ? membersProblem(present) : 'number';
  if (problem !== undefined) throw new TypeError(`leaf1 refuses ${leaf.type}: ${problem}`);
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LARGEST_WRITTEN) throw new TypeError(`leaf1 refuses ${leaf.type}: size`);
  return bytes;
}

const STRINGS = /"(?:[^"\\]|\\.)*"/g;
const NUMBERS = /-?\d[\d.eE+-]*/g;

// Before parsing, which would already have turned 1e3 into 1000 and -0 into 0.
function hasOnlyWrittenIntegers(text: string): boolean {
  const numbers = text.replace(STRINGS, '""').match(NUMBERS) ?? [];
  return numbers.every((n) => /^(?:0|-?[1-9]\d*)$/.test(n) && Number.isSafeInteger(Number(n)));
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCanonical(leaf: Members, text: string): boolean {
  try {
    return jcs(leaf as Readonly<Record<string, Json>>) === text;
  } catch {
    return false;
  }
}

/** Reads the bytes of one leaf: the leaf, or the rule they break. */
export function readLeaf1(bytes: Uint8Array): { readonly leaf: Leaf1 } | { readonly problem: LeafProblem } {
  if (bytes.length > LARGEST) return { problem: 'size' };
  const text = decoded(bytes);
  if (text === undefined) return { problem: 'not-utf8' };
  const members = parsed(text);
  if (members === undefined) return { problem: 'not-json' };
  if (!hasOnlyWrittenIntegers(text)) return { problem: 'number' };
  if (!isCanonical(members, text)) return { problem: 'not-canonical' };
  const problem = membersProblem(members);
  return problem === undefined ? { leaf: members as unknown as Leaf1 } : { problem };
}

import { createHash } from 'node:crypto';
import { getOperationAST, parse, type DocumentNode, type GraphQLSchema, type OperationTypeNode } from 'graphql';
import { compiled, type Run } from './compiled.ts';

const MOST_FREE = 100;
const HASH_LENGTH = 64;

/** How a document is known: the SHA-256 of its text. */
export const hashOfDocument = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The documents of this installation, known by the hash of their text: each is parsed, held against the schema and compiled once.
 * Of documents that others compose, the parsed form of the latest is kept; they are never compiled, so nobody can fill memory with code.
 */
export class Documents {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #kinds = new Map<string, OperationTypeNode | undefined>();
  readonly #runs = new Map<string, Run>();
  readonly #parsed = new Map<string, DocumentNode>();
  readonly #free = new Map<string, DocumentNode>();

  constructor(texts: Iterable<string> = []) {
    this.#texts = new Map(Array.from(texts, (text) => [hashOfDocument(text), text]));
  }

  /** The text of a registered document. */
  textOf(hash: string): string | undefined {
    return this.#texts.get(hash);
  }

  /** Whether a registered document asks, changes or subscribes. */
  kindOf(hash: string): OperationTypeNode | undefined {
    const text = this.#texts.get(hash);
    if (text !== undefined && !this.#kinds.has(hash)) this.#kinds.set(hash, getOperationAST(parse(text))?.operation);
    return this.#kinds.get(hash);
  }

  /** How a registered document runs; nothing for all others. */
  runOf(hash: string | undefined, schema: GraphQLSchema, document: DocumentNode): Run | undefined {
    if (hash === undefined || !this.#texts.has(hash)) return undefined;
    const run = this.#runs.get(hash) ?? compiled(schema, document);
    this.#runs.set(hash, run);
    return run;
  }

  /** A parsed and valid document by a key that ends in its hash. */
  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#parsed.get(hashIn(key)) ?? this.#free.get(key);
  }

  /** Keeps a document that was found valid. */
  async set(key: string, document: DocumentNode): Promise<void> {
    const hash = hashIn(key);
    if (this.#texts.has(hash)) {
      this.#parsed.set(hash, document);
      return;
    }
    const [oldest] = this.#free.keys();
    if (oldest !== undefined && this.#free.size >= MOST_FREE) this.#free.delete(oldest);
    this.#free.set(key, document);
  }

  /** Forgets a document that others composed. */
  async delete(key: string): Promise<boolean> {
    return this.#free.delete(key);
  }
}

const hashIn = (key: string): string => key.slice(-HASH_LENGTH);

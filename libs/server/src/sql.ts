import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { OneTurn } from './one-turn.ts';
import { Together } from './together.ts';

/** A piece of SQL with its parameters kept apart; pieces nest. */
export class Query {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** Text with `$1…` and the parameter list. */
  compile(): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    const write = (query: Query): string =>
      query.strings.reduce((text, string, index) => {
        if (index === 0) return string;
        const value = query.values[index - 1];
        if (value instanceof Query) return text + write(value) + string;
        values.push(value);
        return `${text}$${values.length}${string}`;
      }, '');
    return { text: write(this), values };
  }
}

/** Tags a template as SQL; every `${value}` becomes a parameter, every `${sql`…`}` a nested piece. */
export const sql = (strings: TemplateStringsArray, ...values: unknown[]): Query => new Query(strings, values);

// The same text is always the same piece, so that a statement is known again without reading it.
const pieces = new Map<string, readonly string[]>();

function pieceOf(key: string, strings: () => readonly string[]): readonly string[] {
  const known = pieces.get(key);
  if (known) return known;
  const made = strings();
  pieces.set(key, made);
  return made;
}

/** Joins pieces by a literal separator. */
export const join = (joined: readonly Query[], separator: string): Query =>
  new Query(
    pieceOf(`${joined.length}\0${separator}`, () => ['', ...joined.slice(1).map(() => separator), '']),
    joined,
  );

/** Constant SQL text from our own code; never text of a request. */
export const literal = (text: string): Query =>
  new Query(
    pieceOf(text, () => [text]),
    [],
  );

/** SQL of a number of rows, written out: the plan of a prepared statement depends on it. */
export function atMost(rows: number): Query {
  if (!Number.isSafeInteger(rows)) throw new TypeError('a limit is an integer');
  return literal(String(rows));
}

/** A statement as it is prepared: its text, and a name made of it. */
interface Statement {
  readonly name: string;
  readonly text: string;
}

// Pieces are constants of our code, so a statement is known by which they are, in which order: its text is put together once.
const numbers = new Map<string, number>();
const numbered = new WeakMap<readonly string[], number>();
const statements = new Map<string, Statement>();

function numberOf(strings: readonly string[]): number {
  const known = numbered.get(strings);
  if (known !== undefined) return known;
  const text = strings.join('\0');
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  numbered.set(strings, number);
  return number;
}

function keyOf({ strings, values }: Query, all: unknown[]): string {
  let key = `${numberOf(strings)} `;
  for (const value of values) {
    if (value instanceof Query) key += keyOf(value, all);
    else {
      all.push(value);
      key += '$';
    }
  }
  return key;
}

/** How a query is asked: `planned` plans it for its very values, where the right way depends on how rare they are. */
interface Asking {
  readonly planned?: boolean;
}

const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 24);

function prepared(query: Query): Statement & { readonly values: unknown[] } {
  const values: unknown[] = [];
  const key = keyOf(query, values);
  let statement = statements.get(key);
  if (!statement) {
    const { text } = query.compile();
    statement = { name: nameOf(text), text };
    statements.set(key, statement);
  }
  return { ...statement, values };
}

/** Reads plain rows through named prepared statements, outside any unit of work. */
@Injectable()
export class Sql implements OnApplicationShutdown {
  readonly #together = new Together<object>();
  readonly #kept: OneTurn;

  /** @param kept a pool in which the plan of a named statement holds for all values; it ends with the application. */
  constructor(
    readonly pool: pg.Pool,
    readonly kept: pg.Pool,
  ) {
    this.#kept = new OneTurn(kept);
  }

  /** All rows of a query. */
  async rows<R>(query: Query, asking?: Asking): Promise<R[]> {
    return (await this.#answer(prepared(query), asking)) as R[];
  }

  /** All rows of a query that changes nothing; those who ask the same at the same time are answered by one statement. */
  async shared<R>(query: Query, asking?: Asking): Promise<R[]> {
    const statement = prepared(query);
    const key = `${statement.name} ${JSON.stringify(statement.values)}`;
    return (await this.#together.ask(key, () => this.#answer(statement, asking))) as R[];
  }

  async #answer(
    { name, text, values }: ReturnType<typeof prepared>,
    { planned = false }: Asking = {},
  ): Promise<object[]> {
    return planned
      ? ((await this.pool.query(text, values)).rows as object[])
      : this.#kept.rows({ name, text, values });
  }

  /** The first row, if any. */
  async first<R>(query: Query): Promise<R | undefined> {
    return (await this.rows<R>(query))[0];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.kept.end();
  }
}

/**
 * Makes a pool prepare what it is asked with values, as `Sql` does: the query builder knows no names, and a statement without
 * is read and planned each time anew.
 */
export function preparing(pool: pg.Pool): pg.Pool {
  const names = new Map<string, string>();
  const named = (text: string): string => {
    const name = names.get(text) ?? nameOf(text);
    names.set(text, name);
    return name;
  };
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [text, values] = args;
      const isStatement = args.length === 2 && typeof text === 'string' && Array.isArray(values) && values.length > 0;
      return isStatement ? query({ name: named(text), text, values }) : query(...args);
    }) as typeof client.query;
  });
  return pool;
}

/** Runs a query inside the transaction of an entity manager. */
export async function rowsIn<R>(em: EntityManager, query: Query): Promise<R[]> {
  const { text, values } = prepared(query);
  return (await em.getKysely().executeQuery(CompiledQuery.raw(text, values))).rows as R[];
}

/** Inserts many rows into a table, all with the columns of the first, in one statement and in their order; dates and bytes as text. */
export async function insertMany(em: EntityManager, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = literal(Object.keys(first).join(', '));
  await rowsIn(
    em,
    sql`insert into ${literal(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${literal(table)}, ${JSON.stringify(rows)})`,
  );
}

/** The first row of a query inside the transaction of an entity manager. */
export const firstIn = async <R>(em: EntityManager, query: Query): Promise<R | undefined> =>
  (await rowsIn<R>(em, query))[0];

import { join, literal, Query, sql } from './sql.ts';

/** Columns of rows that are given, each with its type. */
export type Columns = Readonly<Record<string, string>>;

/** Bytes as PostgreSQL reads them from text. */
export const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

const written = (value: unknown): unknown => (value instanceof Uint8Array ? hex(value) : value);

// The strings of one row are always the same, so that a statement is known again without reading it.
const shapes = new WeakMap<Columns, readonly string[]>();

function shapeOf(columns: Columns): readonly string[] {
  const known = shapes.get(columns);
  if (known) return known;
  const types = Object.values(columns);
  const shape = ['(', ...types.map((type, n) => `::${type}${n === types.length - 1 ? ')' : ', '}`)];
  shapes.set(columns, shape);
  return shape;
}

/**
 * Rows as a piece of SQL that stands after `from`, named `as`. Few are parameters, which costs neither side any text; many are one text, so
 * that a statement does not depend on how many there are.
 */
export function given(
  columns: Columns,
  rows: readonly Readonly<Record<string, unknown>>[],
  as: string,
  few: boolean,
): Query {
  const names = Object.keys(columns);
  if (few) {
    const values = rows.map(
      (row) =>
        new Query(
          shapeOf(columns),
          names.map((name) => row[name] ?? null),
        ),
    );
    return sql`(values ${join(values, ', ')}) ${literal(`${as} (${names.join(', ')})`)}`;
  }
  const text = JSON.stringify(rows.map((row) => Object.fromEntries(names.map((name) => [name, written(row[name])]))));
  return sql`json_to_recordset(${text}) ${literal(`${as} (${names.map((name) => `${name} ${columns[name]}`).join(', ')})`)}`;
}

import type pg from 'pg';

/** Something in the database that contradicts the record. */
export interface RecordProblem {
  readonly kind: 'REV_GAP' | 'ROW_WITHOUT_ENTRY' | 'BAD_LEAF' | 'VERSION_GAP';
  readonly subject: string;
}

/** A table whose rows change only with an entry: its name and that of its guard as SQL writes them, and the kind of its things. */
export interface Guarded {
  readonly table: string;
  readonly trigger: string;
  readonly kind: string;
}

/** The tables under the guard of the log. */
export async function guardedTables(client: {
  query<R extends object>(text: string): Promise<{ readonly rows: R[] }>;
}): Promise<readonly Guarded[]> {
  const { rows } = await client.query<Guarded>(`
    select quote_ident(c.relname) as "table", quote_ident(t.tgname) as "trigger", (string_to_array(encode(t.tgargs, 'escape'), '\\000'))[1] as kind
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc f on f.oid = t.tgfoid
    where f.proname = 'log_guard' and not t.tgisinternal order by 1`);
  return rows;
}

// Entries about one subject are numbered 1, 2, 3 … without a hole.
const gaps = `
  select format('%s %s', subject_kind, subject_id) as subject from log_entry where subject_id is not null
  group by organisation_id, subject_kind, subject_id having min(subject_rev) <> 1 or max(subject_rev) <> count(*) order by 1 limit 1000`;

const behind = (table: string, kind: string) => `
  select format('%s %s', '${kind}', r.id) as subject from ${table} r
  where r.rev <> (select count(*) from log_entry e where e.organisation_id = r.organisation_id and e.subject_kind = '${kind}'
                  and e.subject_id = r.id::text) order by 1 limit 1000`;

const leaves = `
  select format('entry %s', id) as subject from log_entry where sha256('\\x00'::bytea || leaf) <> leaf_hash order by id limit 1000`;

const versions = `
  select format('%s %s', subject_kind, subject_id) as subject from version
  where subject_kind in ('proposal', 'proposal_answer', 'comment')
  group by organisation_id, subject_kind, subject_id having min(n) <> 1 or max(n) <> count(*) order by 1 limit 1000`;

/** What in the database contradicts the record: holes, rows and entries that do not match, changed leaves. */
export async function recordProblems(client: pg.Client | pg.PoolClient): Promise<RecordProblem[]> {
  const found = async (kind: RecordProblem['kind'], text: string): Promise<RecordProblem[]> =>
    (await client.query<{ subject: string }>(text)).rows.map(({ subject }) => ({ kind, subject }));
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query('set local statement_timeout = 0');
    const problems = [await found('REV_GAP', gaps), await found('BAD_LEAF', leaves), await found('VERSION_GAP', versions)];
    for (const { table, kind } of await guardedTables(client)) {
      problems.push(await found('ROW_WITHOUT_ENTRY', behind(table, kind)));
    }
    return problems.flat();
  } finally {
    await client.query('rollback');
  }
}

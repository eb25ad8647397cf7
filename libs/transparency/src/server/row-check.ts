import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { openDisclosure, readLeaf1, type Trace } from '@hiroba/kernel';
import { guardedTables, LIBRARIES, Log, type Guarded, type LibraryServer, type SealedDisclosure } from '@hiroba/server';
import type { FsckProblem } from './fsck.ts';
import type { Connection } from './kept-log.ts';
import { nodeCiphers } from './node-ciphers.ts';

const ROWS_AT_ONCE = 500;

interface Row {
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

interface Words extends SealedDisclosure {
  readonly id: string;
  readonly name: string;
  readonly leaf: Buffer;
}

/** Compares the rows of logged things with their entries: how many there are, the last words, the state; whoever changed one without an entry is found. */
@Injectable()
export class RowCheck {
  readonly #traces: ReadonlyMap<string, Trace>;

  constructor(
    private readonly log: Log,
    @Inject(LIBRARIES) libraries: readonly LibraryServer[],
  ) {
    this.#traces = new Map(libraries.flatMap(({ traces = [] }) => traces.map((trace) => [trace.kind, trace] as const)));
  }

  /** Each row of an organisation that is not what its entries say. */
  async problems(db: Connection, organisationId: string): Promise<readonly FsckProblem[]> {
    const problems: FsckProblem[] = [];
    for (const guarded of await guardedTables(db)) {
      problems.push(...(await otherRevs(db, organisationId, guarded)));
      const trace = this.#traces.get(guarded.kind);
      if (trace) problems.push(...(await this.#others(db, organisationId, guarded, trace)));
    }
    return problems;
  }

  async #others(
    db: Connection,
    organisationId: string,
    { table, kind }: Guarded,
    trace: Trace,
  ): Promise<FsckProblem[]> {
    const problems: FsckProblem[] = [];
    for (let after: string | null = null; ;) {
      const { rows }: { rows: Row[] } = await db.query<Row>(
        `select r.id::text as id, to_jsonb(r) as row from ${table} r where r.organisation_id = $1 and r.rev > 0 and ($2::uuid is null or r.id > $2)
         order by r.id limit ${ROWS_AT_ONCE}`,
        [organisationId, after],
      );
      const said = await this.#said(db, [organisationId, kind, rows.map(({ id }) => id)], trace);
      for (const { id, row } of rows)
        for (const [column, value] of Object.entries(said.get(id) ?? {}))
          if (!isDeepStrictEqual(row[column], value))
            problems.push({ at: `${kind} ${id}`, problem: `OTHER_${column.toUpperCase()}` });
      after = rows.at(-1)?.id ?? null;
      if (rows.length < ROWS_AT_ONCE) return problems;
    }
  }

  /** What columns must hold by the entries of these things. What was erased is not known, nor what a recovery brought back without its words. */
  async #said(
    db: Connection,
    of: readonly unknown[],
    { words, after }: Trace,
  ): Promise<ReadonlyMap<string, Record<string, unknown>>> {
    const said = new Map<string, Record<string, unknown>>();
    const says = (id: string, more: object): unknown => said.set(id, { ...said.get(id), ...more });
    const { rows: sealed } = await db.query<Words>(
      `select distinct on (e.subject_id, d.name) e.subject_id as id, d.name, e.leaf, d.body_enc, d.person_key_id, k.key_enc
       from log_entry e join disclosure d on d.event_id = e.event_id left join person_key k on k.id = d.person_key_id
       where e.organisation_id = $1 and e.subject_kind = $2 and e.subject_id = any($3::text[]) and d.name = any($4::text[])
       order by e.subject_id, d.name, e.subject_rev desc`,
      [...of, words],
    );
    for (const each of sealed) {
      const disclosure = this.log.opened(each);
      if (disclosure !== null) says(each.id, { [each.name]: wordsOf(each, disclosure) });
    }
    const { rows: last } = await db.query<{ id: string; type: string }>(
      `select distinct on (subject_id) subject_id as id, type from log_entry where organisation_id = $1 and subject_kind = $2
       and subject_id = any($3::text[]) and type = any($4::text[]) order by subject_id, subject_rev desc`,
      [...of, Object.keys(after)],
    );
    for (const { id, type } of last) says(id, after[type] ?? {});
    const { rows: restored } = await db.query<{ id: string }>(
      `select e.subject_id as id from log_entry e join log_entry_context c on c.entry_id = e.id and c.params ? 'restored'
       where e.organisation_id = $1 and e.subject_kind = $2 and e.subject_id = any($3::text[])`,
      [...of],
    );
    for (const { id } of restored) said.delete(id);
    return said;
  }
}

/** What a disclosure says, if it is the one that the entry committed to. */
function wordsOf({ leaf, name }: Words, disclosure: string): unknown {
  const read = readLeaf1(leaf);
  const digest = 'leaf' in read ? (read.leaf.commit?.[name] ?? '') : '';
  const opened = openDisclosure(disclosure, name, digest, nodeCiphers.sha256);
  return 'value' in opened ? opened.value : undefined;
}

async function otherRevs(db: Connection, organisationId: string, { table, kind }: Guarded): Promise<FsckProblem[]> {
  const { rows } = await db.query<{ id: string; rev: number | null; entries: number; last: number }>(
    `select coalesce(r.id::text, e.id) as id, r.rev, coalesce(e.entries, 0) as entries, coalesce(e.last, 0) as last
     from (select id, rev from ${table} where organisation_id = $1) r
     full join (select subject_id as id, count(*)::int as entries, max(subject_rev) as last from log_entry
       where organisation_id = $1 and subject_kind = $2 group by subject_id) e on e.id = r.id::text
     where (r.rev is distinct from coalesce(e.entries, 0) or e.last is distinct from e.entries)
       and (r.id is not null or not exists (select from log_entry x join log_entry_context c on c.entry_id = x.id and c.params ? 'restored'
         where x.organisation_id = $1 and x.subject_kind = $2 and x.subject_id = e.id)) order by 1 limit 1000`,
    [organisationId, kind],
  );
  return rows.map(({ id, rev, entries, last }) => ({
    at: `${kind} ${id}`,
    problem: rev === null ? 'MISSING' : last !== entries ? 'GAP' : `is at ${rev}, its entries at ${entries}`,
  }));
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { SealedRow } from './disclosures.ts';
import { given } from './given-rows.ts';
import type { LogLine } from './log-lines.ts';
import type { Expected } from './person-keys.ts';
import { firstIn, sql } from './sql.ts';

/** An entry with its final bytes, and what is written beside it. */
export interface FinalEntry {
  readonly id: string;
  readonly organisation: string;
  readonly log: 'public' | 'none';
  readonly type: string;
  readonly subject?: { readonly kind: string; readonly id: string; readonly rev: number } | undefined;
  readonly leaf: Buffer;
  readonly hash: Buffer;
  readonly at: Date;
  readonly actorId?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly space?: string | undefined;
  readonly lines: readonly LogLine[];
  readonly past: boolean;
}

const entryColumns = {
  event_id: 'uuid',
  organisation_id: 'uuid',
  log: 'text',
  type: 'text',
  subject_kind: 'text',
  subject_id: 'text',
  subject_rev: 'int',
  leaf: 'bytea',
  leaf_hash: 'bytea',
  at: 'timestamptz',
  actor_id: 'uuid',
  params: 'jsonb',
  past: 'boolean',
};
const lineColumns = { event_id: 'uuid', list: 'text', kind: 'text', space_id: 'uuid' };
const disclosureColumns = {
  event_id: 'uuid',
  name: 'text',
  body_enc: 'bytea',
  person_key_id: 'uuid',
  erased_at: 'timestamptz',
};

/**
 * Writes entries in their order with all that stands beside them, in one statement: what reacts to them, the lists they are shown in, the
 * words that they commit to. Answers whether the key of the person was, and stays until the end, as it is expected to be.
 */
export async function writeEntries(
  em: EntityManager,
  entries: readonly FinalEntry[],
  disclosures: readonly SealedRow[],
  expected: Expected | undefined,
): Promise<boolean> {
  // One act is one entry; its statement is the one that everybody waits for.
  const few = entries.length === 1;
  const rows = entries.map(({ id, organisation, subject, hash, actorId, ...entry }) => ({
    ...entry,
    event_id: id,
    organisation_id: organisation,
    subject_kind: subject?.kind,
    subject_id: subject?.id,
    subject_rev: subject?.rev,
    leaf_hash: hash,
    actor_id: actorId,
  }));
  const lines = entries.flatMap(({ id, space, lines: of }) =>
    of.map((line) => ({ ...line, event_id: id, space_id: space })),
  );
  const result = await firstIn<{ held: boolean }>(
    em,
    sql`
    with given as materialized (select * from ${given(entryColumns, rows, 'g', few)}),
    entry as (
      insert into log_entry (organisation_id, log, event_id, type, subject_kind, subject_id, subject_rev, leaf, leaf_hash, at)
      select organisation_id, log, event_id, type, subject_kind, subject_id, subject_rev, leaf, leaf_hash, at from given
      returning id, event_id),
    context as (
      insert into log_entry_context (entry_id, actor_id, params)
      select e.id, g.actor_id, g.params from entry e join given g on g.event_id = e.event_id),
    ${
      lines.length > 0
        ? sql`line as (
      insert into log_line (entry_id, organisation_id, list, kind, at, space_id, subject_id)
      select e.id, g.organisation_id, l.list, l.kind, g.at, l.space_id, g.subject_id
      from entry e join given g on g.event_id = e.event_id join ${given(lineColumns, lines, 'l', few)} on l.event_id = e.event_id),`
        : sql``
    }
    ${
      disclosures.length > 0
        ? sql`disclosed as (
      insert into disclosure (event_id, name, body_enc, person_key_id, erased_at)
      select event_id, name, body_enc, person_key_id, erased_at from ${given(disclosureColumns, disclosures, 'd', few)}),`
        : sql``
    }
    pending as (
      insert into log_pending (entry_id) select e.id from entry e join given g on g.event_id = e.event_id where not g.past)
    select ${
      expected
        ? sql`exists (
      select from (select 1 from person_key k where k.id = ${expected.id} and k.key_enc = ${expected.wrapped} for share) held)`
        : sql`true`
    } as held`,
  );
  return result?.held === true;
}

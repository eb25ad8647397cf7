import type { Decision, Situation } from '@hiroba/kernel';
import type { EntityClass, EntityManager, EntityMetadata } from '@mikro-orm/postgresql';
import type { Happened, Log } from './log.ts';
import { logKind } from './logged.ts';
import { drawReferences } from './reference.ts';
import type { Logged } from './resource.entity.ts';
import { insertMany, literal, rowsIn, sql } from './sql.ts';

/** A decision about one of many subjects, and the situation it was made in: its viewer acts, its `now` is when. */
export interface Written {
  readonly subject: Logged;
  readonly decision: Decision<object>;
  readonly at: Situation;
  /** The subject's row is made by this decision. */
  readonly made?: boolean;
}

type Row = Record<string, unknown>;

const metadataOf = (em: EntityManager, subject: Logged): EntityMetadata<Logged> =>
  em.getMetadata(subject.constructor as EntityClass<Logged>);

/** The stored columns of a subject; of some properties only, where they are named. */
function rowOf(em: EntityManager, subject: Logged, only?: ReadonlySet<string>): Row {
  const stored = metadataOf(em, subject).props.filter(({ name, persist, fieldNames }) =>
    persist !== false && fieldNames.length === 1 && (!only || only.has(name)));
  return Object.fromEntries(stored.map(({ name, fieldNames }) => [fieldNames[0], (subject as unknown as Row)[name] ?? null]));
}

async function changeMany(em: EntityManager, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id' && column !== 'organisation_id');
  const set = columns.map((column) => `${column} = r.${column}`).join(', ');
  await rowsIn(em, sql`update ${literal(table)} t set ${literal(set)}
    from json_populate_recordset(null::${literal(table)}, ${JSON.stringify(rows)}) r where t.organisation_id = r.organisation_id and t.id = r.id`);
}

/** Groups in the order in which each group first appears. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** Advances the subjects as their decisions say. */
async function advance(em: EntityManager, written: readonly Written[]): Promise<void> {
  const referenced = written.filter(({ decision }) => decision.reference);
  const references = new Map<Written, string>();
  for (const of of grouped(referenced, ({ subject }) => subject.organisationId)) {
    const asked = of.map(({ decision, at }) => ({ type: decision.reference ?? '', at: at.now }));
    const drawn = await drawReferences(em, of[0]?.subject.organisationId ?? '', asked);
    of.forEach((one, n) => references.set(one, drawn[n] ?? ''));
  }
  for (const one of written) {
    const reference = references.get(one);
    Object.assign(one.subject, one.decision.patch, reference && { reference }, one.decision.event.log === 'public' && { rev: one.subject.rev + 1 });
  }
}

async function writeRows(em: EntityManager, written: readonly Written[]): Promise<void> {
  const tableOf = ({ subject }: Written) => metadataOf(em, subject).tableName;
  for (const made of grouped(written.filter((one) => one.made), tableOf)) {
    await insertMany(em, tableOf(made[0] as Written), made.map(({ subject }) => rowOf(em, subject)));
  }
  const namesOf = ({ decision }: Written) => Object.keys(decision.patch).sort().join();
  for (const changed of grouped(written.filter((one) => !one.made), (one) => `${tableOf(one)} ${namesOf(one)}`)) {
    const only = new Set(['id', 'organisationId', 'rev', ...Object.keys(changed[0]?.decision.patch ?? {})]);
    await changeMany(em, tableOf(changed[0] as Written), changed.map(({ subject }) => rowOf(em, subject, only)));
  }
}

const happenedOf = ({ subject, decision: { event }, at }: Written): Happened => {
  const isPublic = event.log === 'public';
  return {
    event,
    occasion: {
      organisationId: subject.organisationId, at: at.now, space: at.component?.id ?? at.spaceId, actorId: at.viewer.personId,
      spaceId: at.component?.spaceId ?? at.spaceId,
      subject: isPublic ? { kind: logKind(subject), id: subject.id, rev: subject.rev } : undefined,
      params: isPublic ? {} : { subjectId: subject.id },
    },
  };
};

/** The version that a decision leaves, if any. */
export const versionsOf = ({ subject, decision: { version }, at }: Written, authorId: string | null | undefined): object[] => (version ? [{
  organisation_id: subject.organisationId, subject_kind: version.kind ?? logKind(subject), subject_id: subject.id, n: version.n,
  at: version.at ?? at.now, author_id: authorId, reason: version.reason, content: version.content,
}] : []);

/** Writes what is kept beside the rows of subjects: their versions, and what is to be counted. */
export async function writeBeside(em: EntityManager, versions: readonly object[], counts: readonly object[]): Promise<void> {
  if (versions.length + counts.length === 0) return;
  await rowsIn(em, sql`
    with counted as (
      insert into counter_delta (organisation_id, counter, subject_id, n)
      select "organisationId", counter, "subjectId", "by"
      from json_to_recordset(${JSON.stringify(counts)}) c ("organisationId" uuid, counter text, "subjectId" uuid, "by" int))
    insert into version (organisation_id, subject_kind, subject_id, n, at, author_id, reason, content)
    select organisation_id, subject_kind, subject_id, n, at, author_id, reason, content
    from json_populate_recordset(null::version, ${JSON.stringify(versions)})`);
}

/** Writes many decisions as `Commands` writes one: rows, entries, versions, references, counts. */
export async function writeMany(em: EntityManager, log: Log, written: readonly Written[], options: { readonly past?: boolean } = {}): Promise<void> {
  if (new Set(written.map(({ subject }) => subject)).size < written.length) throw new TypeError('each subject is written once at a time');
  await advance(em, written);
  await writeRows(em, written);
  await log.appendMany(em, written.map(happenedOf), options);
  const counts = written.flatMap(({ subject, decision }) => (decision.counts ?? []).map((count) => ({ ...count, organisationId: subject.organisationId })));
  await writeBeside(em, written.flatMap((one) => versionsOf(one, one.at.viewer.personId)), grouped(counts, (one) => `${one.organisationId} ${one.counter} ${one.subjectId}`).map((same) => ({
    ...same[0], by: same.reduce((sum, { by }) => sum + by, 0),
  })));
}

import { event } from '@hiroba/kernel';
import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import type { LetGo } from './disclosures.ts';
import type { Happened, Log } from './log.ts';
import { logKind } from './logged.ts';
import { Logged } from './resource.entity.ts';
import { literal, rowsIn, sql } from './sql.ts';

// An entry names so many events at most: it has to be a short line.
const NAMED_AT_ONCE = 200;

/** The occasion on which words were let go of: in which organisation, when, and on what ground. */
export interface Erasing {
  readonly organisationId: string;
  readonly at: Date;
  readonly basis: string;
}

/** The tables of everything that is logged, by its kind. */
function tablesOf(em: EntityManager): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const { class: type, tableName } of em.getMetadata().getAll().values() as Iterable<{
    class: EntityClass<object>;
    tableName: string;
  }>)
    if (type.prototype instanceof Logged)
      tables.set(logKind(Object.create(type.prototype as object) as object), tableName);
  return tables;
}

/** What an entry of the log says of words that were let go of: of which events, under which names, on what ground. */
export const erasedData = (
  gone: readonly Pick<LetGo, 'eventId' | 'name'>[],
  basis: string,
): Readonly<Record<string, unknown>> => ({
  events: [...new Set(gone.map(({ eventId }) => eventId))].slice(0, NAMED_AT_ONCE),
  names: [...new Set(gone.map(({ name }) => name))].sort(),
  basis_code: basis,
});

/** What was let go of, thing by thing, each in lots of as many events as an entry may name. */
function lotsOf(gone: readonly LetGo[]): readonly (readonly (readonly LetGo[])[])[] {
  return [...Map.groupBy(gone, ({ kind, id }) => `${kind} ${id}`).values()].map((of) => {
    const nth = new Map(
      [...new Set(of.map(({ eventId }) => eventId))].map((eventId, n) => [eventId, Math.floor(n / NAMED_AT_ONCE)]),
    );
    return [...Map.groupBy(of, ({ eventId }) => nth.get(eventId)).values()];
  });
}

/** The next number of each of these things, held until the end; only of those that everybody can see. */
async function advanced(
  em: EntityManager,
  table: string,
  organisationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsIn<{ id: string; rev: number }>(
    em,
    sql`
    update ${literal(table)} t set rev = t.rev + 1
    from (select id from ${literal(table)} where organisation_id = ${organisationId} and id = any(${ids}::uuid[]) and rev > 0 order by id for update) held
    where t.organisation_id = ${organisationId} and t.id = held.id returning t.id::text as id, t.rev`,
  );
  return new Map(rows.map(({ id, rev }) => [id, rev]));
}

/**
 * Says once about each thing that words behind commitments were let go of, as its next number. Where nobody is told who acted, nothing is
 * said: entries at one time would tell it.
 */
export async function tellErased(
  em: EntityManager,
  log: Log,
  gone: readonly LetGo[],
  { organisationId, at, basis }: Erasing,
): Promise<void> {
  const tables = tablesOf(em);
  const lots = lotsOf(gone.filter(({ type, kind }) => kind !== null && tables.has(kind) && !log.isAnonymous(type)));
  const most = Math.max(0, ...lots.map(({ length }) => length));
  for (let n = 0; n < most; n += 1)
    await log.appendMany(
      em,
      await happened(
        em,
        tables,
        lots.flatMap((of) => of.slice(n, n + 1)),
        { organisationId, at, basis },
      ),
    );
}

/** One entry for each lot, as the next number of the thing it is of. */
async function happened(
  em: EntityManager,
  tables: ReadonlyMap<string, string>,
  lots: readonly (readonly LetGo[])[],
  { organisationId, at, basis }: Erasing,
): Promise<readonly Happened[]> {
  const all: Happened[] = [];
  for (const [kind, mine] of [...Map.groupBy(lots, ([first]) => first?.kind ?? '')].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const revs = await advanced(
      em,
      tables.get(kind) ?? '',
      organisationId,
      mine.map(([first]) => first?.id ?? ''),
    );
    for (const lot of mine) {
      const id = lot[0]?.id ?? '';
      const rev = revs.get(id);
      if (rev !== undefined)
        all.push({
          event: event('data.erased', erasedData(lot, basis), { actor: 'system' }),
          occasion: { organisationId, at, subject: { kind, id, rev } },
        });
    }
  }
  return all;
}

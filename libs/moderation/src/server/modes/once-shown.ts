import { firstIn, on, sql, type Reaction } from '@hiroba/server';

type Happened = Parameters<Reaction['run']>[0];

/** What follows when a text of a kind is shown that waited for a look: whoever could not be told before is told now. */
export const onceShown = (
  kind: string,
  name: string,
  run: (happened: Happened, id: string) => Promise<void>,
): readonly Reaction[] =>
  ['mod.released', 'mod.expired'].map((type) =>
    on(type, `${name}.${type}`, async (happened) => {
      const { entry, em } = happened;
      const thing = await firstIn<{ id: string }>(
        em,
        sql`select target_id as id from mod_case where organisation_id = ${entry.organisationId} and id::text = ${entry.subjectId ?? ''}
          and target_kind = ${kind} and visibility = 'VISIBLE'`,
      );
      if (thing) await run(happened, thing.id);
    }),
  );

import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { copyIntoRanking } from './counters.ts';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { join, literal, rowsIn, sql } from './sql.ts';
import { topicChannel } from './topics.ts';

interface Pending {
  id: string; organisation_id: string; type: string; subject_kind: string | null; subject_id: string | null; leaf: string;
}

/** The topics an entry wakes: its subject, its place, and the thread it names. */
function topicsOf({ subject_kind: kind, subject_id: id, leaf }: Pending): string[] {
  const { space, data } = JSON.parse(leaf) as { space?: string; data: { thread?: string } };
  return [kind && `${kind}:${id}`, space && `place:${space}`, data.thread && `thread:${data.thread}`]
    .filter((topic): topic is string => Boolean(topic));
}

/** Picks up committed entries, queues their reactions, folds counters and wakes topics; one batch, one transaction. */
@Injectable()
export class Publisher implements OnModuleDestroy {
  #running = false;
  #done: Promise<void> = Promise.resolve();

  constructor(
    private readonly orm: MikroORM,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {}

  /** Publishes all that is pending, now; returns how many entries there were. */
  async publish(): Promise<number> {
    return this.orm.em.fork().transactional(async (em) => {
      const manager = em as EntityManager;
      // Deletes what it sees: a cursor over ids would skip entries that commit late.
      const pending = await rowsIn<Pending>(manager, sql`
        with taken as (delete from log_pending where entry_id in
            (select entry_id from log_pending order by entry_id limit 500 for update skip locked) returning entry_id)
        select e.id, e.organisation_id, e.type, e.subject_kind, e.subject_id, convert_from(e.leaf, 'UTF8') as leaf
        from taken join log_entry e on e.id = taken.entry_id order by e.id`);
      for (const entry of pending) await this.#queue(manager, entry);
      await this.#fold(manager);
      const topics = [...new Set(pending.flatMap(topicsOf))];
      for (let at = 0; at < topics.length; at += 100) {
        const names = JSON.stringify(topics.slice(at, at + 100));
        await rowsIn(manager, sql`select pg_notify(${topicChannel}, ${names})`);
      }
      return pending.length;
    });
  }

  /** Publishes every 200 ms until the module is destroyed. */
  start(onError: (error: unknown) => void): void {
    this.#running = true;
    const loop = async () => {
      while (this.#running) {
        const published = await this.publish().catch((error: unknown) => { onError(error); return 0; });
        if (published < 500) await setTimeout(200);
      }
    };
    this.#done = loop();
  }

  async #queue(em: EntityManager, { id, type }: Pending): Promise<void> {
    const names = this.libraries.flatMap(({ reactions = [] }) => reactions.filter((reaction) => reaction.type === type));
    for (const { name } of names) {
      const payload = JSON.stringify({ entryId: id, reaction: name });
      await rowsIn(em, sql`select graphile_worker.add_job('react', ${payload}::json, job_key := ${`${id} ${name}`})`);
    }
  }

  // One process folds at a time: two would wait for each other's rows in the rankings.
  async #fold(em: EntityManager): Promise<void> {
    const rankings = this.libraries.flatMap((library) => library.rankings ?? []);
    const copies = rankings.map((ranking, at) => sql`, ${literal(`ranked_${at}`)} as (${copyIntoRanking(ranking, literal('folded'))})`);
    await rowsIn(em, sql`
      with taken as (delete from counter_delta where id in
          (select id from counter_delta where (select pg_try_advisory_xact_lock(72405014)) order by id limit 5000 for update skip locked)
          returning organisation_id, counter, subject_id, n),
      summed as (select organisation_id, counter, subject_id, sum(n) as n from taken group by 1, 2, 3),
      folded as (
        insert into counter as c (organisation_id, counter, subject_id, n) select * from summed order by 1, 2, 3
        on conflict (organisation_id, counter, subject_id) do update set n = c.n + excluded.n
        returning organisation_id, counter, subject_id, n)${join(copies, '')}
      select count(*) from folded`);
  }

  async onModuleDestroy(): Promise<void> {
    this.#running = false;
    await this.#done;
  }
}

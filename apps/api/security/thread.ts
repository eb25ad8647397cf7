import type { SpecApp } from '@hiroba/testing';

/** How much is seeded under one thing: top comments, replies below the first hundred of them, and the one who wrote it all. */
export interface Thread {
  readonly componentId: string;
  readonly rootId: string;
  readonly authorId: string;
  readonly tops: number;
  readonly replies: number;
}

/** The id of the n-th seeded comment; the replies follow the top comments. */
export const nth = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** When the n-th seeded comment was written. */
export const writtenAt = (n: number): number => Date.parse('2026-11-20T00:00:00Z') + n * 1_000;

/** How many votes the n-th top comment has, and how many replies a list ranks it by. */
export const ranked = (n: number) => ({ up: (n * 37) % 1_000, replies: n <= 100 ? 1_000 + n : (n * 11) % 500 });

/** The cursor behind the n-th comment in order of time, or behind a rank. */
export const cursorAt = (n: number, key: number = writtenAt(n)): string =>
  Buffer.from(JSON.stringify([key, nth(n)])).toString('base64url');

const id = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Writes a thread straight into the tables: a hundred thousand mutations would test the patience, not the paging. */
export async function seedThread(
  { server, world }: SpecApp,
  { componentId, rootId, authorId, tops, replies }: Thread,
): Promise<void> {
  const client = await server.db.pool.connect();
  try {
    await client.query('begin');
    await client.query("set local session_replication_role = 'replica'; set local statement_timeout = '120s'");
    await client.query(
      `insert into comment (id, organisation_id, component_id, root_kind, root_id, parent_id, branch_id, depth, answers_version,
                            author_id, alignment, body, locale, state, created_at, rev)
      select ${id('n')}, $1, $2, 'proposal', $3, case when reply then ${id('top')} end, ${id('case when reply then top else n end')},
             reply::int, case when reply then 1 end, $4, case when reply then null when n % 3 = 0 then 'AGAINST' else 'FOR' end,
             'コメント' || n, 'ja', 'VISIBLE', '2026-11-20T00:00:00Z'::timestamptz + n * interval '1 second', 1
      from (select n, n > ${tops} as reply, n % 100 + 1 as top from generate_series(1, ${tops + replies}) n) seeded`,
      [world.organisationId, componentId, rootId, authorId],
    );
    await client.query(
      `insert into comment_rank (organisation_id, component_id, comment_id, root_kind, root_id, side, up, replies)
      select organisation_id, component_id, id, root_kind, root_id, alignment, (n * 37) % 1000,
             case when n <= 100 then 1000 + n else (n * 11) % 500 end
      from (select *, ('x' || right(id::text, 8))::bit(32)::int as n from comment where root_id = $1 and depth = 0) c`,
      [rootId],
    );
    await client.query(
      `insert into counter (organisation_id, counter, subject_id, n)
      select $1::uuid, 'comments', $2::uuid, ${tops + replies} union all
      select $1::uuid, 'replies', ${id('n')}, ${replies / 100} from generate_series(1, 100) n union all
      select organisation_id, 'comment_up', comment_id, up from comment_rank where root_id = $2`,
      [world.organisationId, rootId],
    );
    await client.query('commit');
    await client.query('analyze comment; analyze comment_rank; analyze counter');
  } finally {
    client.release();
  }
}

// Puts debates into a generated city, straight into its tables: three hundred of them, one with 10,000 top comments and 2,500 replies. For measuring only;
// the record says nothing of them.
import pg from 'pg';

const MANY = 300;
const TALKED = 12_500;

const id = (kind, n) => `('00000000-0000-7${kind}00-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

const statements = [
  `insert into component (id, organisation_id, space_id, manifest, title, published, rev)
   select ${id('0', 1)}, organisation_id, space_id, 'debates', '{"ja": "議論", "en": "Debates"}', true, 1 from component where manifest = 'proposals' limit 1`,
  // Their words are those of proposals, so that searches find some.
  `insert into debate (id, organisation_id, component_id, author_id, official, office, state, question, background, layout, alignment,
     locale, published_at, opens_at, closes_at, concluded_at, conclusion_versions, versions, folded, tokens, rev)
   select ${id('1', 'n')}, organisation_id, ${id('0', 1)}, author_id, false, null, 'PUBLISHED', title, body, 'FOR_AGAINST', 'FOR_NEUTRAL_AGAINST',
     locale, published_at, published_at, case when n % 3 = 0 then published_at + interval '30 days' end,
     case when n % 6 = 0 then published_at + interval '40 days' end, (n % 6 = 0)::int, 1, folded, tokens, 1
   from (select *, row_number() over (order by id) as n from proposal where state = 'PUBLISHED' order by id limit ${MANY}) p`,
  `insert into comment (id, organisation_id, component_id, root_kind, root_id, parent_id, branch_id, depth, answers_version, author_id,
     alignment, body, locale, state, created_at, rev)
   select ${id('2', 'n')}, organisation_id, ${id('0', 1)}, 'debate', ${id('1', `case when n <= ${TALKED} then 1 else 2 + n % ${MANY - 1} end`)},
     case when answers then ${id('2', 'top')} end, ${id('2', 'case when answers then top else n end')}, answers::int, case when answers then 1 end,
     author_id, case when not answers then (array['FOR', 'AGAINST', 'NEUTRAL'])[1 + n % 3] end, body, locale, 'VISIBLE', created_at, 1
   from (select *, n % 5 = 0 and n <= ${TALKED} as answers, greatest(4, n - 1 - 5 * (n / 5 % 10)) as top from (
     select organisation_id, author_id, body, locale, created_at, row_number() over (order by created_at, id) as n from comment limit ${2 * TALKED}) c) d`,
  `insert into comment_rank (organisation_id, component_id, comment_id, root_kind, root_id, side, up, down)
   select organisation_id, component_id, id, root_kind, root_id, alignment, ('x' || substr(md5(id::text), 1, 2))::bit(8)::int, ('x' || substr(md5(id::text), 3, 1))::bit(4)::int
   from comment where root_kind = 'debate' and depth = 0`,
  `insert into counter (organisation_id, counter, subject_id, n)
   select organisation_id, 'comments', root_id, count(*) from comment where root_kind = 'debate' group by 1, 3 union all
   select organisation_id, 'comments_' || lower(alignment), root_id, count(*) from comment where root_kind = 'debate' and depth = 0 group by 1, 2, 3 union all
   select organisation_id, 'replies', branch_id, count(*) from comment where root_kind = 'debate' and depth > 0 group by 1, 3`,
];

/** Adds the debates, unless they are there; returns the place and the one that is talked about most. */
export async function plantDebates(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const there = await client.query(`select 1 from component where manifest = 'debates'`);
    if (there.rowCount === 0) {
      await client.query('begin');
      await client.query(`set local session_replication_role = 'replica'`);
      for (const statement of statements) await client.query(statement);
      await client.query('commit');
      await client.query('vacuum analyze');
    }
    const { rows } = await client.query(`select ${id('0', 1)} as place, ${id('1', 1)} as debate`);
    return rows[0];
  } finally {
    await client.end();
  }
}

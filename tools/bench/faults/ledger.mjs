/** What the load was told: every acknowledged write, and how often the answer was open. */
export class Ledger {
  drafts = new Map();
  published = new Set();
  supports = [];
  comments = new Map();
  unknown = 0;
  refused = 0;
  /** When the youngest write began that was acknowledged. */
  lastBegun = 0;

  get acked() {
    return this.drafts.size + this.published.size + this.supports.length + this.comments.size;
  }

  ack(begun) {
    this.lastBegun = Math.max(this.lastBegun, begun);
  }
}

const one = async (client, text, values) => Number(Object.values((await client.query(text, values)).rows[0])[0]);

/** Compares what was acknowledged with what the tables hold. */
export async function compare(client, ledger) {
  const drafts = [...ledger.drafts];
  const comments = [...ledger.comments];
  const missing = [
    await one(
      client,
      `select count(*) from unnest($1::uuid[], $2::text[]) a (id, title)
       where not exists (select 1 from proposal p where p.id = a.id and p.title = a.title)`,
      [drafts.map(([id]) => id), drafts.map(([, title]) => title)],
    ),
    await one(
      client,
      `select count(*) from unnest($1::uuid[]) a (id)
       where not exists (select 1 from proposal p where p.id = a.id and p.state = 'PUBLISHED' and p.rev >= 1)`,
      [[...ledger.published]],
    ),
    await one(
      client,
      `select count(*) from unnest($1::uuid[], $2::text[]) a (id, mail)
       where not exists (select 1 from proposal_support v
         join proposal_allowance m on m.organisation_id = v.organisation_id and m.supporter = v.supporter
         join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
         where v.proposal_id = a.id and p.email = a.mail)`,
      [ledger.supports.map(({ id }) => id), ledger.supports.map(({ mail }) => mail)],
    ),
    await one(
      client,
      `select count(*) from unnest($1::uuid[], $2::text[]) a (id, body)
       where not exists (select 1 from comment c where c.id = a.id and c.body = a.body)`,
      [comments.map(([id]) => id), comments.map(([, body]) => body)],
    ),
  ];
  const doubles = await one(
    client,
    `select (select count(*) from (select title from proposal where title like 'drill %' group by title having count(*) > 1) t)
          + (select count(*) from (select body from comment where body like 'drill %' group by body having count(*) > 1) c)`,
  );
  const stored = await one(
    client,
    `select (select count(*) from proposal where title like 'drill %') + (select count(*) from proposal where title like 'drill %' and rev > 0)
          + (select count(*) from proposal_support v join proposal p on p.id = v.proposal_id where p.title like 'drill %')
          + (select count(*) from comment where body like 'drill %')`,
  );
  return { lost: missing.reduce((sum, n) => sum + n, 0), doubles, stored };
}

import type { Withholdable } from '@hiroba/moderation/server';
import { Spots } from '@hiroba/places/server';
import { firstIn, rowsIn, sql } from '@hiroba/server';
import { TaxonomyUses } from '@hiroba/taxonomies/server';
import { searchable } from '../domain/proposal.commands.ts';
import type { ProposalState } from '../domain/proposal.ts';
import { Amendment } from './amendment.entity.ts';
import { Proposal } from './proposal.entity.ts';
import { withheldTitle } from './proposal.rows.ts';

interface Marked {
  readonly componentId: string;
  readonly state: ProposalState;
  readonly publishedAt: string;
}

const [kind, uses, spots] = ['proposal', new TaxonomyUses(), new Spots()];

/** Proposals can be withheld: the page and the comments stay, and lists, headings, maps and numbers leave them out. */
export const proposalWithholdable: Withholdable = {
  kind,
  named: withheldTitle,
  thread: true,
  // What people want to change says the same for the most part.
  worded: [
    {
      wording: {
        kind,
        entity: Proposal,
        properties: ['title', 'body', 'details'],
        committed: ['title', 'body', 'details'],
        follows: ({ title, body }) => searchable({ title: String(title), body: String(body) }),
      },
    },
    {
      wording: { kind: 'amendment', entity: Amendment, properties: ['title', 'body'], committed: ['title', 'body'] },
      of: (organisationId, id) => sql`select id from amendment where organisation_id = ${organisationId} and proposal_id = ${id} and rev >= 1 order by id`,
    },
  ],
  lock: async (em, organisationId, id) => (await rowsIn(em, sql`
    select 1 from proposal where organisation_id = ${organisationId} and id = ${id} and rev >= 1 for update`)).length > 0,
  involved: (organisationId, id, personId) => sql`(
    exists (select from proposal_support s join proposal_allowance w on w.organisation_id = s.organisation_id and w.component_id = s.component_id
        and w.supporter = s.supporter
      where s.organisation_id = ${organisationId} and s.proposal_id = ${id} and w.person_id = ${personId})
    or exists (select from comment r where r.organisation_id = ${organisationId} and r.root_kind = 'proposal' and r.root_id = ${id}
      and r.author_id = ${personId}))`,
  judged: (organisationId, id) => sql`
    select p.component_id as "componentId", c.space_id as "spaceId", p.title, p.body as text, p.locale,
      '/spaces/' || s.slug || '/proposals/' || c.id || '/' || p.id as path, p.published_at as "publishedAt", p.withheld_at as "withheldAt", p.redacted_at as "redactedAt",
      (select coalesce(json_agg(w.person_id), '[]'::json) from proposal_author w
       where w.organisation_id = p.organisation_id and w.proposal_id = p.id and w.person_id is not null) as "authorIds",
      json_build_object('title', p.title, 'body', p.body, 'details', p.details, 'versions', p.versions) as content
    from proposal p
    join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where p.organisation_id = ${organisationId} and p.id = ${id} and p.rev >= 1`,
  mark: async (em, { organisationId, id, at }) => {
    const marked = await firstIn<Marked>(em, sql`
      update proposal set withheld_at = ${at} where organisation_id = ${organisationId} and id = ${id}
      returning component_id as "componentId", state, published_at as "publishedAt"`);
    if (!marked) throw new Error('a proposal is marked under its lock');
    const { componentId, state, publishedAt } = marked;
    // What became part of something else counts nowhere, withheld or not.
    const thing = { organisationId, componentId, kind, id, at: at || state === 'MERGED' || state === 'SPLIT' ? null : new Date(publishedAt) };
    await uses.file(em, thing, await uses.nodesOf(em, thing));
    const spot = await spots.of(em, thing);
    if (spot) await spots.put(em, thing, spot);
  },
};

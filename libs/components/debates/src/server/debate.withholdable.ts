import type { Withholdable } from '@hiroba/moderation/server';
import { rowsIn, sql } from '@hiroba/server';
import { searchable } from '../domain/debate.commands.ts';
import { Debate } from './debate.entity.ts';
import { withheldTitle } from './debate.reads.ts';

/** Debates can be withheld: the page and the comments stay, and lists and numbers leave them out. */
export const debateWithholdable: Withholdable = {
  kind: 'debate',
  named: withheldTitle,
  thread: true,
  worded: [{
    wording: {
      kind: 'debate',
      entity: Debate,
      properties: ['question', 'background', 'ask'],
      committed: ['question', 'background', 'ask'],
      follows: ({ question, background }) => searchable({ question: String(question), background: String(background) }),
    },
  }],
  lock: async (em, organisationId, id) => (await rowsIn(em, sql`
    select 1 from debate where organisation_id = ${organisationId} and id = ${id} and rev >= 1 for update`)).length > 0,
  involved: (organisationId, id, personId) => sql`exists (select from comment r
    where r.organisation_id = ${organisationId} and r.root_kind = 'debate' and r.root_id = ${id} and r.author_id = ${personId})`,
  judged: (organisationId, id) => sql`
    select d.component_id as "componentId", c.space_id as "spaceId", d.question as title, d.background as text, d.locale,
      '/spaces/' || s.slug || '/debates/' || c.id || '/' || d.id as path, d.published_at as "publishedAt", d.withheld_at as "withheldAt", d.redacted_at as "redactedAt",
      case when d.author_id is null then '[]'::json else json_build_array(d.author_id) end as "authorIds",
      json_build_object('question', d.question, 'background', d.background, 'ask', d.ask, 'versions', d.versions) as content
    from debate d
    join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where d.organisation_id = ${organisationId} and d.id = ${id} and d.rev >= 1`,
  mark: async (em, { organisationId, id, at }) => {
    await rowsIn(em, sql`update debate set withheld_at = ${at} where organisation_id = ${organisationId} and id = ${id}`);
  },
};

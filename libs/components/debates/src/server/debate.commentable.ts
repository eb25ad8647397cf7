import type { Alignment } from '@hiroba/comments';
import type { Commentable } from '@hiroba/comments/server';
import { readSettings } from '@hiroba/kernel';
import { firstIn, sql } from '@hiroba/server';
import type { DebateState } from '../domain/debate.ts';
import { debates } from '../manifest.ts';
import { isShown, knownDebate, withheldTitle } from './debate.reads.ts';

interface HeldDebate {
  readonly componentId: string;
  readonly rev: number;
  readonly state: DebateState;
  readonly shown: boolean;
  readonly alignment: Alignment;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Debates take comments inside their window, from the sides they ask for. */
export const debateCommentable: Commentable = {
  kind: 'debate',
  hold: async (em, organisationId, id) => {
    const row = await firstIn<HeldDebate>(em, sql`
      select d.component_id as "componentId", d.rev, d.state, ${isShown} as shown, d.alignment, d.opens_at as "opensAt", d.closes_at as "closesAt", c.settings
      from debate d join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
      where d.organisation_id = ${organisationId} and d.id = ${id} for share of d`);
    if (!row) return undefined;
    const { componentId, rev, state, alignment, shown } = row;
    const [opensAt, closesAt] = [row.opensAt, row.closesAt].map((at) => (at === null ? null : new Date(at)));
    const { commentVotes: votes, commentLength: maxLength } = readSettings(debates, row.settings).settings;
    return { componentId, rev, open: state === 'PUBLISHED' && shown, alignment, opensAt, closesAt, votes, maxLength };
  },
  readable: (viewer, id) => sql`exists (
    select 1 from debate d
    join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where d.organisation_id = ${viewer.organisationId} and d.id = ${id} and ${knownDebate(viewer)})`,
  heading: (id) => sql`
    select case when ${isShown} then jsonb_build_object(d.locale, d.question) else ${JSON.stringify(withheldTitle)}::jsonb end as title, '/spaces/' || s.slug || '/debates/' || c.id || '/' || d.id as path
    from debate d
    join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where d.id = ${id}`,
};

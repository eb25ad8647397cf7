import type { Commentable } from '@hiroba/comments/server';
import { commentRules } from '@hiroba/comments';
import { readSettings } from '@hiroba/kernel';
import { firstIn, sql } from '@hiroba/server';
import type { ProposalState } from '../domain/proposal.ts';
import { proposals } from '../manifest.ts';
import { isShown, knownProposal, withheldTitle } from './proposal.rows.ts';

interface HeldProposal {
  readonly componentId: string;
  readonly rev: number;
  readonly state: ProposalState;
  readonly answerVersion: number;
  readonly shown: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Proposals may be commented on while they stand; an answer does not end the conversation, the phase does. */
export const proposalCommentable: Commentable = {
  kind: 'proposal',
  hold: async (em, organisationId, id) => {
    const row = await firstIn<HeldProposal>(em, sql`
      select p.component_id as "componentId", p.rev, p.state, p.answer_versions as "answerVersion", ${isShown} as shown, c.settings from proposal p
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      where p.organisation_id = ${organisationId} and p.id = ${id} for share of p`);
    if (!row) return undefined;
    const { componentId, rev, state, answerVersion, shown } = row;
    return { componentId, rev, answerVersion, open: state === 'PUBLISHED' && shown, ...commentRules(readSettings(proposals, row.settings).settings) };
  },
  readable: (viewer, id) => sql`exists (
    select 1 from proposal p
    join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where p.organisation_id = ${viewer.organisationId} and p.id = ${id} and ${knownProposal(viewer)})`,
  heading: (id) => sql`
    select case when ${isShown} then jsonb_build_object(p.locale, p.title) else ${JSON.stringify(withheldTitle)}::jsonb end as title, '/spaces/' || s.slug || '/proposals/' || c.id || '/' || p.id as path
    from proposal p
    join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where p.id = ${id}`,
};

import type { Attachable } from '@hiroba/attachments/server';
import { firstIn, sql } from '@hiroba/server';
import { LockMode } from '@mikro-orm/postgresql';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VotesSituation } from '../manifest.ts';
import { Vote } from './vote.entity.ts';
import { knownVote } from './vote.reads.ts';

/** What files of an option are called by in the record. */
export const OPTION_KIND = 'vote_option';

/** A picture may stand below an option as long as the vote is a draft; then it stands like the option itself. */
export const optionAttachable: Attachable = {
  kind: OPTION_KIND,
  hold: async (em, organisationId, id) => {
    const row = await firstIn<{ vote_id: string }>(em, sql`select vote_id from vote_option where organisation_id = ${organisationId} and id = ${id}`);
    const vote = row && await em.findOne(Vote, { id: row.vote_id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return vote ? {
      componentId: vote.componentId, rev: vote.rev, actor: 'staff', ofOffice: true, mayChange: (at) => votePolicy.save(at as VotesSituation, vote),
    } : undefined;
  },
  readable: (viewer, id) => sql`exists (
    select 1 from vote_option o
    join vote v on v.organisation_id = o.organisation_id and v.id = o.vote_id
    join component c on c.organisation_id = v.organisation_id and c.id = v.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where o.organisation_id = ${viewer.organisationId} and o.id = ${id} and ${knownVote(viewer)})`,
};

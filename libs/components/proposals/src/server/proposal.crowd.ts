import { Injectable } from '@nestjs/common';
import { Refusal, type Decision } from '@hiroba/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { insertMany, rowsIn, sql, type Placed, type Transaction, type Written } from '@hiroba/server';
import { answer, type AnswerInput } from '../domain/answer.commands.ts';
import { draft, publish, reachThreshold, withdraw, type ProposalInput } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';

/** A support as one of many that are written at once. */
export interface CrowdSupport {
  readonly proposalId: string;
  readonly supporter: string;
  readonly day: string;
}

type ByProposal = Written & { readonly subject: Proposal };

const none = { drafts: 0, published: 0, supports: 0 };

/** A decision of somebody in the crowd; they do nothing that the rules refuse. */
function agreed(decision: Decision<object> | Refusal): Decision<object> {
  if (decision instanceof Refusal) throw new Error(`an act of the crowd was refused: ${decision.code} ${decision.field ?? ''}`);
  return decision;
}

/** The decisions of many people about proposals, each in its own situation; `Transaction.writeMany` writes them. */
@Injectable()
export class ProposalCrowd {
  /** Proposals in a place, at an instant, by somebody. */
  situation(place: Placed, viewer: ProposalsSituation['viewer'], now: Date): ProposalsSituation {
    return { viewer, now, component: place as ProposalsSituation['component'] };
  }

  /** Writes and publishes a proposal in one go. */
  proposed(em: EntityManager, at: ProposalsSituation, id: string, input: ProposalInput): ByProposal {
    const base = { id, organisationId: at.viewer.organisationId, componentId: at.component?.id, rev: 0 };
    const subject = em.create(Proposal, base as never, { partial: true, persist: false });
    Object.assign(subject, agreed(draft(input, none)(at)).patch);
    return { subject, decision: agreed(publish(none)(at, subject)), at, made: true };
  }

  /** Enough people stand behind it. */
  reached = (at: ProposalsSituation, subject: Proposal): ByProposal => ({ subject, decision: reachThreshold(at), at });

  /** The city answers. */
  answered = (at: ProposalsSituation, subject: Proposal, input: AnswerInput): ByProposal =>
    ({ subject, decision: agreed(answer(input)(at, subject)), at });

  /** Takes it back. */
  withdrawn = (at: ProposalsSituation, subject: Proposal): ByProposal => ({ subject, decision: agreed(withdraw(at, subject)), at });

  /** Gives people of a place the keys under which their supports are stored. */
  allow({ em, caller: { organisationId } }: Transaction, componentId: string, people: readonly { readonly personId: string; readonly supporter: string }[]): Promise<void> {
    return insertMany(em, 'proposal_allowance', people.map(({ personId, supporter }) => ({
      organisation_id: organisationId, component_id: componentId, person_id: personId, supporter,
    })));
  }

  /** Stores supports that are not there yet, with the change of their numbers; returns how many were new. */
  async support({ em, caller: { organisationId } }: Transaction, componentId: string, supports: readonly CrowdSupport[]): Promise<number> {
    const rows = supports.map(({ proposalId, supporter, day }) => ({ proposal_id: proposalId, supporter, day }));
    const counted = await rowsIn<{ n: number }>(em, sql`
      with given as (
        insert into proposal_support (organisation_id, component_id, proposal_id, supporter, day)
        select ${organisationId}, ${componentId}, proposal_id, supporter, day
        from json_populate_recordset(null::proposal_support, ${JSON.stringify(rows)})
        on conflict do nothing returning proposal_id),
      counts as (
        insert into counter_delta (organisation_id, counter, subject_id, n)
        select ${organisationId}, 'supports', proposal_id, count(*) from given group by proposal_id order by proposal_id returning n)
      select coalesce(sum(n), 0)::int as n from counts`);
    return counted[0]?.n ?? 0;
  }
}

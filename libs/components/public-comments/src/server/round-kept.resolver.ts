import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { holds, isoDate } from '@hiroba/kernel';
import { CurrentViewer, Messages, refusalMessage, type Caller, type GraphqlContext } from '@hiroba/server';
import { Now } from '@hiroba/spaces/server';
import { checklist, daysOf } from '../domain/round.checklist.ts';
import type { RoundText } from '../domain/round.ts';
import { RoundNumbersType } from './round-numbers.type.ts';
import { RoundDaysType, RoundNoticeType, RoundPlanType, RoundWorkType } from './procedure-parts.type.ts';
import { ProcedureReads } from './procedure.reads.ts';
import { Round } from './round.entity.ts';
import { RoundReads } from './round.reads.ts';
import { factsOfRow } from './round-facts.ts';

const textOfRow = (round: Round): RoundText => ({ ...round, ...factsOfRow(round) });

/** What a round keeps for good, and what those who work there see of it. */
@Resolver(() => Round)
export class RoundKeptResolver {
  constructor(
    private readonly kept: ProcedureReads,
    private readonly reads: RoundReads,
    private readonly now: Now,
    private readonly messages: Messages,
  ) {}

  @ResolveField(() => [RoundNoticeType], { description: 'Everything it published, the newest first.' })
  notices(@Parent() round: Round) {
    return round.rev === 0 ? [] : this.kept.notices(round);
  }

  @ResolveField(() => RoundPlanType, { nullable: true, description: 'The text of the draft plan as units.' })
  plan(@Parent() round: Round) {
    return this.kept.plan(round, 'DRAFT');
  }

  @ResolveField(() => RoundPlanType, { nullable: true, description: 'The text as it was decided, beside that of the draft.' })
  finalPlan(@Parent() round: Round) {
    return ['RESULT_PUBLISHED', 'ADOPTED', 'ARCHIVED'].includes(round.stage) ? this.kept.plan(round, 'FINAL') : null;
  }

  @ResolveField(() => RoundNumbersType, { nullable: true, description: 'What was counted; nothing before the intake has ended.' })
  numbers(@Parent() round: Round) {
    return ['ANALYSIS', 'RESPONSE_REVIEW', 'RESULT_PUBLISHED', 'ADOPTED', 'NOT_ADOPTED', 'ARCHIVED'].includes(round.stage) ? this.kept.numbers(round) : null;
  }

  @ResolveField(() => RoundDaysType, { nullable: true, description: 'Its days as its procedure counts them.' })
  days(@Parent() round: Round) {
    const days = daysOf(textOfRow(round));
    return days ? { ...days, first: isoDate(days.first), last: isoDate(days.last) } : null;
  }

  @ResolveField(() => RoundWorkType, { nullable: true, description: 'What those who work there see of it.' })
  async work(@Parent() round: Round, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    const row = await this.reads.one(viewer, round.id);
    if (!row || !viewer.mfa || !holds(viewer, ['STAFF', 'AUDITOR'], row.spaceId)) return null;
    const [steps, plan, gaps, proposed] = await Promise.all([
      this.kept.steps(row), this.kept.plan(row, 'DRAFT'), this.kept.gaps(row), this.kept.proposed(row),
    ]);
    const facts = plan && { n: plan.n, sha256: plan.sha256, units: plan.units.length };
    const checks = checklist({ round: textOfRow(row), plan: facts }, await this.now.of(context));
    return {
      wrote: viewer.personId !== undefined && row.authorIds.includes(viewer.personId), returnReason: row.returnReason, review: row.review,
      steps, gaps, proposed,
      checks: checks.map(({ point, refusal }) => ({
        point, field: refusal?.field ?? null, missing: refusal ? refusalMessage(this.messages, refusal, viewer.locale) : null,
      })),
    };
  }
}

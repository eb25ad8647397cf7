import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Sql, sql, type Caller } from '@hiroba/server';
import { rulesPolicy } from '../domain/policy.ts';
import type { PolicyRule } from '../domain/rules.ts';
import { shownRule, type ModerationRuleType } from './moderation.types.ts';
import { PolicyService } from './policy.service.ts';
import { ModerationPolicyType, PublicationInput, RuleInput, RulesDraftType, RulesOutcome } from './policy.types.ts';

type PolicyRow = Omit<ModerationPolicyType, 'rules'> & { readonly rules: readonly PolicyRule[] };

/** The rules of the city in all versions, and the draft of the next. */
@Resolver(() => ModerationPolicyType)
export class PolicyResolver {
  constructor(
    private readonly service: PolicyService,
    private readonly db: Sql,
  ) {}

  @Query(() => [ModerationPolicyType], { description: 'All versions of the rules, the newest first.' })
  moderationPolicies(@CurrentViewer() { organisationId }: Caller): Promise<PolicyRow[]> {
    return this.db.rows<PolicyRow>(sql`
      select p.version, p.published_at as "publishedAt", p.effective_at as "effectiveAt", p.urgent_reason as "urgentReason", p.sha256,
        e.event_id as "entryId", p.rules
      from mod_policy p left join log_entry e on e.organisation_id = p.organisation_id and e.subject_kind = 'policy'
        and e.subject_id = p.id::text and e.subject_rev = 1
      where p.organisation_id = ${organisationId} and p.published_at is not null order by p.version desc limit 200`);
  }

  @ResolveField()
  rules(@Parent() { rules }: PolicyRow, @CurrentViewer() { locale }: Caller): ModerationRuleType[] {
    return rules.map((rule) => shownRule(rule, locale));
  }

  @Query(() => RulesDraftType, {
    nullable: true,
    description: 'The rules as staff work on them: the draft, or what was published last; null for everybody else.',
  })
  async rulesDraft(@CurrentViewer() viewer: Caller): Promise<RulesDraftType | null> {
    if (rulesPolicy.write({ viewer, now: new Date(0) }, undefined)) return null;
    const row = await this.db.first<RulesDraftType>(sql`
      select version, rules, published_at as "publishedAt" from mod_policy
      where organisation_id = ${viewer.organisationId} order by version desc limit 1`);
    return row ?? null;
  }

  @Mutation(() => RulesOutcome, { description: 'Writes one rule of the draft; nothing is public by that.' })
  writeRule(@Args('input') input: RuleInput, @CurrentViewer() viewer: Caller) {
    return this.service.write(input, viewer);
  }

  @Mutation(() => RulesOutcome, { description: 'Leaves a rule out of the draft.' })
  dropRule(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller) {
    return this.service.drop(id, viewer);
  }

  @Mutation(() => RulesOutcome, { description: 'Publishes the draft as the next version of the rules.' })
  publishRules(@Args('input') input: PublicationInput, @CurrentViewer() viewer: Caller) {
    return this.service.publish({ ...input, effectiveAt: input.effectiveAt ?? null }, viewer);
  }
}

/** What the draft of the rules says of itself. */
@Resolver(() => RulesDraftType)
export class RulesDraftResolver {
  @ResolveField(() => Boolean, { description: 'Whether anything was written that is not published.' })
  begun(@Parent() { publishedAt }: RulesDraftType): boolean {
    return publishedAt === null;
  }
}

import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { localized } from '@hiroba/kernel';
import { Clock, CurrentViewer, Sql, type Caller } from '@hiroba/server';
import { ModerationReads } from './moderation.reads.ts';
import { ModerationService } from './moderation.service.ts';
import { publishedRules, ruleBookOf } from './rule-book.ts';
import {
  ModerationDecisionType,
  ModerationOutcome,
  ModerationRuleType,
  ModerationSubjectType,
  ReportableTextType,
  shownRule,
  WithholdingType,
} from './moderation.types.ts';
import { ModerationReportType, ReportOutcome } from './report.types.ts';

const kindOf = { type: () => String, description: 'What it is: comment, proposal, debate.' };
const id = { type: () => ID };
const version = { type: () => Int, nullable: true, description: 'The version of the case that was looked at.' };

/** Withholding texts, and the rules for it. */
@Resolver()
export class ModerationResolver {
  constructor(
    private readonly service: ModerationService,
    private readonly reads: ModerationReads,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  @Query(() => [ModerationRuleType], { description: 'The rules in force.' })
  async moderationRules(@CurrentViewer() { organisationId, locale }: Caller): Promise<ModerationRuleType[]> {
    const book = ruleBookOf(await this.db.rows(publishedRules(organisationId)));
    return book.at(await this.clock.now(this.db)).map((rule) => shownRule(rule, locale));
  }

  @Query(() => ModerationSubjectType, {
    nullable: true,
    description: 'A text before those who moderate; null for everybody else.',
  })
  moderationSubject(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.subject(viewer, kind, subjectId);
  }

  @Query(() => ReportableTextType, {
    nullable: true,
    description: 'A text that the viewer may report; null where there is none for them.',
  })
  reportableText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.reportable(viewer, kind, subjectId);
  }

  @Mutation(() => ReportOutcome, {
    description:
      'Tells those who moderate that a text breaks a rule. Nothing is withheld by that, and nobody is told who did.',
  })
  reportText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('note', { type: () => String, defaultValue: '' }) note: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.report(kind, subjectId, rule, note, viewer);
  }

  @Mutation(() => ModerationOutcome, {
    description: 'Ends the reports of a text that breaks no rule; those who reported it are told why.',
  })
  dismissReports(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('code', { type: () => String, description: 'NO_VIOLATION, VIEWPOINT, NOT_FOUND_IN_TEXT or ABUSIVE_REPORT.' })
    code: string,
    @Args('answer', { type: () => String }) answer: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.dismiss(kind, subjectId, code, answer, viewer, seen ?? null);
  }

  @Mutation(() => ModerationOutcome, {
    description: 'Withholds a text under a rule; everybody reads the reason in its place.',
  })
  withholdText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.withhold(kind, subjectId, rule, reason, viewer, seen ?? null);
  }

  @Mutation(() => ModerationOutcome, {
    description: 'Covers passages of a text under a rule that allows it, wherever they stand in it and in its earlier versions.',
  })
  redactText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('passages', { type: () => [String], description: 'As they stand in the text; each may have several lines, which count for themselves.' })
    passages: string[],
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.redact(kind, subjectId, { rule, reason, passages }, viewer, seen ?? null);
  }

  @Mutation(() => ModerationOutcome, {
    description: 'Puts a label beside a text: CONTEXT, CONTESTED or CORRECTED, with a sentence that everybody reads.',
  })
  labelText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('label', { type: () => String }) code: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.label(kind, subjectId, { rule, code, reason }, viewer, seen ?? null);
  }

  @Mutation(() => ModerationOutcome, { description: 'Takes the label of a text away.' })
  unlabelText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.unlabel(kind, subjectId, reason, viewer, seen ?? null);
  }

  @Mutation(() => ModerationOutcome, { description: 'Shows a withheld text again, or one of which passages are covered as it was.' })
  restoreText(
    @Args('subjectKind', kindOf) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('reason', { type: () => String }) reason: string,
    @Args('seen', version) seen: number | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.restore(kind, subjectId, reason, viewer, seen ?? null);
  }
}

const titleOf = ({ titles }: Pick<WithholdingType, 'titles'>, locale: string): string => localized(titles, locale).text;

/** What a withholding says in the reader's language. */
@Resolver(() => WithholdingType)
export class WithholdingResolver {
  @ResolveField(() => Date, {
    nullable: true,
    description: 'Until when it waits for a look, where nothing was decided: then everybody reads it.',
  })
  waitsUntil(@Parent() { waitsUntil }: WithholdingType): Date | null {
    return waitsUntil ? new Date(waitsUntil) : null;
  }

  @ResolveField(() => Date)
  at(@Parent() { at }: WithholdingType): Date {
    return new Date(at);
  }

  @ResolveField(() => String, { description: 'What the rule is about, in the language of the reader.' })
  title(@Parent() withholding: WithholdingType, @CurrentViewer() { locale }: Caller): string {
    return titleOf(withholding, locale);
  }
}

/** What a report says in the reader's language. */
@Resolver(() => ModerationReportType)
export class ModerationReportResolver {
  @ResolveField(() => Date)
  at(@Parent() { at }: ModerationReportType): Date {
    return new Date(at);
  }

  @ResolveField(() => String, { description: 'What the rule is about, in the language of the reader.' })
  title(@Parent() report: ModerationReportType, @CurrentViewer() { locale }: Caller): string {
    return titleOf(report, locale);
  }
}

/** What a decision says in the reader's language. */
@Resolver(() => ModerationDecisionType)
export class ModerationDecisionResolver {
  @ResolveField(() => Date, { nullable: true, description: 'When it ends by itself; null where it does not.' })
  endsAt(@Parent() { endsAt }: ModerationDecisionType): Date | null {
    return endsAt ? new Date(endsAt) : null;
  }

  @ResolveField(() => Date)
  at(@Parent() { at }: ModerationDecisionType): Date {
    return new Date(at);
  }

  @ResolveField(() => String, { description: 'What the rule is about, in the language of the reader.' })
  title(@Parent() decision: ModerationDecisionType, @CurrentViewer() { locale }: Caller): string {
    return titleOf(decision, locale);
  }
}

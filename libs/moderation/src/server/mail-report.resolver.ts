import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { localized } from '@hiroba/kernel';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { MailReportReads } from './mail-report.reads.ts';
import { MailReportService } from './mail-report.service.ts';
import { MailReportAskedOutcome, MailReportOutcome, MailReportType } from './mail-report.types.ts';

const id = { type: () => ID };
const key = { type: () => String, description: 'The key of the mail.' };

/** Reports and appeals by people without an account. */
@Resolver(() => MailReportType)
export class MailReportResolver {
  constructor(
    private readonly service: MailReportService,
    private readonly reads: MailReportReads,
  ) {}

  @Query(() => MailReportType, {
    nullable: true,
    description: 'A report by mail and what came of it, for whoever has its key.',
  })
  mailReport(@Args('id', id) reportId: string, @Args('key', key) own: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, reportId, own);
  }

  @Mutation(() => MailReportAskedOutcome, {
    description:
      'Asks an address whether it wants to report a text. Nothing counts before it has said yes, and whether it is known is not told.',
  })
  reportByMail(
    @Args('subjectKind', { type: () => String, description: 'What it is: comment, proposal, debate.' }) kind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('rule', { type: () => String }) rule: string,
    @Args('note', { type: () => String }) note: string,
    @Args('mail', { type: () => String }) mail: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.ask([kind, subjectId], { rule, note, mail }, viewer);
  }

  @Mutation(() => MailReportOutcome, {
    description: 'The address says yes by the key of its mail: the report counts from now on.',
  })
  confirmMailReport(@Args('id', id) reportId: string, @Args('key', key) own: string, @CurrentViewer() viewer: Caller) {
    return this.service.confirm(reportId, own, viewer);
  }

  @Mutation(() => MailReportOutcome, {
    description: 'Asks for what a report by mail came to to be looked at by somebody else.',
  })
  appealMailReport(
    @Args('id', id) reportId: string,
    @Args('key', key) own: string,
    @Args('text', { type: () => String }) text: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.appeal(reportId, own, text, viewer);
  }

  @ResolveField(() => String, { description: 'What the rule is about, in the language of the reader.' })
  ruleTitle(@Parent() { titles }: MailReportType, @CurrentViewer() { locale }: Caller): string {
    return localized(titles, locale).text;
  }
}

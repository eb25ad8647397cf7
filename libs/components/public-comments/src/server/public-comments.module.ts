import { Module } from '@nestjs/common';
import { NotificationsModule } from '@hiroba/notifications/server';
import { SpacesModule } from '@hiroba/spaces/server';
import { TransparencyModule } from '@hiroba/transparency/server';
import { PublicCommentsComponentResolver } from './public-comments-component.resolver.ts';
import { PlanService } from './plan.service.ts';
import { ProcedureReads } from './procedure.reads.ts';
import { ProcedureResolver } from './procedure.resolver.ts';
import { RoundFeeds } from './round.feeds.ts';
import { RoundFiles } from './round-files.ts';
import { RoundGathers } from './round.gathers.ts';
import { RoundKeptResolver } from './round-kept.resolver.ts';
import { RoundProcedure } from './round.procedure.ts';
import { RoundYearsReads } from './round-years.reads.ts';
import { RoundReads } from './round.reads.ts';
import { RoundResolver } from './round.resolver.ts';
import { ClaimResolver } from './claim.resolver.ts';
import { ClaimService } from './claim.service.ts';
import { ContactGate } from './contact-gate.ts';
import { DisposalResolver } from './disposal.resolver.ts';
import { DisposalService } from './disposal.service.ts';
import { GroupingReads } from './grouping.reads.ts';
import { GroupingResolver } from './grouping.resolver.ts';
import { GroupingService } from './grouping.service.ts';
import { IntakeLists } from './intake-lists.ts';
import { IntakeListResolver } from './intake-list.resolver.ts';
import { OfficeSheetResolver } from './office-sheet.resolver.ts';
import { OfficeSheets } from './office-sheet.service.ts';
import { OpinionReads } from './opinion.reads.ts';
import { OpinionResolver, SubmissionAnswersResolver } from './opinion.resolver.ts';
import { OpinionService } from './opinion.service.ts';
import { ReceiptCodes } from './receipt-codes.ts';
import { ReceiptArchives } from './receipt-archive.ts';
import { ReceiptLinks } from './receipt-links.ts';
import { RoundMails } from './round-mails.ts';
import { RoundService } from './round.service.ts';
import { SubmissionFileDoor } from './submission-file-door.ts';
import { SubmissionFileResolver } from './submission-file.resolver.ts';
import { SubmissionFiles } from './submission-files.ts';
import { SubmissionReads } from './submission.reads.ts';
import { SubmissionResolver } from './submission.resolver.ts';
import { SubmissionService } from './submission.service.ts';
import { SubmitterVault } from './submitter-vault.ts';
import { TailService } from './tail.service.ts';
import { WholeTexts } from './whole-texts.service.ts';

/** The server side of public-comment rounds. */
@Module({
  imports: [SpacesModule, NotificationsModule, TransparencyModule],
  providers: [
    RoundReads, RoundService, RoundResolver, PublicCommentsComponentResolver, RoundProcedure, ProcedureReads, ProcedureResolver, PlanService, RoundKeptResolver, RoundGathers,
    RoundYearsReads, RoundFeeds, RoundFiles,
    ClaimResolver, ClaimService, DisposalResolver, DisposalService, GroupingReads, GroupingResolver, GroupingService, IntakeListResolver, IntakeLists, OfficeSheetResolver, OfficeSheets,
    ContactGate, OpinionReads, OpinionResolver, OpinionService, ReceiptCodes, ReceiptArchives, ReceiptLinks, RoundMails, SubmissionAnswersResolver, SubmissionFileDoor, SubmissionFileResolver, SubmissionFiles, SubmissionReads, SubmissionResolver, SubmissionService, SubmitterVault, TailService, WholeTexts,
  ],
  exports: [RoundReads, RoundService, RoundProcedure, ProcedureReads],
})
export class PublicCommentsModule {}

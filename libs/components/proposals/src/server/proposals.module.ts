import { Module } from '@nestjs/common';
import { AttachmentsModule } from '@hiroba/attachments/server';
import { PlacesModule } from '@hiroba/places/server';
import { SpacesModule } from '@hiroba/spaces/server';
import { TaxonomiesModule } from '@hiroba/taxonomies/server';
import { VersionsModule } from '@hiroba/versions/server';
import { AmendmentReads } from './amendment.reads.ts';
import { AmendmentResolver } from './amendment.resolver.ts';
import { AmendmentService } from './amendment.service.ts';
import { AnswerDeskReads } from './answer-desk.reads.ts';
import { AnswerDeskResolver } from './answer-desk.resolver.ts';
import { AnswerDue } from './answer.due.ts';
import { AnswerImport } from './answer.import.ts';
import { AnswerImportResolver } from './answer.import.resolver.ts';
import { AnswerResolver } from './answer.resolver.ts';
import { AnswerService } from './answer.service.ts';
import { CopyFitting } from './copy.fitting.ts';
import { CopyService } from './copy.service.ts';
import { MoveResolver } from './move.resolver.ts';
import { MoveReads } from './move.reads.ts';
import { MoveService } from './move.service.ts';
import { ImportWork } from './import.work.ts';
import { ProposalJobReads } from './proposal-job.reads.ts';
import { ProposalJobResolver } from './proposal-job.resolver.ts';
import { ProposalJobs } from './proposal-jobs.ts';
import { CoauthorService } from './coauthor.service.ts';
import { InvitationReads } from './invitation.reads.ts';
import { InvitationResolver } from './invitation.resolver.ts';
import { ProposalCrowd } from './proposal.crowd.ts';
import { Belongings } from './merge.belongings.ts';
import { MergeReads } from './merge.reads.ts';
import { MergeResolver } from './merge.resolver.ts';
import { MergeService } from './merge.service.ts';
import { ProposalDownloads } from './proposal.export.ts';
import { ProposalGathers } from './proposal.gathers.ts';
import { ProposalFilings } from './proposal.filings.ts';
import { ImportHeadings } from './proposal.import-headings.ts';
import { ProposalImportResolver } from './proposal.import.resolver.ts';
import { ProposalImport } from './proposal.import.ts';
import { ProposalReads } from './proposal.reads.ts';
import { ProposalResolver } from './proposal.resolver.ts';
import { ProposalService } from './proposal.service.ts';
import { EntryService } from './proposal-entry.service.ts';
import { PaperCodeService } from './paper-code.service.ts';
import { EntryResolver } from './proposal-entry.resolver.ts';
import { ProposalWriting } from './proposal-writing.service.ts';
import { ProposalUpkeep } from './proposal.upkeep.ts';
import { ProposalsComponentResolver } from './proposals-component.resolver.ts';

/** The server side of proposals. */
@Module({
  imports: [AttachmentsModule, PlacesModule, SpacesModule, TaxonomiesModule, VersionsModule],
  providers: [
    AmendmentReads,
    AmendmentResolver,
    AmendmentService,
    ProposalReads,
    ProposalFilings,
    ProposalCrowd,
    ProposalService,
    ProposalWriting,
    EntryService,
    EntryResolver,
    PaperCodeService,
    ProposalGathers,
    ImportHeadings,
    ProposalImport,
    ProposalImportResolver,
    ProposalDownloads,
    ProposalResolver,
    AnswerService,
    AnswerResolver,
    AnswerDue,
    AnswerImport,
    AnswerImportResolver,
    AnswerDeskReads,
    AnswerDeskResolver,
    ProposalsComponentResolver,
    ProposalUpkeep,
    CoauthorService,
    Belongings,
    MergeService,
    MergeReads,
    MergeResolver,
    InvitationReads,
    InvitationResolver,
    ProposalJobs,
    ProposalJobReads,
    ProposalJobResolver,
    CopyFitting,
    CopyService,
    ImportWork,
    MoveService,
    MoveReads,
    MoveResolver,
  ],
  exports: [AnswerImport, AnswerService, ProposalCrowd, ProposalReads, ProposalService, ProposalImport],
})
export class ProposalsModule {}

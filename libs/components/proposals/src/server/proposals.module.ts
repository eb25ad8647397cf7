import { Module } from '@nestjs/common';
import { ProposalReads } from './proposal.reads.ts';
import { ProposalResolver } from './proposal.resolver.ts';
import { ProposalService } from './proposal.service.ts';
import { ProposalsComponentResolver } from './proposals-component.resolver.ts';

/** The server side of proposals. */
@Module({
  providers: [ProposalReads, ProposalService, ProposalResolver, ProposalsComponentResolver],
  exports: [ProposalReads, ProposalService],
})
export class ProposalsModule {}

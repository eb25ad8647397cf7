import { Module } from '@nestjs/common';
import { AttachmentsModule } from '@hiroba/attachments/server';
import { PlacesModule } from '@hiroba/places/server';
import { SpacesModule } from '@hiroba/spaces/server';
import { TransparencyModule } from '@hiroba/transparency/server';
import { AdoptionResolver } from './adoption.resolver.ts';
import { BallotBoxService } from './ballot-box.service.ts';
import { BallotReceipts } from './ballot.receipt.ts';
import { BallotResolver } from './ballot.resolver.ts';
import { BallotService } from './ballot.service.ts';
import { BallotStanding } from './ballot.standing.ts';
import { CorrectionService } from './correction.service.ts';
import { CounterService } from './counter.service.ts';
import { CountService } from './count.service.ts';
import { FreezeService } from './freeze.service.ts';
import { OverrideService } from './override.service.ts';
import { OpenVotes } from './open-vote.ts';
import { PaperResolver } from './paper.resolver.ts';
import { PaperService } from './paper.service.ts';
import { PreviewService } from './preview.service.ts';
import { ResultResolver } from './result.resolver.ts';
import { ResultService } from './result.service.ts';
import { TallyThread } from './tally-thread.ts';
import { VoteImportResolver } from './vote-import.resolver.ts';
import { VoteImport } from './vote-import.service.ts';
import { VoteClock } from './vote.clock.ts';
import { VoteDue } from './vote.due.ts';
import { VoteGathers } from './vote.gathers.ts';
import { VoteKeyStore } from './vote-keys.ts';
import { VoteLifeResolver } from './vote-life.resolver.ts';
import { VoteLifeService } from './vote.life.service.ts';
import { VoteOpening } from './vote.opening.ts';
import { VoteReads } from './vote.reads.ts';
import { VoteResolver } from './vote.resolver.ts';
import { VoteService } from './vote.service.ts';
import { VotesComponentResolver } from './votes-component.resolver.ts';

/** The server side of votes. */
@Module({
  imports: [AttachmentsModule, PlacesModule, SpacesModule, TransparencyModule],
  providers: [
    AdoptionResolver, BallotBoxService, BallotReceipts, BallotResolver, BallotService, BallotStanding, CorrectionService, CounterService, CountService, FreezeService, OpenVotes, OverrideService, PaperResolver, PaperService, PreviewService, ResultResolver, ResultService, TallyThread, VoteClock, VoteDue, VoteGathers, VoteKeyStore,
    VoteImport, VoteImportResolver, VoteLifeResolver, VoteLifeService, VoteOpening, VoteReads, VoteResolver, VoteService, VotesComponentResolver,
  ],
  exports: [VoteImport, VoteReads],
})
export class VotesModule {}

import { Module } from '@nestjs/common';
import { SpacesModule } from '@hiroba/spaces/server';
import { VoteGathers } from './vote.gathers.ts';
import { VoteReads } from './vote.reads.ts';
import { VoteResolver } from './vote.resolver.ts';
import { VoteService } from './vote.service.ts';
import { VotesComponentResolver } from './votes-component.resolver.ts';

/** The server side of votes. */
@Module({
  imports: [SpacesModule],
  providers: [VoteGathers, VoteReads, VoteResolver, VoteService, VotesComponentResolver],
  exports: [VoteReads],
})
export class VotesModule {}

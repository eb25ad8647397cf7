import { Module } from '@nestjs/common';
import { SpacesModule } from '@hiroba/spaces/server';
import { PublicCommentsComponentResolver } from './public-comments-component.resolver.ts';
import { RoundReads } from './round.reads.ts';
import { RoundResolver } from './round.resolver.ts';
import { RoundService } from './round.service.ts';

/** The server side of public-comment rounds. */
@Module({
  imports: [SpacesModule],
  providers: [RoundReads, RoundService, RoundResolver, PublicCommentsComponentResolver],
  exports: [RoundReads, RoundService],
})
export class PublicCommentsModule {}

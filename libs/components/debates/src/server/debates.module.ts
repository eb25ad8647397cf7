import { Module } from '@nestjs/common';
import { SpacesModule } from '@hiroba/spaces/server';
import { VersionsModule } from '@hiroba/versions/server';
import { DebateGathers } from './debate.gathers.ts';
import { DebateReads } from './debate.reads.ts';
import { DebateResolver } from './debate.resolver.ts';
import { DebateService } from './debate.service.ts';
import { DebateUpkeep } from './debate.upkeep.ts';
import { DebatesComponentResolver } from './debates-component.resolver.ts';

/** The server side of debates. */
@Module({
  imports: [SpacesModule, VersionsModule],
  providers: [DebateGathers, DebateReads, DebateService, DebateResolver, DebatesComponentResolver, DebateUpkeep],
  exports: [DebateReads, DebateService],
})
export class DebatesModule {}

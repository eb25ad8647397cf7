import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { changesOf, Topics } from '@hiroba/server';
import { GraphQLError } from 'graphql';
import { LogEntryReads } from './log-entry.reads.ts';
import type { LogInclusion } from './log-entry.types.ts';

/** Wakes whoever waits for a log to grow: its keeper does it after each publication. */
export const logTopic = (organisationId: string): string => `log:${organisationId}`;

/** Tells those who wait for an entry where it stands, once it is published. */
@Injectable()
export class LiveLog {
  constructor(
    private readonly topics: Topics,
    private readonly reads: LogEntryReads,
  ) {}

  /** Where an entry of the public log stands, as soon as everybody can check it. */
  async inclusion(viewer: Viewer, eventId: string): Promise<AsyncIterableIterator<LogInclusion>> {
    if ((await this.reads.number(viewer, eventId)) === undefined)
      throw new GraphQLError('There is no such entry.', { extensions: { code: 'NOT_FOUND' } });
    return changesOf(this.topics.subscribe(logTopic(viewer.organisationId)), () =>
      this.reads.included(viewer, eventId),
    );
  }
}

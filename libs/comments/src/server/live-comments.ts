import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { changesOf, Topics } from '@hiroba/server';
import { GraphQLError } from 'graphql';
import { CommentReads, type Root } from './comment.reads.ts';
import type { NewComments } from './comment.types.ts';

/** Wakes whoever reads a discussion: the publisher derives it from the `thread` of an entry. */
export const threadTopic = (rootId: string): string => `thread:${rootId}`;

/** Tells readers how many comments have come; what they say is read with the page, under its own rules. */
@Injectable()
export class LiveComments {
  constructor(
    private readonly topics: Topics,
    private readonly reads: CommentReads,
  ) {}

  /** Counts that arrive while somebody reads; rights are asked again at each of them. */
  async watch(viewer: Viewer, root: Root, after: string | null): Promise<AsyncIterableIterator<NewComments>> {
    const read = () => this.reads.since(viewer, root, after);
    if ((await read()) === null) throw new GraphQLError('There is nothing to read here.', { extensions: { code: 'NOT_FOUND' } });
    return changesOf(this.topics.subscribe(threadTopic(root.rootId)), async () => {
      const count = await read();
      return count ? { count } : undefined;
    });
  }
}

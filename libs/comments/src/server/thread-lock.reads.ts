import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { lockOf, type ModerationDecisionType } from '@hiroba/moderation/server';
import { Clock, isId, Sql, sql } from '@hiroba/server';
import { Commentables } from './commentable.ts';
import type { Root } from './comment.reads.ts';

/** Why a conversation is closed for new comments, for whoever may read the thing. */
@Injectable()
export class ThreadLockReads {
  constructor(
    private readonly db: Sql,
    private readonly commentables: Commentables,
    private readonly clock: Clock,
  ) {}

  /** The decision that is in force; null where the conversation is open. */
  async of(viewer: Viewer, { rootKind, rootId }: Root): Promise<ModerationDecisionType | null> {
    if (!isId(rootId)) return null;
    const now = await this.clock.now(this.db);
    const row = await this.db.first<ModerationDecisionType>(sql`
      select l.* from (${lockOf(viewer.organisationId, rootKind, rootId, now)}) l
      where ${this.commentables.readableOf(viewer, rootKind, sql`${rootId}::uuid`)}`);
    return row ?? null;
  }
}

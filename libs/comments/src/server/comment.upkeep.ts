import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, visitor, type Situation } from '@hiroba/kernel';
import { Commands, erasedData, letGo, rowsIn, Sql, sql, type Upkeep } from '@hiroba/server';
import { AUTHOR_REQUEST, forget } from '../domain/comment.commands.ts';
import { Comment } from './comment.entity.ts';

/** Thirty days after its author took a comment back, its text is erased everywhere; the tombstone keeps its place. */
@Injectable()
export class CommentUpkeep implements Upkeep {
  constructor(
    private readonly db: Sql,
    private readonly commands: Commands,
  ) {}

  async upkeep(): Promise<void> {
    const due = await this.db.rows<{ id: string; organisationId: string }>(sql`
      select id, organisation_id as "organisationId" from comment
      where state = 'DELETED' and body <> '' and deleted_at < now() - interval '30 days' order by deleted_at, id limit 1000`);
    for (const { id, organisationId } of due) await this.#forget(id, organisationId);
  }

  #forget(id: string, organisationId: string): Promise<Comment | Refusal> {
    return this.commands.transaction(visitor(organisationId), async (transaction) => {
      const { em } = transaction;
      const comment = await em.findOne(Comment, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!comment || comment.body === '') return new Refusal('NOTHING_CHANGED');
      const at: Situation = { viewer: transaction.caller, now: await transaction.now() };
      await rowsIn(em, sql`delete from version where organisation_id = ${organisationId} and subject_kind = 'comment' and subject_id = ${id}`);
      await rowsIn(em, sql`delete from comment_mention where organisation_id = ${organisationId} and comment_id = ${id}`);
      const gone = await letGo(em, organisationId, at.now, sql`e.subject_kind = 'comment' and e.subject_id = ${id}`);
      return transaction.write(comment, forget(erasedData(gone, AUTHOR_REQUEST)), at);
    });
  }
}

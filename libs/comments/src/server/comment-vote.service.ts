import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { ChangedMeanwhile, Commands, firstIn, isId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { CommentFacts } from '../domain/comment.ts';
import { vote } from '../domain/comment.commands.ts';
import { voteCounters, type Vote } from '../domain/discussion.ts';
import { Commentables } from './commentable.ts';

interface Known {
  readonly rootKind: string;
  readonly rootId: string;
  readonly componentId: string;
}

/** Votes on comments: the person's allowance is locked first, then the thing, then the comment. */
@Injectable()
export class CommentVoteService {
  constructor(
    private readonly commands: Commands,
    private readonly commentables: Commentables,
  ) {}

  /** Gives a vote, turns it round, or with null takes it back; answers with the id of the comment. */
  vote(id: string, value: Vote | null, caller: Caller): Promise<string | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const { organisationId, personId } = caller;
      if (!personId) return new Refusal('UNAUTHENTICATED');
      const known = isId(id) ? await firstIn<Known>(em, sql`
        select root_kind as "rootKind", root_id as "rootId", component_id as "componentId" from comment
        where organisation_id = ${organisationId} and id = ${id} and rev >= 1`) : undefined;
      if (!known) return new Refusal('NOT_FOUND');
      const voter = await this.#voter(transaction, known.componentId);
      const root = await this.commentables.hold(em, organisationId, known.rootKind, known.rootId);
      if (!root) return new Refusal('NOT_FOUND');
      if (root.componentId !== known.componentId) throw new ChangedMeanwhile('the thing moved meanwhile');
      const component = await transaction.place(root.componentId);
      if (component instanceof Refusal) return component;
      const comment = await firstIn<CommentFacts>(em, sql`
        select author_id as "authorId", state, withheld_at as "withheldAt" from comment where organisation_id = ${organisationId} and id = ${id} for share`);
      if (!comment) return new Refusal('NOT_FOUND');
      const at = { viewer: caller, now: await transaction.now(), component };
      const refusal = vote(value)(at, { ...root, ...comment }) ?? (await this.#cast(transaction, id, voter, value, at.now));
      return refusal ?? id;
    });
  }

  /** Writes, changes or deletes the one row of this voter, and the deltas of what is shown. */
  async #cast({ em, caller }: Transaction, id: string, voter: string, value: Vote | null, now: Date): Promise<Refusal | undefined> {
    const { organisationId } = caller;
    const mine = sql`organisation_id = ${organisationId} and comment_id = ${id} and voter = ${voter}`;
    const before = (await firstIn<{ value: Vote }>(em, sql`select value from comment_vote where ${mine}`))?.value ?? null;
    if (before === value) return new Refusal(value === null ? 'NOT_VOTED' : 'ALREADY_VOTED');
    await rowsIn(em, value === null ? sql`delete from comment_vote where ${mine}` : sql`
      insert into comment_vote (organisation_id, comment_id, voter, value, day)
      select ${organisationId}, ${id}, ${voter}, ${value}, (${now}::timestamptz at time zone zone)::date from organisation
      where id = ${organisationId}
      on conflict (organisation_id, comment_id, voter) do update set value = excluded.value, day = excluded.day`);
    for (const [counted, by] of [[before, -1], [value, 1]] as const) {
      if (counted) {
        await rowsIn(em, sql`insert into counter_delta (organisation_id, counter, subject_id, n)
                             values (${organisationId}, ${voteCounters[counted]}, ${id}, ${by})`);
      }
    }
    return undefined;
  }

  /** The random key of this person's votes here, under the lock of their allowance. */
  async #voter({ em, caller }: Transaction, componentId: string): Promise<string> {
    const [made] = await rowsIn<{ voter: string }>(em, sql`
      insert into comment_allowance (organisation_id, component_id, person_id)
      values (${caller.organisationId}, ${componentId}, ${caller.personId})
      on conflict (organisation_id, component_id, person_id) do update set person_id = excluded.person_id returning voter`);
    if (!made) throw new Error('an allowance is always made or found');
    return made.voter;
  }
}

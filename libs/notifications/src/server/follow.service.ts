import { Injectable } from '@nestjs/common';
import { confirmed, Refusal, type Rule } from '@hiroba/kernel';
import { Commands, firstIn, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { noticeLimits, usualFrequency, type Frequency } from '../domain/follow.ts';
import { FollowReads } from './follow.reads.ts';
import type { Followable, NoticeChoice } from './notices.types.ts';

/** Whoever has an account, also where they may not write for a while: mails can always be ended. */
const oneself: Rule = ({ viewer }) => (viewer.personId ? undefined : new Refusal('UNAUTHENTICATED'));

/** What somebody follows, and how they are told, leaves no entry: it is nobody else's business. */
@Injectable()
export class FollowService {
  constructor(
    private readonly commands: Commands,
    private readonly reads: FollowReads,
  ) {}

  /** Follows something the viewer may read; twice is once. */
  async follow(kind: string, id: string, caller: Caller): Promise<Followable | Refusal> {
    const thing = caller.personId ? await this.reads.one(caller, kind, id) : null;
    return this.#as(confirmed, caller, async ({ em }, now) => {
      if (!thing) return new Refusal('NOT_FOUND');
      const { organisationId, personId } = caller;
      // The row of the reader is the allowance that counting locks.
      await rowsIn(
        em,
        sql`
        insert into notice_reader (id, organisation_id, person_id, frequency, told_until, created_at)
        values (${newId()}, ${organisationId}, ${personId}, ${usualFrequency}, ${now}, ${now})
        on conflict (organisation_id, person_id) where person_id is not null do update set person_id = excluded.person_id`,
      );
      const count = await firstIn<{ n: number }>(
        em,
        sql`
        select count(*)::int as n from follow where organisation_id = ${organisationId} and person_id = ${personId} and subject_id <> ${id}`,
      );
      if ((count?.n ?? 0) >= noticeLimits.follows)
        return new Refusal('LIMIT_REACHED', undefined, { max: noticeLimits.follows });
      await rowsIn(
        em,
        sql`
        insert into follow (organisation_id, person_id, subject_kind, subject_id, at) values (${organisationId}, ${personId}, ${kind}, ${id}, ${now})
        on conflict do nothing`,
      );
      return { ...thing, followed: true };
    });
  }

  /** Follows it no longer, whether it can still be read or not. */
  async unfollow(id: string, caller: Caller): Promise<Followable | Refusal> {
    return this.#as(oneself, caller, async ({ em }) => {
      const [gone] = await rowsIn<{ kind: string }>(
        em,
        sql`
        delete from follow where organisation_id = ${caller.organisationId} and person_id = ${caller.personId} and subject_id::text = ${id}
        returning subject_kind as kind`,
      );
      return gone ? { id, kind: gone.kind, title: null, path: null, followed: false, byMail: false } : new Refusal('NOT_FOUND');
    });
  }

  /** Chooses how often to be told; who had switched it off is told of what happens from now on. */
  async choose(frequency: Frequency, caller: Caller): Promise<NoticeChoice | Refusal> {
    return this.#as(oneself, caller, async ({ em }, now) => {
      const { organisationId, personId = '' } = caller;
      await rowsIn(
        em,
        sql`
        insert into notice_reader as r (id, organisation_id, person_id, frequency, told_until, created_at)
        values (${newId()}, ${organisationId}, ${personId}, ${frequency}, ${now}, ${now})
        on conflict (organisation_id, person_id) where person_id is not null do update
        set frequency = excluded.frequency, told_until = case when r.frequency = 'NONE' then excluded.told_until else r.told_until end`,
      );
      return { id: personId, frequency };
    });
  }

  #as<T>(
    rule: Rule,
    caller: Caller,
    work: (transaction: Transaction, now: Date) => Promise<T | Refusal>,
  ): Promise<T | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const now = await transaction.now();
      return rule({ viewer: caller, now }, undefined) ?? work(transaction, now);
    });
  }
}

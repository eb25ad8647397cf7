import { Injectable } from '@nestjs/common';
import { Refusal, visitor } from '@hiroba/kernel';
import { firstIn, rowsIn, sql, type Caller } from '@hiroba/server';
import { open } from '../domain/vote.life.commands.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import { BallotBox } from './ballot-box.entity.ts';
import { electorateBy } from './electorate.reads.ts';
import { makeTables, tablesOf } from './open-ballots.ts';
import { VoteKeyStore } from './vote-keys.ts';
import type { Vote } from './vote.entity.ts';
import { VoteService } from './vote.service.ts';

/** Nobody in particular: what the clock has brought was decided before. */
export const clockOf = (organisationId: string): Caller => ({ ...visitor(organisationId), operator: true });

/** Opens votes whose time has come: secrets, ballot box, and who may vote. */
@Injectable()
export class VoteOpening {
  constructor(
    private readonly service: VoteService,
    private readonly keys: VoteKeyStore,
  ) {}

  /** Opens one vote, once; until then nobody can vote in it. */
  async open(organisationId: string, id: string): Promise<Vote | Refusal> {
    return this.service.decide(id, clockOf(organisationId), async ({ vote, at }, { em }) => {
      const refusal = votePolicy.open(at, vote) ?? (vote.openedAt ? new Refusal('WRONG_STATE') : undefined);
      if (refusal || !at.component) return refusal ?? new Refusal('NOT_FOUND');
      const keyCheck = await this.keys.make(id);
      await makeTables(em, id);
      const { voter } = tablesOf(id);
      const who = electorateBy(vote.electorate, organisationId, at.component.spaceId, at.now);
      if (vote.electorateMode === 'SNAPSHOT') await rowsIn(em, sql`insert into ${voter} (person_id) select id from (${who}) q order by id`);
      const row = await firstIn<{ eligible: number; options: number }>(em, sql`
        select (select count(*)::int from (${who}) q) as eligible,
          (select count(*)::int from vote_option where organisation_id = ${organisationId} and vote_id = ${id}) as options`);
      em.persist(em.create(BallotBox, { id, organisationId, componentId: vote.componentId, rev: 0 } as never, { partial: true }));
      const decision = open(row?.eligible ?? 0, row?.options ?? 0)(at, vote);
      return decision instanceof Refusal ? decision : { ...decision, patch: { ...decision.patch, keyCheck } };
    });
  }
}

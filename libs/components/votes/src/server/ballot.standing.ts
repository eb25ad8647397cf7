import { Injectable } from '@nestjs/common';
import { placeOf, placeQuery, Clock, Sql, sql, type Caller } from '@hiroba/server';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VotesPlace } from '../manifest.ts';
import type { VoteViewerType } from './ballot.type.ts';
import { electorateBy } from './electorate.reads.ts';
import { tablesOf } from './open-ballots.ts';
import type { Vote } from './vote.entity.ts';

/** How somebody stands to a vote: whether they can vote, and whether they have. */
@Injectable()
export class BallotStanding {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
  ) {}

  async of(vote: Vote, caller: Caller): Promise<VoteViewerType> {
    const { organisationId, componentId } = vote;
    const row = await this.db.first<Parameters<typeof placeOf>[0]>(placeQuery(sql`c.organisation_id = ${organisationId} and c.id = ${componentId}`));
    const now = await this.clock.now(this.db);
    const place = row && (placeOf(row) as unknown as VotesPlace);
    const refusal = votePolicy.cast({ viewer: caller, now, ...(place && { component: place }) }, vote);
    const mine = caller.personId ? await this.#mark(vote, caller.personId) : undefined;
    if (refusal) return { refusal: refusal.code, hasVoted: mine?.channel != null };
    if (mine) return { refusal: mine.paper ? 'PAPER_ISSUED' : null, hasVoted: mine.channel !== null };
    const pending = vote.electorateMode === 'SNAPSHOT' && !vote.eligible;
    if (vote.electorateMode === 'SNAPSHOT' && !pending) return { refusal: 'NOT_IN_ELECTORATE', hasVoted: false };
    const who = electorateBy(vote.electorate, organisationId, place?.spaceId ?? '', now);
    const may = await this.db.first(sql`select 1 from (${who}) q where q.id = ${caller.personId}`);
    return { refusal: may ? null : 'NOT_IN_ELECTORATE', hasVoted: false };
  }

  /** The row of a voter: in the open vote, or as it is kept after the end. */
  async #mark({ id, organisationId, frozenAt, voidedAt }: Vote, personId: string): Promise<{ channel: string | null; paper?: boolean } | undefined> {
    if (voidedAt) return undefined;
    if (frozenAt) {
      return this.db.first(sql`select channel from electorate where organisation_id = ${organisationId} and vote_id = ${id} and person_id = ${personId}`);
    }
    const known = await this.db.first<{ there: boolean }>(sql`select exists (select from ballot_box where organisation_id = ${organisationId} and id = ${id}) as there`);
    return known?.there ? this.db.first(sql`select channel, paper from ${tablesOf(id).voter} where person_id = ${personId}`) : undefined;
  }
}

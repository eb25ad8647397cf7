import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, isId, Sql, sql, type Caller } from '@hiroba/server';
import { VoteFileType, VoteObjectionType } from './ballot.type.ts';
import { Vote } from './vote.entity.ts';
import { VoteReads, type VoteRow } from './vote.reads.ts';

/** What a vote shows of its result: nothing before it is published, then all of it to everybody. */
@Resolver(() => Vote)
export class ResultResolver {
  constructor(
    private readonly reads: VoteReads,
    private readonly db: Sql,
  ) {}

  @ResolveField(() => String, { nullable: true, description: 'The canonical result.json; null before the result is published.' })
  async result(@Parent() { organisationId, id, resultAt }: Vote) {
    return resultAt ? ((await this.#file(organisationId, id, 'result.json'))?.body ?? null) : null;
  }

  @ResolveField(() => [VoteFileType], { description: 'The files with which anybody can count again.' })
  files(@Parent() { organisationId, id, resultAt }: Vote) {
    if (!resultAt) return [];
    return this.db.rows<VoteFileType>(sql`
      select name, octet_length(body) as size from vote_file where organisation_id = ${organisationId} and vote_id = ${id} and public order by name`);
  }

  @ResolveField(() => [VoteObjectionType], { description: 'What was said against the result, and what was decided.' })
  objections(@Parent() { organisationId, id, resultAt, finalAt, version, correctionDue }: Vote) {
    if (!resultAt && !finalAt && version === 1 && !correctionDue) return [];
    return this.db.rows<VoteObjectionType>(sql`
      select id, text, at, decision, reason, decided_at as "decidedAt" from vote_objection
      where organisation_id = ${organisationId} and vote_id = ${id} order by at, id`);
  }

  @Query(() => String, { nullable: true, description: 'A file of a vote, once its result is published.' })
  async voteFile(
    @Args('id', { type: () => ID }) id: string, @Args('name', { type: () => String }) name: string,
    @Args('version', { type: () => Int, nullable: true, description: 'A version that was replaced.' }) version: number | null, @CurrentViewer() viewer: Caller,
  ) {
    const vote: VoteRow | null = isId(id) ? await this.reads.one(viewer, id) : null;
    if (vote && version != null) return (await this.#before(vote, version, name))?.body ?? null;
    return vote?.resultAt ? ((await this.#file(vote.organisationId, id, name))?.body ?? null) : null;
  }

  #before({ organisationId, id }: VoteRow, version: number, name: string) {
    return this.db.first<{ body: string }>(sql`
      select body from vote_version_file where organisation_id = ${organisationId} and vote_id = ${id} and version = ${version} and name = ${name} and public`);
  }

  #file(organisationId: string, id: string, name: string) {
    return this.db.first<{ body: string }>(sql`
      select body from vote_file where organisation_id = ${organisationId} and vote_id = ${id} and name = ${name} and public`);
  }
}

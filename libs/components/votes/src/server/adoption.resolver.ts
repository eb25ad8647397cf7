import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, holdsIn, literal, Sql, sql, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { adoptedOf } from '../domain/adoption.ts';
import { VoteAdoptionType, VoteAskedType, VoteCountingType, VoteOverrideInputType } from './adoption.type.ts';
import { OverrideService } from './override.service.ts';
import { PreviewService } from './preview.service.ts';
import { adoptionBy } from './result-files.ts';
import { Vote } from './vote.entity.ts';
import { VoteOutcome } from './vote.resolver.ts';

const id = { type: () => ID };

/** What staff try before a vote and decide after it, and what of that everybody sees. */
@Resolver(() => Vote)
export class AdoptionResolver {
  constructor(
    private readonly previews: PreviewService,
    private readonly overrides: OverrideService,
    private readonly db: Sql,
  ) {}

  @Mutation(() => VoteOutcome, { description: 'Tries all rules on a file of another election, on an earlier vote, or on ballots that are made up.' })
  previewVote(
    @Args('id', id) voteId: string, @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('from', { type: () => ID, nullable: true }) from: string | null, @CurrentViewer() viewer: Caller,
  ) {
    return this.previews.run(voteId, { file, from }, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Asks a second member of staff to record a departure from the count.' })
  askForVoteOverride(@Args('id', id) voteId: string, @Args('input') input: VoteOverrideInputType, @CurrentViewer() viewer: Caller) {
    return this.overrides.ask(voteId, input, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Records a departure from the count, as the second of two.' })
  recordVoteOverride(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.overrides.record(voteId, viewer);
  }

  @ResolveField(() => VoteAdoptionType, { nullable: true, description: 'What was counted and what the city adopts; for staff as soon as it is counted.' })
  async adoption(@Parent() vote: Vote, @CurrentViewer() viewer: Caller): Promise<VoteAdoptionType | null> {
    const { organisationId, id: voteId, talliedAt, resultAt } = vote;
    if (!talliedAt || (!resultAt && !(await this.#runs(vote, viewer)))) return null;
    const adoption = await adoptionBy({ rows: (query) => this.db.rows(query) }, { organisationId, id: voteId });
    return { computed: adoption.winners, adopted: adoptedOf(adoption), entries: adoption.overrides };
  }

  @ResolveField(() => [VoteAskedType], { description: 'What waits for a second member of staff; only staff see it.' })
  asked(@Parent() { organisationId, id: voteId }: Vote, @CurrentViewer() viewer: Caller) {
    return this.db.rows<VoteAskedType>(sql`
      select s.act, s.text, s.asked_at as at, s.first_id = ${viewer.personId ?? null}::uuid as mine from vote_second s
      join vote v on v.organisation_id = s.organisation_id and v.id = s.vote_id
      join component c on c.organisation_id = v.organisation_id and c.id = v.component_id
      where s.organisation_id = ${organisationId} and s.vote_id = ${voteId} and s.second_id is null
        and ${holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'))} order by s.act`);
  }

  @ResolveField(() => VoteCountingType, { nullable: true, description: 'How far the count is, while it goes on.' })
  async counting(@Parent() { organisationId, id: voteId, ballotsAt, talliedAt, voidedAt }: Vote): Promise<VoteCountingType | null> {
    if (!ballotsAt || talliedAt || voidedAt) return null;
    const row = await this.db.first<VoteCountingType>(sql`
      select rounds, awaits_lot is not null as "awaitsLot", at from vote_count where organisation_id = ${organisationId} and vote_id = ${voteId}`);
    return row ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'How rules would have done on other ballots, as JSON, while it is a draft.' })
  preview(@Parent() { preview, announcedAt }: Vote): string | null {
    return preview && !announcedAt ? JSON.stringify(preview) : null;
  }

  async #runs({ organisationId, componentId }: Vote, viewer: Caller): Promise<boolean> {
    const row = await this.db.first(sql`select 1 from component c where c.organisation_id = ${organisationId} and c.id = ${componentId}
      and ${holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'))}`);
    return row !== undefined;
  }
}

import { Args, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Clock, CurrentViewer, holdsIn, literal, Sql, sql, type Caller } from '@hiroba/server';
import { paperRefusal } from '../domain/freeze.ts';
import { keysOfPaper } from '../domain/paper.ts';
import { voteStatus } from '../domain/vote.ts';
import { CorrectionService } from './correction.service.ts';
import { CounterService } from './counter.service.ts';
import { tablesOf } from './open-ballots.ts';
import { codesOf, keyedIn, PaperService } from './paper.service.ts';
import {
  VoteCorrectionInput, VoteCorrectionType, VoteCounterInput, VoteKeyedPaperType, VotePaperBatchType, VotePapersType, VoteVersionType,
} from './paper.type.ts';
import { VoteKeyStore } from './vote-keys.ts';
import { Vote } from './vote.entity.ts';
import { VoteOutcome } from './vote.resolver.ts';

const id = { type: () => ID };
const int = { type: () => Int };

/** Paper ballots: handing them out, keying them, putting them right. */
@Resolver(() => Vote)
export class PaperResolver {
  constructor(
    private readonly counter: CounterService,
    private readonly papersOf: PaperService,
    private readonly correcting: CorrectionService,
    private readonly keys: VoteKeyStore,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  @Mutation(() => VoteOutcome, { description: 'Writes down that somebody at the counter was handed a paper; what they cast before no longer counts.' })
  issueVotePaper(@Args('id', id) voteId: string, @Args('who') who: VoteCounterInput, @CurrentViewer() viewer: Caller) {
    return this.counter.issue(voteId, who, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Takes a paper back that was not put into the box.' })
  takeBackVotePaper(@Args('id', id) voteId: string, @Args('who') who: VoteCounterInput, @CurrentViewer() viewer: Caller) {
    return this.counter.takeBack(voteId, who, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Begins a batch of papers, counted by hand.' })
  openPaperBatch(@Args('id', id) voteId: string, @Args('papers', int) papers: number, @CurrentViewer() viewer: Caller) {
    return this.papersOf.openBatch(voteId, papers, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Keys one paper of a batch, or keys it anew.' })
  keyVotePaper(
    @Args('id', id) voteId: string, @Args('batch', int) batch: number, @Args('n', int) n: number, @Args('keys', { type: () => String }) keys: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.papersOf.key(voteId, batch, n, keys, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Takes a batch into the ballot box, once two people came to the same.' })
  takePaperBatch(@Args('id', id) voteId: string, @Args('batch', int) batch: number, @CurrentViewer() viewer: Caller) {
    return this.papersOf.take(voteId, batch, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Throws away what was keyed of a batch.' })
  discardPaperBatch(@Args('id', id) voteId: string, @Args('batch', int) batch: number, @CurrentViewer() viewer: Caller) {
    return this.papersOf.discard(voteId, batch, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Asks a second member of staff to put papers right after an objection was upheld.' })
  askForVoteCorrection(@Args('id', id) voteId: string, @Args('input') input: VoteCorrectionInput, @CurrentViewer() viewer: Caller) {
    return this.correcting.ask(voteId, input, viewer);
  }

  @Mutation(() => VoteOutcome, { description: 'Puts papers right, as the second of two: the ballots have their next version.' })
  correctVoteBallots(@Args('id', id) voteId: string, @CurrentViewer() viewer: Caller) {
    return this.correcting.correct(voteId, viewer);
  }

  @ResolveField(() => VotePapersType, { nullable: true, description: 'Its paper ballots; only staff see it.' })
  async papers(@Parent() vote: Vote, @CurrentViewer() viewer: Caller): Promise<VotePapersType | null> {
    const { organisationId, id: voteId } = vote;
    if (!vote.paper || !vote.announcedAt || !(await this.#runs(vote, viewer))) return null;
    const batches = await this.db.rows<VotePaperBatchType & { pass: number | null }>(sql`
      select b.n, b.papers, b.differences, b.invalid, b.taken_at as "takenAt",
        array(select k.keyed from paper_keying k where k.organisation_id = b.organisation_id and k.batch_id = b.id order by k.pass) as keyed,
        (select k.pass from paper_keying k where k.organisation_id = b.organisation_id and k.batch_id = b.id and k.person_id = ${viewer.personId ?? null}::uuid) as mine
      from paper_batch b where b.organisation_id = ${organisationId} and b.vote_id = ${voteId} order by b.n limit 1000`);
    const issued = await this.#issued(vote);
    const openBatches = batches.filter(({ takenAt }) => !takenAt).length;
    const papers = batches.reduce((sum, batch) => sum + batch.papers, 0);
    return { issued, batches, waits: issued === null ? null : (paperRefusal({ openBatches, papers, issued })?.code ?? null) };
  }

  @ResolveField(() => [VoteKeyedPaperType], { description: 'What the viewer keyed of a batch, for them alone.' })
  async keyedPapers(@Parent() vote: Vote, @Args('batch', int) n: number, @CurrentViewer() viewer: Caller): Promise<VoteKeyedPaperType[]> {
    const { organisationId, id: voteId, document, type } = vote;
    const batch = await this.db.first<{ id: string; papers: number; pass: 1 | 2; both: boolean; check: string }>(sql`
      select b.id, b.papers, k.pass, v.key_check as check,
        (select count(*) = 2 and bool_and(o.keyed = b.papers) from paper_keying o where o.organisation_id = b.organisation_id and o.batch_id = b.id) as both
      from paper_batch b join paper_keying k on k.organisation_id = b.organisation_id and k.batch_id = b.id
      join vote v on v.organisation_id = b.organisation_id and v.id = b.vote_id
      where b.organisation_id = ${organisationId} and b.vote_id = ${voteId} and b.n = ${n} and b.taken_at is null and v.key_check is not null
        and k.person_id = ${viewer.personId ?? null}::uuid`);
    if (!batch || !(await this.#runs(vote, viewer))) return [];
    const [first, second] = await keyedIn((query) => this.db.rows(query), voteId, batch.id, await this.keys.keysOf(voteId, batch.check));
    const [mine, others] = batch.pass === 1 ? [first, second] : [second, first];
    const codes = codesOf({ document });
    return [...mine].map(([at, canonical]) => {
      const other = others.get(at);
      const differs = batch.both && other !== undefined && other !== canonical;
      return { n: at, keys: keysOfPaper(type, codes, canonical), other: differs ? keysOfPaper(type, codes, other) : null };
    });
  }

  @ResolveField(() => [VoteCorrectionType], { description: 'What was put right of its paper ballots.' })
  corrections(@Parent() { organisationId, id: voteId, version }: Vote) {
    if (version === 1) return [];
    return this.db.rows<VoteCorrectionType>(sql`
      select version, batch, added, removed, reason, at from vote_correction where organisation_id = ${organisationId} and vote_id = ${voteId} order by version`);
  }

  @ResolveField(() => [VoteVersionType], { description: 'The results that were replaced, with their files.' })
  versions(@Parent() { organisationId, id: voteId, version, correctionDue }: Vote) {
    if (version === 1 && !correctionDue) return [];
    return this.db.rows<VoteVersionType>(sql`
      select version, json_agg(json_build_object('name', name, 'size', octet_length(body)) order by name) as files from vote_version_file
      where organisation_id = ${organisationId} and vote_id = ${voteId} and public group by version order by version`);
  }

  /** How many papers were handed out, once nobody can be told by it any more. */
  async #issued({ organisationId, id: voteId, ...vote }: Vote): Promise<number | null> {
    const status = voteStatus({ ...vote, id: voteId }, await this.clock.now(this.db));
    if (status !== 'CLOSED') return null;
    const opened = await this.db.first(sql`select 1 from ballot_box where organisation_id = ${organisationId} and id = ${voteId}`);
    if (!opened) return 0;
    return (await this.db.first<{ n: number }>(sql`select count(*)::int as n from ${tablesOf(voteId).voter} where paper`))?.n ?? 0;
  }

  async #runs({ organisationId, componentId }: Vote, viewer: Caller): Promise<boolean> {
    const row = await this.db.first(sql`select 1 from component c where c.organisation_id = ${organisationId} and c.id = ${componentId}
      and ${holdsIn(viewer, ['STAFF'], literal('c.space_id'))}`);
    return row !== undefined;
  }
}

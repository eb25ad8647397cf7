import { Args, Field, ID, Int, Mutation, ObjectType, Parent, Query, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, enumOf, InRow, outcome, pageOf, Sql, sql, type Caller } from '@hiroba/server';
import { redactionReasons, type RedactionReason } from '../domain/redaction.ts';
import { ConsiderationInputType, Opinion, ResultRow } from './opinion.entity.ts';
import { opinionGroups, OpinionReads, type OpinionGroup, type OpinionRow } from './opinion.reads.ts';
import { OpinionService } from './opinion.service.ts';
import { Submission } from './submission.entity.ts';
import { SubmissionOutcome } from './submission.resolver.ts';

export const OpinionOutcome = outcome('OpinionOutcome', Opinion);
const OpinionPage = pageOf('OpinionPage', Opinion);
const ResultPage = pageOf('ResultPage', ResultRow);
const OpinionGroupEnum = enumOf(opinionGroups);
const RedactionReasonEnum = enumOf(redactionReasons);
const AlikeEnum = enumOf(['SAME', 'NEAR', 'SIMILAR'] as const);
registerEnumType(OpinionGroupEnum, { name: 'OpinionGroup', description: 'Which opinions a list of staff shows.' });
registerEnumType(RedactionReasonEnum, { name: 'RedactionReason', description: 'Why a part of a text is not published.' });
registerEnumType(AlikeEnum, { name: 'OpinionLikeness', description: 'How like another an opinion is.' });
const id = { type: () => ID };

/** A similar opinion: a suggestion, nothing is assigned. */
@ObjectType('AlikeOpinion')
export class AlikeOpinionType {
  @Field(() => Opinion)
  readonly opinion!: Opinion;

  @Field(() => AlikeEnum)
  readonly how!: 'SAME' | 'NEAR' | 'SIMILAR';
}

/** A part of a submission that is left out where it is published. */
@ObjectType('SubmissionRedaction')
export class RedactionType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int)
  readonly from!: number;

  @Field(() => Int)
  readonly to!: number;

  @Field(() => RedactionReasonEnum)
  readonly reason!: RedactionReason;

  @Field(() => Boolean)
  readonly checked!: boolean;
}

/** Splitting, considering and publishing opinions. */
@Resolver(() => Opinion)
export class OpinionResolver {
  constructor(
    private readonly service: OpinionService,
    private readonly reads: OpinionReads,
  ) {}

  @Query(() => Opinion, { nullable: true, description: 'One opinion, for those who work on its round.' })
  opinion(@Args('id', id) opinionId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, opinionId);
  }

  @Query(() => OpinionPage, { description: 'The opinions of a round, for those who work on it.' })
  opinions(
    @Args('roundId', id) roundId: string, @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('group', { type: () => OpinionGroupEnum, defaultValue: 'ALL' }) group: OpinionGroup,
    @Args('office', { type: () => String, nullable: true, description: 'Those that one section answers.' }) office: string | null, @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.list(viewer, roundId, { first, after, group, office });
  }

  @Query(() => [AlikeOpinionType], { description: 'The opinions most like one, for those who work on its round.' })
  opinionsAlike(@Args('id', id) opinionId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.alike(viewer, opinionId, 5);
  }

  @Query(() => ResultPage, { description: "What came of a round: each opinion with the city's view. Empty until the result is out." })
  roundResult(
    @Args('roundId', id) roundId: string, @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('disposition', { type: () => String, nullable: true }) disposition: string | null,
    @Args('number', { type: () => Int, nullable: true, description: 'Those of one submission, by its number.' }) number: number | null, @CurrentViewer() viewer: Caller,
  ) {
    return this.reads.result(viewer, roundId, { first, after, disposition: disposition ?? undefined, number });
  }

  @Mutation(() => SubmissionOutcome, { description: 'Says of each sentence which opinion it belongs to, 0 for none.' })
  splitSubmission(@Args('id', id) submissionId: string, @Args('marks', { type: () => [Int] }) marks: number[], @CurrentViewer() viewer: Caller) {
    return this.service.split(submissionId, marks, viewer);
  }

  @Mutation(() => OpinionOutcome, { description: 'Says what the city did with opinions; several are answered together.' })
  considerOpinions(@Args('ids', { type: () => [ID] }) ids: string[], @Args('input') input: ConsiderationInputType, @CurrentViewer() viewer: Caller) {
    return this.service.consider(ids, input, viewer);
  }

  @Mutation(() => OpinionOutcome, { description: 'Says whose section prepares the answers, and until which day; known inside alone.' })
  assignOpinions(
    @Args('ids', { type: () => [ID] }) ids: string[], @Args('assigned', { type: () => String }) office: string,
    @Args('dueOn', { type: () => String, nullable: true }) dueOn: string | null, @CurrentViewer() viewer: Caller,
  ) {
    return this.service.assign(ids, office, dueOn ?? null, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Proposes to leave out a part of a submission where it is published.' })
  redactSubmission(
    @Args('id', id) submissionId: string, @Args('from', { type: () => Int }) from: number, @Args('to', { type: () => Int }) to: number,
    @Args('reason', { type: () => RedactionReasonEnum }) reason: RedactionReason, @CurrentViewer() viewer: Caller,
  ) {
    return this.service.redact(submissionId, { from, to, reason }, viewer);
  }

  @Mutation(() => SubmissionOutcome, { description: 'Confirms a proposed redaction as a second person, or drops it.' })
  settleRedaction(
    @Args('id', id) submissionId: string, @Args('redactionId', id) redactionId: string, @Args('accepted', { type: () => Boolean }) accepted: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.settleRedaction(submissionId, redactionId, accepted, viewer);
  }

  @InRow()
  @ResolveField(() => String, { description: 'Its own words in its submission.' })
  async text(@Parent() opinion: OpinionRow, @CurrentViewer() viewer: Caller) {
    return opinion.text ?? (await this.reads.one(viewer, opinion.id))?.text ?? '';
  }

  @InRow()
  @ResolveField(() => Int, { nullable: true, description: 'The number of its submission.' })
  async number(@Parent() opinion: OpinionRow, @CurrentViewer() viewer: Caller) {
    return opinion.number ?? (await this.reads.one(viewer, opinion.id))?.number ?? null;
  }
}

/** What became of a submission. */
@Resolver(() => Submission)
export class SubmissionAnswersResolver {
  constructor(
    private readonly reads: OpinionReads,
    private readonly db: Sql,
  ) {}

  @ResolveField(() => [ResultRow], { description: "The opinions it became; what the city says to them once the result is out." })
  answers(@Parent() { id: submissionId, organisationId }: Submission) {
    return this.reads.answersTo(organisationId, submissionId);
  }

  @ResolveField(() => String, { nullable: true, description: 'The words of the draft plan it is about; without them, all of the plan.' })
  async target(@Parent() { roundId, unitId, organisationId }: Submission) {
    if (unitId === null) return null;
    const unit = await this.db.first<{ text: string }>(sql`
      select e->>'text' as text from round_plan p cross join lateral jsonb_array_elements(p.units) e
      where p.organisation_id = ${organisationId} and p.round_id = ${roundId} and p.kind = 'DRAFT' and e->>'id' = ${unitId} order by p.n desc limit 1`);
    return unit?.text ?? null;
  }

  @ResolveField(() => [RedactionType], { description: 'What is left out of it where it is published, confirmed or not.' })
  redactions(@Parent() { id: submissionId, organisationId }: Submission) {
    return this.db.shared(sql`select id, from_point as "from", to_point as "to", reason, checked_at is not null as checked from redaction
      where organisation_id = ${organisationId} and submission_id = ${submissionId} order by from_point, id`);
  }
}

import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { enumOf, LogKind, Resource } from '@hiroba/server';
import { jobKinds, jobStates, type CopyAsked, type JobKind, type JobProblem, type JobState } from '../domain/copy.ts';

export const JobKindEnum = enumOf(jobKinds);
export const JobStateEnum = enumOf(jobStates);
registerEnumType(JobKindEnum, { name: 'ProposalJobKind' });
registerEnumType(JobStateEnum, { name: 'ProposalJobState' });

/** What staff began and goes on by itself: how far it is, what came of it, and what could not be done. */
@LogKind('proposal_job')
@ObjectType()
@Entity({ tableName: 'proposal_job' })
export class ProposalJob extends Resource {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  declare readonly componentId: string;

  @Field(() => JobKindEnum)
  @Enum({ items: () => JobKindEnum })
  readonly kind!: JobKind;

  @Field(() => JobStateEnum)
  @Enum({ items: () => JobStateEnum })
  readonly state: JobState = 'UNDER_WAY';

  @Field(() => Boolean, { description: 'Whether everything is done and undone.' })
  @Property({ type: 'boolean' })
  readonly dryRun: boolean = false;

  @Property({ type: 'uuid' })
  readonly byId!: string;

  @Field(() => String, { nullable: true, description: 'The office whose act it is.' })
  @Property({ type: 'text', nullable: true })
  readonly office: string | null = null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly begunAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly endedAt: Date | null = null;

  @Property({ type: 'json' })
  readonly asked: CopyAsked | Record<string, never> = {};

  @Field(() => Int, { description: 'How many proposals or rows there are.' })
  @Property({ type: 'integer' })
  readonly total: number = 0;

  @Field(() => Int, { description: 'How many were copied or brought in; of a trial, how many would be.' })
  @Property({ type: 'integer' })
  readonly done: number = 0;

  @Field(() => Int, { description: 'How many were there already; nothing of them was touched.' })
  @Property({ type: 'integer' })
  readonly skipped: number = 0;

  @Field(() => Int, { description: 'How many could not be taken; where a file has one, nothing was changed.' })
  @Property({ type: 'integer' })
  readonly unfit: number = 0;

  /** The last source that was looked at. */
  @Property({ type: 'uuid', nullable: true })
  readonly after: string | null = null;

  @Property({ type: 'json' })
  readonly problems: readonly JobProblem[] = [];

  @Field(() => [String], { description: 'Numbers of rows that were there already, the first of them.' })
  @Property({ type: 'json' })
  readonly known: readonly string[] = [];

  @Field(() => [String], { description: 'Headers nobody knows.' })
  @Property({ type: 'json' })
  readonly ignored: readonly string[] = [];

  @Property({ type: 'text', nullable: true })
  readonly refusal: string | null = null;
}

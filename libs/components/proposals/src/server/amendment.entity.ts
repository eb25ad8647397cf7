import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { enumOf, LogKind, Resource } from '@hiroba/server';
import { amendmentMoves, amendmentStatuses, type AmendmentState, type AmendmentStatus, type AmendmentText } from '../domain/amendment.ts';

export const AmendmentStatusEnum = enumOf(amendmentStatuses);
registerEnumType(AmendmentStatusEnum, { name: 'AmendmentStatus' });

/** A change that somebody proposes to a proposal. */
@LogKind('amendment')
@ObjectType()
@Entity({ tableName: 'amendment' })
export class Amendment extends Resource implements AmendmentText {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  declare readonly componentId: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  readonly proposalId!: string;

  @Property({ type: 'uuid', nullable: true })
  readonly authorId: string | null = null;

  @Enum({ items: () => enumOf(amendmentMoves.states) })
  readonly state: AmendmentState = 'DRAFT';

  @Field(() => Int, { description: 'The version of the proposal it was written against.' })
  @Property({ type: 'integer' })
  readonly version!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly title!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly body!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly locale!: string;

  @Property({ type: 'datetime', nullable: true })
  readonly draftedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly openedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly decidedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected.' })
  @Property({ type: 'text', nullable: true })
  readonly reason: string | null = null;

  @Field(() => ID, { nullable: true, description: 'The proposal that was made of it.' })
  @Property({ type: 'uuid', nullable: true })
  readonly promotedTo: string | null = null;

  @Field(() => AmendmentStatusEnum, { description: 'Where it stands now, with its proposal looked at.' })
  readonly status!: AmendmentStatus;
}

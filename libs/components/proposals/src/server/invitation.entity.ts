import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { Logged, LogKind } from '@hiroba/server';
import { invitationMoves, type InvitationFacts, type InvitationState } from '../domain/proposal.authors.ts';

export const InvitationStateEnum = Object.fromEntries(invitationMoves.states.map((state) => [state, state])) as
  { [K in InvitationState]: K };
registerEnumType(InvitationStateEnum, { name: 'InvitationState' });

/** Somebody asked to join a proposal as an author: a matter between the two, never public. */
@LogKind('invitation')
@ObjectType('ProposalInvitation')
@Entity({ tableName: 'proposal_invitation' })
export class Invitation extends Logged implements InvitationFacts {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  readonly proposalId!: string;

  @Property({ type: 'uuid' })
  readonly inviterId!: string;

  @Property({ type: 'uuid', nullable: true })
  readonly personId: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly addressDigest: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly addressShown: string | null = null;

  @Property({ type: 'blob', nullable: true })
  readonly tokenHash: Buffer | null = null;

  @Field(() => InvitationStateEnum, { description: 'Where it stands now, by the clock.' })
  @Enum({ items: () => InvitationStateEnum })
  readonly state: InvitationState = 'INVITED';

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly invitedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly expiresAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  readonly answeredAt: Date | null = null;
}

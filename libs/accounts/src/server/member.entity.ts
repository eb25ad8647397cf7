import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextType, Logged, LogKind } from '@hiroba/server';
import { memberMoves, type MemberContent, type MemberState } from '../domain/member.ts';
import { PersonSummary } from './person-summary.type.ts';

/** The GraphQL enum of where a member stands. */
export const MemberStateEnum = enumOf(memberMoves.states);
registerEnumType(MemberStateEnum, { name: 'MemberState' });

/** Somebody who belongs to a space, or was asked to: a matter between them and its administrators, never in the public record. */
@LogKind('member')
@ObjectType('SpaceMember')
@Entity({ tableName: 'space_member' })
export class Member extends Logged implements MemberContent {
  @Field(() => ID)
  declare readonly id: string;

  @Property({ type: 'uuid' })
  readonly spaceId!: string;

  @Property({ type: 'uuid', nullable: true })
  readonly personId: string | null = null;

  @Field(() => MemberStateEnum, { description: 'Where it stands now, by the clock.' })
  @Property({ type: 'text' })
  readonly state: MemberState = 'INVITED';

  @Field(() => LocalizedTextType, { description: 'What they are called in the space.' })
  @Property({ type: 'json' })
  readonly role: LocalizedText = {};

  @Field(() => Boolean, { description: 'Whether the page of the space names them.' })
  @Property({ type: 'boolean' })
  readonly published: boolean = false;

  @Property({ type: 'text', nullable: true })
  readonly addressDigest: string | null = null;

  /** Address and name, sealed. */
  @Property({ type: 'text', nullable: true })
  readonly contact: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly tokenHash: string | null = null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly invitedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly expiresAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly answeredAt: Date | null = null;

  @Field(() => String, { description: 'The address that was invited.' })
  readonly mail?: string;

  @Field(() => String, { description: 'The name that was written beside the address; empty where none was.' })
  readonly name?: string;

  @Field(() => PersonSummary, { nullable: true, description: 'Who said yes; nobody is told by an invitation whether an address has an account.' })
  readonly person?: PersonSummary | null;
}

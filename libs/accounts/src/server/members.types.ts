import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { ImportProblemType, LocalizedTextType, outcome, pageOf } from '@hiroba/server';
import type { MemberState } from '../domain/member.ts';
import { Member, MemberStateEnum } from './member.entity.ts';
import { PersonSummary } from './person-summary.type.ts';

/** A member whom the page of a space names. */
@ObjectType()
export class NamedMember {
  @Field(() => PersonSummary)
  readonly person!: PersonSummary;

  @Field(() => LocalizedTextType)
  readonly role!: LocalizedText;
}

/** An invitation to a space, for whoever it is for. */
@ObjectType()
export class MemberInvitation {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => MemberStateEnum, { description: 'Where it stands now, by the clock.' })
  readonly state!: MemberState;

  @Field(() => LocalizedTextType)
  readonly role!: LocalizedText;

  @Field(() => Boolean, { description: 'Whether the page of the space will name them.' })
  readonly published!: boolean;

  @Field(() => Date)
  readonly expiresAt!: Date;

  @Field(() => LocalizedTextType)
  readonly spaceTitle!: LocalizedText;

  @Field(() => String)
  readonly spaceSlug!: string;

  @Field(() => String, { description: 'The address it went to.' })
  readonly mail!: string;

  @Field(() => Boolean, { description: 'Whether the viewer is signed in with the confirmed address it went to.' })
  readonly forViewer!: boolean;
}

/** What an import of members did, or why it did nothing. */
@ObjectType()
export class MemberImportReport {
  @Field(() => ID, { description: 'The space.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether everything was done and undone.' })
  readonly dryRun!: boolean;

  @Field(() => Int)
  readonly rows!: number;

  @Field(() => Int, { description: 'How many people were invited.' })
  readonly invited!: number;

  @Field(() => [ImportProblemType], { description: 'Rows of people who are members or were asked already; nothing of them was touched. The first hundred.' })
  readonly present!: readonly ImportProblemType[];

  @Field(() => [ImportProblemType], { description: 'The first hundred; where there is one, nothing was changed.' })
  readonly problems!: readonly ImportProblemType[];

  @Field(() => [String], { description: 'Headers nobody knows.' })
  readonly ignored!: readonly string[];
}

export const SpaceMemberPage = pageOf('SpaceMemberPage', Member);
export const NamedMemberPage = pageOf('NamedMemberPage', NamedMember);
export const SpaceMemberOutcome = outcome('SpaceMemberOutcome', Member);
export const MemberInvitationOutcome = outcome('MemberInvitationOutcome', MemberInvitation);
export const MemberImportOutcome = outcome('MemberImportOutcome', MemberImportReport);

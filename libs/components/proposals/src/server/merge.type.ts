import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { linkKinds, type LinkKind, type MergeInput, type SplitInput } from '../domain/merge.ts';
import { ProposalStateEnum } from './proposal.entity.ts';
import type { ProposalState } from '../domain/proposal.ts';

export const LinkKindEnum = Object.fromEntries(linkKinds.map((kind) => [kind, kind])) as { [K in LinkKind]: K };
registerEnumType(LinkKindEnum, { name: 'ProposalLinkKind' });

/** A proposal at the other end of a link. */
@ObjectType('LinkedProposal')
export class LinkedProposalType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly locale!: string;

  @Field(() => String, { nullable: true })
  readonly reference!: string | null;

  @Field(() => ProposalStateEnum)
  readonly state!: ProposalState;

  @Field(() => ID)
  readonly componentId!: string;

  @Field(() => String)
  readonly spaceSlug!: string;

  @Field(() => Int, { nullable: true, description: 'Null while the rules of the place keep it back.' })
  readonly supportCount!: number | null;
}

/** What a proposal came out of, or what it became. */
@ObjectType('ProposalLink')
export class ProposalLinkType {
  @Field(() => LinkKindEnum)
  readonly kind!: LinkKind;

  @Field(() => Boolean, { description: 'Whether the other end is what this one came out of; otherwise it is what this one became.' })
  readonly from!: boolean;

  @Field(() => Boolean, { description: 'Whether supports went along.' })
  readonly carried!: boolean;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String, { nullable: true, description: 'The office whose act it was.' })
  readonly office!: string | null;

  @Field(() => String, { nullable: true })
  readonly reason!: string | null;

  @Field(() => Date, { nullable: true })
  readonly undoneAt!: Date | null;

  @Field(() => String, { nullable: true })
  readonly undoneBecause!: string | null;

  @Field(() => LinkedProposalType)
  readonly proposal!: LinkedProposalType;
}

/** A text that an office writes from what others proposed; it is filed as they were. */
@InputType('OfficeTextInput')
export class OfficeTextInputType {
  @Field(() => String)
  title!: string;

  @Field(() => String)
  body!: string;

  @Field(() => String, { defaultValue: 'ja' })
  locale!: string;
}

/** What staff write when several proposals become one. */
@InputType('MergeInput')
export class MergeInputType extends OfficeTextInputType implements MergeInput {
  @Field(() => ID, { nullable: true, description: 'Where the result goes; by default where the first source is.' })
  componentId?: string | null;

  @Field(() => String)
  reason!: string;

  @Field(() => String)
  office!: string;

  @Field(() => ID, { nullable: true, description: 'The source whose place it has; by default the first that has one.' })
  spotOf?: string | null;

  @Field(() => Boolean, { description: 'Whether supports go along: they do for duplicates, and not where the text differs.' })
  carry!: boolean;
}

/** What staff write when one proposal becomes several. */
@InputType('SplitInput')
export class SplitInputType implements SplitInput {
  @Field(() => [OfficeTextInputType])
  parts!: OfficeTextInputType[];

  @Field(() => String)
  reason!: string;

  @Field(() => String)
  office!: string;
}

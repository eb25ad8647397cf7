import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BoxInputType, SpotInputType } from '@hiroba/places/server';
import type { AnswerKind } from '../domain/proposal.ts';
import type { ProposalInput } from '../domain/proposal.commands.ts';
import type { DetailName, ProposalKind } from '../domain/proposal.kind.ts';
import { AnswerKindEnum, ProposalKindEnum } from './proposal.entity.ts';

/** What a proposal says besides its text, as its kind is asked; what is left out stays. */
@InputType('ProposalDetailsInput')
export class ProposalDetailsInputType implements Partial<Record<DetailName, string | null>> {
  @Field(() => String, { nullable: true, description: 'Who is affected by a need.' })
  affected?: string | null;

  @Field(() => String, { nullable: true, description: 'How often it is felt.' })
  often?: string | null;

  @Field(() => String, { nullable: true, description: 'What a policy may cost.' })
  cost?: string | null;

  @Field(() => String, { nullable: true, description: 'Which law or bylaw it touches.' })
  law?: string | null;

  @Field(() => String, { nullable: true, description: 'What is expected of it.' })
  effect?: string | null;
}

/** What a proposal says besides its text, under its name. */
@ObjectType('ProposalDetail')
export class ProposalDetailType {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly text!: string;
}

/** What an author types. */
@InputType('ProposalInput')
export class ProposalInputType implements ProposalInput {
  @Field(() => String)
  title!: string;

  @Field(() => String)
  body!: string;

  @Field(() => ProposalKindEnum, { nullable: true, description: 'What it is, where its place asks; what is left out stays.' })
  kind?: ProposalKind | null;

  @Field(() => ProposalDetailsInputType, { nullable: true })
  details?: ProposalDetailsInputType | null;

  @Field(() => [ID], { nullable: true, description: 'The nodes it is filed under, one of a tree at most; what is left out stays.' })
  taxonomies?: string[] | null;

  @Field(() => SpotInputType, { nullable: true, description: 'Where it is about; what is left out stays.' })
  spot?: SpotInputType | null;

  @Field(() => String, { defaultValue: 'ja' })
  locale!: string;
}

/** The orders a list of proposals can have. */
export const proposalSorts = ['RANDOM', 'NEWEST', 'SUPPORTED', 'COMMENTED', 'ANSWERED'] as const;
export type ProposalSort = (typeof proposalSorts)[number];
export const ProposalSortEnum = Object.fromEntries(proposalSorts.map((sort) => [sort, sort])) as { [K in ProposalSort]: K };
registerEnumType(ProposalSortEnum, { name: 'ProposalSort' });

/** Which proposals a list shows. */
@InputType('ProposalFilter')
export class ProposalFilterType {
  @Field(() => String, { nullable: true })
  search?: string;

  @Field(() => [String], { nullable: true, description: 'Paths of keys, the tree first (`topics/streets`): what is filed under all of them, or below.' })
  taxonomies?: readonly string[];

  @Field(() => ProposalKindEnum, { nullable: true, description: 'Only needs, or only policies.' })
  kind?: ProposalKind;

  @Field(() => Boolean, { nullable: true })
  answered?: boolean;

  @Field(() => AnswerKindEnum, { nullable: true })
  answerKind?: AnswerKind;

  @Field(() => Boolean, { nullable: true, description: 'Reached the threshold and still without a final answer.' })
  due?: boolean;

  @Field(() => Boolean, { nullable: true })
  mine?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only those that a map shows.' })
  placed?: boolean;

  @Field(() => BoxInputType, { nullable: true, description: 'The part of the map whose proposals are meant.' })
  box?: BoxInputType | null;
}

/** What the viewer already did in a component, and what is left. */
@ObjectType('ProposalsViewer')
export class ProposalsViewerType {
  @Field(() => Int)
  readonly drafts!: number;

  @Field(() => Int)
  readonly published!: number;

  @Field(() => Int)
  readonly supports!: number;

  @Field(() => Int, { nullable: true, description: 'Supports left; null without a limit.' })
  readonly supportsLeft!: number | null;
}

/** A number of proposals under one heading. */
@ObjectType('ProposalCount')
export class ProposalCountType {
  @Field(() => ID)
  readonly key!: string;

  @Field(() => Int)
  readonly count!: number;
}

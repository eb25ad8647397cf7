import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { layouts, sidesOf, type Alignment, type Layout } from '@hiroba/comments';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextInput, LocalizedTextType } from '@hiroba/server';
import { AskCardInput } from '@hiroba/spaces/server';
import type { DebateInput } from '../domain/debate.commands.ts';

export const DebateLayoutEnum = enumOf(layouts);
export const DebateAlignmentEnum = enumOf(Object.keys(sidesOf) as Alignment[]);
registerEnumType(DebateLayoutEnum, { name: 'DebateLayout', description: 'One column of comments, or one for each side.' });
registerEnumType(DebateAlignmentEnum, { name: 'DebateAlignment', description: 'Which sides a comment is asked to take.' });

/** The orders a list of debates can have. */
export const debateSorts = ['NEWEST', 'CLOSING'] as const;
export type DebateSort = (typeof debateSorts)[number];
export const DebateSortEnum = enumOf(debateSorts);
registerEnumType(DebateSortEnum, { name: 'DebateSort' });

/** The statuses a list of debates can be narrowed to. */
export const debateFilters = ['OPEN', 'CLOSED', 'CONCLUDED'] as const;
export const DebateStatusFilterEnum = enumOf(debateFilters);
registerEnumType(DebateStatusFilterEnum, { name: 'DebateStatusFilter' });

/** What somebody types who opens a debate. */
@InputType('DebateInput')
export class DebateInputType implements DebateInput {
  @Field(() => String)
  readonly question!: string;

  @Field(() => String)
  readonly background!: string;

  @Field(() => AskCardInput, { defaultValue: {} })
  readonly ask!: AskCardInput;

  @Field(() => DebateLayoutEnum, { defaultValue: 'SINGLE' })
  readonly layout!: Layout;

  @Field(() => DebateAlignmentEnum, { defaultValue: 'OFF' })
  readonly alignment!: Alignment;

  @Field(() => String)
  readonly locale!: string;

  @Field(() => Date, { nullable: true, defaultValue: null })
  readonly opensAt!: Date | null;

  @Field(() => Date, { nullable: true, defaultValue: null })
  readonly closesAt!: Date | null;
}

/** What is concluded from a debate. */
@InputType('ConclusionsInput')
export class ConclusionsInputType {
  @Field(() => LocalizedTextInput)
  readonly text!: LocalizedTextInput;

  @Field(() => [ID], { defaultValue: [], description: 'The comments it rests on.' })
  readonly commentIds!: string[];

  @Field(() => String, { nullable: true, description: 'The office that signs it.' })
  readonly office?: string | null;

  @Field(() => String, { nullable: true, description: 'Why earlier conclusions are corrected.' })
  readonly reason?: string | null;
}

/** Which debates a list shows. */
@InputType('DebateFilter')
export class DebateFilterType {
  @Field(() => String, { nullable: true })
  search?: string;

  @Field(() => DebateStatusFilterEnum, { nullable: true })
  status?: (typeof debateFilters)[number];

  @Field(() => Boolean, { nullable: true })
  mine?: boolean;
}

/** A dated piece of news about a debate. */
@ObjectType('DebateUpdate')
export class DebateUpdateType {
  @Field(() => Int)
  readonly n!: number;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String)
  readonly text!: string;
}

/** What was concluded from a debate; corrections keep the earlier words. */
@ObjectType('DebateConclusions')
export class DebateConclusionsType {
  @Field(() => Int)
  readonly n!: number;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => LocalizedTextType)
  readonly text!: LocalizedText;

  @Field(() => [ID], { description: 'The comments it rests on.' })
  readonly commentIds!: readonly string[];

  @Field(() => String, { nullable: true })
  readonly office!: string | null;

  @Field(() => String, { nullable: true, description: 'Why earlier conclusions were corrected.' })
  readonly reason!: string | null;
}

/** How many debates of a place stand where. */
@ObjectType('DebateCounts')
export class DebateCountsType {
  @Field(() => Int)
  readonly open!: number;

  @Field(() => Int)
  readonly closed!: number;

  @Field(() => Int)
  readonly concluded!: number;
}

/** What the viewer already opened in a place. */
@ObjectType('DebatesViewer')
export class DebatesViewerType {
  @Field(() => Int)
  readonly drafts!: number;

  @Field(() => Int)
  readonly published!: number;
}

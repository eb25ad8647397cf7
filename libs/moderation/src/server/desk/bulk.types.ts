import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { outcome } from '@hiroba/server';

/** One of the texts that an act is about. */
@ObjectType('BulkSample')
export class BulkSampleType {
  @Field(() => String)
  readonly kind!: string;

  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => String)
  readonly locale!: string;
}

/** How many texts are in a state, or left alone for a reason. */
@ObjectType('BulkCount')
export class BulkCountType {
  @Field(() => String)
  readonly key!: string;

  @Field(() => Int)
  readonly many!: number;
}

/** An act about many texts at once, as those who moderate see it. */
@ObjectType('ModerationBulk')
export class BulkType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'PREVIEWED, AWAITING_SECOND, UNDER_WAY, DONE, REJECTED, UNDOING or UNDONE.' })
  readonly state!: string;

  @Field(() => String, { description: 'By what they belong together: WORDS, LINK or AUTHOR.' })
  readonly cluster!: string;

  @Field(() => String, { description: 'The rule, as R7.' })
  readonly rule!: string;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => Int)
  readonly itemCount!: number;

  @Field(() => Int)
  readonly authors!: number;

  @Field(() => Boolean, { description: 'Whether a second person has to agree.' })
  readonly needsSecond!: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer proposed it.' })
  readonly isOwn!: boolean;

  @Field(() => Date)
  readonly proposedAt!: Date;

  @Field(() => Date, { nullable: true })
  readonly endedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the oldest of them was published.' })
  readonly oldestAt!: Date | null;

  @Field(() => Int, { description: 'Of the authors, how many have other texts that stand, in hundredths.' })
  readonly accepted!: number;

  @Field(() => [BulkSampleType], { description: 'Five of them, picked by chance.' })
  readonly samples!: readonly BulkSampleType[];

  @Field(() => [BulkCountType], { description: 'What is left alone: WITHHELD, FORBIDDEN or RECUSED.' })
  readonly untouched!: readonly BulkCountType[];

  @Field(() => [BulkCountType], { description: 'What came of them: HIDDEN, SKIPPED, RESTORED, CHANGED, or OPEN.' })
  readonly outcomes!: readonly BulkCountType[];
}

/** An act about many texts, or why not. */
export const BulkOutcome = outcome('ModerationBulkOutcome', BulkType);

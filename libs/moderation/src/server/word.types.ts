import { Field, ID, ObjectType } from '@nestjs/graphql';
import { outcome } from '@hiroba/server';

/** A word that a city has added to the list that texts are searched for, or taken from it. */
@ObjectType('ModerationWord')
export class ModerationWordType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'LOOKED_FOR, ALLOWED or LEFT_OUT.' })
  readonly use!: string;

  @Field(() => String)
  readonly word!: string;

  @Field(() => String, { description: 'Why, for whoever comes later.' })
  readonly reason!: string;

  @Field(() => String, { nullable: true, description: 'Who added it.' })
  readonly by!: string | null;

  @Field(() => Date)
  readonly at!: Date;
}

/** A word of the list, or why not. */
export const WordOutcome = outcome('ModerationWordOutcome', ModerationWordType);

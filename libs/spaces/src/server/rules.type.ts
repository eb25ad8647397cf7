import { Field, ObjectType } from '@nestjs/graphql';

/** A rule of a placed component that changed: when, from which value, to which. */
@ObjectType()
export class RuleChange {
  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String)
  readonly key!: string;

  @Field(() => String, { description: 'Written like the values of settings.' })
  readonly from!: string;

  @Field(() => String)
  readonly to!: string;
}

/** Since when the rules of a placed component are in force, and how they changed, the newest first. */
@ObjectType()
export class RulesHistory {
  @Field(() => Date, { nullable: true, description: 'Null before it was published.' })
  readonly since!: Date | null;

  @Field(() => [RuleChange])
  readonly changes!: readonly RuleChange[];
}

import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Entity } from '@mikro-orm/decorators/legacy';
import { Component } from '@hiroba/server';
import { publicComments, type PublicCommentsSettings } from '../manifest.ts';
import { RoundProfileKeyEnum } from './round-parts.type.ts';

/** A place for rounds in a space. */
@ObjectType({ implements: () => [Component] })
@Entity({ discriminatorValue: publicComments.name })
export class PublicCommentsComponent extends Component {}

/** The rules in force in a place for rounds. */
@ObjectType('PublicCommentsSettings')
export class PublicCommentsSettingsType implements PublicCommentsSettings {
  @Field(() => RoundProfileKeyEnum, { description: 'The procedure that new rounds follow.' })
  readonly profile!: PublicCommentsSettings['profile'];

  @Field(() => String, { description: 'The ordinance that new rounds rest on.' })
  readonly ordinance!: string;

  @Field(() => Int, { description: 'The shortest period without a published reason, in days; 0 is as the procedure has it.' })
  readonly minDays!: number;

  @Field(() => Int, { description: 'Within how many weeks after the end the city answers; 0 is as the procedure has it.' })
  readonly responseWeeks!: number;

  @Field(() => Int, { description: 'How many days after the end the intake goes on; 0 is as the procedure has it.' })
  readonly tailDays!: number;
}

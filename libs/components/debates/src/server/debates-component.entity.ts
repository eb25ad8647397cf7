import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Entity } from '@mikro-orm/decorators/legacy';
import type { LocalizedText } from '@hiroba/kernel';
import { Component, LocalizedTextType } from '@hiroba/server';
import { debates, type DebatesSettings } from '../manifest.ts';

/** A place for debates in a space. */
@ObjectType({ implements: () => [Component] })
@Entity({ discriminatorValue: debates.name })
export class DebatesComponent extends Component {}

/** The rules in force in a place for debates. */
@ObjectType('DebatesSettings')
export class DebatesSettingsType implements DebatesSettings {
  @Field(() => LocalizedTextType)
  readonly guide!: LocalizedText;

  @Field(() => Int)
  readonly debateLimit!: number;

  @Field(() => Int)
  readonly drafts!: number;

  @Field(() => Int, { description: 'How many days a participant’s debate is open.' })
  readonly days!: number;

  @Field(() => Int, { description: 'Within how many days after the end conclusions are promised.' })
  readonly conclusionDays!: number;

  @Field(() => String)
  readonly commentVotes!: DebatesSettings['commentVotes'];

  @Field(() => Int)
  readonly commentLength!: number;
}

import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Entity } from '@mikro-orm/decorators/legacy';
import { Component } from '@hiroba/server';
import { votes, type VotesSettings } from '../manifest.ts';

/** A place for votes in a space. */
@ObjectType({ implements: () => [Component] })
@Entity({ discriminatorValue: votes.name })
export class VotesComponent extends Component {}

/** The rules in force in a place for votes. */
@ObjectType('VotesSettings')
export class VotesSettingsType implements VotesSettings {
  @Field(() => String, { description: 'What is drawn below the places of options, as GeoJSON.' })
  readonly area!: string;

  @Field(() => Int, { description: 'So many days before its opening a vote is announced at the latest.' })
  readonly noticeDays!: number;

  @Field(() => Int, { description: 'For so many days after the result objections are taken.' })
  readonly objectionDays!: number;
}

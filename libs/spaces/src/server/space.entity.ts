import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import {
  spaceStates,
  spaceVisibilities,
  type LocalizedText,
  type SpaceState,
  type SpaceVisibility,
} from '@hiroba/kernel';
import { enumOf, LocalizedTextType, Logged, LogKind } from '@hiroba/server';
import { spaceKinds, spaceTimes, type SpaceContent, type SpaceKind } from '../domain/space.ts';
import type { AskCard } from '../domain/ask.ts';
import type { Hero } from '../domain/hero.ts';
import type { SpacePhase } from '../domain/phases.ts';
import { AskCardType } from './ask.type.ts';

/** The GraphQL enum of the kinds of space. */
export const SpaceKindEnum = enumOf(spaceKinds);
registerEnumType(SpaceKindEnum, { name: 'SpaceKind' });

/** The GraphQL enum of the states of a space. */
export const SpaceStateEnum = enumOf(spaceStates);
registerEnumType(SpaceStateEnum, { name: 'SpaceState' });

/** The GraphQL enum of whom a space is for. */
export const SpaceVisibilityEnum = enumOf(spaceVisibilities);
registerEnumType(SpaceVisibilityEnum, {
  name: 'SpaceVisibility',
  description: 'Everybody; everybody to read and members to take part; members alone.',
});

/** The GraphQL enum of when a space stands. */
export const SpaceTimeEnum = enumOf(spaceTimes);
registerEnumType(SpaceTimeEnum, { name: 'SpaceTime', description: 'Something is open now, comes later, or is over.' });

/** A participatory process or a standing assembly. */
@LogKind('space')
@ObjectType()
@Entity({ tableName: 'space' })
export class Space extends Logged implements SpaceContent {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => Int, { description: 'The number of its entries in the public record; 0 is a private draft.' })
  declare readonly rev: number;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly slug!: string;

  @Field(() => SpaceKindEnum)
  @Property({ type: 'text' })
  readonly kind!: SpaceKind;

  @Field(() => SpaceStateEnum)
  @Property({ type: 'text' })
  readonly state: SpaceState = 'DRAFT';

  @Field(() => SpaceVisibilityEnum, { description: 'Whom it is for.' })
  @Property({ type: 'text' })
  readonly visibility: SpaceVisibility = 'PUBLIC';

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly title!: LocalizedText;

  @Field(() => String, { nullable: true, description: 'How the title is read, for sorting.' })
  @Property({ type: 'text', nullable: true })
  readonly kana: string | null = null;

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly summary: LocalizedText = {};

  @Field(() => LocalizedTextType, { description: 'As staff wrote it, in Markdown.' })
  @Property({ type: 'json' })
  readonly description: LocalizedText = {};

  @Field(() => AskCardType)
  @Property({ type: 'json' })
  readonly ask: AskCard = {};

  @Property({ type: 'json', nullable: true })
  readonly hero: Hero | null = null;

  /** The key of the office in charge; shown as that office. */
  @Property({ type: 'text', nullable: true })
  readonly office: string | null = null;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly weight: number = 0;

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  readonly featured: boolean = false;

  @Property({ type: 'json' })
  readonly phases: readonly SpacePhase[] = [];

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz', nullable: true })
  readonly publishedAt: Date | null = null;

  @Field(() => Int, { description: 'How many times staff saved it; a form sends back the one it was opened with.' })
  @Property({ type: 'integer' })
  readonly edition: number = 0;

  /** The space in which roles about this subject count: itself. */
  get spaceId(): string {
    return this.id;
  }
}

import { Field, ID, Int, InterfaceType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextType } from './localized-text.ts';
import { LogKind } from './logged.ts';
import { Logged } from './resource.entity.ts';

/** A kind of participation placed in a space; each kind is a row class of its own. */
@LogKind('component')
@InterfaceType({ resolveType: (component: object) => component.constructor.name })
@Entity({ abstract: true, tableName: 'component', discriminatorColumn: 'manifest' })
export abstract class Component extends Logged {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  readonly spaceId!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly manifest!: string;

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly title!: LocalizedText;

  @Field(() => LocalizedTextType, { description: 'What people find here, in one or two sentences.' })
  @Property({ type: 'json' })
  readonly intro: LocalizedText = {};

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly weight: number = 0;

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  readonly published: boolean = false;

  @Property({ type: 'json' })
  readonly settings: Readonly<Record<string, unknown>> = {};

  @Field(() => Int, { description: 'How many times staff saved it; a form sends back the one it was opened with.' })
  @Property({ type: 'integer' })
  readonly edition: number = 0;
}

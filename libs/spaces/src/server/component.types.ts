import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { Component, LocalizedTextInput, LocalizedTextType } from '@hiroba/server';

/** A setting as a form sends it. */
@InputType()
export class SettingInput {
  @Field(() => String)
  key!: string;

  @Field(() => String)
  value!: string;
}

/** What staff typed about a component; what is missing stays as it is. */
@InputType()
export class ComponentInput {
  @Field(() => LocalizedTextInput, { nullable: true })
  title?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  intro?: LocalizedTextInput | null;

  @Field(() => [SettingInput], { nullable: true })
  settings?: SettingInput[] | null;
}

/** A whole process to begin with, as a component offers it. */
@ObjectType('SpaceTemplate')
export class SpaceTemplateType {
  @Field(() => String)
  key!: string;

  @Field(() => String)
  manifest!: string;

  @Field(() => LocalizedTextType)
  name!: LocalizedText;

  @Field(() => LocalizedTextType, { description: 'For what it is good.' })
  about!: LocalizedText;
}

/** One component in one space, after a change. */
@ObjectType()
export class PlacedComponent {
  @Field(() => ID)
  id!: string;

  @Field(() => Component as never)
  component!: Component;
}

import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { usualLicence, type LocalizedText } from '@hiroba/kernel';
import { LocalizedTextInput, LocalizedTextType, Logged, LogKind } from '@hiroba/server';
import type { Contact, Logo, Office, OrganisationContent } from '../domain/organisation.ts';

/** An office of the city that asks, answers and signs. */
@ObjectType('Office')
export class OfficeType implements Office {
  @Field(() => String)
  key!: string;

  @Field(() => LocalizedTextType)
  name!: LocalizedText;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  mail?: string | null;
}

/** Where a city can be reached. */
@ObjectType('Contact')
export class ContactType implements Omit<Contact, 'office'> {
  @Field(() => LocalizedTextType, { nullable: true, description: 'The name of the office that answers.' })
  office?: LocalizedText;

  @Field(() => String, { nullable: true })
  officeKey?: string | null;

  @Field(() => LocalizedTextType, { nullable: true })
  address?: LocalizedText;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  fax?: string | null;

  @Field(() => String, { nullable: true })
  mail?: string | null;

  @Field(() => LocalizedTextType, { nullable: true })
  hours?: LocalizedText;
}

/** The sign of a city beside its name, which says the same in words. */
@ObjectType('Logo')
export class LogoType implements Logo {
  @Field(() => String, { description: 'The address of the picture.' })
  src!: string;

  @Field(() => Int)
  width!: number;

  @Field(() => Int)
  height!: number;
}

/** What a city counts on its first page. */
@ObjectType()
export class CityNumbers {
  @Field(() => Int, { description: 'Public spaces.' })
  spaces!: number;

  @Field(() => Int, { description: 'Those of them with a phase that is open now.' })
  open!: number;

  @Field(() => Int, { description: 'Voices of the last twelve months.' })
  voices!: number;

  @Field(() => Int, { description: 'Answers that were promised for a day of the last twelve months.' })
  promised!: number;

  @Field(() => Int, { description: 'Those of them that were given by that day.' })
  kept!: number;

  @Field(() => Int, { description: 'Answers of the last twelve months that changed something.' })
  changed!: number;
}

/** An office as an administrator sends it. */
@InputType()
export class OfficeInput {
  @Field(() => String)
  key!: string;

  @Field(() => LocalizedTextInput)
  name!: LocalizedTextInput;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  mail?: string | null;
}

/** Ways to reach a city as an administrator sends them. */
@InputType()
export class ContactInput {
  @Field(() => String, { nullable: true, description: 'The key of the office that answers.' })
  office?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  address?: LocalizedTextInput;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  fax?: string | null;

  @Field(() => String, { nullable: true })
  mail?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  hours?: LocalizedTextInput;
}

/** The settings of a city; what is missing stays as it is. */
@InputType()
export class OrganisationInput {
  @Field(() => LocalizedTextInput, { nullable: true })
  name?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  greeting?: LocalizedTextInput | null;

  @Field(() => String, { nullable: true })
  zone?: string | null;

  @Field(() => String, { nullable: true, description: 'The beginning of every reference number.' })
  prefix?: string | null;

  @Field(() => String, { nullable: true, description: 'A colour that white text can be read on.' })
  accent?: string | null;

  @Field(() => ContactInput, { nullable: true })
  contact?: ContactInput | null;

  @Field(() => [OfficeInput], { nullable: true })
  offices?: OfficeInput[] | null;

  @Field(() => String, { nullable: true, description: 'The licence of its open data: CC-BY-4.0, CC0-1.0 or PDL-1.0.' })
  licence?: string | null;
}

/** One municipality; several may share an installation, told apart by host name. */
@LogKind('setting')
@ObjectType()
@Entity({ tableName: 'organisation' })
export class Organisation extends Logged implements OrganisationContent {
  @Field(() => ID)
  declare readonly id: string;

  @Property({ type: 'uuid', generated: 'id' })
  declare readonly organisationId: string;

  @Field(() => Int)
  declare readonly rev: number;

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly name: LocalizedText = {};

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly greeting: LocalizedText = {};

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly municipalityCode: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly zone: string = 'Asia/Tokyo';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly prefix!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly accent: string = '#0017c1';

  @Property({ type: 'json', nullable: true })
  readonly logo: Logo | null = null;

  @Property({ type: 'json' })
  readonly contact: Contact = {};

  @Field(() => [OfficeType])
  @Property({ type: 'json' })
  readonly offices: readonly Office[] = [];

  @Field(() => String, { description: 'The key of the licence of its open data.' })
  @Property({ type: 'text' })
  readonly licence: string = usualLicence;
}

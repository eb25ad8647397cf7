import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { LogKind, Logged } from '@hiroba/server';
import type { PersonFacts } from '../domain/person.ts';

/** An account, as its owner sees it; others see a `PersonSummary`. */
@LogKind('person')
@ObjectType()
@Entity()
export class Person extends Logged implements PersonFacts {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => String, { description: 'The account code in addresses of pages.' })
  @Property({ type: 'text' })
  readonly code!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly email: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly emailKey: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly passwordHash: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly displayName!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly handle: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly locale: string = 'ja';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly about: string = '';

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly office: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly termsVersion: string | null = null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly createdAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly confirmedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly suspendedUntil: Date | null = null;

  @Property({ type: 'blob', nullable: true })
  readonly totpSecretEnc: Buffer | null = null;

  @Property({ type: 'blob', nullable: true })
  readonly totpPendingEnc: Buffer | null = null;

  @Property({ type: 'integer', nullable: true })
  readonly totpLastStep: number | null = null;

  @Field(() => Date, { nullable: true, description: 'When the account will be erased, if its owner asked for that.' })
  @Property({ type: 'datetime', nullable: true })
  readonly closesAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly closedAt: Date | null = null;

  @Field(() => Boolean)
  get hasSecondFactor(): boolean {
    return this.totpSecretEnc !== null;
  }

  @Field(() => Boolean)
  get hasPassword(): boolean {
    return this.passwordHash !== null;
  }
}

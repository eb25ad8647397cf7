import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { roles, type Role } from '@hiroba/kernel';
import { LogKind, Logged } from '@hiroba/server';
import type { RoleGrantFacts } from '../domain/role.ts';
import { PersonSummary } from './person-summary.type.ts';

/** The roles as a GraphQL enum. */
export const RoleEnum = Object.fromEntries(roles.map((role) => [role, role])) as { readonly [R in Role]: R };
registerEnumType(RoleEnum, { name: 'Role' });

/** A role somebody holds or held; role, scope and dates are public, the holder is for administrators. */
@LogKind('role')
@ObjectType()
@Entity()
export class RoleGrant extends Logged implements RoleGrantFacts {
  @Field(() => ID)
  declare readonly id: string;

  @Property({ type: 'uuid' })
  readonly personId!: string;

  @Field(() => RoleEnum)
  @Property({ type: 'text' })
  readonly role!: Role;

  @Field(() => ID, { nullable: true, description: 'The space it holds in; null is the whole organisation.' })
  @Property({ type: 'uuid', nullable: true })
  readonly spaceId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  readonly grantedBy: string | null = null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly startsAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly endsAt: Date | null = null;

  @Field(() => PersonSummary, { nullable: true, description: 'Who holds it; only administrators see this.' })
  readonly holder?: PersonSummary | null;

  @Field(() => PersonSummary, {
    nullable: true,
    description: 'Who gave it; only administrators see this. Nobody gave the first one.',
  })
  readonly granter?: PersonSummary | null;
}

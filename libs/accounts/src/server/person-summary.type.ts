import { Field, ObjectType } from '@nestjs/graphql';
import { literal, type Query } from '@hiroba/server';

/** What everybody may see of an author. */
@ObjectType()
export class PersonSummary {
  @Field(() => String)
  readonly code!: string;

  @Field(() => String, { nullable: true, description: 'Null once the account is closed.' })
  readonly displayName!: string | null;

  @Field(() => String, { nullable: true })
  readonly office!: string | null;

  @Field(() => Boolean, { description: 'Holds a role; the badge is drawn from this, never from a name.' })
  readonly isStaff!: boolean;

  @Field(() => Boolean)
  readonly closed!: boolean;
}

/** A person as others see them. */
@ObjectType()
export class PersonProfile extends PersonSummary {
  @Field(() => String, { nullable: true })
  readonly handle!: string | null;

  @Field(() => String)
  readonly about!: string;

  @Field(() => Date)
  readonly joinedAt!: Date;
}

const isName = /^[a-z_][a-z0-9_]*$/;

/** SQL that is true for the grants `alias` in force now. */
export const grantInForce = (alias: string): Query =>
  literal(
    `(${alias}.starts_at <= clock_timestamp() and (${alias}.ends_at is null or ${alias}.ends_at > clock_timestamp()))`,
  );

/** SQL that is true for the grants `alias` in force now or later. */
export const grantLasting = (alias: string): Query =>
  literal(
    `(${alias}.ends_at is null or (${alias}.ends_at > clock_timestamp() and ${alias}.ends_at > ${alias}.starts_at))`,
  );

function personJson(p: string, briefly: boolean): Query {
  if (!isName.test(p)) throw new TypeError(`${p} is no alias`);
  const rest = briefly
    ? ''
    : `, 'office', ${p}.office, 'closed', ${p}.closed_at is not null,
    'isStaff', ${p}.closed_at is null and exists (select 1 from role_grant author_grant
      where author_grant.organisation_id = ${p}.organisation_id and author_grant.person_id = ${p}.id
        and ${grantInForce('author_grant').strings[0]})`;
  return literal(`case when ${p}.id is null then null else json_build_object(
    'code', ${p}.code, 'displayName', nullif(${p}.display_name, '')${rest}) end`);
}

const written = new Map<string, Query>();
const names: ReadonlySet<string> = new Set(['author.__typename', 'author.code', 'author.displayName']);

/**
 * SQL of a `PersonSummary` as json, from a joined `person` row; null where the join found nobody. Where no more is asked than what
 * an `author` is called, the rest is not looked up.
 */
export function authorJson(alias: string, asked?: ReadonlySet<string>): Query {
  const briefly = asked !== undefined && [...asked].every((name) => !name.startsWith('author.') || names.has(name));
  const key = `${alias} ${briefly}`;
  const query = written.get(key) ?? personJson(alias, briefly);
  written.set(key, query);
  return query;
}

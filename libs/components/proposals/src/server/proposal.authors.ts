import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { authorJson, PersonSummary } from '@hiroba/accounts/server';
import { sql, type Query } from '@hiroba/server';
import { authorKinds, type AuthorKind } from '../domain/proposal.authors.ts';

export const AuthorKindEnum = Object.fromEntries(authorKinds.map((kind) => [kind, kind])) as { [K in AuthorKind]: K };
registerEnumType(AuthorKindEnum, { name: 'ProposalAuthorKind' });

/** One of those whose proposal it is. */
@ObjectType('ProposalAuthor')
export class ProposalAuthorType {
  @Field(() => AuthorKindEnum)
  readonly kind!: AuthorKind;

  @Field(() => PersonSummary, { nullable: true })
  readonly person!: PersonSummary | null;

  @Field(() => String, { nullable: true, description: 'An office, or for whom the city filed the text; null for a person.' })
  readonly name!: string | null;
}

/** SQL of the authors of `p` now, first one first, as json. */
export const authorsJson: Query = sql`(
  select coalesce(json_agg(json_build_object('kind', w.kind, 'name', w.name, 'person', ${authorJson('wp')}) order by w.position), '[]')
  from proposal_author w left join person wp on wp.organisation_id = w.organisation_id and wp.id = w.person_id
  where w.organisation_id = p.organisation_id and w.proposal_id = p.id and w.left_at is null)`;

/** SQL of the names of the authors of `p` at an instant (now, if none is given), for files. */
export const authorNames = (at?: Query): Query => sql`(
  select string_agg(coalesce(nullif(wp.display_name, ''), w.name), '; ' order by w.position)
  from proposal_author w left join person wp on wp.organisation_id = w.organisation_id and wp.id = w.person_id
  where w.organisation_id = p.organisation_id and w.proposal_id = p.id
    and ${at ? sql`w.joined_at <= ${at} and (w.left_at is null or w.left_at > ${at})` : sql`w.left_at is null`})`;

/** SQL of the number of authors of `p` now. */
export const authorCount: Query = sql`(
  select count(*)::int from proposal_author w
  where w.organisation_id = p.organisation_id and w.proposal_id = p.id and w.left_at is null)`;

/** An author with the time in which they were one. */
@ObjectType('ProposalAuthorInTime')
export class AuthorInTimeType extends ProposalAuthorType {
  @Field(() => Date)
  readonly joinedAt!: Date;

  @Field(() => Date, { nullable: true })
  readonly leftAt!: Date | null;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { composed } from '@hiroba/kernel';
import { literal, rowsIn, sql } from '@hiroba/server';
import { mailAddress } from '../domain/address.ts';
import { personMayEnter } from './person-may-enter.ts';

/** Whom a typed name stands for: one person, nobody, or several who chose the same name. */
export type Found = { readonly personId: string } | 'NOBODY' | 'SEVERAL';

/** Somebody as others may know them: by account code, by handle, or by a display name that nobody else has. */
export async function findByPublicName(em: EntityManager, organisationId: string, typed: string): Promise<Found> {
  const name = composed(typed);
  const key = name.normalize('NFKC').toLowerCase().replace(/^@/, '');
  const rows = await rowsIn<{ id: string; exact: boolean }>(em, sql`
    select id, (code = ${key} or handle = ${key}) is true as exact from person
    where organisation_id = ${organisationId} and confirmed_at is not null and closed_at is null
      and (code = ${key} or handle = ${key} or display_name = ${name})
    order by 2 desc limit 3`);
  const [first, second] = rows;
  if (!first) return 'NOBODY';
  return first.exact || !second ? { personId: first.id } : 'SEVERAL';
}

/** The open, confirmed account of an address, for those who may know. */
export async function findByMail(em: EntityManager, organisationId: string, typed: string): Promise<Found> {
  const key = mailAddress(typed)?.key;
  const [row] = key ? await rowsIn<{ id: string }>(em, sql`
    select id from person where organisation_id = ${organisationId} and email_key = ${key} and confirmed_at is not null and closed_at is null`) : [];
  return row ? { personId: row.id } : 'NOBODY';
}

/** Somebody mails are written to. */
export interface Addressee {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
  readonly displayName: string;
}

/** The people of an organisation that mails can reach; about a space, those for whom it is there. */
export const addresseesOf = (em: EntityManager, organisationId: string, ids: readonly string[], spaceId?: string): Promise<Addressee[]> =>
  rowsIn(em, sql`
    select id, email, locale, display_name as "displayName" from person
    where organisation_id = ${organisationId} and id = any(${ids}::uuid[]) and email is not null and confirmed_at is not null
      and closed_at is null and ${spaceId === undefined ? literal('true') : sql`exists (
        select 1 from space s where s.organisation_id = person.organisation_id and s.id = ${spaceId} and ${personMayEnter(literal('person.id'))})`}
    order by id`);

/** The form in which the address of an account is compared; nothing without one. */
export async function addressKeyOf(em: EntityManager, organisationId: string, personId: string): Promise<string | undefined> {
  const [row] = await rowsIn<{ key: string | null }>(em, sql`
    select email_key as key from person where organisation_id = ${organisationId} and id = ${personId} and confirmed_at is not null`);
  return row?.key ?? undefined;
}

import { LockMode, UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { firstIn, resembles, reservedNames, rowsIn, sql, type ReservedName } from '@hiroba/server';
import type { Reader } from './mail-links.ts';
import { Person } from './person.entity.ts';

/** The account of a person, locked until the transaction ends. */
export const lockPerson = (em: EntityManager, organisationId: string, id: string): Promise<Person | null> =>
  em.findOne(Person, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });

/** A person as somebody mails are written to; undefined once the account is closed. */
export const readerOf = ({ organisationId, id, email, locale }: Person): Reader | undefined =>
  email === null ? undefined : { organisationId, id, email, locale };

/** The open account of an address. */
export const findByAddress = (em: EntityManager, organisationId: string, key: string): Promise<Person | null> =>
  em.findOne(Person, { organisationId, emailKey: key, closedAt: null });

/** The names only the office may bear in an organisation. */
export async function namesOfTheOffice(em: EntityManager, organisationId: string): Promise<ReservedName[]> {
  const row = await firstIn<{ name: Record<string, string> }>(
    em,
    sql`select name from organisation where id = ${organisationId}`,
  );
  return reservedNames(Object.values(row?.name ?? {}));
}

/** Refuses a display name or handle that looks like the office's. */
export async function nameRefusal(
  em: EntityManager,
  organisationId: string,
  { displayName, handle }: { readonly displayName: string; readonly handle: string | null },
): Promise<Refusal | undefined> {
  const reserved = await namesOfTheOffice(em, organisationId);
  if (resembles(displayName, reserved)) return new Refusal('NAME_RESERVED', 'displayName');
  return handle && resembles(handle, reserved) ? new Refusal('NAME_RESERVED', 'handle') : undefined;
}

/** Whether a handle is somebody else's. */
export const handleTaken = async (
  em: EntityManager,
  organisationId: string,
  handle: string,
  personId: string,
): Promise<boolean> =>
  (
    await rowsIn(
      em,
      sql`select 1 from person where organisation_id = ${organisationId} and handle = ${handle} and id <> ${personId}`,
    )
  ).length > 0;

/** Work that writes something unique: whoever comes second in the same instant is refused like one who comes later. */
export async function orRefused<T>(work: Promise<T | Refusal>, refusal: Refusal): Promise<T | Refusal> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refusal;
    throw error;
  }
}

import { timingSafeEqual } from 'node:crypto';
import { isId, type Vault } from '@hiroba/server';

const PURPOSE = 'moderation reports';

/** The form in which an address without an account is kept. */
export const sealAddress = (vault: Vault, address: string): string =>
  vault.seal(PURPOSE, Buffer.from(address)).toString('base64');

/** An address as it was typed. */
export const openAddress = (vault: Vault, contact: string): string =>
  vault.open(PURPOSE, Buffer.from(contact, 'base64')).toString();

/** What says whether two addresses are the same, and nothing else. */
export const digestOfAddress = (vault: Vault, organisationId: string, key: string): string =>
  vault.digest(PURPOSE, `${organisationId} ${key}`);

const keyOf = (vault: Vault, organisationId: string, id: string): string =>
  vault.digest('moderation report page', `${organisationId} ${id}`);

/** Whether a key came with a mail about this report. */
export function isKeyOf(vault: Vault, organisationId: string, id: string, key: string): boolean {
  const own = Buffer.from(keyOf(vault, organisationId, id));
  const given = Buffer.from(key);
  return isId(id) && own.length === given.length && timingSafeEqual(own, given);
}

/** The page of a report by mail, below the language: only its address knows it. */
export const pageOfReport = (vault: Vault, organisationId: string, id: string): string =>
  `/reports/${id}/${keyOf(vault, organisationId, id)}`;

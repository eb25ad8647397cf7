import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Vault } from '@hiroba/server';

/** The address and name of a member, as they were written. */
export interface Contact {
  readonly mail: string;
  readonly name: string;
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64');

/** How members are written down: contacts sealed, addresses found by keyed digests, keys of mails as hashes. */
@Injectable()
export class MemberSealing {
  constructor(private readonly vault: Vault) {}

  seal = (contact: Contact): string => this.vault.seal('member', Buffer.from(JSON.stringify(contact))).toString('base64');

  open = (sealed: string | null): Contact =>
    sealed === null ? { mail: '', name: '' } : JSON.parse(this.vault.open('member', Buffer.from(sealed, 'base64')).toString()) as Contact;

  digest = (organisationId: string, addressKey: string): string => this.vault.digest('member', `${organisationId} ${addressKey}`);

  /** The key of a mail, and what is kept of it. */
  newKey(): { readonly key: string; readonly hash: string } {
    const key = randomBytes(32).toString('base64url');
    return { key, hash: hashOf(key) };
  }

  /** Whether somebody holds the key of the mail that an invitation went to. */
  opens = (tokenHash: string | null, key: string): boolean => tokenHash !== null && key !== '' && hashOf(key) === tokenHash;
}

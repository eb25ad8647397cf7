import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { hashPassword, needsRehash, passwordProblem, Sql, sql, verifyPassword } from '@hiroba/server';
import { passwordBounds, passwordLength } from '../domain/person.ts';

const evenMs = 150;

/** Work whose answer takes the same time whether the address is known or not. */
export const evenly = async <T>(work: () => Promise<T>): Promise<T> =>
  (await Promise.all([work(), setTimeout(evenMs)]))[0];

/** Passwords: what may be one, and whether one is right; the unknown cost what the known cost. */
@Injectable()
export class Passwords {
  constructor(private readonly db: Sql) {}

  /** Why a password may not be used by somebody with these names and addresses. */
  async refusal(organisationId: string, password: string, own: readonly string[]): Promise<Refusal | undefined> {
    const length = passwordLength(password);
    if (length) return length;
    const row = await this.db.first<{ name: Record<string, string> }>(
      sql`select name from organisation where id = ${organisationId}`,
    );
    const words = [
      ...Object.values(row?.name ?? {}),
      'hiroba',
      ...own.flatMap((text) => [text, ...text.split(/[@.\s　]+/u)]),
    ];
    return passwordProblem(password, { forbidden: words.filter((word) => word.length > 1) })
      ? new Refusal('WEAK_PASSWORD', 'password', { min: passwordBounds.min })
      : undefined;
  }

  /** The hash to store; nobody's password takes as long and gives none. */
  async hash(password: string | null): Promise<string | null> {
    const hash = await hashPassword(password ?? '-');
    return password === null ? null : hash;
  }

  /** Whether the password belongs to the hash; without a hash it never does, after the same work. */
  async matches(password: string, hash: string | null | undefined): Promise<boolean> {
    return password.length <= passwordBounds.max && verifyPassword(password, hash ?? undefined);
  }

  /** The hash to store instead, where the known one was made with older parameters. */
  async renewed(password: string, hash: string): Promise<string | undefined> {
    return needsRehash(hash) ? hashPassword(password) : undefined;
  }
}

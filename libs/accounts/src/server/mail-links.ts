import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { firstIn, Mailer, rowsIn, sql } from '@hiroba/server';
import type { Address } from '../domain/address.ts';
import { linkLife, type LinkPurpose } from '../domain/person.ts';
import { hashOf, newToken } from './tokens.ts';

const LONGEST_NEXT = 500;

/** Whom a letter goes to, and in which language. */
export interface Reader {
  readonly organisationId: string;
  readonly id: string;
  readonly email: string;
  readonly locale: string;
}

/** What a used link was for. */
export interface UsedLink {
  readonly personId: string;
  readonly address: string | null;
  readonly addressKey: string | null;
}

/** The links of mails: 256 random bits, hashed at rest, single use, only the newest of a purpose works. */
@Injectable()
export class MailLinks {
  constructor(private readonly mailer: Mailer) {}

  /** Mails somebody a new link; `to` is the address to prove where it is not the account's own. */
  async send(
    em: EntityManager,
    reader: Reader,
    purpose: LinkPurpose,
    template: string,
    {
      to,
      next,
      params = {},
    }: { readonly to?: Address; readonly next?: string | null; readonly params?: Record<string, string> } = {},
  ): Promise<void> {
    const { organisationId, id, email, locale } = reader;
    const token = newToken();
    await rowsIn(
      em,
      sql`
      with former as (delete from mail_token where organisation_id = ${organisationId} and person_id = ${id} and purpose = ${purpose})
      insert into mail_token (hash, organisation_id, person_id, purpose, address, address_key, expires_at)
      values (${hashOf(token)}, ${organisationId}, ${id}, ${purpose}, ${to?.address ?? null}, ${to?.key ?? null},
              clock_timestamp() + make_interval(secs => ${linkLife[purpose] / 1000}::float8))`,
    );
    // Only our pages read it, through the rule for places to go on to.
    const query = next ? `?next=${encodeURIComponent(next.slice(0, LONGEST_NEXT).toWellFormed())}` : '';
    await this.mailer.queue(em, {
      organisationId,
      locale,
      to: to?.address ?? email,
      template,
      params: { ...params, locale, token, query },
    });
  }

  /** Mails a notice without a link of its own. */
  async tell(
    em: EntityManager,
    { organisationId, email, locale }: Reader,
    template: string,
    params: Record<string, string> = {},
  ): Promise<void> {
    await this.mailer.queue(em, { organisationId, locale, to: email, template, params: { ...params, locale } });
  }

  /** Consumes a link; undefined when it never worked here, was used, replaced or is too old. */
  async use(
    em: EntityManager,
    organisationId: string,
    purpose: LinkPurpose,
    token: string,
  ): Promise<UsedLink | undefined> {
    return firstIn<UsedLink>(
      em,
      sql`
      update mail_token set used_at = clock_timestamp()
      where hash = ${hashOf(token)} and organisation_id = ${organisationId} and purpose = ${purpose}
        and used_at is null and expires_at > clock_timestamp()
      returning person_id as "personId", address, address_key as "addressKey"`,
    );
  }
}

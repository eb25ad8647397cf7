import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { mailAddress } from '@hiroba/accounts';
import { localized, Refusal, type LocalizedText } from '@hiroba/kernel';
import {
  Clock,
  Commands,
  firstIn,
  isId,
  Mailer,
  newId,
  openToAll,
  rowsIn,
  Sql,
  sql,
  Vault,
  type Caller,
} from '@hiroba/server';
import { noticeLimits } from '../domain/follow.ts';
import type { SubscriptionAsked, SubscriptionState } from './notices.types.ts';

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Mails without an account: nothing goes to an address before it has said yes, and one step ends it. */
@Injectable()
export class SubscriptionService {
  constructor(
    private readonly commands: Commands,
    private readonly mailer: Mailer,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  /** Asks an address whether it wants to be told of one space or the whole city; the answer is the same for every address. */
  async ask(spaceId: string | null, typed: string, caller: Caller): Promise<SubscriptionAsked | Refusal> {
    const address = mailAddress(typed);
    if (!address) return new Refusal(typed.trim() === '' ? 'EMPTY' : 'BAD_ADDRESS', 'mail');
    return this.commands.transaction(caller, async ({ em, now: nowIn }) => {
      const { organisationId, locale } = caller;
      const space = await firstIn<{ title: LocalizedText }>(
        em,
        spaceId === null
          ? sql`select name as title from organisation where id = ${organisationId}`
          : sql`
        select s.title from space s where s.organisation_id = ${organisationId} and s.id::text = ${spaceId} and s.state = 'PUBLISHED' and ${openToAll}`,
      );
      if (!space) return new Refusal('NOT_FOUND');
      const now = await nowIn();
      const key = randomBytes(32).toString('base64url');
      const [waiting] = await rowsIn<{ id: string }>(
        em,
        sql`
        insert into notice_reader as r (id, organisation_id, subject_id, frequency, told_until, locale, contact, address_digest, token_hash, created_at)
        values (${newId()}, ${organisationId}, ${spaceId}, 'DAILY', ${now}, ${locale}, ${this.vault.seal('notices', Buffer.from(address.address)).toString('base64')},
          ${this.vault.digest('notices', `${organisationId} ${address.key}`)}, ${hashOf(key)}, ${now})
        on conflict (organisation_id, address_digest, subject_id) where address_digest is not null do update
        set token_hash = excluded.token_hash, locale = excluded.locale, created_at = excluded.created_at where r.confirmed_at is null returning id`,
      );
      // Who gets the mails already is sent no other.
      if (waiting) {
        await this.mailer.queue(em, {
          organisationId,
          to: address.address,
          locale,
          template: 'notifications.mail.confirm',
          forget: true,
          params: {
            what: localized(space.title, locale).text,
            path: `/${locale}/notices/confirm/${waiting.id}/${key}`,
          },
        });
      }
      return { id: spaceId ?? organisationId };
    });
  }

  /** The address says yes, by the key of the mail. */
  confirm(id: string, key: string, caller: Caller): Promise<SubscriptionState | Refusal> {
    return this.commands.transaction(caller, async ({ em, now }) => {
      const at = await now();
      const since = new Date(at.getTime() - noticeLimits.confirmDays * 86_400_000);
      const [done] = isId(id)
        ? await rowsIn(
            em,
            sql`
        update notice_reader set confirmed_at = ${at}, told_until = ${at}, token_hash = null
        where organisation_id = ${caller.organisationId} and id = ${id} and token_hash = ${hashOf(key)} and created_at > ${since} returning id`,
          )
        : [];
      return done ? { id, active: true } : new Refusal('LINK_EXPIRED');
    });
  }

  /** The key by which a reader's mails end, without signing in. */
  keyOf = (organisationId: string, id: string): string => this.vault.digest('notices out', `${organisationId} ${id}`);

  /** Ends the mails to a reader: an account keeps what it follows, an address is forgotten. */
  async stop(
    id: string,
    key: string,
    { organisationId }: Pick<Caller, 'organisationId'>,
  ): Promise<SubscriptionState | Refusal> {
    const own = Buffer.from(this.keyOf(organisationId, id));
    const given = Buffer.from(key);
    if (!isId(id) || own.length !== given.length || !timingSafeEqual(own, given)) return new Refusal('LINK_EXPIRED');
    await this.db.rows(
      sql`delete from notice_reader where organisation_id = ${organisationId} and id = ${id} and person_id is null`,
    );
    await this.db.rows(
      sql`update notice_reader set frequency = 'NONE' where organisation_id = ${organisationId} and id = ${id}`,
    );
    return { id, active: false };
  }

  /** Lets go of addresses that never answered. */
  async forgetUnanswered(): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.db.rows(sql`delete from notice_reader where confirmed_at is null and address_digest is not null
      and created_at < ${new Date(now.getTime() - noticeLimits.confirmDays * 86_400_000)}`);
  }

  /** The address of a reader without an account. */
  addressIn = (contact: string): string => this.vault.open('notices', Buffer.from(contact, 'base64')).toString();
}

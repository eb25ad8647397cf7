import { createHash, randomBytes } from 'node:crypto';
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
import type { EntityManager } from '@mikro-orm/postgresql';
import { noticeLimits } from '../domain/follow.ts';
import { Followables } from './followable.ts';
import { FollowReads } from './follow.reads.ts';
import { isSameKey, MailStops } from './mail-stop.ts';
import type { SubscriptionAsked, SubscriptionState } from './notices.types.ts';

/** What an address asks to be told of: the whole city without a space and a thing. */
export interface ToldOf {
  readonly spaceId: string | null;
  readonly kind?: string | null;
  readonly id?: string | null;
}

/** An address that follows one thing, and the path by which that ends. */
export interface ReaderByMail {
  readonly id: string;
  readonly to: string;
  readonly locale: string;
  readonly out: string;
}

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
    private readonly followables: Followables,
    private readonly follows: FollowReads,
    private readonly stops: MailStops,
  ) {}

  /** Asks an address whether it wants to be told of one space, a single thing or the whole city; the answer is the same for every address. */
  async ask({ spaceId, kind, id }: ToldOf, typed: string, caller: Caller): Promise<SubscriptionAsked | Refusal> {
    const address = mailAddress(typed);
    if (!address) return new Refusal(typed.trim() === '' ? 'EMPTY' : 'BAD_ADDRESS', 'mail');
    return this.commands.transaction(caller, async ({ em, now: nowIn }) => {
      const { organisationId, locale } = caller;
      const subjectId = id ?? spaceId;
      const told = kind ? await this.#thing(em, organisationId, kind, id ?? '') : await this.#spaceOrCity(em, organisationId, spaceId);
      if (!told) return new Refusal('NOT_FOUND');
      const now = await nowIn();
      const key = randomBytes(32).toString('base64url');
      const [waiting] = await rowsIn<{ id: string }>(
        em,
        sql`
        insert into notice_reader as r (id, organisation_id, subject_id, frequency, told_until, locale, contact, address_digest, token_hash, created_at)
        values (${newId()}, ${organisationId}, ${subjectId}, ${kind ? 'NONE' : 'DAILY'}, ${now}, ${locale}, ${this.vault.seal('notices', Buffer.from(address.address)).toString('base64')},
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
            what: localized(told.title, locale).text,
            path: `/${locale}/notices/confirm/${waiting.id}/${key}`,
          },
        });
      }
      return { id: subjectId ?? organisationId };
    });
  }

  async #spaceOrCity(em: EntityManager, organisationId: string, spaceId: string | null): Promise<{ title: LocalizedText } | undefined> {
    return firstIn(
      em,
      spaceId === null
        ? sql`select name as title from organisation where id = ${organisationId}`
        : sql`
        select s.title from space s where s.organisation_id = ${organisationId} and s.id::text = ${spaceId} and s.state = 'PUBLISHED' and ${openToAll}`,
    );
  }

  // Its library tells it at once, so no digest does: such readers have no frequency.
  async #thing(em: EntityManager, organisationId: string, kind: string, id: string): Promise<{ title: LocalizedText } | undefined> {
    if (!isId(id) || !this.followables.byMail.includes(kind)) return undefined;
    const [thing] = await this.follows.forEverybody(em, organisationId, [{ kind, id }]);
    return thing;
  }

  /** The next addresses that follow one thing since before an instant, in the order of their ids. */
  async readersByMail(
    em: EntityManager,
    organisationId: string,
    { subjectId, since, after, most }: { readonly subjectId: string; readonly since: Date; readonly after: string | null; readonly most: number },
  ): Promise<readonly ReaderByMail[]> {
    const rows = await rowsIn<{ id: string; contact: string; locale: string }>(
      em,
      sql`
      select r.id, r.contact, coalesce(r.locale, 'ja') as locale from notice_reader r
      where r.organisation_id = ${organisationId} and r.subject_id = ${subjectId} and r.address_digest is not null and r.confirmed_at <= ${since}
        and (${after}::uuid is null or r.id > ${after}::uuid) order by r.id limit ${most}`,
    );
    return rows.map(({ id, contact, locale }) => ({
      id,
      locale,
      to: this.addressIn(contact),
      out: `/notices/out/${id}/${this.keyOf(organisationId, id)}`,
    }));
  }

  /** Forgets the addresses that follow a thing of which nothing more is told. */
  async forgetReadersOf(em: EntityManager, organisationId: string, subjectId: string): Promise<void> {
    await rowsIn(
      em,
      sql`delete from notice_reader where organisation_id = ${organisationId} and subject_id = ${subjectId} and address_digest is not null and frequency = 'NONE'`,
    );
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
    if (!isId(id)) return new Refusal('LINK_EXPIRED');
    if (!isSameKey(this.keyOf(organisationId, id), key))
      return (await this.stops.stop(organisationId, id, key)) ? { id, active: false } : new Refusal('LINK_EXPIRED');
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

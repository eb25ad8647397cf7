import { Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { addresseesOf } from '@hiroba/accounts/server';
import { formatDateTime, formatDeadline, type DateLocale } from '@hiroba/kernel';
import { followersOf, isSameKey, SubscriptionService, type MailStop } from '@hiroba/notifications/server';
import { Clock, firstIn, Mailer, Messages, newId, on, placeIsOut, queueWork, rowsIn, Sql, sql, type Due, type Letter, type Reaction, type Upkeep, type Work } from '@hiroba/server';
import { audiences, hears, mailedChange, SOON_DAYS, type MailedChange } from '../domain/round.mails.ts';
import { publicComments } from '../manifest.ts';
import { ReceiptLinks } from './receipt-links.ts';
import { roundInPlace } from './round.reads.ts';
import { SubmitterVault } from './submitter-vault.ts';

/** The work of telling by mail what happened to a round, by the id of what is told. */
export const TELLING = 'round-telling';

const BATCH = 100;

interface Telling {
  readonly id: string;
  readonly organisationId: string;
  readonly roundId: string;
  readonly change: MailedChange;
  readonly material: boolean;
  readonly at: Date;
  readonly audience: number;
  readonly toldUpTo: string | null;
}

/** What mails say of a round, as it stands when they are written. */
interface About {
  readonly title: string;
  readonly office: string;
  readonly zone: string;
  readonly closesAt: Date | null;
  readonly responseDueAt: Date | null;
  readonly path: string;
  readonly spaceId: string;
  readonly isOut: boolean;
}

interface Reader {
  readonly id: string;
  readonly to: string;
  readonly locale: string;
  readonly out?: string;
  /** Of whoever sent an opinion: the way to the receipt, and its number once it has one. */
  readonly own?: { readonly link: string; readonly number: number | null };
}

type Letters = Omit<Letter, 'organisationId'>[];

/** Mails about rounds: that something arrived, what changed, what came of it. Each telling keeps whom it has reached, moved on with the mails themselves. */
@Injectable()
export class RoundMails implements Work, Due, Upkeep, MailStop {
  constructor(
    private readonly orm: MikroORM,
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    private readonly messages: Messages,
    private readonly subscriptions: SubscriptionService,
    private readonly vault: SubmitterVault,
    private readonly links: ReceiptLinks,
  ) {}

  /** Notes that whoever sent something wants mail, and tells them that it arrived, in the transaction that takes it. */
  async received(em: EntityManager, { id, organisationId, roundId, locale, to, at }: Received): Promise<void> {
    await rowsIn(em, sql`insert into submission_mail (organisation_id, submission_id, round_id, locale, asked_at) values (${organisationId}, ${id}, ${roundId}, ${locale}, ${at})`);
    const about = await aboutOf(em, organisationId, roundId);
    if (about) await this.mailer.queueAll(em, organisationId, this.#letters('RECEIPT', about, `receipt.${id}`, [this.#submitter(organisationId, { id, to, locale, issue: 1, number: null })]));
  }

  /** Lets the mails begin that the clock brings: that a round opens, ends soon, has ended. */
  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.orm.em.fork().transactional(async (forked) => {
      const em = forked as EntityManager;
      const begun = await rowsIn<{ id: string }>(em, sql`
        insert into round_telling (id, organisation_id, round_id, change, key, at)
        select gen_random_uuid(), r.organisation_id, r.id, c.change, extract(epoch from c.at)::bigint::text, c.at from round r
        cross join lateral (values ('OPENED', r.opens_at), ('SOON', r.closes_at - make_interval(days => ${SOON_DAYS})), ('CLOSED', r.closes_at)) c(change, at)
        where r.stage = 'SCHEDULED' and c.at <= ${now} and c.at > ${now}::timestamptz - interval '1 day'
          and (c.change <> 'OPENED' or r.scheduled_at < r.opens_at) and (c.change <> 'SOON' or (r.opens_at < c.at and r.closes_at > ${now}))
          and not exists (select from jsonb_array_elements(r.suspensions) x where x ->> 'to' is null)
        on conflict do nothing returning id`);
      for (const { id } of begun) await queueWork(em, TELLING, id);
    });
  }

  /** Tells the next hundred; whom a telling has reached is written down with the mails, so that nobody is told twice and nobody is missing. */
  step(id: string): Promise<boolean> {
    return this.orm.em.fork().transactional(async (forked) => {
      const em = forked as EntityManager;
      const telling = await firstIn<Telling>(em, sql`
        select id, organisation_id as "organisationId", round_id as "roundId", change, material, at, audience, told_up_to as "toldUpTo"
        from round_telling where id = ${id} and done_at is null for update`);
      const about = telling && (await aboutOf(em, telling.organisationId, telling.roundId));
      if (!telling || !about) return false;
      const readers = await this.#readers(em, { ...telling, at: new Date(telling.at) }, about);
      await this.mailer.queueAll(em, telling.organisationId, this.#letters(telling.change, about, id, readers.told));
      const done = readers.last === null && telling.audience + 1 >= audiences.length;
      await rowsIn(em, sql`
        update round_telling set audience = ${readers.last === null ? telling.audience + 1 : telling.audience}, told_up_to = ${readers.last}, done_at = ${done ? telling.at : null} where id = ${id}`);
      return !done;
    });
  }

  /** Whoever was not told yet is told when the work is begun again. */
  giveUp = async (): Promise<void> => undefined;

  /** Forgets who was to be told of rounds that are put away: nothing more comes of them. */
  async upkeep(): Promise<void> {
    await this.db.rows(sql`
      delete from submission_mail m using round r where r.organisation_id = m.organisation_id and r.id = m.round_id and r.stage = 'ARCHIVED'`);
    const over = await this.db.rows<{ organisationId: string; id: string }>(sql`
      select organisation_id as "organisationId", id from round where stage = 'ARCHIVED' and changed_at > now() - interval '7 days'`);
    await this.orm.em.fork().transactional(async (em) => {
      for (const { organisationId, id } of over) await this.subscriptions.forgetReadersOf(em as EntityManager, organisationId, id);
    });
  }

  /** Ends the mails about one submission, by the key of one of them. */
  async stop(organisationId: string, id: string, key: string): Promise<boolean> {
    if (!isSameKey(this.links.outKey(organisationId, id), key)) return false;
    await this.db.rows(sql`delete from submission_mail where organisation_id = ${organisationId} and submission_id = ${id}`);
    return true;
  }

  /** The next readers of a telling, and up to whom they reach; null where this audience knows. */
  async #readers(em: EntityManager, telling: Telling, about: About): Promise<{ told: readonly Reader[]; last: string | null }> {
    const { organisationId, roundId, at, toldUpTo: after } = telling;
    const audience = audiences[telling.audience] ?? 'FOLLOWERS';
    if (!hears(audience, telling.change, telling) || (audience !== 'SUBMITTERS' && !about.isOut)) return { told: [], last: null };
    const reached = (ids: readonly { readonly id: string }[]): string | null => (ids.length < BATCH ? null : (ids.at(-1)?.id ?? null));
    if (audience === 'ADDRESSES') {
      const told = await this.subscriptions.readersByMail(em, organisationId, { subjectId: roundId, since: at, after, most: BATCH });
      return { told, last: reached(told) };
    }
    if (audience === 'FOLLOWERS') {
      const ids = await rowsIn<{ id: string }>(em, sql`select id from (${followersOf(organisationId, sql`${roundId}::uuid`)}) f
        where ${after}::uuid is null or id > ${after}::uuid order by id limit ${BATCH}`);
      const told = await addresseesOf(em, organisationId, ids.map((one) => one.id), about.spaceId);
      return { told: told.map(({ id, email, locale }) => ({ id, locale, to: email })), last: reached(ids) };
    }
    const asked = await rowsIn<{ id: string; locale: string; number: number | null; issue: number }>(em, sql`
      select m.submission_id as id, m.locale, u.number, u.receipt_issue as issue from submission_mail m
      join submission u on u.organisation_id = m.organisation_id and u.id = m.submission_id
      where m.organisation_id = ${organisationId} and m.round_id = ${roundId} and m.asked_at <= ${at} and u.withdrawn_at is null
        and (${after}::uuid is null or m.submission_id > ${after}::uuid) order by m.submission_id limit ${BATCH}`);
    const mails = await this.vault.mailsOf(em, organisationId, asked.map(({ id }) => id));
    return {
      told: asked.flatMap(({ id, ...row }) => {
        const to = mails.get(id);
        return to ? [this.#submitter(organisationId, { id, to, ...row })] : [];
      }),
      last: reached(asked),
    };
  }

  #submitter(organisationId: string, { id, to, locale, number, issue }: { id: string; to: string; locale: string; number: number | null; issue: number }): Reader {
    return {
      id, to, locale: locale === 'en' ? 'en' : 'ja', out: `/notices/out/${id}/${this.links.outKey(organisationId, id)}`,
      own: { link: this.links.of(organisationId, id, issue), number },
    };
  }

  /** The letters of one telling: no word of what anybody wrote, and nobody's name. */
  #letters(what: MailedChange | 'RECEIPT', about: About, key: string, readers: readonly Reader[]): Letters {
    const { title, office, zone, closesAt, responseDueAt, path } = about;
    return readers.map(({ id, to, locale, out, own }) => {
      const lang: DateLocale = locale === 'en' ? 'en' : 'ja';
      const answered = what === 'ANSWERED' || what === 'RESULT_CORRECTED';
      return {
        to, locale, template: `public-comments.mail.${what}`, key: `round.${key}.${id}`, forget: true, ...(out === undefined ? {} : { out }),
        params: {
          locale, title, office, path,
          closes: closesAt ? formatDeadline(closesAt, zone, lang) : '', due: responseDueAt ? formatDateTime(responseDueAt, zone, lang) : '',
          // Rows of the result have the number of their submission.
          rows: answered ? `/${locale}${path}/result${own?.number ? `?number=${own.number}` : ''}` : '',
          own: own ? 1 : 0, link: own ? `/${locale}${path}/receipt?slip=${own.link}` : '', out: out === undefined ? `/${locale}/account/notices` : `/${locale}${out}`,
          foot: this.messages.translator(locale)(own ? 'public-comments.mail.foot.own' : 'public-comments.mail.foot.follow'),
        },
      };
    });
  }
}

interface Received {
  readonly id: string;
  readonly organisationId: string;
  readonly roundId: string;
  readonly locale: string;
  readonly to: string;
  readonly at: Date;
}

async function aboutOf(em: EntityManager, organisationId: string, roundId: string): Promise<About | undefined> {
  const row = await firstIn<Omit<About, 'closesAt' | 'responseDueAt'> & { closesAt: string | null; responseDueAt: string | null }>(em, sql`
    select r.title, r.office, r.zone, r.closes_at as "closesAt", r.response_due_at as "responseDueAt", s.id as "spaceId", ${placeIsOut} as "isOut",
      '/spaces/' || s.slug || ${`/${publicComments.name}/`} || c.id || '/' || r.id as path
    from ${roundInPlace} where r.organisation_id = ${organisationId} and r.id = ${roundId}`);
  const date = (at: string | null): Date | null => (at === null ? null : new Date(at));
  return row && { ...row, closesAt: date(row.closesAt), responseDueAt: date(row.responseDueAt) };
}

const tell: Reaction['run'] = async ({ entry: { organisationId, id: entryId, subjectId, type, at, data }, em }) => {
  const change = mailedChange({ type, data });
  if (!change || !subjectId) return;
  const [begun] = await rowsIn<{ id: string }>(em, sql`
    insert into round_telling (id, organisation_id, round_id, change, key, material, at)
    values (${newId()}, ${organisationId}, ${subjectId}, ${change}, ${entryId}, ${data.material === true}, ${at}) on conflict do nothing returning id`);
  if (begun) await queueWork(em, TELLING, begun.id);
};

/** What follows the events of rounds: those who asked are told by mail. */
export const roundReactions: readonly Reaction[] = [
  'round.changed', 'round.withdrawn', 'round.result_published', 'round.result_corrected', 'round.not_adopted',
].map((type) => on(type, `public-comments.${type.slice(6)}_told`, tell));

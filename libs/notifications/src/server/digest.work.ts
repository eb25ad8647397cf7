import { Inject, Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { localized, visitor } from '@hiroba/kernel';
import {
  Clock,
  Mailer,
  Messages,
  ORIGIN,
  queueWork,
  Sql,
  sql,
  type Due,
  type Letter,
  type OriginOf,
  type Work,
} from '@hiroba/server';
import { LogWords, type LogLine, type LogLineRow } from '@hiroba/spaces/server';
import { noticeLimits, toldUntil } from '../domain/follow.ts';
import { BATCH, DigestReads, isDue, rowsOf, type DueReader, type Untils } from './digest.reads.ts';
import { blocksOf, countsOf, type SaidNews } from './digest.blocks.ts';
import { FollowReads } from './follow.reads.ts';
import { AllNews } from './news.ts';
import { SubscriptionService } from './subscription.service.ts';

/** The work of telling a city's readers what happened, by the id of the city. */
export const DIGESTING = 'digest';

interface City {
  readonly id: string;
  readonly zone: string;
  readonly host: string;
}

/** Tells readers once a day or a week what happened in what they follow, a hundred in a transaction with the instant until which they know. */
@Injectable()
export class DigestWork implements Work, Due {
  constructor(
    private readonly orm: MikroORM,
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    private readonly reads: DigestReads,
    private readonly words: LogWords,
    private readonly news: AllNews,
    private readonly follows: FollowReads,
    private readonly messages: Messages,
    private readonly subscriptions: SubscriptionService,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** Lets the work begin in cities whose morning has come. */
  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    const cities = await this.db.rows<{ id: string; zone: string }>(sql`select id, zone from organisation`);
    for (const { id, zone } of cities) {
      const [one] = await this.db.rows(
        sql`select 1 from notice_reader r where ${isDue(id, untilsAt(now, zone))} limit 1`,
      );
      if (one) await this.orm.em.fork().transactional((em) => queueWork(em as EntityManager, DIGESTING, id));
    }
  }

  async step(organisationId: string): Promise<boolean> {
    const city = await this.db.first<City>(sql`
      select o.id, o.zone, h.host from organisation o join organisation_host h on h.organisation_id = o.id and h.canonical where o.id = ${organisationId}`);
    if (!city) return false;
    const untils = untilsAt(await this.clock.now(this.db), city.zone);
    return this.orm.em.fork().transactional(async (em) => this.#tellSome(em as EntityManager, city, untils));
  }

  /** Whoever was not told is due still: the next minute begins anew. */
  giveUp = async (): Promise<void> => undefined;

  async #tellSome(em: EntityManager, { id: organisationId, host }: City, untils: Untils): Promise<boolean> {
    const readers = await this.reads.due(em, organisationId, untils);
    if (readers.length === 0) return false;
    const pairs = await this.reads.entriesFor(em, organisationId, readers);
    const rows =
      pairs.length > 0
        ? await this.reads.shown(em, organisationId, [...new Set(pairs.map(({ entryId }) => entryId))])
        : [];
    const said = await this.#inWords(organisationId, rows, readers);
    const mine = Map.groupBy(pairs, ({ reader }) => reader);
    const news = await this.#newsIn(em, organisationId, readers);
    const letters = readers.flatMap((reader) => {
      const known = said.get(reader.locale);
      const lines = (mine.get(reader.id) ?? [])
        .flatMap(({ entryId }) => known?.get(entryId) ?? [])
        .filter(({ gone }) => !gone);
      const home = `${this.originOf(host)}/${reader.locale}`;
      const shown = reader.personId ? blocksOf(lines, news(reader), home) : countsOf(lines);
      return this.#letter(organisationId, reader, shown);
    });
    if (letters.length > 0) await this.mailer.queueAll(em, organisationId, letters);
    await this.reads.told(em, organisationId, readers);
    return readers.length === BATCH;
  }

  async #inWords(
    organisationId: string,
    rows: readonly LogLineRow[],
    readers: readonly DueReader[],
  ): Promise<Map<string, Map<string, LogLine>>> {
    const said = new Map<string, Map<string, LogLine>>();
    for (const locale of new Set(readers.map((reader) => reader.locale))) {
      const inWords = await this.words.in({ ...visitor(organisationId), locale });
      said.set(locale, new Map(rows.map((row) => [row.entryId, inWords(row)])));
    }
    return said;
  }

  /** How much came below what each reader follows, as far as everybody reads it. */
  async #newsIn(
    em: EntityManager,
    organisationId: string,
    readers: readonly DueReader[],
  ): Promise<(reader: DueReader) => SaidNews[]> {
    const all = await this.news.below(em, organisationId, rowsOf(readers));
    const things = all.length > 0 ? await this.follows.forEverybody(em, organisationId, all) : [];
    const byId = new Map(things.map((thing) => [thing.id, thing]));
    return ({ id, locale }) =>
      all
        .filter(({ reader }) => reader === id)
        .flatMap(({ id: thing, key, count }) => {
          const { title, path } = byId.get(thing) ?? {};
          return title && path
            ? [{ title: localized(title, locale).text, path, said: this.messages.translator(locale)(key, { count }) }]
            : [];
        });
  }

  #letter(organisationId: string, reader: DueReader, shown: readonly string[]): Omit<Letter, 'organisationId'>[] {
    const { id, personId, contact, frequency, locale } = reader;
    const to = personId ? reader.email : contact && this.subscriptions.addressIn(contact);
    if (!to || shown.length === 0) return [];
    const out = `/notices/out/${id}/${this.subscriptions.keyOf(organisationId, id)}`;
    return [
      {
        to,
        locale,
        template: `notifications.mail.${frequency.toLowerCase()}`,
        forget: true,
        out,
        params: {
          locale,
          count: shown.length,
          lines: shown.slice(0, noticeLimits.lines).join('\n\n'),
          more: Math.max(0, shown.length - noticeLimits.lines),
          account: personId ? 1 : 0,
          out: `/${locale}${out}`,
        },
      },
    ];
  }
}

const untilsAt = (now: Date, zone: string): Untils => ({
  DAILY: toldUntil('DAILY', now, zone),
  WEEKLY: toldUntil('WEEKLY', now, zone),
});

import { Inject } from '@nestjs/common';
import { Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { MAIL_SETTINGS, type MailSettings } from './jobs.ts';
import { Sql, sql } from './sql.ts';
import { CurrentViewer, type Caller } from './viewer.ts';

/** A mail that never left this machine. */
@ObjectType()
export class OutboxMail {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly recipient!: string;

  @Field(() => String)
  readonly subject!: string;

  @Field(() => String)
  readonly body!: string;

  @Field(() => Date)
  readonly queuedAt!: Date;
}

/** The mails of an installation that only this machine can reach; nothing anywhere else. */
@Resolver(() => OutboxMail)
export class OutboxResolver {
  constructor(
    private readonly db: Sql,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  @Query(() => [OutboxMail], { nullable: true, description: 'The newest mails of the local outbox; null where mail is really sent.' })
  async outbox(@CurrentViewer() { organisationId }: Caller): Promise<OutboxMail[] | null> {
    if (!this.settings.readable || (await this.#isReachable(organisationId))) return null;
    return this.db.rows<OutboxMail>(sql`select id, recipient, subject, body, queued_at as "queuedAt" from mail_outbox
      where organisation_id = ${organisationId} order by queued_at desc, id desc limit 100`);
  }

  // A city with a name of its own stands behind a proxy, whatever address this process listens on.
  async #isReachable(organisationId: string): Promise<boolean> {
    const named = await this.db.first(sql`select 1 from organisation_host
      where organisation_id = ${organisationId} and host !~ '^(localhost|127[.]0[.]0[.]1)(:[0-9]+)?$' limit 1`);
    return named !== undefined;
  }
}

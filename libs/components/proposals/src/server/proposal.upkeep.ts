import { Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { formatDate } from '@hiroba/kernel';
import { Mailer, rowsIn, Sql, sql, type Upkeep } from '@hiroba/server';

interface IdleDraft {
  readonly id: string;
  readonly organisationId: string;
  readonly title: string;
  readonly path: string;
  /** In milliseconds. */
  readonly endsAt: number;
  readonly zone: string;
  /** Nothing where nobody can be told. */
  readonly mail: string | null;
  readonly locale: string;
}

const MOST = 500;
/** How long a draft that nobody touches is kept, and how long before its end its author is told. */
const [KEPT_DAYS, TOLD_DAYS] = [90, 7];

/** Drafts that nobody touched for 90 days are let go, a week after their authors were told; jobs that never came to their end are said
 * to have failed, and the addresses of invitations that nobody answered in time are forgotten. */
@Injectable()
export class ProposalUpkeep implements Upkeep {
  constructor(
    private readonly db: Sql,
    private readonly orm: MikroORM,
    private readonly mailer: Mailer,
  ) {}

  async upkeep(): Promise<void> {
    await this.orm.em.fork().transactional((em) => this.#tell(em as EntityManager));
    await this.db.rows(sql`
      with gone as (delete from proposal where rev = 0 and state = 'DRAFT' and drafted_at < now() - make_interval(days => ${KEPT_DAYS}::int)
          and draft_warned_at > drafted_at and draft_warned_at <= now() - make_interval(days => ${TOLD_DAYS}::int)
        returning organisation_id, id),
      nowhere as (delete from spot o using gone
        where o.organisation_id = gone.organisation_id and o.subject_kind = 'proposal' and o.subject_id = gone.id)
      delete from taxonomy_use u using gone
      where u.organisation_id = gone.organisation_id and u.subject_kind = 'proposal' and u.subject_id = gone.id`);
    await this.db.rows(sql`
      update proposal_job set state = 'FAILED', ended_at = now(), file = null where state = 'UNDER_WAY' and begun_at < now() - interval '1 day'`);
    await this.db.rows(sql`
      update proposal_invitation set state = 'EXPIRED', address_digest = null, token_hash = null, person_id = case when address_shown is null then person_id end
      where state = 'INVITED' and expires_at < now()`);
  }

  /** Tells authors which of their drafts are going to be let go, once; a draft that is saved again has all its time before it. */
  async #tell(em: EntityManager): Promise<void> {
    const drafts = await rowsIn<IdleDraft>(em, sql`
      with idle as (
        select id from proposal where rev = 0 and state = 'DRAFT' and drafted_at < now() - make_interval(days => ${KEPT_DAYS - TOLD_DAYS}::int)
          and (draft_warned_at is null or draft_warned_at <= drafted_at)
        order by drafted_at limit ${MOST}::int for update skip locked),
      told as (update proposal p set draft_warned_at = now() from idle where p.id = idle.id and p.rev = 0 returning p.*)
      select p.id, p.organisation_id as "organisationId", p.title, format('spaces/%s/proposals/%s/%s/write', s.slug, c.id, p.id) as path, o.zone,
        (extract(epoch from greatest(p.drafted_at + make_interval(days => ${KEPT_DAYS}::int), now() + make_interval(days => ${TOLD_DAYS}::int))) * 1000)::float8 as "endsAt",
        a.email as mail, coalesce(a.locale, 'ja') as locale
      from told p
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      join organisation o on o.id = p.organisation_id
      left join person a on a.organisation_id = p.organisation_id and a.id = p.author_id and a.confirmed_at is not null and a.closed_at is null`);
    for (const { organisationId, mail, locale, title, path, endsAt, zone } of drafts) {
      if (mail === null) continue;
      const params = { locale, title, path, day: formatDate(new Date(endsAt), zone, locale === 'en' ? 'en' : 'ja') };
      await this.mailer.queue(em, { organisationId, to: mail, locale, template: title ? 'proposals.mail.draftEnds' : 'proposals.mail.untitledEnds', params });
    }
  }
}

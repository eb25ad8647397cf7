import { Injectable } from '@nestjs/common';
import { fold, foldWithoutBlanks } from '@hiroba/kernel';
import { Clock, literal, Sql, sql, type Caller, type Query } from '@hiroba/server';
import { mailAddress } from '../domain/address.ts';
import { rolePolicy } from '../domain/role.policy.ts';
import { authorJson, grantInForce, grantLasting, type PersonProfile } from './person-summary.type.ts';
import type { Person } from './person.entity.ts';
import type { OwnSession, PersonEntry } from './results.type.ts';
import type { RoleGrant } from './role-grant.entity.ts';

const grantColumns =
  literal(`r.id, r.organisation_id as "organisationId", r.person_id as "personId", r.role, r.space_id as "spaceId",
  r.starts_at as "startsAt", r.ends_at as "endsAt"`);

type EntryRow = { summary: Omit<PersonEntry, 'grants' | 'email' | 'confirmed' | 'hasSecondFactor'> } & PersonEntry;

/** Reads of people and roles, each bound to the caller's organisation. */
@Injectable()
export class PeopleReads {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
  ) {}

  /** The account of the person who asks. */
  async own({ organisationId, personId }: Caller): Promise<Person | null> {
    if (!personId) return null;
    const row = await this.db.first<Person>(sql`
      select id, organisation_id as "organisationId", code, email, display_name as "displayName", handle, locale, about, office,
             created_at as "createdAt", confirmed_at as "confirmedAt", suspended_until as "suspendedUntil", closes_at as "closesAt",
             totp_secret_enc is not null as "hasSecondFactor", password_hash is not null as "hasPassword"
      from person where organisation_id = ${organisationId} and id = ${personId} and closed_at is null`);
    return row ?? null;
  }

  /** The signed-in browsers of the person who asks, this one first. */
  sessions({ organisationId, personId, sessionId }: Caller): Promise<OwnSession[]> {
    return this.db.rows(sql`
      select id, label, created_at as "createdAt", last_seen_at as "lastSeenAt", coalesce(id = ${sessionId ?? null}, false) as current
      from session where organisation_id = ${organisationId} and person_id = ${personId ?? null}
      order by id = ${sessionId ?? null} desc, last_seen_at desc, id limit 100`);
  }

  /** What everybody may see of a person; closed accounts show that they are closed. */
  async profile(organisationId: string, code: string): Promise<PersonProfile | null> {
    const row = await this.db.first<Omit<PersonProfile, 'code'> & { summary: PersonProfile }>(sql`
      select ${authorJson('p')} as summary, p.handle, p.about, p.created_at as "joinedAt"
      from person p where p.organisation_id = ${organisationId} and p.code = ${code}
        and (p.confirmed_at is not null or p.closed_at is not null)`);
    return row ? { ...row, ...row.summary } : null;
  }

  /** Whether the caller may see who holds which role. */
  async mayReadHolders(caller: Caller): Promise<boolean> {
    return rolePolicy.readHolders({ viewer: caller, now: await this.clock.now(this.db) }, undefined) === undefined;
  }

  /** People by name, handle, address or code, or all who hold a role; for administrators only, at most 20. */
  async search(caller: Caller, text: string): Promise<PersonEntry[]> {
    if (!(await this.mayReadHolders(caller))) return [];
    const wanted = text.normalize('NFKC').trim();
    const rows = await this.db.rows<EntryRow>(sql`
      select ${authorJson('p')} as summary, p.email, p.confirmed_at is not null as confirmed,
             p.totp_secret_enc is not null as "hasSecondFactor", coalesce(held.grants, '[]') as grants
      from person p left join lateral (
        select json_agg(json_build_object('id', r.id, 'role', r.role, 'spaceId', r.space_id, 'startsAt', r.starts_at, 'endsAt', r.ends_at,
                        'granter', ${authorJson('g')}) order by r.starts_at, r.id) as grants
        from role_grant r left join person g on g.organisation_id = r.organisation_id and g.id = r.granted_by
        where r.organisation_id = p.organisation_id and r.person_id = p.id and ${grantLasting('r')}) held on true
      where p.organisation_id = ${caller.organisationId} and p.closed_at is null and ${this.#matches(wanted)}
      order by p.display_name collate "ja-x-icu", p.id limit 20`);
    return rows.map(({ summary, grants, ...row }) => ({ ...row, ...summary, grants: grants.map(withDates) }));
  }

  #matches(wanted: string): Query {
    if (wanted === '') return sql`held.grants is not null`;
    const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`(p.display_name ilike ${like} or p.handle = ${fold(wanted)} or p.code = ${foldWithoutBlanks(wanted)}
      or p.email_key = ${mailAddress(wanted)?.key ?? null})`;
  }

  /** The public register of roles in force: role, scope and dates; holders only for administrators. */
  async register(caller: Caller): Promise<RoleGrant[]> {
    const holders = await this.mayReadHolders(caller);
    return this.db.rows(sql`
      select ${grantColumns}, case when ${holders}::boolean then ${authorJson('p')} end as holder,
        case when ${holders}::boolean then ${authorJson('g')} end as granter
      from role_grant r join person p on p.organisation_id = r.organisation_id and p.id = r.person_id
      left join person g on g.organisation_id = r.organisation_id and g.id = r.granted_by
      where r.organisation_id = ${caller.organisationId} and r.rev >= 1 and ${grantInForce('r')}
      order by r.starts_at desc, r.id limit 500`);
  }
}

const withDates = (grant: RoleGrant): RoleGrant => ({
  ...grant,
  startsAt: new Date(grant.startsAt),
  endsAt: grant.endsAt && new Date(grant.endsAt),
});

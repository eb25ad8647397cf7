import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Grant } from '@hiroba/kernel';
import { join, newId, rowsIn, Sql, sql, type Caller, type Query } from '@hiroba/server';
import { freshFor, sessionLife } from '../domain/person.ts';
import type { Person } from './person.entity.ts';
import { grantInForce } from './person-summary.type.ts';
import { termsDue } from './terms.ts';
import type { SignedIn } from './results.type.ts';
import { hashOf, newToken } from './tokens.ts';

/** The cookie a session lives in; `maxAge` in seconds. */
export interface SessionCookie {
  readonly token: string;
  readonly maxAge: number;
}

interface SessionRow {
  id: string;
  personId: string;
  locale: string;
  confirmed: boolean;
  suspended: boolean;
  termsDue: boolean;
  mfa: boolean;
  signedInAt: Date;
  grants: Grant[];
  memberOf: string[];
}

const ms = (span: number): Query => sql`make_interval(secs => ${span / 1000}::float8)`;

/** SQL that is true while session `s` lives; `g.grants` says whether the life of staff applies. */
const alive = (() => {
  const within = (life: { idle: number; absolute: number }) =>
    sql`s.last_seen_at > clock_timestamp() - ${ms(life.idle)} and s.created_at > clock_timestamp() - ${ms(life.absolute)}`;
  return sql`case when g.grants is null then ${within(sessionLife.participant)} else ${within(sessionLife.staff)} end`;
})();

/** Signed-in browsers: a random token in the cookie, its hash in a row that can be listed and revoked. */
@Injectable()
export class Sessions {
  constructor(private readonly db: Sql) {}

  /** Who a token belongs to, with the roles in force; one statement, which also notes that the session was seen. */
  async resolve(organisationId: string, token: string, client?: string): Promise<Caller | undefined> {
    if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
    const row = await this.db.first<SessionRow>(sql`
      with live as (
        select s.id, s.last_seen_at, s.person_id as "personId", p.locale, p.confirmed_at is not null as confirmed,
               coalesce(p.suspended_until > clock_timestamp(), false) as suspended, s.mfa_at is not null as mfa,
               ${termsDue('p')} as "termsDue", s.signed_in_at as "signedInAt", coalesce(g.grants, '[]') as grants,
               (select coalesce(json_agg(m.space_id), '[]') from space_member m
                where m.organisation_id = s.organisation_id and m.person_id = s.person_id and m.state = 'ACCEPTED') as "memberOf"
        from session s
        join person p on p.organisation_id = s.organisation_id and p.id = s.person_id and p.closed_at is null
        left join lateral (
          select json_agg(json_build_object('role', r.role, 'spaceId', r.space_id)) as grants from role_grant r
          where r.organisation_id = s.organisation_id and r.person_id = s.person_id and ${grantInForce('r')}) g on true
        where s.organisation_id = ${organisationId} and s.token_hash = ${hashOf(token)} and ${alive}),
      seen as (update session set last_seen_at = clock_timestamp()
               where id in (select id from live where last_seen_at < clock_timestamp() - interval '1 minute'))
      select * from live`);
    if (!row) return undefined;
    return {
      organisationId,
      personId: row.personId,
      sessionId: row.id,
      grants: row.grants,
      memberOf: row.memberOf,
      locale: row.locale,
      level: row.confirmed ? 1 : 0,
      mfa: row.mfa,
      suspended: row.suspended,
      termsDue: row.termsDue,
      freshUntil: new Date(row.signedInAt.getTime() + freshFor),
      ...(client && { client }),
    };
  }

  /** Signs somebody in and says what is still asked of them. */
  async signIn(em: EntityManager, caller: Caller, person: Person): Promise<SignedIn> {
    const cookie = await this.open(em, caller, person.id);
    const [row] = await rowsIn<{ mfa: boolean; staff: boolean }>(
      em,
      sql`
      select s.mfa_at is not null as mfa, exists (select 1 from role_grant r where r.organisation_id = s.organisation_id
             and r.person_id = s.person_id and ${grantInForce('r')}) as staff
      from session s where s.token_hash = ${hashOf(cookie.token)}`,
    );
    const { hasSecondFactor, closesAt } = person;
    return { mfaNeeded: !row?.mfa && (hasSecondFactor || row?.staff === true), hasSecondFactor, closesAt, cookie };
  }

  /** Opens a session for somebody who just signed in; the one they came with ends, so a planted token is worth nothing. */
  async open(em: EntityManager, caller: Caller, personId: string): Promise<SessionCookie> {
    const token = newToken();
    const life = await this.#maxAge(em, caller.organisationId, personId);
    // Signing in again as the same person keeps the second factor that this browser already gave.
    await rowsIn(
      em,
      sql`
      with former as (delete from session where organisation_id = ${caller.organisationId} and id = ${caller.sessionId ?? null}
                      returning person_id, mfa_at, label)
      insert into session (id, organisation_id, person_id, token_hash, mfa_at)
      values (${newId()}, ${caller.organisationId}, ${personId}, ${hashOf(token)},
              (select mfa_at from former where person_id = ${personId}))`,
    );
    return { token, maxAge: life };
  }

  /** Gives the current session a new token, with the second factor noted if one was just given. */
  async renew(
    em: EntityManager,
    { organisationId, sessionId, personId }: Caller,
    { mfa }: { readonly mfa: boolean },
  ): Promise<SessionCookie> {
    const token = newToken();
    await rowsIn(
      em,
      sql`
      update session set token_hash = ${hashOf(token)},
        mfa_at = case when ${mfa}::boolean then clock_timestamp() else mfa_at end
      where organisation_id = ${organisationId} and id = ${sessionId ?? null}`,
    );
    return { token, maxAge: await this.#maxAge(em, organisationId, personId ?? null) };
  }

  /** Ends the sessions of a person, or one of them, or all but one; returns how many there were. */
  async end(
    em: EntityManager,
    organisationId: string,
    personId: string,
    which: { readonly only?: string; readonly except?: string } = {},
  ): Promise<number> {
    const conditions = [
      sql`organisation_id = ${organisationId}`,
      sql`person_id = ${personId}`,
      ...(which.only ? [sql`id = ${which.only}`] : []),
      ...(which.except ? [sql`id <> ${which.except}`] : []),
    ];
    return (await rowsIn(em, sql`delete from session where ${join(conditions, ' and ')} returning id`)).length;
  }

  async #maxAge(em: EntityManager, organisationId: string, personId: string | null): Promise<number> {
    const [row] = await rowsIn<{ staff: boolean }>(
      em,
      sql`
      select exists (select 1 from role_grant r where r.organisation_id = ${organisationId} and r.person_id = ${personId}
                     and ${grantInForce('r')}) as staff`,
    );
    return (row?.staff ? sessionLife.staff : sessionLife.participant).absolute / 1000;
  }
}

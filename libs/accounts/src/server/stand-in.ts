import { visitor, type Grant } from '@hiroba/kernel';
import { sql, type Caller, type Sql } from '@hiroba/server';
import { grantInForce } from './person-summary.type.ts';

/**
 * Whoever began something that goes on without them: with the roles they have now, and the second factor they gave when they
 * began. Nobody, where the account is closed.
 */
export async function standInFor(db: Sql, organisationId: string, personId: string): Promise<Caller> {
  const row = await db.first<{ locale: string; suspended: boolean; grants: Grant[] }>(sql`
    select p.locale, coalesce(p.suspended_until > clock_timestamp(), false) as suspended, coalesce((
      select json_agg(json_build_object('role', r.role, 'spaceId', r.space_id)) from role_grant r
      where r.organisation_id = p.organisation_id and r.person_id = p.id and ${grantInForce('r')}), '[]') as grants
    from person p where p.organisation_id = ${organisationId} and p.id = ${personId} and p.closed_at is null`);
  return row ? { organisationId, personId, level: 1, mfa: true, ...row } : visitor(organisationId);
}

import { rowsIn, sql } from '@hiroba/server';
import type { PersonalDataSource } from './personal-data.ts';

/** What this library keeps about a person; secrets are named, not handed out. */
export const accountsPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'profile',
    titleKey: 'accounts.myData.profile',
    rows: (em, organisationId, personId) =>
      rowsIn(
        em,
        sql`
      select code, email, display_name as "displayName", handle, about, locale, office, terms_version as "termsVersion",
             created_at as "createdAt", confirmed_at as "confirmedAt", suspended_until as "suspendedUntil", closes_at as "closesAt",
             password_hash is not null as "hasPassword", totp_secret_enc is not null as "hasSecondFactor"
      from person where organisation_id = ${organisationId} and id = ${personId}`,
      ),
  },
  {
    name: 'sessions',
    titleKey: 'accounts.myData.sessions',
    rows: (em, organisationId, personId) =>
      rowsIn(
        em,
        sql`
      select label, created_at as "createdAt", last_seen_at as "lastSeenAt" from session
      where organisation_id = ${organisationId} and person_id = ${personId} order by created_at`,
      ),
  },
  {
    name: 'roles',
    titleKey: 'accounts.myData.roles',
    rows: (em, organisationId, personId) =>
      rowsIn(
        em,
        sql`
      select role, space_id as "spaceId", starts_at as "startsAt", ends_at as "endsAt" from role_grant
      where organisation_id = ${organisationId} and person_id = ${personId} order by starts_at`,
      ),
  },
];

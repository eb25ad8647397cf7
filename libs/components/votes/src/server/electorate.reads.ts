import { sql, type Query } from '@hiroba/server';
import type { ElectorateRule } from '../domain/vote.ts';

/** SQL of the ids of the people who may vote by a rule, as things stand at an instant. */
export const electorateBy = (rule: ElectorateRule, organisationId: string, spaceId: string, now: Date): Query => sql`
  select p.id from person p
  where p.organisation_id = ${organisationId} and p.confirmed_at is not null and p.closed_at is null
    and (p.suspended_until is null or p.suspended_until <= ${now})
    and (${rule} <> 'MEMBERS' or exists (select from space_member m where m.organisation_id = p.organisation_id and m.person_id = p.id
      and m.space_id = ${spaceId} and m.state = 'ACCEPTED'))`;

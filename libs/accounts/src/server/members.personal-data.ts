import { rowsIn, sql } from '@hiroba/server';
import type { PersonalDataSource } from './personal-data.ts';

/** What is kept of somebody as a member: which spaces they belong to, and as what; with the account that ends. */
export const membersPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'members',
    titleKey: 'accounts.myData.members',
    rows: (em, organisationId, personId) =>
      rowsIn(em, sql`
        select s.slug as space, s.title, m.role, m.published, m.invited_at as "invitedAt", m.answered_at as "answeredAt" from space_member m
        join space s on s.organisation_id = m.organisation_id and s.id = m.space_id
        where m.organisation_id = ${organisationId} and m.person_id = ${personId} order by m.answered_at, m.id`),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from space_member where organisation_id = ${organisationId} and person_id = ${personId}`);
    },
  },
];

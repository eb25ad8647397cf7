import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/** What somebody follows, and how they are told: all of it goes with the account. */
export const noticesPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'follows',
    titleKey: 'notifications.myData.follows',
    rows: (em, organisationId, personId) =>
      rowsIn<object>(
        em,
        sql`
      select subject_kind as "subjectKind", subject_id as "subjectId", at from follow
      where organisation_id = ${organisationId} and person_id = ${personId} order by at, subject_id`,
      ),
    erase: async (em, organisationId, personId) => {
      await rowsIn(em, sql`delete from follow where organisation_id = ${organisationId} and person_id = ${personId}`);
    },
  },
  {
    name: 'notices',
    titleKey: 'notifications.myData.notices',
    rows: (em, organisationId, personId) =>
      rowsIn<object>(
        em,
        sql`
      select frequency, told_until as "toldUntil", created_at as "createdAt" from notice_reader
      where organisation_id = ${organisationId} and person_id = ${personId}`,
      ),
    erase: async (em, organisationId, personId) => {
      await rowsIn(
        em,
        sql`delete from notice_reader where organisation_id = ${organisationId} and person_id = ${personId}`,
      );
    },
  },
];

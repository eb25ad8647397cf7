import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/**
 * What votes keep about a person: that they could vote and whether they did, and their objections. Which ballot was theirs is kept nowhere
 * but in votes at level OPEN. Nothing of it is erased: a total that was published stays what it was.
 */
export const votesPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'electorate',
    titleKey: 'votes.myData.electorate',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select v.reference, v.title, e.channel, o.ballot from electorate e
      join vote v on v.organisation_id = e.organisation_id and v.id = e.vote_id
      left join open_ballot o on o.organisation_id = e.organisation_id and o.vote_id = e.vote_id and o.person_id = e.person_id
      where e.organisation_id = ${organisationId} and e.person_id = ${personId} order by v.closes_at, v.id`),
    erase: async () => undefined,
  },
  {
    name: 'objections',
    titleKey: 'votes.myData.objections',
    rows: (em, organisationId, personId) => rowsIn<object>(em, sql`
      select v.reference, o.text, o.at, o.decision, o.reason, o.decided_at from vote_objection o
      join vote v on v.organisation_id = o.organisation_id and v.id = o.vote_id
      where o.organisation_id = ${organisationId} and o.person_id = ${personId} order by o.at, o.id`),
    erase: async () => undefined,
  },
];

import { openToAll, sql, type Query } from '@hiroba/server';
import { grantInForce } from './person-summary.type.ts';

/** SQL that is true where the space `s` is there for the person whose id the expression gives: mails about it go to nobody else. */
export const personMayEnter = (person: Query): Query => sql`(${openToAll}
  or exists (select 1 from space_member m where m.organisation_id = s.organisation_id and m.space_id = s.id and m.person_id = ${person} and m.state = 'ACCEPTED')
  or exists (select 1 from role_grant g where g.organisation_id = s.organisation_id and g.person_id = ${person} and ${grantInForce('g')}
    and (g.space_id is null or g.space_id = s.id)))`;

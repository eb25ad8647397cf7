import { insideRoles, type Role, type Viewer } from '@hiroba/kernel';
import { holdsIn } from './grants.ts';
import { literal, sql, type Query } from './sql.ts';

/** SQL that is true where the space `s` is there for everybody who looks. */
export const openToAll: Query = literal(`s.visibility <> 'MEMBERS_ONLY'`);

const belongs = (viewer: Viewer, roles: readonly Role[], allows: Query): Query => {
  if (viewer.operator) return literal('true');
  if (!viewer.personId || viewer.suspended) return allows;
  return sql`(${allows} or s.id = any(${viewer.memberOf ?? []}::uuid[]) or ${holdsIn(viewer, roles, literal('s.id'))})`;
};

/** SQL that is true where the space `s` is there for the viewer: the twin of `inside`. */
export const mayEnterSpace = (viewer: Viewer): Query => belongs(viewer, insideRoles, openToAll);

/** SQL that is true where the space `s` takes the viewer's part: the twin of `takesPart`. */
export const takesPartIn = (viewer: Viewer): Query => belongs(viewer, ['STAFF', 'ADMIN'], literal(`s.visibility = 'PUBLIC'`));

/** SQL that is true where everybody sees the component `c` of the space `s`. */
export const placeIsOut: Query = sql`(c.published and s.state <> 'DRAFT' and ${openToAll})`;

/** SQL that is true where the viewer sees the component `c` of the space `s` as everybody in it does: the twin of `placeIsPublic`. */
export const placeIsOutFor = (viewer: Viewer): Query => sql`(c.published and s.state <> 'DRAFT' and ${mayEnterSpace(viewer)})`;

import type { Role, Viewer } from '@hiroba/kernel';
import { sql, type Query } from './sql.ts';

/** SQL that is true where the viewer holds one of the roles in the space whose id the expression gives: the twin of `hasRole`. */
export function holdsIn(viewer: Viewer, roles: readonly Role[], spaceId: Query): Query {
  // A role counts only with the second factor given and while not suspended.
  const grants =
    viewer.personId && viewer.mfa && !viewer.suspended ? viewer.grants.filter(({ role }) => roles.includes(role)) : [];
  const everywhere = grants.some((grant) => !grant.spaceId);
  return sql`(${everywhere}::boolean or ${spaceId} = any(${grants.flatMap((grant) => grant.spaceId ?? [])}::uuid[]))`;
}

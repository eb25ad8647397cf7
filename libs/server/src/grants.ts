import type { Role, Viewer } from '@hiroba/kernel';
import { literal, sql, type Query } from './sql.ts';

// A question whose answer is known is none: for most people the database need not look.
const never = literal('false');

/** SQL that is true where the column names the viewer; it never does where nobody has signed in. */
export const isViewer = ({ personId }: Viewer, column: Query): Query =>
  personId ? sql`${column} = ${personId}::uuid` : never;

/** SQL that is true where the viewer holds one of the roles in the space whose id the expression gives: the twin of `hasRole`. */
export function holdsIn(viewer: Viewer, roles: readonly Role[], spaceId: Query): Query {
  // A role counts only with the second factor given and while not suspended.
  const grants =
    viewer.personId && viewer.mfa && !viewer.suspended ? viewer.grants.filter(({ role }) => roles.includes(role)) : [];
  if (grants.length === 0) return never;
  const everywhere = grants.some((grant) => !grant.spaceId);
  return sql`(${everywhere}::boolean or ${spaceId} = any(${grants.flatMap((grant) => grant.spaceId ?? [])}::uuid[]))`;
}

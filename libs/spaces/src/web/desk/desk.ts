import { found, httpError, links, useLocale, useT, type Crumb } from '@hiroba/ui';
import type { DeskViewerFragment } from '../gql/graphql.ts';
import { useWords, type Answered } from '../words.ts';

/** Lets people with a role of staff pass; others are told what is missing. */
export function staffOnly({ person, grants, mfaNeeded }: DeskViewerFragment): void {
  if (!person) throw httpError(401, 'UNAUTHENTICATED');
  if (!grants.some(({ role }) => role === 'STAFF' || role === 'ADMIN')) throw httpError(403, 'FORBIDDEN');
  if (mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
}

/** Lets administrators of the whole city pass. */
export function administratorsOnly(viewer: DeskViewerFragment): void {
  staffOnly(viewer);
  if (!viewer.grants.some(({ role, spaceId }) => role === 'ADMIN' && !spaceId)) throw httpError(403, 'FORBIDDEN');
}

/** The space somebody works on as staff; to others it is not there. */
export function ownSpace<S extends { readonly isStaff: boolean }>(viewer: DeskViewerFragment, space: S | null | undefined): S {
  staffOnly(viewer);
  const known = found(space);
  if (!known.isStaff) throw httpError(403, 'FORBIDDEN');
  return known;
}

/** The way from the desk to a page about spaces. */
export function useDeskCrumbs(space?: { readonly slug: string; readonly title: Answered }): Crumb[] {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  return [
    { label: t('spaces.desk'), to: to.desk() },
    { label: t('spaces.desk.spaces'), to: to.desk('spaces') },
    ...(space ? [{ label: words(space.title).text, to: to.desk('spaces', space.slug) }] : []),
  ];
}

import { visitor, type Viewer } from '@hiroba/kernel';
import type { FrameQuery } from '../../gql/graphql.ts';

/** What the root of every page has loaded. */
export interface FrameData extends FrameQuery {
  /** The server's clock. */
  readonly now: string;
  readonly formToken?: string;
}

/** The city whose square this is. */
export type FrameOrganisation = FrameQuery['organisation'];

/** The viewer as rules read it. */
export function viewerOf(frame: FrameData | undefined, locale: string): Viewer {
  if (!frame) return visitor('', locale);
  const { person, freshUntil, organisationId, grants, level, mfa, suspended } = frame.viewer;
  return {
    organisationId, grants, level, mfa, suspended, locale,
    ...(person ? { personId: person.id } : {}),
    ...(freshUntil ? { freshUntil: new Date(freshUntil) } : {}),
  };
}

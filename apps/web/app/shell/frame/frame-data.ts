import { visitor, type Viewer } from '@hiroba/kernel';
import type { FrameAnswer } from './frame.graphql.ts';

/** What the root of every page has loaded. */
export interface FrameData extends FrameAnswer {
  /** The server's clock. */
  readonly now: string;
  readonly formToken?: string;
}

/** The viewer as rules read it. */
export function viewerOf(frame: FrameData | undefined, locale: string): Viewer {
  if (!frame) return visitor('', locale);
  const { person, grants, level, mfa, mfaNeeded, freshUntil, suspended, organisationId } = frame.viewer;
  return {
    organisationId: organisationId ?? '',
    ...(person ? { personId: person.id } : {}),
    grants,
    level: level ?? (person ? 1 : 0),
    mfa: mfa ?? !mfaNeeded,
    ...(freshUntil ? { freshUntil: new Date(freshUntil) } : {}),
    ...(suspended ? { suspended } : {}),
    locale,
  };
}

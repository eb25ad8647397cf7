import { localized, visitor, type Viewer } from '@hiroba/kernel';
import type { FrameQuery } from '../../gql/graphql.ts';

/** What the root of every page has loaded. */
export interface FrameData extends FrameQuery {
  /** The server's clock. */
  readonly now: string;
  readonly formToken?: string;
  /** What the form before this page has done, in a sentence. */
  readonly done?: string;
  /** The way to the receipt of that, where it stands in the public log. */
  readonly receipt?: { readonly to: string; readonly label: string };
}

/** The city whose square this is. */
export type FrameOrganisation = FrameQuery['organisation'];

/** The viewer as rules read it. */
export function viewerOf(frame: FrameData | undefined, locale: string): Viewer {
  if (!frame) return visitor('', locale);
  const { person, freshUntil, organisationId, grants, memberOf, level, mfa, suspended, termsDue } = frame.viewer;
  return {
    organisationId, grants, memberOf, level, mfa, suspended, termsDue, locale,
    ...(person ? { personId: person.id } : {}),
    ...(freshUntil ? { freshUntil: new Date(freshUntil) } : {}),
  };
}

/** The names of offices in a language, by the other names they sign with. */
export const officeNamesIn = (offices: FrameOrganisation['offices'], locale: string): Readonly<Record<string, string>> =>
  Object.fromEntries(offices.flatMap(({ name }) => {
    const { text } = localized(name, locale);
    return Object.values(name).filter((other) => other && other !== text).map((other) => [other, text]);
  }));

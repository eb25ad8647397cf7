import { links, nextPath, withQuery } from '@hiroba/ui';
import type { EnteredFragment } from './gql/graphql.ts';

/** The place a page was asked to lead on to, if its address names one. */
export const askedNext = (request: { readonly url: string }): string | undefined =>
  new URL(request.url).searchParams.get('next') ?? undefined;

/** The language of a page's address. */
export const localeOf = (params: Readonly<Record<string, string | undefined>>): string => params.locale ?? 'ja';

/** Where somebody goes after signing in: the second factor first, then the choice to stay, then where they wanted to be. */
export function wayOn(
  { mfaNeeded, hasSecondFactor, closesAt }: EnteredFragment,
  locale: string,
  next: string | undefined,
): string {
  const to = links(locale);
  const target = nextPath(next, to.home());
  if (mfaNeeded)
    return hasSecondFactor
      ? to.secondFactor(target)
      : withQuery(to.account('second-factor', 'set-up'), { next: target });
  return closesAt ? to.account() : target;
}

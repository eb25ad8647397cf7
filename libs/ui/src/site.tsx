import { createContext, use } from 'react';

/** What every page knows of the place it belongs to. */
export interface Site {
  /** The organisation's name in the page's language. */
  readonly name: string;
  /** The zone in which dates are meant. */
  readonly timeZone: string;
  /** The names of offices in the page's language, by any name they sign with; absent where they are the same. */
  readonly officeNames?: Readonly<Record<string, string>>;
  /** Proves that a form came from our page; absent on pages without a session and without a form. */
  readonly formToken?: string;
}

const SiteContext = createContext<Site>({ name: '', timeZone: 'Asia/Tokyo' });

/** Gives the pages below it the organisation they belong to. */
export const SiteProvider = SiteContext.Provider;

/** The organisation the page belongs to. */
export const useSite = (): Site => use(SiteContext);

/** The name of an office in the page's language, whichever of its names is given. */
export function useOfficeName(): (office: string) => string {
  const { officeNames = {} } = useSite();
  return (office) => (Object.hasOwn(officeNames, office) ? officeNames[office] ?? office : office);
}

import { composed, graphemes, isLocale, Refusal, textLimit } from '@hiroba/kernel';

/** What the rules read of a person's account. */
export interface PersonFacts {
  readonly id: string;
  readonly confirmedAt: Date | null;
  /** The second factor is set up (not: given). */
  readonly hasSecondFactor: boolean;
  readonly hasPassword: boolean;
  /** When the account will be erased, if its owner asked for that. */
  readonly closesAt: Date | null;
  readonly closedAt: Date | null;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a session lives: unused, and at most. */
export const sessionLife = {
  participant: { idle: 30 * day, absolute: 180 * day },
  staff: { idle: 60 * minute, absolute: 12 * hour },
} as const;

/** How long a sign-in counts as fresh. */
export const freshFor = 10 * minute;

/** How long an account waits for its owner to return before it is erased. */
export const daysToReturn = 7;

/** What a link in a mail is for. */
export const linkPurposes = ['CONFIRM', 'SIGN_IN', 'RESET', 'CHANGE_MAIL', 'CLOSE'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** How long the link of a mail works. */
export const linkLife: Readonly<Record<LinkPurpose, number>> = {
  CONFIRM: day,
  SIGN_IN: 15 * minute,
  RESET: hour,
  CHANGE_MAIL: day,
  CLOSE: day,
};

/** The bounds of what people write about themselves, in graphemes. */
export const longestAbout = 300;

/** A handle: short, Latin, lower case. */
export const handlePattern = /^[a-z0-9_]{3,20}$/;

/** The alphabet of account codes: nothing that reads like something else, no vowels that spell words. */
export const codeAlphabet = '23456789bcdfghjkmnpqrstvwxyz';

/** What a person says about themselves. */
export interface Profile {
  readonly displayName: string;
  readonly handle: string | null;
  readonly about: string;
  readonly locale: string;
}

/** The profile as it is stored: composed text, an empty handle is none. */
export const tidyProfile = ({ displayName, handle, about, locale }: Profile): Profile => ({
  displayName: composed(displayName),
  handle: handle ? composed(handle).normalize('NFKC').toLowerCase() || null : null,
  about: composed(about),
  locale,
});

const aboutProblem = textLimit({ min: 0, max: longestAbout });

/** What keeps a tidied profile from being stored, besides its name. */
export function profileRefusal({ handle, about, locale }: Profile): Refusal | undefined {
  if (handle !== null && !handlePattern.test(handle)) return new Refusal('BAD_FORMAT', 'handle');
  const problem = aboutProblem(about);
  if (problem) return new Refusal(problem, 'about', { max: longestAbout });
  return isLocale(locale) ? undefined : new Refusal('BAD_USER_INPUT', 'locale');
}

/** The shortest and longest passwords, in characters. */
export const passwordBounds = { min: 12, max: 1024 } as const;

/** What the length of a password keeps from being used; nothing is computed from longer ones. */
export function passwordLength(password: string): Refusal | undefined {
  if (password.length > passwordBounds.max) return new Refusal('TOO_LONG', 'password', { max: passwordBounds.max });
  return graphemes(password) < passwordBounds.min
    ? new Refusal('WEAK_PASSWORD', 'password', { min: passwordBounds.min })
    : undefined;
}

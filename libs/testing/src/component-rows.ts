import type { Actor, World } from './world.ts';

/** Who asks, in the order of the columns of the matrix. */
export const viewers = [
  'visitor',
  'participant',
  'other',
  'author',
  'moderator',
  'staffNoFactor',
  'staffElsewhere',
  'staff',
  'administrator',
  'suspended',
  'foreignStaff',
] as const;
export type ViewerName = (typeof viewers)[number];

/** What the rows of a component find: a city, and people of every kind in it. */
export interface Stage {
  readonly city: World;
  readonly people: Readonly<Record<ViewerName, Actor>>;
}

/** The ids of what an act is about. */
export type Subject = Readonly<Record<string, string>>;

/** How a root field is called: what it is about, made anew after each success, and its arguments. */
export interface StageCall<S extends Stage = Stage> {
  readonly subject?: (scene: S) => Promise<Subject>;
  readonly variables?: (scene: S, subject: Subject, who: ViewerName) => Readonly<Record<string, unknown>>;
}

/** Whom a field is for: everybody; those who work there, or the rules; one person. */
export type DataClass = 'PUBLIC' | 'INTERNAL' | 'PERSONAL';

/**
 * What a component tells the tests of the whole API about its own fields; `libs/components/<name>/testing/rows.ts` exports it as
 * `rows`, so that the tests come and go with the folder.
 */
export interface ComponentRows {
  /** What each root field answers to everybody, in the order of `viewers`. */
  readonly matrix: Readonly<Record<string, string>>;
  readonly calls: Readonly<Record<string, StageCall>>;
  readonly dataClasses: Readonly<Record<string, Partial<Record<DataClass, string>>>>;
  /** The way by `$id` to a thing whose fields take arguments, and what the id is of; for each such type. */
  readonly anchors?: Readonly<Record<string, { readonly way: (inner: string) => string; readonly subject: (scene: Stage) => Promise<Subject> }>>;
}

/** Rows that many fields share. */
export const answersTo = {
  all: (answer: string): string => viewers.map(() => answer).join(' '),
  /** What everybody may read. */
  reading: 'OK OK OK OK OK OK OK OK OK OK NULL',
  /** What everybody with an account may do. */
  takingPart: 'UNAUTHENTICATED OK OK OK OK OK OK OK OK FORBIDDEN NOT_FOUND',
  /** What only the author may do; others are answered so. */
  author: (others: string): string =>
    `UNAUTHENTICATED ${others} ${others} OK ${others} ${others} ${others} ${others} ${others} ${others} NOT_FOUND`,
  /** What staff of the space and administrators may do. */
  staff: 'UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN MFA_REQUIRED FORBIDDEN OK OK FORBIDDEN NOT_FOUND',
  /** What staff of the space alone may do. */
  onlyStaff:
    'UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN MFA_REQUIRED FORBIDDEN OK FORBIDDEN FORBIDDEN NOT_FOUND',
} as const;

/** Of what a feed or a calendar is asked, always as everybody reads it: of a city, one space, or one thing of the library. */
export interface FeedAsked {
  readonly organisationId: string;
  readonly locale: string;
  readonly space?: string | undefined;
  /** The id of a thing. */
  readonly of?: string | undefined;
}

/** One thing that happened, under a key that stays. */
export interface FeedLine {
  readonly key: string;
  readonly at: Date;
  readonly title: string;
  readonly path: string;
  readonly summary?: string | undefined;
  readonly author?: string | undefined;
}

interface FeedOf {
  readonly title: string;
  /** What it was asked of, in words; null for all of the city. */
  readonly of: string | null;
  /** The page it belongs to, below the language. */
  readonly page: string;
}

/** What a library tells feed readers, the newest first. */
export interface FeedText extends FeedOf {
  readonly lines: readonly FeedLine[];
}

/** A date of a library, as calendars keep it under its key. */
export interface CalendarDate {
  readonly key: string;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly title: string;
  readonly from: Date;
  readonly until: Date;
  readonly path: string;
  readonly cancelled: boolean;
}

/** What a library puts into calendars. */
export interface DatesText extends FeedOf {
  readonly dates: readonly CalendarDate[];
}

/** What a library tells feed readers and calendars under `/<language>/feeds/<its name>.atom` and `.ics`; a provider of its module. */
export interface Feeds {
  readonly name: string;
  feed(asked: FeedAsked): Promise<FeedText | undefined>;
  calendar(asked: FeedAsked): Promise<DatesText | undefined>;
}

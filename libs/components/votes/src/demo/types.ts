import type { Bilingual, DemoPlace, Moment } from '@hiroba/demo';

/** Something that can be chosen in a vote of the demo city. */
export interface DemoOption {
  readonly title: Bilingual;
  readonly text?: Bilingual;
  readonly cost?: string;
  readonly category?: string;
}

/** A vote of the demo city, with who cast what when. */
export interface DemoVote {
  readonly key: string;
  readonly office: string;
  readonly title: Bilingual;
  readonly intro: Bilingual;
  readonly type: string;
  readonly method: string;
  readonly parameters?: Readonly<Record<string, number | string>>;
  readonly lotSource?: Bilingual;
  readonly options: readonly DemoOption[];
  /** Whether papers are handed out for it, too. */
  readonly paper?: boolean;
  readonly announcedAt: Moment;
  readonly opensAt: Moment;
  readonly closesAt: Moment;
  /** The first ballot is cast at this minute, the others follow. */
  readonly castFrom?: Moment;
  /** Ballots by the key of their voter, as JSON. */
  readonly ballots?: Readonly<Record<string, string>>;
  readonly resultAt?: Moment;
}

/** A place for votes with its content. */
export interface DemoVotes extends Omit<DemoPlace, 'manifest' | 'acts'> {
  readonly votes: readonly DemoVote[];
}

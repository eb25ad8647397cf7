import type { Bilingual, DemoComment, DemoLanguage, DemoPlace, Moment } from '@hiroba/demo';

/** The six questions of an ask card and its promise. */
export interface DemoAsk {
  readonly decided: Bilingual;
  readonly changeable: Bilingual;
  readonly fixed: Bilingual;
  readonly decider: Bilingual;
  readonly deadline: Bilingual;
  readonly wanted: Bilingual;
  readonly promise: 'INFORM' | 'CONSULT' | 'INVOLVE' | 'COLLABORATE' | 'EMPOWER';
}

/** A debate as it was opened, and what became of it. */
export interface DemoDebate {
  readonly key: string;
  /** A participant, or the office that asks. */
  readonly author?: string;
  readonly office?: string;
  readonly question: string;
  readonly background: string;
  readonly ask?: DemoAsk;
  readonly layout: 'SINGLE' | 'FOR_AGAINST';
  readonly alignment: 'OFF' | 'FOR_AGAINST' | 'FOR_NEUTRAL_AGAINST';
  readonly language?: DemoLanguage;
  readonly at: Moment;
  readonly closesAt?: Moment;
  readonly news?: readonly { readonly at: Moment; readonly text: string }[];
  readonly comments: readonly DemoComment[];
  readonly conclusions?: {
    readonly at: Moment;
    readonly text: Bilingual;
    /** The comments it rests on, by their place in the list. */
    readonly comments: readonly number[];
  };
}

/** A place for debates with its content. */
export interface DemoDebates extends Omit<DemoPlace, 'manifest' | 'acts'> {
  readonly debates: readonly DemoDebate[];
}

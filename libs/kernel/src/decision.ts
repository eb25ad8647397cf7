import type { Refusal } from './refusal.ts';
import type { ComponentFacts, Situation } from './situation.ts';

/** Who the log says acted: a role or nobody, never an account. */
export type ActorKind = 'participant' | 'staff' | 'moderator' | 'system';

/** A fact about the public log: what happened, to what, with codes and digests only. */
export interface Event {
  readonly type: string;
  /** Public facts: codes, ids, counts, dates. Never names or free text of citizens. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor?: ActorKind;
  /** Personal content to commit to by salted digest, by name. */
  readonly commit?: Readonly<Record<string, unknown>>;
  /** `none` drives reactions and staff history only. */
  readonly log: 'public' | 'none';
}

/** A number folded from deltas: what is counted, of what, by how much it moves. */
export interface Count {
  readonly counter: string;
  readonly subjectId: string;
  readonly by: number;
}

/** A public state of a text, kept for good under its number. */
export interface Version {
  readonly n: number;
  readonly content: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  /** What the history is of, where a thing has more than one; by default its log kind. */
  readonly kind?: string;
  /** Since when it stands, where that is before it is written down. */
  readonly at?: Date;
}

/** What a command decided: the columns to change and the event that says so. There is no patch without an event. */
export interface Decision<P = object> {
  readonly patch: P;
  readonly event: Event;
  /** The public content from now on, kept as version `n`. */
  readonly version?: Version;
  /** The type letter of a reference `PREFIX-TYPE-YYYY-N`, drawn on publication. */
  readonly reference?: string;
  readonly counts?: readonly Count[];
}

/** A pure verb: the situation and a subject in, a decision or a refusal out. */
export type Command<S, P = Partial<S>, C extends ComponentFacts = ComponentFacts> = (
  at: Situation<C>,
  subject: S,
) => Decision<P> | Refusal;

/** An event of the public log. */
export const event = (
  type: string,
  data: Event['data'] = {},
  more: Partial<Pick<Event, 'actor' | 'commit'>> = {},
): Event => ({ type, data, log: 'public', ...more });

/** An event about something private (a draft): it drives reactions, and nobody reads it. */
export const privateEvent = (type: string, data: Event['data'] = {}): Event => ({ type, data, log: 'none' });

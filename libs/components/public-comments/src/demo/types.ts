import type { Bilingual, Moment } from '@hiroba/demo';

/** What is done to a round after it was drafted, and when. */
export type DemoStep =
  | { readonly do: 'approve'; readonly at: Moment; readonly by: string }
  | { readonly do: 'closeTail'; readonly at: Moment }
  | { readonly do: 'propose'; readonly at: Moment; readonly text: string }
  | { readonly do: 'approveResult'; readonly at: Moment; readonly by: string }
  | { readonly do: 'publish'; readonly at: Moment }
  | { readonly do: 'final'; readonly at: Moment; readonly text: string }
  | { readonly do: 'adopt'; readonly at: Moment; readonly day: number; readonly text: string }
  | { readonly do: 'notHeld'; readonly at: Moment; readonly exemption: string; readonly reason: string }
  | { readonly do: 'extend'; readonly at: Moment; readonly until: Moment; readonly reason: string };

/** A round of the demo city, and what became of it. */
export interface DemoRound {
  readonly key: string;
  /** The office that asks. */
  readonly office: string;
  readonly title: string;
  readonly titleKana: string;
  readonly summary: string;
  readonly easySummary?: string;
  readonly subjectType: string;
  readonly policyField: string;
  readonly ask: Readonly<Record<'decided' | 'changeable' | 'fixed' | 'decider' | 'deadline' | 'wanted', Bilingual>>;
  readonly clause: string;
  readonly opensAt?: Moment;
  readonly closesAt?: Moment;
  readonly at: Moment;
  readonly plan?: string;
  readonly steps: readonly DemoStep[];
}

import { composed, jcs, type Decision, type Json, type Refusal } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import type { Gap, RoundNumbers } from './coverage.ts';
import { textFits, LONGEST } from './round.draft.commands.ts';
import type { RoundText } from './round.ts';

/** What is approved by several people: the notice before the period, the result after it. */
export type Approved = 'NOTICE' | 'RESULT';

/** One approval in a review, or the decision of the city's own system that stands for all of them. */
export interface ApprovalStep {
  readonly what: Approved;
  readonly review: number;
  readonly n: number;
  readonly personId: string | null;
  readonly note: string;
  readonly external: ExternalDecision | null;
}

/** A decision made in the city's own system. */
export interface ExternalDecision {
  readonly number: string;
  readonly on: string;
}

/** What of the draft plan is there: its version, its digest, how many units of text. */
export interface PlanFacts {
  readonly n: number;
  readonly sha256: string;
  readonly units: number;
}

/** What is proposed as the result of a round, and read by those who approve it. */
export interface ResultDraft {
  readonly text: string;
  /** Whether opinions are published in summaries, and then where the originals can be read. */
  readonly summarised: boolean;
  readonly originalsRoute: string;
}

/** A round with all that its procedure looks at. */
export interface HeldRound {
  readonly round: RoundText;
  readonly steps: readonly ApprovalStep[];
  readonly plan: PlanFacts | null;
  readonly gaps: readonly Gap[];
  readonly numbers: RoundNumbers;
  readonly proposed: ResultDraft | null;
  /** The SHA-256 of a text, in hex. */
  readonly seal: (text: string) => string;
}

/** The kinds of notices a round publishes; each has versions of its own. */
export const noticeKinds = ['NOTICE', 'RESULT', 'ADOPTED', 'NOT_ADOPTED', 'NOT_HELD', 'WITHDRAWN'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** One part of a notice that changed. */
export interface NoticeChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** A notice as it is kept for good: its bytes, their digest, why it was changed. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly n: number;
  readonly snapshot: string;
  readonly sha256: string;
  readonly reason: string;
  readonly material: boolean;
  readonly changes: readonly NoticeChange[];
}

/** What a command of the procedure decided: besides columns and entry, what is kept for good. */
export interface RoundDecision extends Decision<object> {
  readonly notice?: Notice;
  readonly step?: ApprovalStep;
  readonly proposed?: ResultDraft;
  /** Whether the text of the draft plan is frozen from now on. */
  readonly freezes?: boolean;
}

/** A command of the procedure. */
export type RoundCommand = (at: PublicCommentsSituation, held: HeldRound) => RoundDecision | Refusal;

/** A reason that is published. */
export const reasonOf = (typed: string): string => composed(typed);

/** Why a reason cannot be published as typed. */
export const reasonRefusal = (reason: string, field = 'reason'): Refusal | undefined => textFits(field, reason, LONGEST.reason, 1);

/** What a notice says of a round, as everybody may read it. */
export const publicFacts = (round: RoundText): Readonly<Record<string, Json>> => ({
  id: round.id, title: round.title, titleKana: round.titleKana, summary: round.summary, easySummary: round.easySummary, locale: round.locale,
  subjectType: round.subjectType, policyField: round.policyField, office: round.office, contact: { ...round.contact },
  ask: JSON.parse(JSON.stringify(round.ask)) as Json, ways: round.ways.map((way) => ({ ...way })), places: round.places.map((place) => ({ ...place })),
  basis: round.profile.basis, legalBasis: round.legalBasis, clause: round.clause, profile: JSON.parse(JSON.stringify(round.profile)) as Json, zone: round.zone,
  opensAt: round.opensAt?.toISOString() ?? null, closesAt: round.closesAt?.toISOString() ?? null, shortPeriodReason: round.shortPeriodReason,
  responseDueAt: round.responseDueAt?.toISOString() ?? null,
});

interface Noticed {
  readonly kind: NoticeKind;
  readonly n: number;
  readonly content: Readonly<Record<string, Json>>;
  readonly reason?: string;
  readonly material?: boolean;
  readonly changes?: readonly NoticeChange[];
}

/** Makes a notice of what it says: canonical bytes, so that anybody computes the same digest. */
export function noticeOf({ seal }: Pick<HeldRound, 'seal'>, { kind, n, content, reason = '', material = false, changes = [] }: Noticed): Notice {
  const snapshot = jcs({ kind, n, ...content, ...(reason ? { reason } : {}) });
  return { kind, n, snapshot, sha256: seal(snapshot), reason, material, changes };
}

import { machine } from '@hiroba/kernel';
import type { AskCard } from '@hiroba/spaces';
import type { Profile } from './profile.ts';

/** How people move a round. What the clock brings (opened, closed, overdue) is no stage: `statusOf` derives it. */
export const roundMoves = machine({
  DRAFT: { requestApproval: 'IN_REVIEW', declareNotHeld: 'NOT_HELD' },
  IN_REVIEW: { approve: 'SCHEDULED', return: 'DRAFT' },
  SCHEDULED: {
    extend: 'SCHEDULED', correctNotice: 'SCHEDULED', suspend: 'SCHEDULED', resume: 'SCHEDULED', withdrawRound: 'WITHDRAWN', closeTail: 'ANALYSIS',
  },
  ANALYSIS: { requestResponseApproval: 'RESPONSE_REVIEW', declareNotAdopted: 'NOT_ADOPTED', withdrawRound: 'WITHDRAWN' },
  RESPONSE_REVIEW: {
    approve: 'RESPONSE_REVIEW', publishResult: 'RESULT_PUBLISHED', return: 'ANALYSIS', declareNotAdopted: 'NOT_ADOPTED', withdrawRound: 'WITHDRAWN',
  },
  RESULT_PUBLISHED: { adopt: 'ADOPTED', declareNotAdopted: 'NOT_ADOPTED', correctResult: 'RESULT_PUBLISHED', archive: 'ARCHIVED' },
  ADOPTED: { correctResult: 'ADOPTED', archive: 'ARCHIVED' },
  NOT_ADOPTED: { archive: 'ARCHIVED' },
  NOT_HELD: { archive: 'ARCHIVED' },
  WITHDRAWN: { archive: 'ARCHIVED' },
  ARCHIVED: {},
});

/** Where people have brought a round. */
export type RoundStage = (typeof roundMoves.states)[number];

/** The stages in which a round is not public yet. */
export const draftStages = ['DRAFT', 'IN_REVIEW'] as const satisfies readonly RoundStage[];

/** Where a round stands for everybody, derived when it is asked. */
export const roundStatuses = [
  'DRAFT', 'IN_REVIEW', 'ANNOUNCED', 'OPEN', 'SUSPENDED', 'CLOSED', 'REVIEWING', 'ANSWERED', 'ADOPTED', 'NOT_ADOPTED', 'NOT_HELD', 'WITHDRAWN', 'ARCHIVED',
] as const;
export type RoundStatus = (typeof roundStatuses)[number];

/** A time in which the form of a round is off; it runs on while `to` is null. */
export interface Suspension {
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
}

/** What the rules read of a round. The entity, a page's fragment and a literal in a test all fit it. */
export interface RoundFacts {
  readonly id: string;
  readonly stage: RoundStage;
  /** The first instant of the window; null in a draft without dates. */
  readonly opensAt: Date | null;
  /** The instant from which nothing is taken any more: the window is half-open. */
  readonly closesAt: Date | null;
  readonly suspensions: readonly Suspension[];
  /** Until when the city promises its answer; set when the round is scheduled. */
  readonly responseDueAt: Date | null;
}

/** Where and when the office of a round can be reached. */
export interface RoundContact {
  readonly phone: string;
  readonly mail: string;
  readonly address: string;
}

/** A way by which opinions are taken, and where they go. */
export interface RoundWay {
  readonly channel: Channel;
  /** Address, number or counter; nothing for the form of these pages. */
  readonly to: string;
}

/** Where the draft plan lies open on paper. */
export interface ViewingPlace {
  readonly name: string;
  readonly address: string;
  readonly hours: string;
}

/** The ways by which opinions reach a city; the telephone is never one. */
export const channels = ['ONLINE', 'MAIL', 'POST', 'FAX', 'COUNTER'] as const;
export type Channel = (typeof channels)[number];

/** What a round is about, as statistics sort it. */
export const subjectTypes = ['BASIC_PLAN', 'SECTOR_PLAN', 'BASIC_ORDINANCE', 'DUTY_ORDINANCE', 'FACILITY', 'OTHER'] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** A round with its words, as commands change it. */
export interface RoundText extends RoundFacts {
  readonly title: string;
  readonly titleKana: string;
  readonly summary: string;
  readonly easySummary: string;
  readonly locale: string;
  readonly subjectType: SubjectType;
  readonly policyField: string;
  readonly office: string;
  readonly contact: RoundContact;
  readonly ask: AskCard;
  readonly ways: readonly RoundWay[];
  readonly places: readonly ViewingPlace[];
  /** The profile of the procedure; it is the round's own from the moment approval is asked. */
  readonly profile: Profile;
  readonly legalBasis: string;
  readonly clause: string;
  readonly zone: string;
  readonly shortPeriodReason: string;
  readonly overdueReason: string;
  /** Everybody who wrote in it: none of them approves it. */
  readonly authorIds: readonly string[];
  /** Which review is running or was the last: approvals of an earlier one count no more. */
  readonly review: number;
  readonly noticeVersions: number;
  readonly resultVersions: number;
}

/** The suspension that runs at an instant, if any. */
export const suspensionAt = ({ suspensions }: Pick<RoundFacts, 'suspensions'>, now: Date): Suspension | undefined =>
  suspensions.find(({ from, to }) => new Date(from) <= now && (to === null || now < new Date(to)));

/** Where a round stands at an instant. */
export function statusOf(round: RoundFacts, now: Date): RoundStatus {
  const { stage, opensAt, closesAt } = round;
  if (stage === 'SCHEDULED') {
    if (opensAt && now < opensAt) return 'ANNOUNCED';
    // A form that was off when the period ended is off until it is resumed, with a later end.
    if (suspensionAt(round, now)) return 'SUSPENDED';
    return closesAt && now >= closesAt ? 'CLOSED' : 'OPEN';
  }
  if (stage === 'ANALYSIS' || stage === 'RESPONSE_REVIEW') return 'REVIEWING';
  return stage === 'RESULT_PUBLISHED' ? 'ANSWERED' : stage;
}

/** Whether the form of a round takes submissions at an instant. */
export const takesSubmissions = (round: RoundFacts, now: Date): boolean => statusOf(round, now) === 'OPEN';

/** Whether the city is late with its answer. */
export const isOverdue = (round: RoundFacts, now: Date): boolean =>
  round.responseDueAt !== null && now >= round.responseDueAt && ['CLOSED', 'REVIEWING'].includes(statusOf(round, now));

/** The next instant at which the status of a round changes by itself. */
export const nextChange = ({ opensAt, closesAt, responseDueAt }: RoundFacts, now: Date): Date | undefined =>
  [opensAt, closesAt, responseDueAt].flatMap((at) => (at && at > now ? [at] : [])).sort((a, b) => +a - +b)[0];

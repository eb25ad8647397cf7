import type { LocalizedText } from '@hiroba/kernel';
import type { Preview } from './preview.ts';

/** What one ballot says; the words of `vote.json`. */
export const voteTypes = ['yesno', 'single', 'approval', 'points', 'score', 'ranked', 'knapsack'] as const;
export type VoteType = (typeof voteTypes)[number];

/** Who can link a person with a ballot: everybody; or the operator while the vote is open, and nobody after it. */
export const secrecyLevels = ['OPEN', 'SEPARATED'] as const;
export type Secrecy = (typeof secrecyLevels)[number];

/** Who may vote. */
export const electorates = ['CONFIRMED', 'MEMBERS'] as const;
export type ElectorateRule = (typeof electorates)[number];

/** When it is settled who may vote: at the opening; or as long as the vote is open. */
export const electorateModes = ['SNAPSHOT', 'ROLLING'] as const;
export type ElectorateMode = (typeof electorateModes)[number];

/** What becomes of options that are equal where it matters. */
export const tieRules = ['report', 'lot'] as const;
export type TieRule = (typeof tieRules)[number];

/** Where a vote stands; derived at request time, never stored. */
export const voteStatuses = [
  'DRAFT', 'ANNOUNCED', 'OPEN', 'CLOSED', 'FROZEN', 'BALLOTS_PUBLISHED', 'TALLIED', 'PROVISIONAL', 'FINAL', 'VOID',
] as const;
export type VoteStatus = (typeof voteStatuses)[number];

/** What the rules read of a vote: its dates. The entity, the web fragment and a test literal all fit it. */
export interface VoteFacts {
  readonly id: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly announcedAt: Date | null;
  readonly frozenAt: Date | null;
  readonly ballotsAt: Date | null;
  readonly talliedAt: Date | null;
  readonly resultAt: Date | null;
  readonly objectUntil: Date | null;
  readonly finalAt: Date | null;
  readonly voidedAt: Date | null;
  /** Whether paper ballots are entered, which need more time after the end. */
  readonly paper: boolean;
  /** Since when paper ballots of a fixed vote wait to be put right; null as long as nothing was found. */
  readonly correctionDue?: Date | null;
  /** The staff who acted on it; empty where somebody may not know. */
  readonly runBy: readonly string[];
}

/** The numbers that a method is set with; which of them count depends on the type and the method. */
export interface VoteParameters {
  readonly seats?: number;
  readonly min?: number;
  readonly max?: number;
  readonly points?: number;
  readonly maxPerOption?: number;
  readonly low?: number;
  readonly high?: number;
  readonly budget?: string;
  readonly minPercent?: number;
  readonly quorumPercent?: number;
  readonly step?: number;
  readonly percent?: number;
}

/** Something that can be chosen; in budgeting a project with its cost. */
export interface OptionText {
  /** Its name in ballots and files, as unchangeable as the vote. */
  readonly code: string;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  /** A decimal number of the currency unit, where it costs something. */
  readonly cost: string | null;
  /** The headings it stands under, separated by commas. */
  readonly category: string | null;
}

/** Where an option would be: no part of the rule, and shown to everybody as staff gave it. */
export interface OptionPlace {
  readonly address: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** A vote with its words and its rule, as commands change it. */
export interface VoteText extends VoteFacts {
  readonly title: LocalizedText;
  readonly intro: LocalizedText;
  readonly office: string;
  readonly type: VoteType;
  readonly method: string;
  readonly parameters: VoteParameters;
  readonly secrecy: Secrecy;
  readonly electorate: ElectorateRule;
  readonly electorateMode: ElectorateMode;
  readonly tieRule: TieRule;
  /** The public value, known only after the freeze, from which a lot would follow. */
  readonly lotSource: LocalizedText;
  /** So many percent of the ballots may stand alone in the published file; above that it is not published. */
  readonly uniqueLimit: number;
  /** How rules would have done on other ballots; null until somebody has looked. */
  readonly preview: Preview | null;
}

const after = (at: Date | null, now: Date): boolean => at !== null && at <= now;

/** The status of a vote at an instant. */
export function voteStatus(vote: VoteFacts, now: Date): VoteStatus {
  if (vote.voidedAt) return 'VOID';
  if (!vote.announcedAt) return 'DRAFT';
  if (vote.finalAt) return 'FINAL';
  if (vote.resultAt) return 'PROVISIONAL';
  if (vote.talliedAt) return 'TALLIED';
  if (vote.ballotsAt) return 'BALLOTS_PUBLISHED';
  if (vote.frozenAt) return 'FROZEN';
  if (after(vote.closesAt, now)) return 'CLOSED';
  return after(vote.opensAt, now) ? 'OPEN' : 'ANNOUNCED';
}

const MINUTE = 60_000;
const GRACE = 15 * MINUTE;
const PAPER_GRACE = 24 * 60 * MINUTE;

/** Whether the ballots can be fixed: what came in at the last moment has arrived. */
export const isPastGrace = ({ closesAt, paper }: Pick<VoteFacts, 'closesAt' | 'paper'>, now: Date): boolean =>
  closesAt !== null && now.getTime() >= closesAt.getTime() + (paper ? PAPER_GRACE : GRACE);

/** The next instant at which a vote opens or closes by itself. */
export const nextVoteBoundary = ({ opensAt, closesAt }: VoteFacts, now: Date): Date | undefined =>
  [opensAt, closesAt].find((boundary) => boundary !== null && boundary > now) ?? undefined;

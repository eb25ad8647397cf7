import { Refusal, textLimit, composed } from '@hiroba/kernel';
import type { Exclusion } from './counting.ts';
import type { Category, FieldNeed, Profile } from './profile.ts';
import type { Channel, RoundFacts } from './round.ts';
import type { TextRange } from './text-ranges.ts';

/** Whether a submission that came too late is taken all the same; staff decide, with a reason. */
export const lateStates = ['PENDING', 'ACCEPTED', 'REFUSED'] as const;
export type LateState = (typeof lateStates)[number];

/** One kept wording of a submission and since when it stood. */
export interface Revision {
  readonly at: string;
  readonly body: string;
}

/** What the rules read of a submission, with the round it belongs to. */
export interface SubmissionFacts {
  readonly id: string;
  readonly channel: Channel;
  readonly receivedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly excluded: Exclusion | null;
  readonly late: LateState | null;
  /** Who of the city entered it; null where somebody sent it themselves. */
  readonly enteredBy: string | null;
  readonly checkedBy: string | null;
}

/** A submission with its words, as commands change it. */
export interface SubmissionText extends SubmissionFacts {
  readonly body: string;
  readonly category: string | null;
  readonly extra: string;
  readonly revisions: readonly Revision[];
  readonly noOpinion: readonly TextRange[];
}

/** A submission and the round that rules it. */
export interface InRound<S = SubmissionFacts> {
  readonly round: RoundFacts & { readonly profile: Profile };
  readonly submission: S;
}

/** Who sent something and how they can be reached: kept in the vault, never beside the text. */
export interface SubmitterContact {
  readonly name: string;
  readonly kana: string;
  readonly organisation: string;
  readonly address: string;
  readonly phone: string;
  readonly mail: string;
  readonly nickname: string;
  readonly ageBand: string;
}

/** The parts of a contact, in the order in which a form asks for them. */
export const contactParts = ['name', 'kana', 'nickname', 'organisation', 'address', 'mail', 'phone', 'ageBand'] as const satisfies readonly (keyof SubmitterContact)[];

/** The age bands of the form for children and young people. */
export const ageBands = ['10-12', '13-15', '16-18'] as const;

/** The longest texts of a submission, in characters. */
export const LONGEST_SUBMISSION = { body: 100_000, extra: 200, reason: 1_000, name: 100, address: 300, phone: 40, mail: 254 } as const;

/** What somebody sends. */
export interface SubmissionInput {
  readonly body: string;
  readonly locale: string;
  /** The part of the draft plan it is about; without one it is about all of it. */
  readonly unitId: string | null;
  readonly category: string | null;
  readonly extra: string;
  readonly child: boolean;
  readonly contact: SubmitterContact;
  /** The files that wait for it, each by the slip that was given for it. */
  readonly files: readonly string[];
  /** Whether they asked to be told by mail that it arrived and what becomes of it. */
  readonly notify: boolean;
}

const line = (text: string): string => composed(text).replace(/\s*\n\s*/g, ' ');

/** The category of a code in a procedure. */
export const categoryOf = ({ categories }: Pick<Profile, 'categories'>, code: string | null): Category | undefined =>
  categories.find((category) => category.code === code);

/** A contact as it is kept: tidy, and nothing in parts that the procedure does not ask for. */
export function tidyContact(contact: SubmitterContact, profile: Profile, child: boolean): SubmitterContact {
  const { name, address, contact: ways, nickname } = profile.fields;
  const kept = (need: FieldNeed, text: string): string => (need === 'HIDDEN' ? '' : line(text));
  return {
    name: kept(name, contact.name), kana: kept(name, contact.kana), organisation: child ? '' : kept(name, contact.organisation), address: kept(address, contact.address),
    phone: kept(ways, contact.phone), mail: kept(ways, contact.mail), nickname: child || nickname !== 'HIDDEN' ? line(contact.nickname) : '',
    ageBand: child ? line(contact.ageBand) : '',
  };
}

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[\s\-‐-―−ー()]/gu, '');
const PHONE = /^(\d{10,11}|\+\d{8,15})$/;

const fits = (field: string, text: string, max: number, min = 0): Refusal | undefined => {
  const problem = textLimit({ min, max })(text);
  return problem && new Refusal(problem, field, problem === 'TOO_LONG' ? { max } : {});
};

const least = (need: FieldNeed): number => (need === 'REQUIRED' ? 1 : 0);

/** Why a contact does not do; a child may give a nickname instead of a name and an address. */
export function contactProblem(contact: SubmitterContact, { fields }: Profile, child: boolean): Refusal | undefined {
  const { name, kana, organisation, address, phone, mail, nickname, ageBand } = contact;
  const wanted = (need: FieldNeed): number => (child ? 0 : least(need));
  return fits('contact.name', name, LONGEST_SUBMISSION.name, wanted(fields.name)) ?? fits('contact.kana', kana, LONGEST_SUBMISSION.name)
    ?? fits('contact.nickname', nickname, LONGEST_SUBMISSION.name) ?? fits('contact.organisation', organisation, LONGEST_SUBMISSION.name)
    ?? fits('contact.address', address, LONGEST_SUBMISSION.address, wanted(fields.address))
    ?? (mail !== '' && !MAIL.test(mail) ? new Refusal('BAD_ADDRESS', 'contact.mail') : fits('contact.mail', mail, LONGEST_SUBMISSION.mail))
    ?? (phone !== '' && !PHONE.test(digitsOf(phone)) ? new Refusal('BAD_FORMAT', 'contact.phone') : undefined)
    ?? (wanted(fields.contact) && mail === '' && phone === '' ? new Refusal('EMPTY', 'contact.mail') : undefined)
    ?? (ageBand !== '' && !ageBands.some((band) => band === ageBand) ? new Refusal('BAD_USER_INPUT', 'contact.ageBand') : undefined);
}

/** Why nobody can be told by mail: mail was asked for, and no address is kept. */
export const notifyProblem = (notify: boolean, { mail }: Pick<SubmitterContact, 'mail'>): Refusal | undefined =>
  (notify && mail === '' ? new Refusal('EMPTY', 'contact.mail') : undefined);

/** What is kept of a category: its detail alone, and that of no other. */
export function tidyCategory({ category, extra }: Pick<SubmissionInput, 'category' | 'extra'>, profile: Profile): { category: string | null; extra: string } {
  const known = categoryOf(profile, category);
  return { category: known?.code ?? null, extra: known?.extra ? line(extra) : '' };
}

/** Why a category does not do: where only some may answer one must be said, and its detail where there is one. */
export function categoryProblem({ category, extra }: Pick<SubmissionInput, 'category' | 'extra'>, profile: Profile): Refusal | undefined {
  const known = categoryOf(profile, category);
  if (category && !known) return new Refusal('BAD_USER_INPUT', 'category');
  if (!known) return profile.responders === 'CATEGORIES' ? new Refusal('EMPTY', 'category') : undefined;
  return known.extra ? fits(`extra.${known.code}`, line(extra), LONGEST_SUBMISSION.extra, 1) : undefined;
}

/** Why the text does not do. */
export const bodyProblem = (body: string): Refusal | undefined => fits('body', body, LONGEST_SUBMISSION.body, 1);

const DAY = 86_400_000;

/** Whether something came in time: by its postmark where the procedure lets that count and the letter is here before the intake ends. */
export function isInTime(
  { channel, receivedAt, postmarkAt }: { readonly channel: Channel; readonly receivedAt: Date; readonly postmarkAt: Date | null },
  { closesAt, profile }: Pick<InRound['round'], 'closesAt' | 'profile'>,
): boolean {
  if (!closesAt) return false;
  if (receivedAt < closesAt) return true;
  const byPostmark = channel === 'POST' && profile.postDeadline === 'POSTMARK' && postmarkAt !== null && postmarkAt < closesAt;
  return byPostmark && receivedAt.getTime() < closesAt.getTime() + profile.tailDays * DAY;
}

/** Whether a submission is counted and answered. */
export const isCounted = ({ excluded, withdrawnAt, late }: Pick<SubmissionFacts, 'excluded' | 'withdrawnAt' | 'late'>): boolean =>
  excluded === null && withdrawnAt === null && late !== 'PENDING' && late !== 'REFUSED';

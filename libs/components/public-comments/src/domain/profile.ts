import type { LocalizedText } from '@hiroba/kernel';
import type { Channel } from './round.ts';

/** What a round rests on. */
export const bases = ['STATUTORY', 'ORDINANCE', 'VOLUNTARY'] as const;
export type Basis = (typeof bases)[number];

/** Whether a personal field of a submission must, may or cannot be filled in. */
export type FieldNeed = 'REQUIRED' | 'OPTIONAL' | 'HIDDEN';

/** A kind of person who may send an opinion; some are asked for one more detail. */
export interface Category {
  readonly code: string;
  readonly label: LocalizedText;
  /** What is asked besides, of this category alone. */
  readonly extra?: LocalizedText;
}

/** What the city did with an opinion. */
export interface Disposition {
  readonly code: string;
  readonly label: LocalizedText;
  readonly needsReason: boolean;
  readonly needsPlanChange: boolean;
}

/** The parameters of a procedure. A round carries its own copy from the moment approval is asked. */
export interface Profile {
  readonly key: ProfileKey;
  readonly version: number;
  readonly basis: Basis;
  /** Whether the law or the ordinance it rests on must be named. */
  readonly needsLegalBasis: boolean;
  /** How many days the period must have without a published reason. */
  readonly minDays: number;
  readonly countFrom: 'INCLUSIVE' | 'EXCLUSIVE';
  readonly partialLastDayCounts: boolean;
  /** Who may send an opinion: anyone, or those of a category. */
  readonly responders: 'ANYONE' | 'CATEGORIES';
  readonly categories: readonly Category[];
  readonly fields: { readonly name: FieldNeed; readonly address: FieldNeed; readonly contact: FieldNeed; readonly nickname: FieldNeed };
  readonly childForm: boolean;
  readonly channels: readonly Channel[];
  readonly approvalSteps: number;
  readonly originalsRoute: 'REQUIRED' | 'WARNING';
  readonly responseWeeks: number;
  readonly postDeadline: 'ARRIVAL' | 'POSTMARK';
  readonly tailDays: number;
  readonly acceptLate: 'NO' | 'FLAGGED';
  readonly showCountsWhileOpen: boolean;
  readonly onePerPerson: boolean;
  readonly askPublication: boolean;
  readonly exemptions: readonly string[];
  readonly dispositions: readonly Disposition[];
}

/** The procedures that the platform knows. */
export const profileKeys = ['STRICT', 'MUNICIPAL', 'VOLUNTARY'] as const;
export type ProfileKey = (typeof profileKeys)[number];

const categories: readonly Category[] = [
  { code: '1', label: { ja: '市内に住んでいる方', en: 'Lives in the city' } },
  { code: '2', label: { ja: '市内で働いている方', en: 'Works in the city' } },
  { code: '3', label: { ja: '市内の学校に通っている方', en: 'Goes to school in the city' }, extra: { ja: '学校名', en: 'School' } },
  { code: '4', label: { ja: '市内に事務所や事業所がある方・団体', en: 'Has an office or business in the city' } },
  { code: '5', label: { ja: '市に税金を納めている方', en: 'Pays taxes to the city' }, extra: { ja: '納税の種類', en: 'Kind of tax' } },
  { code: '6', label: { ja: 'この案に利害関係がある方', en: 'Has a stake in this plan' }, extra: { ja: '利害関係の内容', en: 'What the stake is' } },
];

const dispositions: readonly Disposition[] = [
  { code: 'A', label: { ja: '反映する', en: 'The plan is changed' }, needsReason: false, needsPlanChange: true },
  { code: 'B', label: { ja: '既に盛り込み済み', en: 'Already in the plan' }, needsReason: false, needsPlanChange: false },
  { code: 'C', label: { ja: '今後の参考とする', en: 'Kept for later work' }, needsReason: false, needsPlanChange: false },
  { code: 'D', label: { ja: '反映しない', en: 'The plan is not changed' }, needsReason: true, needsPlanChange: false },
  { code: 'E', label: { ja: 'その他', en: 'Other' }, needsReason: true, needsPlanChange: false },
];

const strict: Profile = {
  key: 'STRICT', version: 1, basis: 'STATUTORY', needsLegalBasis: true,
  minDays: 30, countFrom: 'INCLUSIVE', partialLastDayCounts: false,
  responders: 'ANYONE', categories,
  fields: { name: 'OPTIONAL', address: 'OPTIONAL', contact: 'OPTIONAL', nickname: 'HIDDEN' }, childForm: false,
  channels: ['ONLINE', 'MAIL', 'POST', 'FAX'],
  approvalSteps: 2, originalsRoute: 'REQUIRED', responseWeeks: 12, postDeadline: 'ARRIVAL', tailDays: 3, acceptLate: 'NO',
  showCountsWhileOpen: false, onePerPerson: false, askPublication: false,
  exemptions: ['APA39_4_1', 'APA39_4_2', 'APA39_4_3', 'APA39_4_4', 'APA39_4_5', 'APA39_4_6', 'APA39_4_7', 'APA39_4_8'],
  dispositions,
};

/** The three built-in procedures: the Act's own, what most municipal ordinances ask, and a call without any duty. */
export const profiles: Readonly<Record<ProfileKey, Profile>> = {
  STRICT: strict,
  MUNICIPAL: {
    ...strict, key: 'MUNICIPAL', basis: 'ORDINANCE', partialLastDayCounts: true, responders: 'CATEGORIES',
    fields: { name: 'REQUIRED', address: 'REQUIRED', contact: 'OPTIONAL', nickname: 'HIDDEN' }, childForm: true,
    channels: ['ONLINE', 'MAIL', 'POST', 'FAX', 'COUNTER'], postDeadline: 'POSTMARK', tailDays: 10,
    exemptions: ['URGENT', 'MINOR', 'NO_DISCRETION', 'OTHER_PROCEDURE', 'FEES_TAX', 'INTERNAL'],
  },
  VOLUNTARY: {
    ...strict, key: 'VOLUNTARY', basis: 'VOLUNTARY', needsLegalBasis: false, minDays: 14, partialLastDayCounts: true,
    fields: { name: 'OPTIONAL', address: 'OPTIONAL', contact: 'OPTIONAL', nickname: 'OPTIONAL' }, childForm: true,
    channels: ['ONLINE', 'MAIL'], approvalSteps: 1, originalsRoute: 'WARNING', responseWeeks: 8, acceptLate: 'FLAGGED', askPublication: true,
    exemptions: [],
  },
};

/** What a place sets otherwise than the procedure it follows; 0 is as the procedure has it. */
export interface ProfileSettings {
  readonly profile: ProfileKey;
  readonly minDays: number;
  readonly responseWeeks: number;
  readonly tailDays: number;
}

/** The procedure of a place as its settings have it now. */
export function profileFor({ profile, minDays, responseWeeks, tailDays }: ProfileSettings): Profile {
  const known = profiles[profile];
  return {
    ...known,
    minDays: minDays || known.minDays, responseWeeks: responseWeeks || known.responseWeeks, tailDays: tailDays || known.tailDays,
  };
}

import { changeOf, type RoundChangeKind, type RoundEntry } from './round.changes.ts';

/** What mails tell of a round: what people did with it, and what the clock brought. */
export const mailedChanges = [
  'OPENED', 'SOON', 'CLOSED', 'EXTENDED', 'CORRECTED', 'SUSPENDED', 'RESUMED', 'WITHDRAWN', 'ANSWERED', 'RESULT_CORRECTED', 'NOT_ADOPTED',
] as const satisfies readonly (RoundChangeKind | 'SOON')[];
export type MailedChange = (typeof mailedChanges)[number];

/** Who is told of a round: whoever sent an opinion and asked for mail, addresses that follow it, and accounts that do; in this order. */
export const audiences = ['SUBMITTERS', 'ADDRESSES', 'FOLLOWERS'] as const;
export type Audience = (typeof audiences)[number];

/** So long before the end those who follow a round are told that it ends soon. */
export const SOON_DAYS = 3;

/** What an entry about a round makes mails tell, if anything. */
export function mailedChange({ type, data }: Pick<RoundEntry, 'type' | 'data'>): MailedChange | undefined {
  const kind = changeOf(type, data);
  return mailedChanges.find((each) => each === kind);
}

/** Whether an audience hears of a change. Whoever sent an opinion hears what touches it: no slip of the pen, and no opening hours. */
export function hears(audience: Audience, change: MailedChange, { material }: { readonly material: boolean }): boolean {
  if (audience !== 'SUBMITTERS') return true;
  return change === 'CORRECTED' ? material : !['OPENED', 'SOON', 'CLOSED'].includes(change);
}

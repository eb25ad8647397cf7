import { event, privateEvent, Refusal, type Command, type Decision } from '@hiroba/kernel';
import { daysToReturn, type PersonFacts, type Profile } from './person.ts';
import { personPolicy } from './person.policy.ts';

/** Changes what a person says about themselves. */
export const editProfile =
  (profile: Profile): Command<PersonFacts, Profile> =>
  (at, person) =>
    personPolicy.editProfile(at, person) ?? { patch: profile, event: privateEvent('person.profile_edited') };

/** Chooses the language of mails and pages. */
export const chooseLanguage =
  (locale: string): Command<PersonFacts, { locale: string }> =>
  (at, person) =>
    personPolicy.chooseLanguage(at, person) ?? { patch: { locale }, event: privateEvent('person.language_chosen') };

/** Accepts the terms; what was read must be what is in force. */
export const acceptTerms =
  (read: number, inForce: number | null): Command<PersonFacts, { termsVersion: string }> =>
  (at, person) =>
    personPolicy.acceptTerms(at, person) ??
    (inForce !== null && read === inForce ? undefined : new Refusal('STALE')) ?? {
      patch: { termsVersion: String(read) },
      event: privateEvent('person.terms_accepted'),
    };

/** Sets a new password; its owner gave the old one or came by a link. */
export const setPassword = (passwordHash: string): Decision<{ passwordHash: string }> => ({
  patch: { passwordHash },
  event: privateEvent('person.password_set'),
});

/** The address is proven: from now on the person may publish. */
export const confirm: Command<PersonFacts, { confirmedAt: Date }> = ({ now }, { confirmedAt, closedAt }) =>
  closedAt
    ? new Refusal('LINK_EXPIRED')
    : { patch: { confirmedAt: confirmedAt ?? now }, event: privateEvent('person.confirmed') };

/** A new address was proven and replaces the old one. */
export const moveMail = (email: string, emailKey: string): Decision<{ email: string; emailKey: string }> => ({
  patch: { email, emailKey },
  event: privateEvent('person.mail_changed'),
});

/** Keeps a secret for an authenticator app until a code of it is given. */
export const prepareFactor = (totpPendingEnc: Uint8Array): Decision => ({
  patch: { totpPendingEnc },
  event: privateEvent('person.factor_prepared'),
});

/** Puts the prepared secret into force; the code that proved it is spent. */
export const startFactor = (totpSecretEnc: Uint8Array, totpLastStep: number): Decision => ({
  patch: { totpSecretEnc, totpPendingEnc: null, totpLastStep },
  event: privateEvent('person.factor_set'),
});

/** Takes a code of the second factor, and no older one from now on. */
export const acceptCode = (totpLastStep: number): Decision => ({
  patch: { totpLastStep },
  event: privateEvent('person.factor_given'),
});

/** Does without the second factor. */
export const dropFactor: Decision = {
  patch: { totpSecretEnc: null, totpPendingEnc: null, totpLastStep: null },
  event: privateEvent('person.factor_removed'),
};

/** Asks for the account to be erased; there is a week to return. */
export const beginClosing: Command<PersonFacts, { closesAt: Date }> = ({ now }, { closesAt, closedAt }) =>
  closedAt || closesAt
    ? new Refusal('LINK_EXPIRED')
    : {
        patch: { closesAt: new Date(now.getTime() + daysToReturn * 86_400_000) },
        event: privateEvent('person.closing'),
      };

/** Returns before the account is erased. */
export const stay: Command<PersonFacts, { closesAt: null }> = (at, person) =>
  personPolicy.stay(at, person) ?? { patch: { closesAt: null }, event: privateEvent('person.stayed') };

/** Everything personal of an account, emptied. */
export const emptied = {
  email: null,
  emailKey: null,
  passwordHash: null,
  displayName: '',
  handle: null,
  about: '',
  office: null,
  totpSecretEnc: null,
  totpPendingEnc: null,
  totpLastStep: null,
  suspendedUntil: null,
  termsVersion: null,
} as const;

/** Erases what is personal once the week is over; the account's code stays as the author of what was written. */
export const erase: Command<PersonFacts, typeof emptied & { closedAt: Date }> = ({ now }, { closesAt, closedAt }) =>
  closedAt || !closesAt || closesAt > now
    ? new Refusal('WRONG_STATE')
    : { patch: { ...emptied, closedAt: now }, event: privateEvent('person.erased') };

/** Erases once more what an older backup brought back of somebody who had left. */
export const eraseAgain: Command<PersonFacts, typeof emptied & { closesAt: Date; closedAt: Date }> = (
  { now },
  { closesAt, closedAt },
) =>
  closedAt
    ? new Refusal('WRONG_STATE')
    : { patch: { ...emptied, closesAt: closesAt ?? now, closedAt: now }, event: privateEvent('person.erased') };

/** On what ground those are erased who leave. */
export const PERSON_REQUEST = 'PERSON_REQUEST';

/** What the public log says of an erasure as a whole: that it happened, and on what ground; never whose. */
export const erased = event('data.erased', { basis_code: PERSON_REQUEST }, { actor: 'system' });

/** What the public log says of a download of one's own data. */
export const exported = (rows: number) =>
  event(
    'data.exported',
    { dataset: 'own_data', rows, purpose_code: 'PORTABILITY', basis: 'PERSON_REQUEST' },
    { actor: 'participant' },
  );

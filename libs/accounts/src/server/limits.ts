import type { Limit } from '@hiroba/server';

const hour = 3600;

/** Mails with links to one address; the same for known and unknown ones. */
export const addressLimit: Limit = { name: 'account mail', many: 3, seconds: hour };

/** Passwords tried on one account from one client; a client that signed in before counts apart. */
export const guessLimit: Limit = { name: 'sign-in', many: 10, seconds: 15 * 60 };
export const knownGuessLimit: Limit = { name: 'sign-in of a known device', many: 20, seconds: 15 * 60 };

/** Passwords tried on one account from everywhere: beyond it answers are slow, never refused. */
export const slowLimit: Limit = { name: 'sign-in everywhere', many: 50, seconds: hour };

/** Codes of the second factor tried by one person. */
export const codeLimit: Limit = { name: 'second factor', many: 5, seconds: 5 * 60 };

/** Limits by client (or person, once signed in) of the mutations of this library. */
export const mutationLimits = {
  signUp: { many: 5, seconds: hour },
  requestPasswordReset: { many: 5, seconds: hour },
  requestSignInLink: { many: 5, seconds: hour },
  resendConfirmation: { many: 5, seconds: hour },
  requestMailChange: { many: 5, seconds: hour },
  signIn: { many: 100, seconds: hour },
  giveSecondFactor: { many: 20, seconds: hour },
  confirmSecondFactor: { many: 20, seconds: hour },
  exportMyData: { many: 10, seconds: 24 * hour },
  inviteMember: { many: 60, seconds: hour },
  importMembers: { many: 30, seconds: hour },
  createFirstAdministrator: { many: 5, seconds: hour },
};

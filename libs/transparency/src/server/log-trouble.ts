/** Why a log stays closed until somebody has looked at it. */
export type LogTroubleCode =
  | 'BAD_ENTRY'
  | 'KEY_MISSING'
  | 'OTHER_KEY'
  | 'SIGNER_STATE_MISSING'
  | 'SIGNER_STATE_BROKEN'
  | 'BEHIND_THE_SIGNER'
  | 'FORK'
  | 'PUBLISHED_BROKEN'
  | 'TREE_BROKEN';

const nextSteps: Record<LogTroubleCode, string> = {
  BAD_ENTRY: 'A row of log_entry is not what was written. Find out who changed it; it is never skipped.',
  KEY_MISSING: 'Put the signing key back from its copy; a new key would be another log.',
  OTHER_KEY: 'The signing key is not the one this log was begun with. Put that one back from its copy.',
  SIGNER_STATE_MISSING:
    'The signer does not know what it signed last. Put its state back from its copy, or: hiroba log recover --accept-state.',
  SIGNER_STATE_BROKEN: 'The state of the signer is no checkpoint that its key signed. Put it back from its copy.',
  BEHIND_THE_SIGNER:
    'An older database was restored: it lacks entries that were published. Stop the server, then: hiroba log recover.',
  FORK: 'The entries are others than those that were signed before. Nothing is signed; compare with the published files.',
  PUBLISHED_BROKEN: 'The published checkpoint was changed. Compare the files with a copy of them.',
  TREE_BROKEN: 'The stored tree does not fit the entries. Compare with the published files.',
};

/** What makes of further entries another history than the one that was signed: nothing may be written meanwhile. */
const forking: readonly LogTroubleCode[] = ['BEHIND_THE_SIGNER', 'FORK', 'SIGNER_STATE_MISSING', 'SIGNER_STATE_BROKEN'];

/** A log that must not go on: what is wrong, and what to do. */
export class LogTrouble extends Error {
  constructor(
    readonly code: LogTroubleCode,
    readonly origin: string,
    detail = '',
  ) {
    super(`${origin}: ${code}${detail && ` (${detail})`}. ${nextSteps[code]}`);
  }

  /** Whether nothing may be written until it is put right; else entries wait. */
  get closes(): boolean {
    return forking.includes(this.code);
  }
}

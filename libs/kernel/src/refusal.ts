/** The classes of security.md section 2; HTTP answers and the attack suite compare these. */
export type RefusalClass =
  | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'RATE_LIMITED' | 'CLOSED' | 'LOCKED'
  | 'NOT_ELIGIBLE' | 'CONFLICT' | 'IDEMPOTENCY_MISMATCH' | 'MFA_REQUIRED' | 'REAUTH_REQUIRED';

/** Every expected failure and its class. Append-only: a code is a contract and a translation key. */
export const refusalCodes = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  SESSION_ENDED: 'UNAUTHENTICATED',
  WRONG_CREDENTIALS: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_THE_AUTHOR: 'FORBIDDEN',
  OWN_ROLE: 'FORBIDDEN',
  OWN_COMMENT: 'FORBIDDEN',
  RECUSED: 'FORBIDDEN',
  LAST_ADMINISTRATOR: 'FORBIDDEN',
  MEMBERS_ONLY_ACT: 'FORBIDDEN',
  MEMBERS_TEXT: 'FORBIDDEN',
  SUSPENDED: 'FORBIDDEN',
  CROSS_SITE: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  EMPTY: 'BAD_USER_INPUT',
  TOO_LONG: 'BAD_USER_INPUT',
  TOO_SHORT: 'BAD_USER_INPUT',
  BAD_TEXT: 'BAD_USER_INPUT',
  TOO_MANY: 'BAD_USER_INPUT',
  TOO_FEW: 'BAD_USER_INPUT',
  OTHER_SPACE: 'BAD_USER_INPUT',
  RULE_TOO_NEW: 'BAD_USER_INPUT',
  BAD_ADDRESS: 'BAD_USER_INPUT',
  BAD_FORMAT: 'BAD_USER_INPUT',
  BAD_DATES: 'BAD_USER_INPUT',
  WEAK_PASSWORD: 'BAD_USER_INPUT',
  NAME_RESERVED: 'BAD_USER_INPUT',
  UNKNOWN_PERSON: 'BAD_USER_INPUT',
  CODE_MISTYPED: 'BAD_USER_INPUT',
  CODE_UNKNOWN: 'BAD_USER_INPUT',
  SEVERAL_PEOPLE: 'BAD_USER_INPUT',
  MUST_ACCEPT: 'BAD_USER_INPUT',
  BAD_FILE: 'BAD_USER_INPUT',
  KIND_NOT_ALLOWED: 'BAD_USER_INPUT',
  NAME_CONTRADICTS: 'BAD_USER_INPUT',
  POLYGLOT: 'BAD_USER_INPUT',
  HEIC: 'BAD_USER_INPUT',
  TOO_LARGE: 'BAD_USER_INPUT',
  TOO_SMALL: 'BAD_USER_INPUT',
  TOO_MANY_PIXELS: 'BAD_USER_INPUT',
  BROKEN_IMAGE: 'BAD_USER_INPUT',
  UNSAFE_FILE: 'BAD_USER_INPUT',
  ALT_MISSING: 'BAD_USER_INPUT',
  FILES_NOT_TAKEN: 'FORBIDDEN',
  QUOTA_REACHED: 'CONFLICT',
  UNFINISHED: 'BAD_USER_INPUT',
  LOW_CONTRAST: 'BAD_USER_INPUT',
  SAME_AS_TEMPLATE: 'BAD_USER_INPUT',
  TOO_DEEP: 'BAD_USER_INPUT',
  BAD_AREA: 'BAD_USER_INPUT',
  OUTSIDE_AREA: 'BAD_USER_INPUT',
  RATE_LIMITED: 'RATE_LIMITED',
  PHASE_CLOSED: 'CLOSED',
  EDIT_WINDOW_OVER: 'CLOSED',
  PAST_BOUNDARY: 'CLOSED',
  NOTICE_TOO_SHORT: 'CLOSED',
  RULES_TOO_SOON: 'CLOSED',
  WRONG_STATE: 'LOCKED',
  ANSWERED: 'LOCKED',
  ANSWER_SCHEDULED: 'LOCKED',
  LAYOUT_FIXED: 'LOCKED',
  INCOMPLETE: 'LOCKED',
  NOT_EMPTY: 'LOCKED',
  NODES_BELOW: 'LOCKED',
  LOG_CLOSED: 'LOCKED',
  IN_USE: 'LOCKED',
  NOT_PREPARED: 'LOCKED',
  WITHHELD: 'LOCKED',
  NOT_WITHHELD: 'LOCKED',
  NOT_REPORTED: 'LOCKED',
  NOT_APPEALED: 'LOCKED',
  UNDER_APPEAL: 'LOCKED',
  PARTICIPANT: 'FORBIDDEN',
  ALREADY_APPEALED: 'CONFLICT',
  ALREADY_REPORTED: 'CONFLICT',
  VERIFICATION_NEEDED: 'NOT_ELIGIBLE',
  MAIL_UNCONFIRMED: 'NOT_ELIGIBLE',
  TERMS_CHANGED: 'NOT_ELIGIBLE',
  LIMIT_REACHED: 'CONFLICT',
  ALREADY_SUPPORTED: 'CONFLICT',
  NOT_SUPPORTED: 'CONFLICT',
  ALREADY_VOTED: 'CONFLICT',
  NOT_VOTED: 'CONFLICT',
  ALREADY_AUTHOR: 'CONFLICT',
  ALREADY_INVITED: 'CONFLICT',
  ALREADY_MEMBER: 'CONFLICT',
  INVITATION_OVER: 'CONFLICT',
  STALE: 'CONFLICT',
  TAKEN: 'CONFLICT',
  CASE_TAKEN: 'CONFLICT',
  NOTHING_OPEN: 'CONFLICT',
  OVERLAP: 'CONFLICT',
  LINK_EXPIRED: 'CONFLICT',
  CODE_OVER: 'CONFLICT',
  NOTHING_CHANGED: 'CONFLICT',
  PERSONAL_DATA: 'CONFLICT',
  SAME_PERSON: 'FORBIDDEN',
  COUNT_DIFFERS: 'BAD_USER_INPUT',
  UNCHECKED: 'LOCKED',
  DRAFT_MISSING: 'LOCKED',
  SHORT_PERIOD: 'BAD_USER_INPUT',
  NOT_LONGER: 'BAD_USER_INPUT',
  OWN_WORK: 'FORBIDDEN',
  ALREADY_APPROVED: 'CONFLICT',
  NOT_APPROVED: 'LOCKED',
  NOT_ANSWERED: 'LOCKED',
  IDEMPOTENCY_MISMATCH: 'IDEMPOTENCY_MISMATCH',
  MFA_REQUIRED: 'MFA_REQUIRED',
  REAUTH_REQUIRED: 'REAUTH_REQUIRED',
} as const satisfies Record<string, RefusalClass>;

export type RefusalCode = keyof typeof refusalCodes;

/** Values a refusal's message may show; never the offending text itself. */
export type RefusalParams = Readonly<Record<string, string | number>>;

/** An expected "no": data, never thrown. `field` names the input that must change. */
export class Refusal {
  constructor(
    readonly code: RefusalCode,
    readonly field?: string,
    readonly params: RefusalParams = {},
    /** What was found wrong besides, so that nobody is told one thing at a time. */
    readonly others: readonly Refusal[] = [],
  ) {}
}

/** All that is wrong in one refusal: the first, with the others beside it. */
export function together(...refusals: readonly (Refusal | undefined)[]): Refusal | undefined {
  const [first, ...others] = refusals.filter((refusal) => refusal !== undefined);
  return first && new Refusal(first.code, first.field, first.params, others);
}

const statusOfClass: Record<RefusalClass, number> = {
  UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, BAD_USER_INPUT: 400, RATE_LIMITED: 429, CLOSED: 409,
  LOCKED: 409, NOT_ELIGIBLE: 403, CONFLICT: 409, IDEMPOTENCY_MISMATCH: 409, MFA_REQUIRED: 403, REAUTH_REQUIRED: 403,
};

/** The class of a code. */
export const classOf = (code: RefusalCode): RefusalClass => refusalCodes[code];

/** The HTTP status a page or form post answers a code with. */
export const statusOf = (code: string): number => statusOfClass[refusalCodes[code as RefusalCode]] ?? 400;

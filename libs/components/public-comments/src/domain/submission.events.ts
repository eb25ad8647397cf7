import { about, type EventRules } from '@hiroba/kernel';

/** The log events of submissions and opinions, and what each may hold: ids, codes, instants; words only as commitments. */
export const submissionEvents: EventRules = {
  'round.closed': about('round', { received: 'count', counted: 'count', sha256: 'file' }),
  'round.personal_data_disposed': about('round', { n: 'count', sha256: 'file' }),
  'submission.received': about('submission', { round: 'id', channel: 'code', received_at: 'instant', notice: 'count', chars: 'chars', late: 'flag', files: 'count' }, ['body', 'author', 'contact', 'files']),
  'submission.amended': about('submission', { round: 'id', n: 'count', chars: 'chars' }, ['body']),
  'submission.withdrawn': about('submission', { round: 'id' }),
  'submission.late_decided': about('submission', { round: 'id', accepted: 'flag' }),
  'submission.excluded': about('submission', { round: 'id', why: 'code' }),
  'submission.claimed': about('submission', { round: 'id' }),
  'submission.claim_decided': about('submission', { round: 'id', accepted: 'flag' }),
  'submission.redacted': about('submission', { round: 'id', n: 'count', reasons: 'counts' }),
  'opinion.considered': about('opinion', { round: 'id', submission: 'id', reply: 'id', disposition: 'code' }, ['reply']),
  'opinion.grouped': about('opinion', { round: 'id', group: 'id', how: 'code', n: 'count' }),
};

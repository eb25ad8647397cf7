import { about, told, type EventRules } from '@hiroba/kernel';

/** The log events of votes, and what each may hold. Nothing in them belongs to one ballot. */
export const voteEvents: EventRules = {
  'vote.announced': told('PUBLISHED', about('vote', {
    component: 'id', type: 'id', method: 'id', secrecy: 'code', rule_hash: 'file', opens_at: 'instant', closes_at: 'instant', options: 'count',
  })),
  'vote.config_changed': about('vote', { rule_hash: 'file', opens_at: 'instant', closes_at: 'instant', reason_code: 'code' }, ['reason']),
  'vote.opened': told('OPENED', about('vote', {
    type: 'id', method: 'id', options: 'count', opens_at: 'instant', closes_at: 'instant', secrecy: 'code', rule_hash: 'file', eligible: 'count',
  })),
  'vote.ballot_batch': about('ballot_box', { n: 'count', digests: 'digests' }),
  'vote.closed': told('CLOSED', about('vote', {
    ballots: 'count', superseded: 'count', blank: 'count', eligible: 'count', set_root: 'id', ballots_hash: 'file', unique_permille: 'count', publication: 'code',
    papers: 'count', invalid_papers: 'count',
  })),
  'vote.paper_taken': about('vote', { batch: 'count' }),
  'vote.paper_discarded': about('vote', { batch: 'count' }),
  'vote.ballots_corrected': about('vote', {
    version: 'count', batch: 'count', ballots: 'count', blank: 'count', added: 'digests', removed: 'digests', set_root: 'id', ballots_hash: 'file',
    unique_permille: 'count', publication: 'code',
  }, ['reason']),
  'vote.ballots_published': about('vote', { publication: 'code', ballots_hash: 'file' }),
  'vote.lot_drawn': about('vote', { value: 'id', seed: 'file', order: 'ids' }),
  'vote.tallied': about('vote', { method: 'id', result: 'scores', result_hash: 'file', tally_input_hash: 'file' }),
  'vote.override_recorded': about('vote', { option: 'id', kind: 'code', code: 'code', replacement: 'id', package_hash: 'file' }, ['reason']),
  'vote.result_published': told('CONCLUDED', about('vote', { result_hash: 'file', package_hash: 'file', object_until: 'instant' })),
  'vote.objection_received': about('vote', { objection: 'id' }, ['text']),
  'vote.objection_decided': about('vote', { objection: 'id', decision: 'code' }, ['reason']),
  'vote.final': about('vote', { result_hash: 'file' }),
  'vote.voided': told('CLOSED', about('vote', {}, ['reason'])),
};

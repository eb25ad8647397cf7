import { about, told, type EventRules } from '@hiroba/kernel';

/** The log events of votes, and what each may hold. */
export const voteEvents: EventRules = {
  'vote.announced': told('PUBLISHED', about('vote', {
    component: 'id', type: 'key', method: 'key', secrecy: 'code', rule_hash: 'file', opens_at: 'instant', closes_at: 'instant', options: 'count',
  })),
};

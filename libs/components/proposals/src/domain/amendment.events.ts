import { about, anonymous, traced, type EventRules, type Trace } from '@hiroba/kernel';

const text = ['title', 'body', 'author'];

/** The log events of amendments, and what each may hold. */
export const amendmentEvents: EventRules = {
  'amendment.opened': about('amendment', { proposal: 'id', version: 'count', chars: 'chars' }, text),
  'amendment.rebased': about('amendment', { proposal: 'id', version: 'count', chars: 'chars' }, text),
  'amendment.accepted': about('amendment', { proposal: 'id', version: 'count' }),
  'amendment.rejected': about('amendment', { proposal: 'id' }, ['reason']),
  'amendment.withdrawn': about('amendment', { proposal: 'id' }),
  'amendment.promoted': about('amendment', { proposal: 'id' }),
  'amendment.redacted': anonymous(about('amendment', {}, ['title', 'body'])),
  'amendment.revealed': anonymous(about('amendment', {}, ['title', 'body'])),
  'proposal.amended': about('proposal', { amendment: 'id', chars: 'chars' }, text),
};

/** What of an amendment follows from its entries. */
export const amendmentTrace: Trace = traced('amendment', ['title', 'body'], {
  opened: 'OPEN', accepted: 'ACCEPTED', rejected: 'REJECTED', withdrawn: 'WITHDRAWN', promoted: 'PROMOTED',
});

import { about, anonymous, hides, told, traced, type EventRules, type Trace } from '@hiroba/kernel';

/** The log events of debates, and what each may hold. */
export const debateEvents: EventRules = {
  'debate.opened': told('OPENED', about('debate', {
    component: 'id', layout: 'code', alignment: 'code', locale: 'locale', chars: 'chars', opens: 'instant', closes: 'instant',
  }, ['question', 'background', 'ask', 'author'])),
  'debate.edited': about('debate', { fields: 'keys', chars: 'chars', opens: 'instant', closes: 'instant' }, ['question', 'background', 'ask']),
  'debate.redacted': hides(anonymous(about('debate', {}, ['question', 'background', 'ask']))),
  'debate.revealed': anonymous(about('debate', {}, ['question', 'background', 'ask'])),
  'debate.updated': about('debate', { n: 'count', chars: 'chars' }, ['text']),
  'debate.closed': told('CLOSED', about('debate', { closed: 'instant' })),
  'debate.concluded': told('CONCLUDED', about('debate', { n: 'count', comments: 'ids' }, ['text'])),
  'debate.reopened': told('OPENED', about('debate', { closes: 'instant' }, ['reason'])),
};

/** What of a debate follows from its entries. */
export const debateTrace: Trace = traced('debate', ['question', 'background', 'ask'], { opened: 'PUBLISHED' });

import { about, type EventRules } from '@hiroba/kernel';

/** The log events of debates, and what each may hold. */
export const debateEvents: EventRules = {
  'debate.opened': about('debate', { component: 'id', layout: 'code', alignment: 'code', locale: 'locale', chars: 'chars', opens: 'instant', closes: 'instant' },
    ['question', 'background', 'ask', 'author']),
  'debate.edited': about('debate', { fields: 'keys', chars: 'chars', opens: 'instant', closes: 'instant' }, ['question', 'background', 'ask']),
  'debate.updated': about('debate', { n: 'count', chars: 'chars' }, ['text']),
  'debate.closed': about('debate', { closed: 'instant' }),
  'debate.concluded': about('debate', { n: 'count', comments: 'ids' }, ['text']),
  'debate.reopened': about('debate', { closes: 'instant' }, ['reason']),
};

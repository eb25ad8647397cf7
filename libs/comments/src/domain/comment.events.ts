import { about, anonymous, hides, traced, type EventRules, type Trace } from '@hiroba/kernel';

/** The log events of comments, and what each may hold. */
export const commentEvents: EventRules = {
  'comment.published': about('comment', { thread: 'id', depth: 'count', chars: 'chars', side: 'code' }, ['body', 'author']),
  'comment.edited': about('comment', { fields: 'keys', chars: 'chars' }, ['body']),
  'comment.withdrawn': hides(about('comment')),
  'comment.redacted': hides(anonymous(about('comment', {}, ['body']))),
  'comment.revealed': anonymous(about('comment', {}, ['body'])),
};

/** What of a comment follows from its entries. */
export const commentTrace: Trace = traced('comment', ['body'], { published: 'VISIBLE', withdrawn: 'DELETED' });

import { about, anonymous, hides, told, traced, type EventRules, type Trace } from '@hiroba/kernel';

/** The log events of proposals, and what each may hold. */
export const proposalEvents: EventRules = {
  'proposal.published': told(
    'PUBLISHED',
    about('proposal', { component: 'id', locale: 'locale', chars: 'chars', files: 'files', from: 'ids', channel: 'key', official: 'flag' }, [
      'title',
      'body',
      'author',
      'coauthors',
      'reason',
      'details',
    ]),
  ),
  'proposal.copying_begun': about('proposal_job', { component: 'id', from: 'id', count: 'count' }),
  'proposal.copied': about('proposal', { component: 'id', from: 'id', locale: 'locale', chars: 'chars', files: 'files' }, [
    'title',
    'body',
    'author',
    'coauthors',
    'details',
  ]),
  'proposal.moved': hides(about('proposal', { from: 'id', into: 'id' }, ['reason'])),
  'proposal.edited': about('proposal', { fields: 'keys', chars: 'chars', files: 'files' }, ['title', 'body', 'author', 'details']),
  'proposal.withdrawn': about('proposal', { undone: 'flag' }),
  'proposal.redacted': hides(anonymous(about('proposal', {}, ['title', 'body', 'details']))),
  'proposal.revealed': anonymous(about('proposal', {}, ['title', 'body', 'details'])),
  'proposal.merged': told('MERGED', about('proposal', { into: 'id' })),
  'proposal.merge_undone': about('proposal', { from: 'ids' }, ['reason']),
  'proposal.split': told('MERGED', about('proposal', { into: 'ids' })),
  'proposal.split_undone': about('proposal', { from: 'ids' }, ['reason']),
  'proposal.author_joined': about('proposal', { authors: 'count' }, ['author']),
  'proposal.taken_over': about('proposal', { authors: 'count' }, ['author']),
  'proposal.author_left': about('proposal', { authors: 'count' }, ['author']),
  'proposal.answered': told(
    'ANSWERED',
    about(
      'proposal',
      { answer: 'code', office: 'id', status: 'key', reason: 'code', n: 'count', batch: 'id', since: 'instant' },
      ['text'],
    ),
  ),
  'proposal.answer_scheduled': about('proposal', { batch: 'id' }, ['text', 'answer', 'publish_at']),
  'proposal.answer_unscheduled': about('proposal'),
  'proposal.answer_cleared': about('proposal', { n: 'count' }, ['reason']),
  'proposal.threshold_reached': about('proposal', { threshold: 'count', due: 'instant' }),
};

/** What of a proposal follows from its entries. */
export const proposalTrace: Trace = traced('proposal', ['title', 'body'], {
  published: 'PUBLISHED',
  copied: 'PUBLISHED',
  withdrawn: 'WITHDRAWN',
  merged: 'MERGED',
  merge_undone: 'PUBLISHED',
  split: 'SPLIT',
  split_undone: 'PUBLISHED',
});

import { about, hides, type EventRules, type Trace } from '@hiroba/kernel';

/** The log events of attached files, and what each may hold. */
export const attachmentEvents: EventRules = {
  'attachment.added': about('attachment', { kind: 'key', thing: 'id', file: 'file', bytes: 'count' }, ['name', 'alt']),
  'attachment.described': about('attachment', { decorative: 'flag' }, ['alt']),
  'attachment.removed': hides(about('attachment')),
};

/** What of an attachment follows from its entries. */
export const attachmentTrace: Trace = {
  kind: 'attachment', words: ['name', 'alt'], after: { 'attachment.added': {}, 'attachment.removed': { name: '', alt: '' } },
};

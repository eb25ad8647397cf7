import { about, hides, type EventRules } from '@hiroba/kernel';

/** The log events of attached files, and what each may hold. */
export const attachmentEvents: EventRules = {
  'attachment.added': about('attachment', { kind: 'key', thing: 'id', file: 'file', bytes: 'count' }, ['name', 'alt']),
  'attachment.described': about('attachment', { decorative: 'flag' }, ['alt']),
  'attachment.removed': hides(about('attachment')),
};

import { about, type EventRules } from '@hiroba/kernel';

/** The log events of taxonomies, and what each may hold. */
export const taxonomyEvents: EventRules = {
  'taxonomy.added': about('taxonomy', { key: 'key', parent: 'id' }, ['name']),
  'taxonomy.edited': about('taxonomy', { fields: 'keys' }, ['name']),
  'taxonomy.retired': about('taxonomy'),
  'taxonomy.restored': about('taxonomy'),
  'taxonomy.merged': about('taxonomy', { into: 'id', uses: 'count' }),
};

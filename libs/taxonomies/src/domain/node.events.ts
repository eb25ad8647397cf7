import { about, traced, type EventRules, type Trace } from '@hiroba/kernel';

/** The log events of taxonomies, and what each may hold. */
export const taxonomyEvents: EventRules = {
  'taxonomy.added': about('taxonomy', { key: 'key', parent: 'id' }, ['name']),
  'taxonomy.edited': about('taxonomy', { fields: 'keys' }, ['name']),
  'taxonomy.retired': about('taxonomy'),
  'taxonomy.restored': about('taxonomy'),
  'taxonomy.merged': about('taxonomy', { into: 'id', uses: 'count' }),
};

/** What of a node follows from its entries. */
export const nodeTrace: Trace = traced('taxonomy', ['name'], { added: 'ACTIVE', retired: 'RETIRED', restored: 'ACTIVE', merged: 'MERGED' });

import { about, hides, told, traced, type EventRules, type Trace } from '@hiroba/kernel';

/** The log events of spaces, their phases and their components, and what each may hold. */
export const spacesEvents: EventRules = {
  'space.published': told('OPENED', about('space', { kind: 'code', locale: 'locale' })),
  'space.edited': about('space', { fields: 'keys' }),
  'space.archived': told('CLOSED', about('space')),
  'component.placed': about('component', { manifest: 'key' }),
  'component.published': about('component'),
  'component.unpublished': hides(about('component')),
  'component.edited': about('component', { fields: 'keys' }),
  'component.settings_changed': hides(about('component', { key: 'key', from: 'setting', to: 'setting' })),
  'phase.changed': about('space', { phase: 'key', from: 'setting', to: 'setting' }, ['reason']),
  'space.ordered': about('space', { components: 'ids' }),
  'space.visibility_changed': hides(about('space', { from: 'code', to: 'code' })),
  'space.reopened': told('OPENED', about('space')),
};

/** What of spaces and of their components follows from their entries. */
export const spacesTraces: readonly Trace[] = [
  traced('space', [], { published: 'PUBLISHED', archived: 'ARCHIVED', reopened: 'PUBLISHED' }),
  { kind: 'component', words: [], after: { 'component.published': { published: true }, 'component.unpublished': { published: false } } },
];

import { spaceEvents, type EventRules } from '@hiroba/kernel';

const about = (subject: string, data: EventRules[string]['data'] = {}): EventRules[string] => ({ subject, data, commit: [], log: 'public' });

/** The log events of this library: the kernel's, the reason of a change of dates, and those of order and archive. */
export const spacesEvents: EventRules = {
  ...spaceEvents,
  'phase.changed': { ...about('space', { phase: 'key', from: 'setting', to: 'setting' }), commit: ['reason'] },
  'space.ordered': about('space', { components: 'ids' }),
  'space.reopened': about('space'),
};

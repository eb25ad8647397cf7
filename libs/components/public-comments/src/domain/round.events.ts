import { about, told, type EventRules } from '@hiroba/kernel';

/** The log events of rounds, and what each may hold. */
export const roundEvents: EventRules = {
  'round.scheduled': told('PUBLISHED', about('round', {
    component: 'id', n: 'count', sha256: 'file', opens: 'instant', closes: 'instant', profile: 'code', steps: 'count',
  })),
};

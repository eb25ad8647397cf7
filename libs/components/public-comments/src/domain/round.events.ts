import { about, told, type EventRules } from '@hiroba/kernel';

/** The log events of rounds, and what each may hold. */
export const roundEvents: EventRules = {
  'round.scheduled': told('PUBLISHED', about('round', {
    component: 'id', n: 'count', sha256: 'file', opens: 'instant', closes: 'instant', profile: 'code', steps: 'count', external: 'flag',
  })),
  'round.changed': about('round', {
    change: 'code', n: 'count', sha256: 'file', closes: 'instant', due: 'instant', material: 'flag', fields: 'keys', external: 'flag',
  }, ['reason']),
  'round.result_published': told('ANSWERED', about('round', {
    n: 'count', file: 'file', persons: 'count', submissions: 'count', opinions: 'count', replies: 'count',
  })),
  'round.result_corrected': about('round', { n: 'count', sha256: 'file' }, ['reason']),
  'round.adopted': told('CONCLUDED', about('round', { on: 'day', sha256: 'file' }, ['text'])),
  'round.not_adopted': told('CONCLUDED', about('round', { again: 'flag', sha256: 'file' }, ['text'])),
  'round.not_held': told('PUBLISHED', about('round', { component: 'id', code: 'code', sha256: 'file' }, ['reason'])),
  'round.withdrawn': told('CLOSED', about('round', { sha256: 'file' }, ['reason'])),
  'round.archived': about('round', { from: 'code' }),
};

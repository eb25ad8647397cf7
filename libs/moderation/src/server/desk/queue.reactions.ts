import { on, type Reaction } from '@hiroba/server';
import { prioritise } from './priorities.ts';

/** What changes the place of a case in the queue, or takes it out. */
const moving = [
  'mod.reported',
  'mod.decided',
  'mod.appealed',
  'mod.appeal_decided',
  'mod.held',
  'mod.released',
  'mod.expired',
] as const;

/** Cases are sorted anew by what has come in. */
export const queueReactions: readonly Reaction[] = moving.map((type) =>
  on(type, `moderation.queue.${type}`, async ({ entry: { organisationId, subjectId, at }, em }) => {
    if (subjectId) await prioritise(em, { organisationId, caseId: subjectId, now: at });
  }),
);

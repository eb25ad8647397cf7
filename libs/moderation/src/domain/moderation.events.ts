import { about, anonymous, hides, type EventRules } from '@hiroba/kernel';

/** The log events of moderation; `target` names kind and id of what was decided about, and texts stand in commitments only. */
export const moderationEvents: EventRules = {
  'mod.decided': hides(
    anonymous(
      about(
        'case',
        {
          kind: 'code',
          class: 'code',
          rule: 'rule',
          ground: 'code',
          target: 'target',
          automated_detection: 'flag',
          automated_decision: 'code',
          second_approver: 'flag',
          notified: 'flag',
          ends_at: 'instant',
          reason_code: 'code',
        },
        ['target', 'statement', 'content_snapshot', 'moderator', 'approver'],
      ),
    ),
  ),
  'mod.interim_hidden': hides(
    anonymous(
      about('case', { target: 'target', rule: 'rule', until: 'instant' }, [
        'target',
        'statement',
        'content_snapshot',
        'moderator',
      ]),
    ),
  ),
  'mod.sealed_opened': anonymous(about('case', {}, ['moderator'])),
  'mod.expired': about('case', { target: 'target' }),
  'mod.sla_breached': about('case', { class: 'code' }),
  'mod.appealed': anonymous(about('case', { by: 'code' }, ['text', 'appellant'])),
  'mod.appeal_decided': anonymous(about('case', { outcome: 'code', other_moderator: 'flag' }, ['answer', 'reviewer'])),
  'mod.policy_published': about('policy', {
    version: 'count',
    sha256: 'file',
    effective_at: 'instant',
    urgent: 'flag',
  }),
  'mod.reported': anonymous(about('case', { reason_code: 'code', source: 'code' }, ['target', 'reporter'])),
  'mod.held': hides(anonymous(about('case', { mode: 'code' }, ['target', 'content_snapshot']))),
  'mod.released': anonymous(about('case', { target: 'target' }, ['moderator'])),
  'mod.mode_changed': anonymous(
    about('mode', { component: 'id', from: 'code', to: 'code', until: 'instant' }, ['moderator']),
  ),
  'mod.bulk': anonymous(
    about('bulk', { children: 'count', cluster: 'code', second_approver: 'flag', undo: 'flag' }, [
      'moderator',
      'approver',
    ]),
  ),
};

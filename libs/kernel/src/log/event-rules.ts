import type { EventRule, EventRules } from './events.ts';
import type { FactKind } from './facts.ts';

function about(
  subject: string,
  data: Readonly<Record<string, FactKind>> = {},
  commit: readonly string[] = [],
): EventRule {
  return { subject, data, commit, log: 'public' };
}

const alone = (data: Readonly<Record<string, FactKind>>): EventRule => ({ data, commit: [], log: 'public' });

/** The events of proposals. */
export const proposalEvents: EventRules = {
  'proposal.published': about('proposal', { component: 'id', locale: 'locale', chars: 'chars', files: 'files' }, [
    'title',
    'body',
    'author',
  ]),
  'proposal.edited': about('proposal', { fields: 'keys', chars: 'chars', files: 'files' }, ['title', 'body', 'author']),
  'proposal.withdrawn': about('proposal'),
  'proposal.merged': about('proposal', { into: 'id' }),
  'proposal.answered': about('proposal', { answer: 'code', office: 'id' }, ['text']),
  'proposal.status_changed': about('proposal', { from: 'code', to: 'code' }),
  'proposal.threshold_reached': about('proposal', { threshold: 'count', due: 'instant' }),
  'proposal.support_total': about('proposal', { day: 'day', total: 'count' }),
};

/** The events of debates. */
export const debateEvents: EventRules = {
  'debate.opened': about('debate', { component: 'id', layout: 'code', opens_at: 'instant', closes_at: 'instant' }, [
    'question',
    'body',
    'author',
  ]),
  'debate.closed': about('debate', { conclusion: 'flag' }, ['conclusion']),
};

/** The events of comments. */
export const commentEvents: EventRules = {
  'comment.published': about('comment', { thread: 'id', depth: 'count', chars: 'chars' }, ['body', 'author']),
  'comment.edited': about('comment', { fields: 'keys', chars: 'chars' }, ['body']),
  'comment.withdrawn': about('comment'),
};

/** The events of spaces, their phases and their components. */
export const spaceEvents: EventRules = {
  'space.published': about('space', { kind: 'code', locale: 'locale' }),
  'space.edited': about('space', { fields: 'keys' }),
  'space.archived': about('space'),
  'phase.changed': about('space', { phase: 'key', from: 'setting', to: 'setting' }),
  'component.placed': about('component', { manifest: 'key' }),
  'component.published': about('component'),
  'component.unpublished': about('component'),
  'component.edited': about('component', { fields: 'keys' }),
  'component.settings_changed': about('component', { key: 'key', from: 'setting', to: 'setting' }),
};

/** The events of administration. */
export const administrationEvents: EventRules = {
  'admin.role_granted': about('role', { role: 'code', scope: 'id' }, ['account']),
  'admin.role_revoked': about('role', { role: 'code', scope: 'id' }, ['account']),
  'admin.setting_changed': about('setting', { key: 'key', from: 'setting', to: 'setting' }, ['from', 'to']),
  'admin.impersonated': about('role', { role: 'code', scope: 'id' }, ['account']),
  'admin.template_changed': about('template', { key: 'key', locale: 'locale' }, ['text']),
};

/** The events of exports and erasures of data. */
export const dataEvents: EventRules = {
  'data.exported': alone({ dataset: 'key', rows: 'count', fields: 'keys', purpose_code: 'code', basis: 'code' }),
  'data.erased': about('*', { events: 'ids', names: 'keys', basis_code: 'code' }),
};

/** The events of the log about itself, which have no subject. */
export const logEvents: EventRules = {
  'log.created': alone({ origin: 'id', vkey: 'vkey', schema: 'key' }),
  'log.schema_published': alone({ name: 'key', sha256: 'file' }),
  'log.heartbeat': alone({ entries: 'count', types: 'count' }),
  'log.fsck': alone({ size: 'count', ok: 'flag', problems: 'count' }),
  'log.key_rotated': alone({ vkey_new: 'vkey', from: 'instant' }),
  'log.recovered': alone({ size_before: 'count', entries_restored: 'count', subjects_behind: 'count' }),
};

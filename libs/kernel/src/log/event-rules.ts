import type { Activity, EventRule, EventRules } from './events.ts';
import type { FactKind } from './facts.ts';

/** The rule of an event about one kind of subject. */
export function about(
  subject: string,
  data: Readonly<Record<string, FactKind>> = {},
  commit: readonly string[] = [],
): EventRule {
  return { subject, data, commit, log: 'public' };
}

/** The rule of an event about nothing but itself. */
export const alone = (data: Readonly<Record<string, FactKind>>): EventRule => ({ data, commit: [], log: 'public' });

/** The rule of an event that everybody is told of. */
export const told = (activity: Activity, rule: EventRule): EventRule => ({ ...rule, activity });

/** The rule of an event after which something is no longer for everybody: files that were made before are out of date. */
export const hides = (rule: EventRule): EventRule => ({ ...rule, hides: true });

/** The rule of an event that never leads to whoever acted. */
export const anonymous = (rule: EventRule): EventRule => ({ ...rule, anonymous: true });

/** The events of administration. */
export const administrationEvents: EventRules = {
  'admin.role_granted': anonymous(about('role', { role: 'code', scope: 'id' }, ['account'])),
  'admin.role_revoked': anonymous(about('role', { role: 'code', scope: 'id' }, ['account'])),
  'admin.setting_changed': about('setting', { key: 'key', from: 'setting', to: 'setting' }, ['from', 'to']),
  'admin.impersonated': about('role', { role: 'code', scope: 'id' }, ['account']),
  'admin.template_changed': about('template', { key: 'key', locale: 'locale' }, ['text']),
};

/** The events of exports and erasures of data. */
export const dataEvents: EventRules = {
  'data.exported': alone({ dataset: 'key', rows: 'count', fields: 'keys', purpose_code: 'code', basis: 'code' }),
  'data.erased': hides(about('*', { events: 'ids', names: 'keys', basis_code: 'code' })),
};

/** The events of the log about itself, which have no subject. */
export const logEvents: EventRules = {
  'log.created': alone({ origin: 'id', vkey: 'vkey', schema: 'key' }),
  'log.schema_published': alone({ name: 'key', sha256: 'file' }),
  'log.heartbeat': alone({ entries: 'count', types: 'count', counts: 'counts' }),
  'log.fsck': alone({ size: 'count', ok: 'flag', problems: 'count' }),
  'log.key_rotated': alone({ vkey_new: 'vkey', from: 'instant' }),
  'log.recovered': alone({ size_before: 'count', entries_restored: 'count', subjects_behind: 'count' }),
};

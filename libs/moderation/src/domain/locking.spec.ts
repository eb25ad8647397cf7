import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Viewer } from '@hiroba/kernel';
import { endLock, lockThread, MOST_DAYS_LOCKED, unlockThread } from './locking.ts';
import type { JudgedSubject } from './moderation.commands.ts';
import type { Judging } from './rules.ts';
import { starterBook } from './starter-rules.ts';

const now = new Date('2026-11-22T03:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const viewer = (more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'city',
  personId: 'miura',
  grants: [{ role: 'MODERATOR' }],
  level: 1,
  mfa: true,
  locale: 'ja',
  ...more,
});
const at = (who: Partial<Viewer> = {}): Judging => ({
  viewer: viewer(who),
  now,
  rules: starterBook,
  component: {
    id: 'room',
    spaceId: 'space',
    manifest: 'debates',
    published: true,
    spaceState: 'PUBLISHED',
    phases: [],
  },
});
const subject = (more: Partial<JudgedSubject> = {}): JudgedSubject => ({
  kind: 'debate',
  id: 'd1',
  authorIds: ['hana'],
  publishedAt: later(-1),
  withheldAt: null,
  reported: false,
  underAppeal: false,
  hasThread: true,
  lockedUntil: null,
  content: { body: '秘密' },
  locale: 'ja',
  ...more,
});
const quiet = { dueAt: null };
const cited = { id: 'R5', version: 1 };

describe('closing a conversation', () => {
  it.each<[string, Partial<Viewer>, Partial<JudgedSubject>, string, number | null, string, string | undefined]>([
    ['by a citizen', { grants: [] }, {}, 'R5', 3, 'FORBIDDEN', undefined],
    ['by the author', { personId: 'hana' }, {}, 'R5', 3, 'RECUSED', undefined],
    ['by whoever stepped back', {}, { recused: true }, 'R5', 3, 'RECUSED', undefined],
    ['under appeal', {}, { underAppeal: true }, 'R5', 3, 'UNDER_APPEAL', undefined],
    ['where nobody comments', {}, { hasThread: false }, 'R5', 3, 'NOT_FOUND', undefined],
    ['of what is withheld', {}, { withheldAt: now }, 'R5', 3, 'WITHHELD', undefined],
    ['that is closed still', {}, { lockedUntil: later(1) }, 'R5', 3, 'THREAD_LOCKED', undefined],
    ['without a rule', {}, {}, '', 3, 'EMPTY', 'rule'],
    ['for a rule that withholds nothing', {}, {}, 'R8', 3, 'NOT_ALLOWED', 'rule'],
    ['without an end', {}, {}, 'R5', null, 'EMPTY', 'days'],
    ['for no day', {}, {}, 'R5', 0, 'BAD_USER_INPUT', 'days'],
    ['for a day too many', {}, {}, 'R5', MOST_DAYS_LOCKED + 1, 'BAD_USER_INPUT', 'days'],
  ])('is refused: %s', (_, who, more, rule, days, code, field) => {
    const refusal = lockThread(rule, '荒れています', days)(at(who), subject(more), quiet) as Refusal;
    expect([refusal.code, refusal.field]).toEqual([code, field]);
  });

  test('ends by itself, hides nothing, leaves what waits, and says in the log until when and why by digest', () => {
    const dueAt = later(1_000);
    const made = lockThread('R5', '荒れています', 30)(at(), subject({ lockedUntil: now }), { dueAt });
    if (made instanceof Refusal) throw made;
    expect(made.patch).toEqual({ state: 'OPEN', dueAt, lockedUntil: later(30 * 86_400_000) });
    expect(made.statement).toMatchObject({
      kind: 'LOCK_THREAD',
      class: 'MEDIUM',
      endsAt: later(30 * 86_400_000),
      source: 'OWN',
    });
    expect(made.event.data).toMatchObject({
      kind: 'LOCK_THREAD',
      rule: 'R5@1',
      target: { kind: 'debate', id: 'd1' },
      notified: true,
    });
    expect(JSON.stringify(made.event.data)).not.toContain('荒れて');
    expect(lockThread('R5', '荒れています', 1)(at(), subject(), quiet)).toMatchObject({
      patch: { state: 'DECIDED', dueAt: null },
    });
  });

  test('is undone with a reason as long as it lasts, and over at its instant', () => {
    expect(unlockThread('静かに', cited)(at(), subject({ lockedUntil: now }), quiet)).toMatchObject({
      code: 'NOT_LOCKED',
    });
    expect(unlockThread(' ', cited)(at(), subject({ lockedUntil: later(1) }), quiet)).toMatchObject({
      code: 'EMPTY',
      field: 'reason',
    });
    expect(unlockThread('静かに', cited)(at(), subject({ lockedUntil: later(1) }), quiet)).toMatchObject({
      patch: { lockedUntil: null },
      statement: { kind: 'UNLOCK_THREAD', ruleId: 'R5' },
    });
    expect(endLock({ kind: 'debate', id: 'd1' })).toMatchObject({
      patch: { lockedUntil: null },
      event: { type: 'mod.expired' },
    });
  });
});

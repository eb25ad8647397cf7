import { describe, expect, it, test } from '@jest/globals';
import { Refusal, visitor } from '@hiroba/kernel';
import { weightOf } from './desk/priority.ts';
import type { JudgedSubject } from './moderation.commands.ts';
import { answerBy, appealsByMail, confirmBy, mailsAt, reportByMail } from './reporting-by-mail.ts';
import type { Judging } from './rules.ts';
import { starterBook } from './starter-rules.ts';

const now = new Date('2026-11-22T03:00:00.000Z');
const day = 86_400_000;
const ago = (ms: number) => new Date(now.getTime() - ms);
const at = (place: object = {}): Judging => ({
  viewer: visitor('city'),
  now,
  rules: starterBook,
  component: {
    id: 'room',
    spaceId: 'space',
    manifest: 'proposals',
    published: true,
    spaceState: 'PUBLISHED',
    phases: [],
    ...place,
  },
});
const subject = (more: Partial<JudgedSubject> = {}): JudgedSubject => ({
  kind: 'comment',
  id: 'c1',
  authorIds: ['hana'],
  publishedAt: ago(day),
  withheldAt: null,
  reported: false,
  underAppeal: false,
  content: { body: '秘密' },
  locale: 'ja',
  ...more,
});

describe('M22 a report without an account', () => {
  it.each<[string, Judging, Partial<JudgedSubject>, string, string, string, string | undefined]>([
    ['of what is not public', at({ published: false }), {}, 'R3', '番地', 'NOT_FOUND', undefined],
    ['of what is withheld', at(), { withheldAt: now }, 'R3', '番地', 'WITHHELD', undefined],
    ['from an address that reported it', at(), { reported: true }, 'R3', '番地', 'ALREADY_REPORTED', undefined],
    ['without a rule', at(), {}, '', '番地', 'EMPTY', 'rule'],
    ['without a word of why', at(), {}, 'R3', ' 　', 'EMPTY', 'note'],
    ['with a word too many', at(), {}, 'R3', 'あ'.repeat(1001), 'TOO_LONG', 'note'],
  ])('is refused: %s', (_, situation, more, rule, note, code, field) => {
    const refusal = reportByMail(rule, note, 'v1')(situation, subject(more), { dueAt: null }) as Refusal;
    expect([refusal.code, refusal.field]).toEqual([code, field]);
  });

  test('waits in the case by the weight of its rule, never longer than its answer may take, and the log says who it was by digest alone', () => {
    for (const [rule, hours] of [
      ['R3', 24],
      ['R8', 168],
    ] as const) {
      const decision = reportByMail(rule, '番地が書かれています', 'v1')(at(), subject(), { dueAt: null });
      if (decision instanceof Refusal) throw decision;
      expect(decision.patch.dueAt).toEqual(new Date(now.getTime() + hours * 3_600_000));
      expect(decision.patch.dueAt.getTime()).toBeLessThanOrEqual(answerBy(now).getTime());
      expect(decision.event).toMatchObject({
        data: { reason_code: rule, source: 'VISITOR' },
        commit: { reporter: 'v1' },
      });
      expect(JSON.stringify(decision.event.data)).not.toContain('v1');
    }
  });

  test('weighs a half, whatever was judged before', () => {
    expect(weightOf({ judged: 0, upheld: 0, isVisitor: true })).toBe(0.5);
    expect(weightOf({ judged: 100, upheld: 100, isVisitor: true })).toBe(0.5);
  });

  it.each<[string, readonly number[], readonly number[], number]>([
    ['at once, where nothing was asked', [], [], 0],
    ['at once, after two to the address', [0, 0], [], 0],
    ['a day after the first of three', [1, 2, 10 * 60_000], [], day - 10 * 60_000],
    ['at once, where the first of three is a day ago', [1, 2, day], [], 0],
    ['a millisecond later, where it is not quite', [1, 2, day - 1], [], 1],
    ['a day after the one that waits itself', [-day, -day, -day], [], 2 * day],
    ['a day after the first of ten from the network', [], Array.from({ length: 10 }, () => 60_000), day - 60_000],
    ['at once, after nine', [], Array.from({ length: 9 }, () => 0), 0],
  ])('is asked for %s', (_, address, network, later) => {
    expect(mailsAt(now, address.map(ago), network.map(ago)).getTime() - now.getTime()).toBe(later);
  });

  test('waits seven days for its yes, is answered in seven days, and its dismissal alone can be appealed, as the last word', () => {
    expect([confirmBy(now), answerBy(now)]).toEqual([
      new Date('2026-11-29T03:00:00Z'),
      new Date('2026-11-29T03:00:00Z'),
    ]);
    expect([appealsByMail('DISMISS', true), appealsByMail('DISMISS', false), appealsByMail('HIDE', true)]).toEqual([
      'REPORTER',
      undefined,
      undefined,
    ]);
  });
});

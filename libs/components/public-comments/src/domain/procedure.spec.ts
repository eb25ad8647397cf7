import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Viewer } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import { noNumbers, type Gap } from './coverage.ts';
import {
  approve, correctNotice, declareNotHeld, extend, giveBackRound, requestApproval, resume, suspend, withdrawRound,
} from './notice.commands.ts';
import type { ApprovalStep, HeldRound, Notice, RoundCommand, RoundDecision } from './procedure.ts';
import { profiles } from './profile.ts';
import { adopt, archive, correctResult, declareNotAdopted, explainDelay, isIntact, publishResult, requestResponseApproval } from './result.commands.ts';
import { roundPolicy } from './round.policy.ts';
import { statusOf, type RoundStage, type RoundText } from './round.ts';

const seal = (text: string): string => createHash('sha256').update(text).digest('hex');
const words = { ja: 'あ' };
const ask = { decided: words, changeable: words, fixed: words, decider: words, deadline: words, wanted: words, promise: 'CONSULT' as const };
const component = {
  id: 'c', spaceId: 's', manifest: 'public-comments', published: true, spaceState: 'PUBLISHED' as const, phases: [],
  settings: { profile: 'MUNICIPAL' as const, ordinance: '', minDays: 0, responseWeeks: 0, tailDays: 0 },
};
const day = 86_400_000;
const start = Date.parse('2026-11-22T00:00:00+09:00');

const worker = (n: number): Viewer => ({
  organisationId: 'o', personId: `p${n}`, grants: [{ role: 'STAFF' }], level: 1, mfa: true, locale: 'ja',
});
const at = (n: number, now: number): PublicCommentsSituation => ({ viewer: worker(n), now: new Date(now), component });

const drafted = (more: Partial<RoundText> = {}): RoundText => ({
  id: 'r', stage: 'DRAFT', title: '自転車計画（案）', titleKana: '', summary: '概要', easySummary: '', locale: 'ja', subjectType: 'SECTOR_PLAN', policyField: '交通',
  office: '都市計画課', contact: { phone: '0790-00-0000', mail: '', address: '本町1-1' }, ask, ways: [{ channel: 'ONLINE', to: '' }, { channel: 'POST', to: '本町1-1' }],
  places: [], profile: profiles.MUNICIPAL, legalBasis: '条例', clause: '', zone: 'Asia/Tokyo', opensAt: new Date(start + day), closesAt: new Date(start + 32 * day),
  shortPeriodReason: '', suspensions: [], responseDueAt: null, overdueReason: '', authorIds: ['p0'], review: 0, noticeVersions: 0, resultVersions: 0, ...more,
});

/** A round in memory: what the server would keep of it. */
class Model {
  round: RoundText;
  steps: ApprovalStep[] = [];
  notices: Notice[] = [];
  entries: string[] = [];
  gaps: Gap[] = [];
  proposed: HeldRound['proposed'] = null;

  constructor(round: RoundText = drafted()) {
    this.round = round;
  }

  held(): HeldRound {
    const { round, steps, gaps, proposed } = this;
    return { round, steps, gaps, proposed, plan: { n: 1, sha256: seal('plan'), units: 3 }, numbers: noNumbers(round.profile.channels, []), seal };
  }

  do(command: RoundCommand, who: number, now: number): string | RoundDecision {
    const decision = command(at(who, now), this.held());
    if ('code' in decision) return `${decision.code}${decision.field ? ` ${decision.field}` : ''}`;
    this.round = { ...this.round, ...decision.patch };
    this.entries.push(decision.event.type);
    if (decision.step) this.steps = [...this.steps, decision.step];
    if (decision.notice) this.notices = [...this.notices, decision.notice];
    if (decision.proposed) this.proposed = decision.proposed;
    return decision;
  }
}

/** As `closeTail` leaves a round; the counts are the business of the intake. */
const closeTail: RoundCommand = (situation, { round }) => roundPolicy.closeTail(situation, round)
  ?? { patch: { stage: 'ANALYSIS' }, event: { type: 'round.closed', data: {}, log: 'public' } };

const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const correction = ({ title, easySummary, contact, ways, places, legalBasis, clause }: RoundText, summary: string) =>
  ({ title, easySummary, contact, ways, places, legalBasis, clause, summary });
const result = { text: '提出意見はありませんでした。', summarised: false, originalsRoute: '' };

const PUBLIC: readonly RoundStage[] = [
  'SCHEDULED', 'ANALYSIS', 'RESPONSE_REVIEW', 'RESULT_PUBLISHED', 'ADOPTED', 'NOT_ADOPTED', 'NOT_HELD', 'WITHDRAWN', 'ARCHIVED',
];

describe('PC3 a round, whatever is done to it in whatever order', () => {
  test('publishes no result with a gap, edits no notice, shortens no period, writes one entry each, never goes back into the dark, keeps duties apart', () => {
    const reached = new Set<RoundStage>();
    for (let sequence = 0; sequence < 10_000; sequence += 1) {
      const next = random(sequence + 1);
      const pick = <T,>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
      const model = new Model(drafted({ shortPeriodReason: sequence % 4 === 0 ? '' : '議会の日程のため' }));
      let now = start;
      for (let step = 0; step < 20; step += 1) {
        now += Math.floor(next() * 5 * day);
        const { round } = model;
        const wanted = new Date(now + Math.floor((next() - 0.3) * 40 * day));
        // What leads on is tried more often than anything at all, or few sequences would get far.
        const likely: Partial<Record<RoundStage, readonly RoundCommand[]>> = {
          DRAFT: [requestApproval], IN_REVIEW: [approve('', null)], SCHEDULED: [closeTail], ANALYSIS: [requestResponseApproval(result)],
          RESPONSE_REVIEW: [approve('', null), publishResult], RESULT_PUBLISHED: [adopt('2027-04-01', '決定しました')],
        };
        const command = pick<RoundCommand>([
          ...Array.from({ length: 24 }, () => pick(likely[round.stage] ?? [archive])),
          requestApproval, approve('', null), approve('', { number: '企第12号', on: '2026-11-20' }), giveBackRound('直して'), extend(wanted, '声が多い'),
          correctNotice(correction(round, `概要${step}`), '誤り', next() < 0.5), suspend('障害'), resume(next() < 0.5 ? null : wanted), withdrawRound('取りやめ'),
          declareNotHeld('MINOR', '軽微', ''), closeTail, requestResponseApproval(result), publishResult, correctResult(result, '誤り'),
          adopt('2027-04-01', '決定しました'), declareNotAdopted('見送ります', true), explainDelay('検討中', wanted), archive,
        ]);
        model.gaps = next() < 0.3 ? [{ code: 'REPLY_MISSING', count: 2, path: null }] : [];
        const [before, kept, entries, open] = [model.round, [...model.notices], model.entries.length, model.gaps.length > 0];
        const outcome = model.do(command, Math.floor(next() * 4), now);
        const after = model.round;
        reached.add(after.stage);
        const went = typeof outcome !== 'string';
        // 4: one entry for what was done, none for what was refused, and a refusal changes nothing.
        if (model.entries.length !== entries + (went ? 1 : 0) || (!went && after !== before)) throw new Error(`entries after ${step}`);
        // 1: no result with a gap.
        if (after.resultVersions > before.resultVersions && open) throw new Error('a result with a gap');
        // 2: what was noticed stays, byte by byte.
        if (!kept.every((notice, n) => model.notices[n] === notice)) throw new Error('an edited notice');
        if (after.noticeVersions < before.noticeVersions || after.resultVersions < before.resultVersions) throw new Error('a version was taken back');
        // 3: an end that was published is never earlier again.
        if (before.noticeVersions > 0 && before.closesAt && (!after.closesAt || after.closesAt < before.closesAt)) throw new Error('a shorter period');
        // 6: what was public stays so.
        if (PUBLIC.includes(before.stage) && !PUBLIC.includes(after.stage)) throw new Error('a page that is gone');
        if (statusOf(after, new Date(now)) === 'DRAFT' && after.noticeVersions > 0) throw new Error('a draft again');
        // 8: nobody approves what they wrote, and nobody twice.
        const mine = went ? (outcome as RoundDecision).step : undefined;
        if (mine && !mine.external && (before.authorIds.includes(mine.personId ?? '')
          || model.steps.filter((one) => one.review === mine.review && one.what === mine.what && one.personId === mine.personId).length > 1)) throw new Error('one hand in both');
      }
      // 5: told once: each version of a kind exists once.
      if (!model.notices.every(({ snapshot, sha256 }) => seal(snapshot) === sha256)) throw new Error('an edited notice');
      const told = model.notices.map(({ kind, n }) => `${kind} ${n}`);
      if (new Set(told).size < told.length) throw new Error('told twice');
    }
    expect([...reached].sort()).toEqual([...new Set<RoundStage>(['DRAFT', 'IN_REVIEW', ...PUBLIC])].sort());
  }, 20_000);
});

describe('the procedure of a round', () => {
  const scheduled = (): Model => {
    const model = new Model();
    model.do(requestApproval, 0, start);
    model.do(approve('', null), 1, start);
    model.do(approve('', null), 2, start);
    return model;
  };

  test('PC26 needs as many hands as the profile asks for: not the author, nobody twice, or one decision made elsewhere', () => {
    const model = new Model();
    expect(model.do(approve('', null), 1, start)).toBe('WRONG_STATE');
    model.do(requestApproval, 0, start);
    expect(model.do(approve('', null), 0, start)).toBe('OWN_WORK');
    model.do(approve('', null), 1, start);
    expect([model.round.stage, model.do(approve('', null), 1, start)]).toEqual(['IN_REVIEW', 'ALREADY_APPROVED']);
    model.do(approve('', null), 2, start);
    expect([model.round.stage, model.notices.length]).toEqual(['SCHEDULED', 1]);
    const external = new Model();
    external.do(requestApproval, 0, start);
    external.do(approve('', { number: '企第12号', on: '2026-11-20' }), 0, start);
    expect(external.round.stage).toBe('SCHEDULED');
  });

  test('forgets the approvals of a review that was given back', () => {
    const model = new Model();
    model.do(requestApproval, 0, start);
    model.do(approve('', null), 1, start);
    model.do(giveBackRound('期間を直してください'), 2, start);
    model.do(requestApproval, 0, start);
    model.do(approve('', null), 1, start);
    expect(model.round.stage).toBe('IN_REVIEW');
  });

  test('PC1 counts from the day it is really published: approved late, a period may have become too short', () => {
    const model = new Model(drafted({ closesAt: new Date(start + 31 * day) }));
    model.do(requestApproval, 0, start);
    model.do(approve('', null), 1, start);
    expect(model.do(approve('', null), 2, start + 2 * day)).toBe('SHORT_PERIOD shortPeriodReason');
    expect(new Model(drafted({ closesAt: new Date(start + 30 * day) })).do(requestApproval, 0, start)).toBe('SHORT_PERIOD shortPeriodReason');
  });

  test.each<[string, Partial<RoundText>, string]>([
    ['title', { title: '' }, 'EMPTY title'], ['summary', { summary: '' }, 'EMPTY summary'], ['ask card', { ask: {} }, 'EMPTY ask.decided'],
    ['telephone', { contact: { phone: '', mail: '', address: '本町' } }, 'EMPTY contact.phone'], ['law', { legalBasis: '' }, 'EMPTY legalBasis'],
    ['address of a way', { ways: [{ channel: 'FAX', to: '' }] }, 'EMPTY ways.FAX'], ['date', { opensAt: null }, 'EMPTY opensAt'],
  ])('PC3 names the field when the %s is missing', (_, more, refusal) => {
    expect(new Model(drafted(more)).do(requestApproval, 0, start)).toBe(refusal);
  });

  test('PC4 a notice is made of canonical bytes whose digest anybody can compute', () => {
    const [notice] = scheduled().notices;
    expect(notice && isIntact(seal, notice.snapshot, notice.sha256)).toBe(true);
    expect(notice && isIntact(seal, notice.snapshot.replace('自転車', '自動車'), notice.sha256)).toBe(false);
  });

  test('PC41 gives back the time that was lost, and more on wish, never less', () => {
    const model = scheduled();
    model.do(suspend('障害'), 1, start + 2 * day);
    const back = start + 2 * day + 45 * 60_000;
    expect(model.do(resume(new Date(start + 32 * day)), 1, back)).toBe('NOT_LONGER closesAt');
    model.do(resume(null), 1, back);
    expect(model.round.closesAt).toEqual(new Date(start + 33 * day));
  });

  test('PC41 a form that was off at the end stays off, and whoever resumes gives the lost time from then on', () => {
    const model = scheduled();
    model.do(suspend('障害'), 1, start + 31 * day);
    expect(statusOf(model.round, new Date(start + 40 * day))).toBe('SUSPENDED');
    model.do(resume(null), 1, start + 40 * day);
    expect([statusOf(model.round, new Date(start + 40 * day)), model.round.closesAt]).toEqual(['OPEN', new Date(start + 41 * day)]);
  });

  test('PC14 PC16 publishes a result nobody wrote to, and none while something is unanswered', () => {
    const model = scheduled();
    model.do(closeTail, 1, start + 32 * day);
    model.gaps = [{ code: 'REPLY_MISSING', count: 1, path: null }];
    expect(model.do(requestResponseApproval(result), 0, start + 40 * day)).toBe('NOT_ANSWERED');
    model.gaps = [];
    model.do(requestResponseApproval(result), 0, start + 40 * day);
    expect(model.do(publishResult, 1, start + 41 * day)).toBe('NOT_APPROVED');
    model.do(approve('', null), 1, start + 41 * day);
    model.do(approve('', null), 2, start + 41 * day);
    model.do(publishResult, 1, start + 41 * day);
    expect(model.round.stage).toBe('RESULT_PUBLISHED');
    expect(JSON.parse(model.notices.at(-1)?.snapshot ?? '')).toMatchObject({ kind: 'RESULT', n: 1, numbers: { submissions: 0, opinions: 0 } });
  });

  test('PC31 asks where originals can be read when they are summarised', () => {
    const model = scheduled();
    model.do(closeTail, 1, start + 32 * day);
    expect(model.do(requestResponseApproval({ ...result, summarised: true }), 0, start + 40 * day)).toBe('EMPTY originalsRoute');
    const voluntary = new Model({ ...model.round, profile: profiles.VOLUNTARY });
    voluntary.do(requestResponseApproval({ ...result, summarised: true }), 0, start + 40 * day);
    expect(voluntary.round.stage).toBe('RESPONSE_REVIEW');
  });
});

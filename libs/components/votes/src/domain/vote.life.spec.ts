import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Rule, type Viewer } from '@hiroba/kernel';
import { votes, type VotesPlace, type VotesSituation } from '../manifest.ts';
import { counted } from './freeze.ts';
import { decideObjection, drawLot } from './result.commands.ts';
import { shuffled } from './shuffle.ts';
import { amend, annul, announce, extend, finalise } from './vote.life.commands.ts';
import { votePolicy } from './vote.policy.ts';
import { voteStatuses, type VoteFacts, type VoteStatus, type VoteText } from './vote.ts';

const at = (time: string) => new Date(`2026-12-${time}+09:00`);
const settings = Object.fromEntries(votes.settings.map(({ key, default: value }) => [key, value]));
const here = (viewer: Viewer, now: Date): VotesSituation => ({
  viewer, now,
  component: { id: 'c', spaceId: 's', manifest: 'votes', published: true, spaceState: 'PUBLISHED', settings, phases: [] } as unknown as NonNullable<VotesSituation['component']>,
});
const person = (personId: string | undefined, more: object = {}) =>
  ({ organisationId: 'o', personId, grants: [], level: personId ? 1 : 0, mfa: false, suspended: false, locale: 'ja', ...more }) as unknown as Viewer;

const clerk = person('clerk', { grants: [{ role: 'STAFF' }], mfa: true });
const colleague = person('colleague', { grants: [{ role: 'STAFF' }], mfa: true });
const roles: Readonly<Record<string, Viewer>> = {
  visitor: person(undefined), citizen: person('hana'), moderator: person('mod', { grants: [{ role: 'MODERATOR' }], mfa: true }),
  auditor: person('auditor', { grants: [{ role: 'AUDITOR' }], mfa: true }), staff: colleague, runner: clerk,
  clock: person(undefined, { operator: true }),
};

const base: VoteFacts = {
  id: 'v', opensAt: at('10T09:00:00'), closesAt: at('20T17:00:00'), announcedAt: at('01T00:00:00'), frozenAt: null, ballotsAt: null, talliedAt: null,
  resultAt: null, objectUntil: null, finalAt: null, voidedAt: null, paper: false, runBy: ['clerk'],
};
const done = at('20T17:15:00');
const frozen = { ...base, frozenAt: done };
const provisional = { ...frozen, ballotsAt: done, talliedAt: done, resultAt: done, objectUntil: at('27T17:15:00') };
/** A vote in each status, and an instant at which it has that status and the guards of time are met. */
const stands: Readonly<Record<VoteStatus, readonly [VoteFacts, Date]>> = {
  DRAFT: [{ ...base, announcedAt: null }, at('02T00:00:00')],
  ANNOUNCED: [base, at('02T00:00:00')],
  OPEN: [base, at('11T00:00:00')],
  CLOSED: [base, at('20T17:15:00')],
  FROZEN: [frozen, at('21T00:00:00')],
  BALLOTS_PUBLISHED: [{ ...frozen, ballotsAt: done }, at('21T00:00:00')],
  TALLIED: [{ ...frozen, ballotsAt: done, talliedAt: done }, at('21T00:00:00')],
  PROVISIONAL: [provisional, at('22T00:00:00')],
  FINAL: [{ ...provisional, finalAt: at('28T00:00:00') }, at('28T00:00:00')],
  VOID: [{ ...base, voidedAt: at('12T00:00:00') }, at('12T00:00:00')],
};
const all = ['visitor', 'citizen', 'moderator', 'auditor', 'staff', 'runner'];
const byStaff = ['staff', 'runner'];
/** The table of the design: what may be done by whom, standing where. Everything else is refused. */
const table: Readonly<Record<string, readonly [readonly VoteStatus[], readonly string[]]>> = {
  save: [['DRAFT'], byStaff],
  discard: [['DRAFT'], byStaff],
  preview: [['DRAFT'], byStaff],
  announce: [['DRAFT'], byStaff],
  amend: [['ANNOUNCED'], byStaff],
  extend: [['OPEN'], byStaff],
  open: [['OPEN'], ['clock']],
  cast: [['OPEN'], all.slice(1)],
  withdraw: [['OPEN'], all.slice(1)],
  freeze: [['CLOSED'], ['clock']],
  publishBallots: [['FROZEN'], ['clock']],
  drawLot: [['FROZEN', 'BALLOTS_PUBLISHED'], byStaff],
  tally: [['BALLOTS_PUBLISHED'], ['clock']],
  publishResult: [['TALLIED'], byStaff],
  override: [['TALLIED', 'PROVISIONAL', 'FINAL'], byStaff],
  object: [['PROVISIONAL'], all.slice(1)],
  decide: [['PROVISIONAL'], ['staff']],
  finalise: [[], []],
  annul: [['ANNOUNCED', 'OPEN', 'CLOSED', 'FROZEN', 'BALLOTS_PUBLISHED', 'TALLIED', 'PROVISIONAL'], byStaff],
};

const code = (refusal: Refusal | undefined) => refusal?.code;
const asked = (action: string, viewer: Viewer, [facts, now]: readonly [VoteFacts, Date]) =>
  (votePolicy[action as keyof typeof votePolicy] as Rule<VoteFacts, VotesPlace>)(here(viewer, now), facts);

describe('V7 every action, in every status, by every role', () => {
  it.each(Object.keys(table))('%s', (action) => {
    const [statuses, who] = table[action] as (typeof table)[string];
    for (const status of voteStatuses) {
      for (const [role, viewer] of Object.entries(roles)) {
        const refusal = asked(action, viewer, stands[status]);
        expect([action, status, role, refusal === undefined]).toEqual([action, status, role, statuses.includes(status) && who.includes(role)]);
      }
    }
  });

  it.each<[string, string, Viewer, readonly [VoteFacts, Date]]>([
    ['a draft is not there for others', 'NOT_FOUND', roles.citizen as Viewer, stands.DRAFT],
    ['what is announced stands', 'WRONG_STATE', clerk, stands.ANNOUNCED],
    ['nobody without the role', 'FORBIDDEN', roles.citizen as Viewer, stands.ANNOUNCED],
    ['no visitor', 'UNAUTHENTICATED', roles.visitor as Viewer, stands.ANNOUNCED],
  ])('says why not: %s', (_, expected, viewer, stand) => expect(code(asked('save', viewer, stand))).toBe(expected));

  it('takes ballots to the last millisecond, and says when it took or takes them', () => {
    const cast = (now: string) => asked('cast', roles.citizen as Viewer, [base, at(now)]);
    expect(cast('10T08:59:59.999')).toMatchObject({ code: 'PHASE_CLOSED', params: { opensAt: '2026-12-10T00:00:00.000Z' } });
    expect(cast('10T09:00:00')).toBeUndefined();
    expect(cast('20T16:59:59.999')).toBeUndefined();
    expect(cast('20T17:00:00')).toMatchObject({ code: 'PHASE_CLOSED', params: { closedAt: '2026-12-20T08:00:00.000Z' } });
  });

  it('waits before ballots are fixed: a quarter of an hour, with paper a day', () => {
    const freeze = (now: string, paper = false) => code(asked('freeze', roles.clock as Viewer, [{ ...base, paper }, at(now)]));
    expect([freeze('20T17:14:59.999'), freeze('20T17:15:00'), freeze('21T16:59:59.999', true), freeze('21T17:00:00', true)])
      .toEqual(['TOO_EARLY', undefined, 'TOO_EARLY', undefined]);
  });

  it('ends with the time for objections', () => {
    const until = (action: string, now: string, by: Viewer) => code(asked(action, by, [provisional, at(now)]));
    expect(until('object', '27T17:14:59.999', roles.citizen as Viewer)).toBeUndefined();
    expect(until('object', '27T17:15:00', roles.citizen as Viewer)).toBe('PHASE_CLOSED');
    expect(until('finalise', '27T17:14:59.999', clerk)).toBe('TOO_EARLY');
    expect(until('finalise', '27T17:15:00', clerk)).toBeUndefined();
    expect(until('decide', '26T00:00:00', clerk)).toBe('TOOK_PART');
  });
});

const text: VoteText = {
  ...base, announcedAt: null, runBy: [], title: { ja: '名前' }, intro: {}, office: '企画課', type: 'single', method: 'plurality', parameters: {},
  secrecy: 'SEPARATED', electorate: 'CONFIRMED', electorateMode: 'SNAPSHOT', tieRule: 'report', lotSource: {}, uniqueLimit: 5, preview: null,
};
const option = (name: string, cost: string | null = null) => ({ code: name, title: { ja: name }, text: {}, cost, category: null });
const two = [option('1'), option('2')];
const rule = () => ({ document: '{}', ruleHash: '0'.repeat(64) });

describe('V7 the guards', () => {
  it.each<[string, Partial<VoteText>, readonly ReturnType<typeof option>[], string | undefined]>([
    ['seven days ahead, two options', {}, two, undefined],
    ['one option', {}, [option('1')], 'TOO_FEW options'],
    ['yes or no without options', { type: 'yesno', method: 'simple' }, [], undefined],
    ['no title', { title: {} }, two, 'EMPTY title.ja'],
    ['a day short of seven', { opensAt: at('09T08:59:59.999') }, two, 'TOO_EARLY opensAt'],
    ['an hour short of a day', { closesAt: at('11T08:00:00') }, two, 'BAD_DATES closesAt'],
    ['as many seats as options', { parameters: { seats: 2 } }, two, 'BAD_USER_INPUT seats'],
    ['a lot without its source', { tieRule: 'lot' }, two, 'EMPTY lotSource.ja'],
    ['a runoff without the source of its lots', { type: 'ranked', method: 'irv' }, two, 'EMPTY lotSource.ja'],
    ['points without their number', { type: 'points' }, two, 'EMPTY points'],
    ['a budget without one', { type: 'knapsack', method: 'greedy' }, two, 'EMPTY budget'],
    ['a project without its cost', { type: 'knapsack', method: 'greedy', parameters: { budget: '100' } }, [option('1', '10'), option('2')], 'EMPTY cost'],
  ])('announce: %s', (_, change, options, expected) => {
    const outcome = announce(options, rule)(here(clerk, at('02T09:00:00')), { ...text, ...change });
    expect(outcome instanceof Refusal ? `${outcome.code} ${outcome.field}` : undefined).toBe(expected);
  });

  it('amend: two days before the opening, or by opening later', () => {
    const announced = { ...text, announcedAt: at('01T00:00:00') };
    const move = (now: string, opensAt: Date) => {
      const outcome = amend({ opensAt, closesAt: at('25T00:00:00') }, '会場の都合', rule)(here(clerk, at(now)), announced);
      return outcome instanceof Refusal ? outcome.code : undefined;
    };
    expect(move('08T09:00:00', at('10T09:00:00'))).toBeUndefined();
    expect(move('08T09:00:01', at('10T09:00:00'))).toBe('TOO_EARLY');
    expect(move('08T09:00:01', at('12T09:00:00'))).toBeUndefined();
  });

  it('extend: only later, for a reason', () => {
    const open = { ...text, announcedAt: at('01T00:00:00') };
    const to = (closesAt: Date, reason = '停電') => extend(closesAt, 'OUTAGE', reason)(here(clerk, at('15T00:00:00')), open);
    expect(to(at('20T17:00:00'))).toMatchObject({ code: 'BAD_DATES' });
    expect(to(at('21T17:00:00'), '')).toMatchObject({ code: 'EMPTY', field: 'reason' });
    expect(to(at('21T17:00:00'))).toMatchObject({ patch: { closesAt: at('21T17:00:00') } });
  });

  it('annul and lot: two people', () => {
    const open = { ...text, announcedAt: at('01T00:00:00') };
    const second = (viewer: Viewer, first?: string) => annul(first ? { firstId: first, text: '誤記' } : undefined)(here(viewer, at('15T00:00:00')), open);
    expect([second(clerk), second(clerk, 'clerk'), second(colleague, 'clerk')]).toMatchObject([{ code: 'NOT_ASKED_FOR' }, { code: 'SECOND_PERSON' }, { patch: {} }]);
    const drawn = (awaited: boolean, viewer: Viewer) =>
      drawLot({ firstId: 'clerk', text: '38123.45' }, awaited, () => ({ seed: '0'.repeat(64), order: ['1'] }))(here(viewer, at('21T00:00:00')), { ...text, ...frozen });
    expect([drawn(false, colleague), drawn(true, clerk), drawn(true, colleague)]).toMatchObject([{ code: 'NOT_ASKED_FOR' }, { code: 'SECOND_PERSON' }, { patch: {} }]);
  });

  it('finalise: nothing undecided; an objection that is right leads back to the fixed ballots', () => {
    const over = here(clerk, at('28T00:00:00'));
    expect(finalise(1)(over, { ...text, ...provisional, resultHash: null })).toMatchObject({ code: 'OBJECTIONS_OPEN' });
    expect(finalise(0)(over, { ...text, ...provisional, resultHash: null })).toMatchObject({ patch: { finalAt: over.now } });
    const decided = decideObjection({ id: 'x', decision: null }, 'CORRECTED', '数え直します')(here(colleague, at('22T00:00:00')), { ...text, ...provisional });
    expect(decided).toMatchObject({ patch: { ballotsAt: null, talliedAt: null, resultAt: null } });
  });
});

test('V16 a ballot that nobody else cast counts towards the limit: at 5 % the file is public, above it is not', () => {
  const many = (alone: number) => [...Array.from({ length: 100 - alone }, () => 'a'), ...Array.from({ length: alone }, (_, n) => [`o${n}`])];
  const publication = (alone: number) => counted(many(alone), { secrecy: 'SEPARATED', uniqueLimit: 5 }).publication;
  expect([publication(5), publication(6)]).toEqual(['PUBLIC', 'COMMITMENT']);
  expect(counted(['a', 'a'], { secrecy: 'SEPARATED', uniqueLimit: 5 }).publication).toBe('COMMITMENT');
});

test('the order of options is one of all, the same for a person and another for others', () => {
  const options = ['a', 'b', 'c', 'd', 'e'];
  expect(shuffled(options, 'v hana')).toEqual(shuffled(options, 'v hana'));
  expect([...shuffled(options, 'v hana')].sort()).toEqual(options);
  const firsts = new Set(Array.from({ length: 60 }, (_, n) => shuffled(options, `v ${n}`)[0]));
  expect(firsts.size).toBe(options.length);
});

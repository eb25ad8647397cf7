import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Viewer } from '@hiroba/kernel';
import { sharedBytes, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { votes, type VotesSituation } from '../manifest.ts';
import { adoptedOf, unexplained, type OverrideInput } from './adoption.ts';
import { adviceOf } from './advice.ts';
import { askOverride, recordOverride } from './override.commands.ts';
import { madeUpBallots, previewOf, stepFor } from './preview.ts';
import { UnreadableFile } from './tally/formats/unreadable-file.ts';
import type { VoteText } from './vote.ts';

const winners = ['1', '2'];
const options = ['1', '2', '3', '4'];
const entry = (more: Partial<OverrideInput> = {}): OverrideInput =>
  ({ option: '2', kind: 'EXCLUDE', replacement: null, code: 'LEGAL', reason: '用地を取得できません。', office: '公園緑地課', document: null, ...more });

describe('V18 what the city adopts', () => {
  it('is what was counted, with every departure in turn', () => {
    expect(adoptedOf({ winners, overrides: [] })).toEqual(winners);
    expect(adoptedOf({ winners, overrides: [entry(), entry({ option: '3', kind: 'INCLUDE' })] })).toEqual(['1', '3']);
    expect(adoptedOf({ winners, overrides: [entry({ kind: 'REPLACE_BY', replacement: '4' }), entry({ option: '4' })] })).toEqual(['1']);
  });

  it('has an entry for each difference, one way and the other', () => {
    const overrides = [entry({ kind: 'REPLACE_BY', replacement: '4' })];
    expect(unexplained(['4', '1'], { winners, overrides })).toEqual([]);
    expect(unexplained(['1', '2'], { winners, overrides })).toEqual(['2', '4']);
    expect(unexplained(['1', '2', '3'], { winners, overrides: [] })).toEqual(['3']);
  });
});

const viewer = (personId: string) => ({ organisationId: 'o', personId, grants: [{ role: 'STAFF' }], level: 1, mfa: true, suspended: false, locale: 'ja' }) as unknown as Viewer;
const settings = Object.fromEntries(votes.settings.map(({ key, default: value }) => [key, value]));
const here = (personId: string): VotesSituation => ({
  viewer: viewer(personId), now: new Date('2026-12-21T00:00:00+09:00'),
  component: { id: 'c', spaceId: 's', manifest: 'votes', published: true, spaceState: 'PUBLISHED', settings, phases: [] } as unknown as NonNullable<VotesSituation['component']>,
});
const day = (n: number) => new Date(`2026-12-${n}T00:00:00+09:00`);
const vote = {
  id: 'v', opensAt: day(10), closesAt: day(19), announcedAt: day(1), frozenAt: day(20), ballotsAt: day(20), talliedAt: day(20), resultAt: null, objectUntil: null,
  finalAt: null, voidedAt: null, paper: false, runBy: [],
} as unknown as VoteText;

describe('a departure from a count', () => {
  const ask = (more: Partial<OverrideInput>) => {
    const outcome = askOverride(entry(more), { options, winners, overrides: [] })(here('clerk'), vote);
    return outcome instanceof Refusal ? `${outcome.code} ${outcome.field}` : undefined;
  };
  it.each<[string, Partial<OverrideInput>, string | undefined]>([
    ['leaves out what won', {}, undefined],
    ['leaves out what did not win', { option: '3' }, 'NOTHING_CHANGED option'],
    ['adds what won already', { kind: 'INCLUDE' }, 'NOTHING_CHANGED option'],
    ['adds something else', { kind: 'INCLUDE', option: '9' }, 'BAD_USER_INPUT option'],
    ['puts nothing in its place', { kind: 'REPLACE_BY' }, 'BAD_USER_INPUT replacement'],
    ['puts another winner in its place', { kind: 'REPLACE_BY', replacement: '1' }, 'BAD_USER_INPUT replacement'],
    ['has no reason', { reason: '' }, 'EMPTY reason'],
    ['is decided by nobody', { office: '' }, 'EMPTY office'],
    ['has a code of its own', { code: 'OTHER' as 'LEGAL' }, 'BAD_USER_INPUT code'],
  ])('%s', (_, more, expected) => expect(ask(more)).toBe(expected));

  it('is recorded by a second person', () => {
    const record = (personId: string, firstId?: string) =>
      recordOverride(firstId ? { firstId, text: '' } : undefined, entry(), { options, winners, overrides: [] }, () => undefined)(here(personId), vote);
    expect([record('clerk'), record('clerk', 'clerk'), record('colleague', 'clerk')]).toMatchObject([{ code: 'NOT_ASKED_FOR' }, { code: 'SECOND_PERSON' }, { patch: {} }]);
  });
});

describe('trying rules', () => {
  const rules = { type: 'knapsack', method: 'greedy', options: ['1', '2', '3'].map((id) => ({ id, cost: '100' })), parameters: { budget: '200' } } as const;

  it('makes up the same valid ballots each time, and counts them by all rules', () => {
    const ballots = madeUpBallots(rules);
    expect(madeUpBallots(rules)).toEqual(ballots);
    expect(ballots.every(({ b }) => (b as string[]).length <= 2)).toBe(true);
    const preview = previewOf({ name: '', rules, ballots });
    expect(preview).toMatchObject({ kind: 'BUDGET', ballots: 2_000, budget: '200' });
    expect(preview.kind === 'BUDGET' && preview.rules.map(({ winners: many }) => many)).toEqual([2, expect.any(Number), 2]);
  });

  it('asks for no file that it cannot compare', () => {
    expect(() => previewOf({ name: 'x.pb', text: 'META\nkey;value\nvote_type;ordinal\nbudget;1\nPROJECTS\nproject_id;cost\n1;1\nVOTES\nvoter_id;vote\n1;1\n' })).toThrow(UnreadableFile);
  });

  it('recommends by what came of it', () => {
    const budget = (shares: number, greedy: number) => adviceOf({
      kind: 'BUDGET', title: '', ballots: 9, options: 3, budget: '1', more: 0, fewer: 0,
      rules: [{ rule: 'mesCostAdd1Utilitarian', winners: 1, cost: '1', without: shares }, { rule: 'greedy', winners: 1, cost: '1', without: greedy }],
    }).method;
    expect([budget(4, 232), budget(5, 5), budget(1_279, 1_102)]).toEqual(['mesCostAdd1Utilitarian', 'mesCostAdd1Utilitarian', 'greedy']);
    const ranked = (condorcet: string | null, seats = 1) => adviceOf({
      kind: 'RANKED', title: '', ballots: 9, options: 3, seats, plurality: ['A'], irv: ['A'], schulze: ['A'], stv: ['A'], condorcet,
    }, seats).method;
    expect([ranked('A'), ranked('B'), ranked(null), ranked('B', 2)]).toEqual(['irv', 'schulze', 'irv', 'stv']);
  });

  test('endowments grow in steps that bound the rounds', () => {
    expect([stepFor(2_000_000n, 1_000), stepFor(2_001_000n, 1_000), stepFor(100_000_000n, 1_000), stepFor(10n, 0)]).toEqual([1, 10, 100, 1]);
  });

  sharedTest('shows what 7.4 of the design tells of Świecie', 'pb/elections/Poland_Swiecie_2023.pb', () => {
    const preview = previewOf({ name: 'x.pb', text: sharedBytes('pb/elections/Poland_Swiecie_2023.pb').toString() });
    expect(preview).toMatchObject({ ballots: 2_553 });
    const figures = preview.kind === 'BUDGET' ? preview.rules.map(({ rule, winners: many, without }) => [rule, many, without]) : [];
    expect(figures).toContainEqual(['greedy', 9, 232]);
    expect(figures).toContainEqual(['mesCostAdd1Utilitarian', 17, 4]);
  });
});

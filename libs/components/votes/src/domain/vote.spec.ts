import { describe, expect, it } from '@jest/globals';
import { Refusal, type Viewer } from '@hiroba/kernel';
import { votes, type VotesSituation } from '../manifest.ts';
import { changeOptions, draft, save } from './vote.commands.ts';
import { votePolicy } from './vote.policy.ts';
import { voteStatus, type VoteFacts, type VoteText } from './vote.ts';

const at = (time: string) => new Date(`2026-12-${time}+09:00`);
const citizen = (personId: string): Viewer =>
  ({ organisationId: 'o', personId, grants: [], level: 1, mfa: false, suspended: false, locale: 'ja' }) as unknown as Viewer;
const hana = citizen('hana');
const clerk = { ...citizen('clerk'), grants: [{ role: 'STAFF' }], mfa: true } as unknown as Viewer;

const settings = Object.fromEntries(votes.settings.map(({ key, default: value }) => [key, value]));
const here = (viewer: Viewer, now: Date): VotesSituation => ({
  viewer, now,
  component: { id: 'c', spaceId: 's', manifest: 'votes', published: true, spaceState: 'PUBLISHED', settings, phases: [] } as unknown as NonNullable<VotesSituation['component']>,
});

const dates: VoteFacts = {
  id: 'v', opensAt: at('10T09:00:00'), closesAt: at('20T17:00:00'), announcedAt: at('01T00:00:00'), frozenAt: null, ballotsAt: null, talliedAt: null,
  resultAt: null, objectUntil: null, finalAt: null, voidedAt: null, paper: false, runBy: [],
};
const drafted: VoteText = {
  ...dates, announcedAt: null, title: { ja: '名前' }, intro: {}, office: '企画課', type: 'single', method: 'plurality', parameters: {}, secrecy: 'SEPARATED',
  electorate: 'CONFIRMED', electorateMode: 'SNAPSHOT', tieRule: 'report', lotSource: {}, uniqueLimit: 5, preview: null,
};
const noon = at('02T12:00:00');

describe('the status of a vote', () => {
  it.each<[string, Partial<VoteFacts>, Date, string]>([
    ['not announced', { announcedAt: null }, noon, 'DRAFT'],
    ['one millisecond before it opens', {}, at('10T08:59:59.999'), 'ANNOUNCED'],
    ['at its opening', {}, at('10T09:00:00'), 'OPEN'],
    ['one millisecond before its end', {}, at('20T16:59:59.999'), 'OPEN'],
    ['at its end', {}, at('20T17:00:00'), 'CLOSED'],
    ['frozen', { frozenAt: noon }, at('21T00:00:00'), 'FROZEN'],
    ['counted', { frozenAt: noon, ballotsAt: noon, talliedAt: noon }, at('21T00:00:00'), 'TALLIED'],
    ['annulled while it was open', { voidedAt: noon }, at('11T00:00:00'), 'VOID'],
  ])('%s', (_, facts, now, expected) => expect(voteStatus({ ...dates, ...facts }, now)).toBe(expected));
});

describe('a draft', () => {
  it('is begun, read, changed and let go by staff alone', () => {
    expect(draft({ office: '企画課' })(here(hana, noon))).toMatchObject({ code: 'FORBIDDEN' });
    expect(votePolicy.read(here(hana, noon), drafted)?.code).toBe('NOT_FOUND');
    expect(save({})(here(hana, noon), drafted)).toMatchObject({ code: 'NOT_FOUND' });
    expect(save({ title: { ja: '公園の名前' } })(here(clerk, noon), drafted)).toMatchObject({ patch: { title: { ja: '公園の名前' } } });
  });

  it('keeps of the numbers only those its method is set with', () => {
    expect(save({ type: 'ranked', method: 'stv', parameters: { seats: 3, points: 10 } })(here(clerk, noon), drafted))
      .toMatchObject({ patch: { type: 'ranked', method: 'stv', parameters: { seats: 3 } } });
    expect(save({ type: 'yesno' })(here(clerk, noon), { ...drafted, parameters: { seats: 2 } })).toMatchObject({ patch: { method: 'simple', parameters: {} } });
  });

  it.each<[string, object, string, string]>([
    ['a type that is none', { type: 'guess' }, 'BAD_USER_INPUT', 'type'],
    ['a broken number', { type: 'ranked', method: 'stv', parameters: { seats: 1.5 } }, 'BAD_USER_INPUT', 'seats'],
    ['a budget in words', { type: 'knapsack', parameters: { budget: '1,000' } }, 'BAD_USER_INPUT', 'budget'],
    ['an end before the beginning', { closesAt: at('10T09:00:00') }, 'BAD_DATES', 'closesAt'],
  ])('refuses %s', (_, input, code, field) => expect(save(input)(here(clerk, noon), drafted)).toMatchObject({ code, field }));

  it('takes options until it is announced', () => {
    const option = { title: { ja: 'さくら公園' }, text: {}, cost: null, category: null };
    expect(changeOptions(option, 0)(here(clerk, noon), drafted)).not.toBeInstanceOf(Refusal);
    expect(changeOptions({ ...option, title: {} }, 0)(here(clerk, noon), drafted)).toMatchObject({ code: 'EMPTY' });
    expect(changeOptions({ ...option, cost: '1,5' }, 0)(here(clerk, noon), drafted)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'cost' });
    expect(changeOptions(option, 0)(here(clerk, noon), { ...drafted, announcedAt: noon })).toMatchObject({ code: 'WRONG_STATE' });
  });
});

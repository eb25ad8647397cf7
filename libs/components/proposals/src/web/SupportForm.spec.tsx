import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { visitor, type Viewer } from '@hiroba/kernel';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import type { ProposalFacts } from '../domain/proposal.ts';
import type { RoomFactsFragment } from './gql/graphql.ts';
import { Room } from './room.tsx';
import { SupportForm } from './SupportForm.tsx';

const closes = new Date('2026-12-01T00:00:00+09:00');
const room = {
  id: 'c', spaceId: 's', manifest: 'proposals', published: true, spaceState: 'PUBLISHED', title: { ja: '募集', en: null }, intro: { ja: '', en: null },
  phases: [{ key: 'ideas', opensAt: '2026-11-01T00:00:00+09:00', closesAt: closes.toISOString(), allows: ['support'] }],
  space: { slug: 'square', title: { ja: '広場', en: null } },
  rules: {
    titleMax: 150, bodyMax: 2_000, guide: {}, kinds: 'OFF', bodyTemplate: {}, defaultSort: 'BY_PHASE', editWindow: 'MINUTES', taxonomies: [], requiredTaxonomies: [], places: 'OFF', placePrecision: 'GRID', proposalLimit: 0, drafts: 5, editMinutes: 30, supportsPerPerson: 5,
    minimumSupports: 0, threshold: 20, answerDays: 30, showCounts: 'ALWAYS', similarCheck: true, amendments: 'OFF',
  },
  viewer: { supports: 1, supportsLeft: 4 },
} as unknown as RoomFactsFragment & { viewer: { supports: number; supportsLeft: number } };
const facts: ProposalFacts = {
  id: 'p', authorId: 'hana', coauthorIds: [], official: false, office: null, state: 'PUBLISHED', publishedAt: new Date('2026-11-02'), answerKind: null,
};

const ken: Viewer = { ...visitor('city'), personId: 'ken', level: 1 };

const show = (now: Date, supports = false, answered: Partial<ProposalFacts> = {}) => renderPage(
  <Room facts={room}>
    <SupportForm proposal={{ state: 'PUBLISHED', supportCount: 7, earlierSupports: 0, viewerSupports: supports }} room={room} facts={{ ...facts, ...answered }} />
  </Room>,
  { viewer: ken, now: now.toISOString() },
);

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

test('who supports it already may take the support back', async () => {
  const now = new Date('2026-11-22T12:00:00+09:00');
  jest.setSystemTime(now);
  const { container } = show(now, true);
  expect(screen.getByRole('button', { name: '支持を取り消す' })).toBeTruthy();
  expect(screen.getByText('この提案を支持しています')).toBeTruthy();
  jest.useRealTimers();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('a city that is looking into it no longer says how many supports are missing; before, it does', () => {
  const now = new Date('2026-11-22T12:00:00+09:00');
  jest.setSystemTime(now);
  const { unmount } = show(now);
  expect(screen.getByText(/あと13人で市が回答します/)).toBeTruthy();
  expect(screen.getByText(/20人になると、市は30日以内に回答します/)).toBeTruthy();
  unmount();
  show(now, false, { answerKind: 'EVALUATING' });
  expect(screen.queryByText(/市が回答します|市は30日以内/)).toBeNull();
  expect(screen.getByText('支持 7人')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'この提案を支持する' })).toBeTruthy();
});

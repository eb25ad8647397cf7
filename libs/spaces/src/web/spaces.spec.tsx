import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { visitor, type Viewer } from '@hiroba/kernel';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import type { AnswerItemFragment, OpenItemFragment, RoomFragment, SpaceCardFragment, SpaceViewFragment } from './gql/graphql.ts';
import { AnswerItemCard } from './AnswerItemCard.tsx';
import { ContributionCard } from './ContributionCard.tsx';
import { OpenItemCard } from './OpenItemCard.tsx';
import { RoomCard } from './RoomCard.tsx';
import { SpaceCard } from './SpaceCard.tsx';
import { SpaceView } from './SpaceView.tsx';

const opens = '2026-11-20T00:00:00.000Z';
const closes = '2026-12-25T15:00:00.000Z';
const text = (ja: string, en: string | null = null) => ({ ja, en });
const catalogue = {
  'surveys.action.respond': '答える',
};

const room: RoomFragment = {
  __typename: 'ProposalsComponent', id: 'c', manifest: 'surveys', published: true, spaceState: 'PUBLISHED', spaceVisibility: 'PUBLIC', voices: 12, openActions: ['respond'],
  title: text('アンケート'), intro: text('3分で終わります。'), phases: [{ key: 'a', opensAt: opens, closesAt: closes, allows: ['respond'] }],
} as RoomFragment;

const space: SpaceViewFragment = {
  id: 's', slug: 'square', kind: 'PROCESS', state: 'PUBLISHED', visibility: 'PUBLIC', rev: 1, time: 'OPEN', isStaff: false, voices: 12, publishedAt: opens, hero: null, namedMembers: { items: [], next: null },
  title: text('駅前広場の再整備', 'Remaking the Station Square'), summary: text('つくり直します。'), descriptionHtml: text('<p>くわしく</p>'),
  ask: {
    decided: text('何を置くか。'), changeable: text('ベンチ'), fixed: text('広さ'), decider: text('市長が決めます。'), deadline: text('来年3月まで'),
    wanted: text('困る場面'), promise: 'INVOLVE',
  },
  office: { key: 'urban', name: text('都市計画課'), phone: '0790-00-0030', mail: 'toshi@example.jp' },
  phases: [{
    key: 'a', title: text('アイデア募集'), text: text('出し合います。'), callToAction: text('アイデアを出す'), opensAt: opens, closesAt: closes, status: 'OPEN',
    allows: [{ componentId: 'c', actions: ['respond'] }],
  }],
  components: [room], dateChanges: [{ at: '2026-11-21T01:00:00.000Z', reason: '雪のため' }],
  answers: { items: [], next: null },
};

const staff: Viewer = { ...visitor('city'), personId: 'p', grants: [{ role: 'STAFF' }], level: 1, mfa: true };

describe('a space', () => {
  it('asks its question first, shows the one next step, and who is in charge', async () => {
    const { container } = renderPage(<SpaceView space={space} />, { catalogue, now: '2026-11-22T01:00:00Z' });
    expect(screen.getAllByRole('heading').slice(0, 2).map(({ textContent }) => textContent)).toEqual(['駅前広場の再整備', '何を置くか。']);
    expect(screen.getByRole('link', { name: 'アイデアを出す' }).getAttribute('href')).toBe('/ja/spaces/square/surveys/c');
    expect(screen.getByText('都市計画課')).toBeTruthy();
    expect(screen.getByText('理由：雪のため')).toBeTruthy();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('leads staff to their desk, and nobody else', () => {
    renderPage(<SpaceView space={{ ...space, isStaff: true }} />, { catalogue, viewer: staff, now: '2026-11-22T01:00:00Z' });
    expect(screen.getByRole('link', { name: '職員の机で開く' }).getAttribute('href')).toBe('/ja/desk/spaces/square');
  });

  it('marks a text that exists in the other language only', () => {
    renderPage(<SpaceView space={space} />, { catalogue: { ...catalogue, 'surveys.action.respond': 'Respond' }, locale: 'en', now: '2026-11-22T01:00:00Z' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Remaking the Station Square');
    expect(screen.getByRole('heading', { name: '何を置くか。' }).closest('[lang]')?.getAttribute('lang')).toBe('ja');
  });

  it('shows no component that is not published', () => {
    renderPage(<SpaceView space={{ ...space, components: [{ ...room, published: false }] }} />, { catalogue, now: '2026-11-22T01:00:00Z' });
    expect(screen.queryByRole('link', { name: 'アンケート' })).toBeNull();
    expect(screen.getByText('参加できることは、まだ準備中です。')).toBeTruthy();
  });
});

describe('a room', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it('closes itself in the very second, and says since when', () => {
    const now = new Date(new Date(closes).getTime() - 2_000);
    jest.setSystemTime(now);
    renderPage(<ul><RoomCard room={room} slug="square" /></ul>, { catalogue, now: now.toISOString() });
    expect(screen.getByText('受付中')).toBeTruthy();
    act(() => { jest.advanceTimersByTime(1_999); });
    expect(screen.getByText('受付中')).toBeTruthy();
    act(() => { jest.advanceTimersByTime(1); });
    expect(screen.queryByText('受付中')).toBeNull();
    expect(screen.getByText('受付終了')).toBeTruthy();
    expect(screen.getByText(/受付は終わりました：/).textContent).toContain('12月26日');
  });

  it('that opens later says when, and opens itself', () => {
    const now = new Date(new Date(opens).getTime() - 1_000);
    jest.setSystemTime(now);
    renderPage(<ul><RoomCard room={room} slug="square" /></ul>, { catalogue, now: now.toISOString() });
    expect(screen.getByText(/受付開始：/).textContent).toContain('11月20日');
    act(() => { jest.advanceTimersByTime(1_000); });
    expect(screen.getByText('受付中')).toBeTruthy();
  });
});

const said = (words: string, lang = 'ja') => ({ text: words, lang });

describe('cards of lists over all libraries', () => {
  const item: OpenItemFragment = {
    id: 'c', manifest: 'surveys', kind: 'room', path: '/spaces/square/surveys/c', actions: ['respond'], voices: 12, closesAt: closes,
    title: said('駅前広場の再整備'), within: said('アンケート'), ask: said('何を置くか。'), office: said('都市計画課'),
  };
  const answer: AnswerItemFragment = {
    id: 'p', manifest: 'surveys', kind: 'survey', path: '/spaces/square/surveys/c/p', state: 'DONE', tone: 'DONE', at: opens,
    title: said('Benches, please', 'en'), within: said('駅前広場の再整備'), stateWords: null, text: said('置きます。'), office: said('都市計画課'),
  };

  it('say what is asked, until when, and how many spoke', async () => {
    const card: SpaceCardFragment = { ...space, featured: false } as SpaceCardFragment;
    const { container } = renderPage(
      <main><h1>市</h1><h2>いま</h2><ul><OpenItemCard item={item} /></ul><ul><SpaceCard space={card} level={3} /></ul></main>,
      { catalogue, now: '2026-11-22T01:00:00Z' },
    );
    expect(screen.getByText('何を置くか。')).toBeTruthy();
    expect(screen.getByText('答える')).toBeTruthy();
    expect(screen.getAllByText('声 12件')).toHaveLength(2);
    expect(screen.getAllByText('12月25日（金）23:59まで')).toHaveLength(2);
    expect(screen.getAllByRole('link', { name: '駅前広場の再整備' })[0]?.getAttribute('href')).toBe('/ja/spaces/square/surveys/c');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('close by themselves in the very second', () => {
    jest.useFakeTimers();
    try {
      const now = new Date(new Date(closes).getTime() - 1_000);
      jest.setSystemTime(now);
      renderPage(<ul><OpenItemCard item={item} /></ul>, { catalogue, now: now.toISOString() });
      act(() => { jest.advanceTimersByTime(999); });
      expect(screen.getByText('受付中')).toBeTruthy();
      act(() => { jest.advanceTimersByTime(1); });
      expect(screen.queryByText('受付中')).toBeNull();
      expect(screen.queryByText('答える')).toBeNull();
    } finally {
      jest.useRealTimers();
    }
  });

  it('say what the city answered, each text in its own language, and the state in the words of the library or the city', async () => {
    const words = { ...catalogue, 'surveys.state.DONE': '実施します' };
    const { container } = renderPage(
      <main><h1>市</h1><h2>回答</h2><ul><AnswerItemCard item={answer} /><AnswerItemCard item={{ ...answer, id: 'q', stateWords: said('採択しました') }} /></ul></main>,
      { catalogue: words },
    );
    expect(screen.getByText('実施します')).toBeTruthy();
    expect(screen.getByText('採択しました')).toBeTruthy();
    expect(screen.getAllByRole('heading', { name: 'Benches, please' })[0]?.getAttribute('lang')).toBe('en');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('show a contribution with what comes next, and a draft without title', async () => {
    const mine = { ...answer, kind: 'survey', due: 'ANSWER', dueAt: closes };
    const words = { ...catalogue, 'surveys.state.DONE': '検討中', 'surveys.thing.survey': '回答', 'surveys.due.ANSWER': '期限：' };
    const { container } = renderPage(
      <main><h1>わたし</h1><h2>一覧</h2><ul><ContributionCard item={mine} /><ContributionCard item={{ ...mine, title: said(''), tone: 'DRAFT', due: null }} /></ul></main>,
      { catalogue: words, now: '2026-11-22T01:00:00Z' },
    );
    expect(screen.getByText(/^期限：/).textContent).toContain('12月25日（金）23:59まで');
    expect(screen.getByRole('link', { name: '（題名はまだありません）' })).toBeTruthy();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('the picture of a space', () => {
  const hero = { src: '/files/a', srcSmall: '/files/b', width: 1280, height: 640, alt: text('川沿いの道', 'A path by the river') };

  it('is there at once on its page, with its words and its room kept', async () => {
    const { container } = renderPage(<SpaceView space={{ ...space, hero }} />, { catalogue, now: '2026-11-22T01:00:00Z' });
    const picture = screen.getByRole('img', { name: '川沿いの道' });
    expect(['src', 'srcset', 'width', 'height', 'loading'].map((name) => picture.getAttribute(name))).toEqual([
      '/files/a', '/files/b 640w, /files/a 1280w', '1280', '640', null]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('that is decoration is not spoken of; one described in the other language says which', () => {
    const { container } = renderPage(<SpaceView space={{ ...space, hero: { ...hero, alt: text(null as never) } }} />, { catalogue });
    expect(container.querySelector('img')?.getAttribute('alt')).toBe('');
    renderPage(<SpaceView space={{ ...space, hero: { ...hero, alt: text('川沿いの道') } }} />, { catalogue, locale: 'en' });
    expect(screen.getByRole('img', { name: '川沿いの道' }).getAttribute('lang')).toBe('ja');
  });

  it('waits on cards out of sight, whose titles say enough', () => {
    const card = { ...space, featured: false, hero } as SpaceCardFragment;
    const { container } = renderPage(<ul><SpaceCard space={card} early /><SpaceCard space={card} /></ul>, { catalogue });
    const pictures = [...container.querySelectorAll('img')];
    expect(pictures.map((picture) => [picture.getAttribute('alt'), picture.getAttribute('loading')])).toEqual([['', null], ['', 'lazy']]);
  });
});

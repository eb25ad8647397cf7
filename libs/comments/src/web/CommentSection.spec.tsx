import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Locale, Viewer } from '@hiroba/kernel';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { giveBack, interlude } from '@hiroba/ui';
import { Announced, renderPage } from '@hiroba/testing/page';
import { CommentSection } from './CommentSection.tsx';
import type { BranchShown, CommentShown } from './comments.graphql.ts';
import type { CommentsData, ConversationData, DiscussionData } from './comments-data.ts';

const root = { rootKind: 'proposal', rootId: 'p-1' };
const hana: Viewer = { organisationId: 'city', personId: 'hana', grants: [], level: 1, mfa: false, locale: 'ja' };
const component = {
  id: 'c-1', spaceId: 's-1', manifest: 'proposals', published: true, spaceState: 'PUBLISHED' as const,
  phases: [{ key: 'talk', opensAt: '2026-11-01T00:00:00+09:00', closesAt: '2026-12-01T00:00:00+09:00', allows: ['comment'] }],
};

const comment = (id: string, more: Partial<CommentShown> = {}): CommentShown => ({
  id, parentId: null, branchId: id, depth: 0, authorId: null, author: { displayName: '健' }, office: null, alignment: null, body: `${id}の文章です。`,
  locale: 'ja', state: 'VISIBLE', createdAt: '2026-11-20T09:00:00+09:00', editedAt: null, versions: 1,
  up: 0, down: 0, viewerVote: null, aboutAnswer: null, gone: null, withheld: null, markings: [], mentions: [], answers: null, ...more,
});
const reply = (id: string, to: CommentShown, more: Partial<CommentShown> = {}): CommentShown => comment(id, {
  parentId: to.id, branchId: to.branchId, depth: to.depth + 1,
  answers: { id: to.id, author: to.author ?? null, office: to.office ?? null, version: 1, versions: to.versions }, ...more,
});
const branch = (top: CommentShown, replies: readonly CommentShown[] = [], replyCount = replies.length): BranchShown =>
  ({ ...top, replies: [...replies], replyCount });

const a = comment('a');
const b = reply('b', a, { author: { displayName: '道子' }, office: '道路課', body: '市からお答えします。\n\nhttps://city.example/plan をご覧ください。' });
const c = reply('c', b, { author: { displayName: null } });
const gone = comment('gone', { state: 'DELETED', gone: 'AUTHOR', body: null, author: null });
const english = comment('en-1', { locale: 'en', body: 'More shade, please.', versions: 2, editedAt: '2026-11-20T10:00:00+09:00' });
const mine = comment('mine', { authorId: 'hana', author: { displayName: '花' } });

const discussion = (items: readonly BranchShown[], more: Partial<DiscussionData> = {}): DiscussionData =>
  ({ kind: 'DISCUSSION', root, sort: 'OLDEST', side: null, voice: null, after: null, open: [], isFirst: true, items, next: null, count: items.length,
    sides: { for: 0, neutral: 0, against: 0 }, newest: 'n1', lock: null, ...more });
const full = discussion([branch(a, [b, c], 7), branch(gone, [reply('d', gone)]), branch(english), branch(mine)], { next: 'cursor', count: 10 });

type Options = Parameters<typeof renderPage>[1];
const show = (data: CommentsData, options: Options = {}) =>
  renderPage(<Announced><main><h1>題名</h1><CommentSection data={data} open office={null} /></main></Announced>, { component, path: '/ja/p', ...options });

const { WebSocket } = globalThis;
beforeEach(() => {
  Object.assign(globalThis, { WebSocket: undefined });
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
  Object.assign(globalThis, { WebSocket });
});

describe('a discussion', () => {
  it.each<[string, Locale, CommentsData, Viewer | undefined]>([
    ['nobody has begun', 'ja', discussion([]), hana],
    ['a visitor reads', 'ja', full, undefined],
    ['somebody may answer', 'ja', full, hana],
    ['in English', 'en', full, hana],
  ])('has no accessibility problem when %s (%s)', async (_, locale, data, viewer) => {
    const { container } = show(data, { locale, ...(viewer ? { viewer } : {}) });
    await screen.findByRole('heading', { level: 2 });
    expect(await accessibilityProblems(container)).toEqual([]);
    const ids = Array.from(container.querySelectorAll('[id]'), ({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('below what takes no comments any more invites nobody, and says where the reason stands', async () => {
    renderPage(<main><h1>題名</h1><CommentSection data={discussion([])} open={false} /></main>, { component, path: '/ja/p', viewer: hana });
    const button = await screen.findByRole('button', { name: 'コメントする' });
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/^新しいコメントは受け付けていません。/);
    expect(screen.getByText('コメントはありません。')).toBeTruthy();
    expect(screen.queryByText(/最初の声|議論が深まり/)).toBeNull();
  });

  it('is the first thing to do where its page is for it', async () => {
    renderPage(<main><h1>題名</h1><CommentSection data={discussion([])} open leads /></main>, { component, path: '/ja/p', viewer: hana });
    expect((await screen.findByRole('button', { name: 'コメントする' })).className).toContain('button-primary');
  });

  it('nests replies below what they answer and tells who speaks for an office', async () => {
    const { container } = show(full);
    await screen.findByText('aの文章です。');
    const inA = container.querySelector('#comment-a')?.parentElement as HTMLElement;
    expect(within(inA).getAllByRole('article').map(({ id }) => id)).toEqual(['comment-a', 'comment-b', 'comment-c']);
    expect(container.querySelector('#comment-b')?.closest('ol')?.querySelector('ol #comment-c')).not.toBeNull();
    expect(within(container.querySelector('#comment-b') as HTMLElement).getByText('道路課')).toBeTruthy();
    expect(within(container.querySelector('#comment-c') as HTMLElement).getByText('退会した参加者')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'https://city.example/plan' }).getAttribute('rel')).toBe('nofollow ugc noopener');
  });

  it('leads to the rest of a branch, to each comment, and to the next page by address', async () => {
    show(full);
    const more = await screen.findByRole('link', { name: /5件の返信をさらに表示/ });
    expect(more.getAttribute('href')).toBe('/ja/p?open-comments=a#comment-c');
    expect(screen.getByRole('link', { name: '次のコメントを見る' }).getAttribute('href')).toBe('/ja/p?after-comment=cursor#comments');
    expect(screen.getByRole('link', { name: '新しい順' }).getAttribute('href')).toBe('/ja/p?sort-comments=newest#comments');
    expect(screen.getByRole('link', { name: '評価の高い順' }).getAttribute('href')).toBe('/ja/p?sort-comments=best#comments');
    expect(screen.getByRole('link', { name: '市の担当課' }).getAttribute('href')).toBe('/ja/p?voice-comments=office#comments');
    expect(screen.queryByRole('link', { name: '自分のコメント' })).toBeNull();
  });

  it('keeps a tombstone in its place, with words and without author', async () => {
    const { container } = show(full, { viewer: hana });
    await screen.findByText('このコメントは、書いた人が削除しました。');
    const tombstone = container.querySelector('#comment-gone') as HTMLElement;
    expect(within(tombstone).getByRole('heading').textContent).toBe('削除されたコメント');
    expect(tombstone.querySelector('form, details')).toBeNull();
    expect(container.querySelector('#comment-d')).not.toBeNull();
  });

  it('marks text in another language and links to its history', async () => {
    const { container } = show(full);
    const text = await screen.findByText('More shade, please.');
    expect(text.closest('[lang]')?.getAttribute('lang')).toBe('en');
    expect(within(container.querySelector('#comment-en-1') as HTMLElement).getByRole('link', { name: '編集済み（2版）' }).getAttribute('href'))
      .toBe('/ja/p?comment=en-1#versions');
  });

  it('asks visitors to sign in, and offers them no form that cannot be sent', async () => {
    const { container } = show(full);
    expect((await screen.findByRole('button', { name: 'コメントする' })).getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByRole('link', { name: 'ログインする' }).getAttribute('href')).toBe('/ja/account/sign-in?next=%2Fja%2Fp');
    expect(container.querySelectorAll('textarea')).toHaveLength(0);
  });

  it('lets authors change and delete their own comments only', async () => {
    const { container } = show(full, { viewer: hana });
    await screen.findByRole('heading', { level: 3, name: '花' });
    expect(Array.from(container.querySelectorAll('input[name=_form]'), (input) => (input as HTMLInputElement).value).filter((name) => /^(edit|delete)/.test(name)))
      .toEqual(['edit-mine', 'delete-mine']);
  });
});

describe('sides', () => {
  const inFavour = comment('yes', { alignment: 'FOR' });
  const against = comment('no', { alignment: 'AGAINST' });
  const data = discussion([branch(inFavour), branch(against)], {
    sides: { for: 1, neutral: 0, against: 30 },
    columns: [
      { side: 'FOR', items: [branch(inFavour)], next: null }, { side: 'AGAINST', items: [branch(against)], next: 'more' },
      { side: 'NEUTRAL', items: [], next: null }],
  });
  const asked = (shown: CommentsData, options: Options = {}) => renderPage(
    <main><h1>題名</h1><CommentSection data={shown} open rules={{ alignment: 'FOR_AGAINST' }} /></main>, { component, path: '/ja/p', ...options });

  it.each<Locale>(['ja', 'en'])('stand beside each other, named in words, each with its way on (%s)', async (locale) => {
    const { container } = asked(data, { locale, viewer: hana });
    const [left, right, ...others] = (await waitFor(() => screen.getAllByRole('region'))).slice(1);
    expect(others).toEqual([]);
    expect(Array.from([left, right], (side) => side?.querySelector('h3')?.textContent)).toEqual(locale === 'ja' ? ['賛成', '反対'] : ['For', 'Against']);
    expect(right?.querySelector('a[rel=next]')?.getAttribute('href')).toBe('/ja/p?side-comments=AGAINST&after-comment=more#comments');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('are chosen by address, and asked for when writing', async () => {
    asked(data, { viewer: hana });
    expect((await screen.findByRole('link', { name: /^反対\s?30$/ })).getAttribute('href')).toBe('/ja/p?side-comments=AGAINST#comments');
    expect(screen.getAllByRole('radio').map((radio) => radio.getAttribute('value'))).toEqual(['FOR', 'AGAINST']);
  });
});

describe('votes', () => {
  const rated = discussion([branch(comment('a', { up: 3, viewerVote: 'UP' }), [reply('b', a, { down: 1 })]), branch({ ...mine, up: 2 })]);
  const asked = (viewer?: Viewer, votes: 'NONE' | 'UP_DOWN' = 'UP_DOWN') => renderPage(
    <main><h1>題名</h1><CommentSection data={rated} open rules={{ votes }} /></main>, { component, path: '/ja/p', ...(viewer ? { viewer } : {}) });

  it('are switches of one form, but on one\'s own comment', async () => {
    const { container } = asked(hana);
    const switches = await screen.findAllByRole('button', { name: /^(共感する|そうは思わない)/ }) as HTMLButtonElement[];
    expect(switches.map((one) => [one.value, one.getAttribute('aria-pressed'), one.form?.id])).toEqual([
      ['NONE a', 'true', 'comment-votes'], ['DOWN a', 'false', 'comment-votes'],
      ['UP b', 'false', 'comment-votes'], ['DOWN b', 'false', 'comment-votes']]);
    expect(within(container.querySelector('#comment-mine') as HTMLElement).getByText('共感 2')).toBeTruthy();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('are numbers for who may not vote, and nothing where there are none', async () => {
    const first = asked();
    expect(await screen.findByText('共感 3')).toBeTruthy();
    expect(first.container.querySelector('#comment-votes')).toBeNull();
    first.unmount();
    asked(hana, 'NONE');
    await screen.findByText('aの文章です。');
    expect(screen.queryByText(/共感/)).toBeNull();
    expect(screen.queryByRole('link', { name: '評価の高い順' })).toBeNull();
  });
});

describe('writing', () => {
  it('gives a refused reply back in its open form, and leaves the others closed', async () => {
    const { container } = show(full, {
      viewer: hana,
      action: async ({ request }) => giveBack(await request.formData(), { code: 'TOO_LONG', field: 'body', message: '長すぎます。' }),
    });
    const field = await waitFor(() => container.querySelector('#reply-b-body') as HTMLTextAreaElement);
    fireEvent.input(field, { target: { value: '長い返信' } });
    fireEvent.submit(field.form as HTMLFormElement);
    await screen.findByRole('link', { name: '「返信を書く」長すぎます。' });
    const opened = Array.from(container.querySelectorAll('details[open]'), (details) => details.querySelector('textarea')?.id);
    expect(opened).toEqual(['reply-b-body']);
    expect((container.querySelector('#reply-b-body') as HTMLTextAreaElement).value).toBe('長い返信');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('brings unsent text back after a reload, in a form that is open', async () => {
    const first = show(full, { viewer: hana });
    fireEvent.input(await waitFor(() => first.container.querySelector('#reply-b-body') as HTMLTextAreaElement), { target: { value: '書きかけ' } });
    first.unmount();
    const { container } = show(full, { viewer: hana });
    await waitFor(() => expect((container.querySelector('#reply-b-body') as HTMLTextAreaElement).value).toBe('書きかけ'));
    expect(container.querySelector('#reply-b-body')?.closest('details')?.open).toBe(true);
  });

  it('keeps the text of somebody who was writing at the instant the phase closed, and says why', async () => {
    jest.useFakeTimers({ now: new Date('2026-11-30T23:59:58+09:00') });
    const { container } = show(discussion([branch(a)]), { viewer: hana, now: '2026-11-30T23:59:58+09:00' });
    await act(async () => jest.advanceTimersByTimeAsync(100));
    const field = container.querySelector('#comment-body') as HTMLTextAreaElement;
    fireEvent.input(field, { target: { value: 'まだ途中' } });
    expect(screen.getByRole('button', { name: 'コメントする' }).getAttribute('aria-disabled')).toBeNull();
    await act(async () => jest.advanceTimersByTimeAsync(2_000));
    expect(screen.getByRole('button', { name: 'コメントする' }).getAttribute('aria-disabled')).toBe('true');
    expect((container.querySelector('#comment-body') as HTMLTextAreaElement).value).toBe('まだ途中');
    expect(within(field.form as HTMLFormElement).getByText(/受付は.*に終わりました/)).toBeTruthy();
  });

  it('keeps a reply, too, at that instant and in the page that answers it then', async () => {
    jest.useFakeTimers({ now: new Date('2026-11-30T23:59:58+09:00') });
    const { container } = show(discussion([branch(a)]), { viewer: hana, now: '2026-11-30T23:59:58+09:00' });
    await act(async () => jest.advanceTimersByTimeAsync(100));
    const reply = () => container.querySelector('#reply-a-body') as HTMLTextAreaElement;
    fireEvent.input(reply(), { target: { value: '返す途中' } });
    await act(async () => jest.advanceTimersByTimeAsync(2_000));
    expect(reply().value).toBe('返す途中');
    expect(within(reply().form as HTMLFormElement).getByRole('button', { name: '返信を送る' }).getAttribute('aria-disabled')).toBe('true');
    expect(within(reply().form as HTMLFormElement).getByText(/受付は.*に終わりました/)).toBeTruthy();
  });

  it('asks back about something personal: change it, or publish it as it is', async () => {
    const { container } = show(discussion([]), {
      viewer: hana,
      action: async ({ request }) => giveBack(await request.formData(), { code: 'PERSONAL_DATA', field: 'body', message: '電話番号が書かれているようです。' }),
    });
    const field = await waitFor(() => container.querySelector('#comment-body') as HTMLTextAreaElement);
    expect(screen.queryByRole('button', { name: 'このまま公開する' })).toBeNull();
    fireEvent.input(field, { target: { value: '090-1234-5678' } });
    fireEvent.submit(field.form as HTMLFormElement);
    const anyway = await screen.findByRole('button', { name: 'このまま公開する' }) as HTMLButtonElement;
    expect([anyway.name, anyway.value, anyway.form === field.form]).toEqual(['withPersonalData', '1', true]);
    expect((container.querySelector('#comment-body') as HTMLTextAreaElement).value).toBe('090-1234-5678');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('finds people to speak to, and puts them where somebody writes', async () => {
    const { container } = show(discussion([]), {
      viewer: hana,
      action: async ({ request }) => interlude(await request.formData(), [{ token: 'kenta_1', person: { displayName: '健', office: null } }]),
    });
    const field = await waitFor(() => container.querySelector('#comment-body') as HTMLTextAreaElement);
    fireEvent.input(field, { target: { value: 'それは' } });
    fireEvent.click(screen.getByText('人を探す'));
    fireEvent.click(await screen.findByRole('button', { name: /^健さんを入れる/ }));
    expect(field.value).toBe('それは@kenta_1 ');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('quotes what is answered: before one\'s words with a script, by address without', async () => {
    const { container } = show(full, { viewer: hana });
    const field = await waitFor(() => container.querySelector('#reply-b-body') as HTMLTextAreaElement);
    fireEvent.input(field, { target: { value: 'なるほど' } });
    const link = within(container.querySelector('#comment-b') as HTMLElement).getByText('この文を引用する');
    expect(link.getAttribute('href')).toBe('/ja/p?comment=b&quote=1#reply-b-body');
    fireEvent.click(link);
    expect(field.value).toBe('> 市からお答えします。\n> \n> https://city.example/plan をご覧ください。\n\nなるほど');
  });

  it('offers staff to speak for their office', async () => {
    const clerk: Viewer = { ...hana, grants: [{ role: 'STAFF' }], mfa: true };
    renderPage(<CommentSection data={discussion([])} open office="道路課" />, { component, viewer: clerk });
    const box = await screen.findByRole('checkbox', { name: '「道路課」として書く' });
    expect([box.getAttribute('name'), box.getAttribute('value')]).toEqual(['asOffice', '道路課']);
  });
});

describe('new comments', () => {
  const answers = (counts: readonly number[]) => {
    const left = [...counts];
    const asked: string[] = [];
    globalThis.fetch = (async (address: string) => {
      asked.push(address);
      return { ok: true, json: async () => ({ count: left.shift() ?? 0 }) };
    }) as never;
    return asked;
  };

  it('are asked for every 30 s without a socket, announced, and wait without moving anything', async () => {
    jest.useFakeTimers();
    const asked = answers([0, 3]);
    const { container } = show(discussion([branch(a, [b])]));
    await act(async () => jest.advanceTimersByTimeAsync(29_000));
    expect(asked).toEqual([]);
    const before = container.querySelector('ol')?.outerHTML;
    await act(async () => jest.advanceTimersByTimeAsync(2_000));
    expect(asked).toEqual(['/ja/comments/proposal/p-1/since?after=n1']);
    expect(screen.queryByRole('button', { name: /新しいコメント/ })).toBeNull();
    await act(async () => jest.advanceTimersByTimeAsync(30_500));
    await act(async () => jest.advanceTimersByTimeAsync(100));
    expect(screen.getByRole('button', { name: '新しいコメント 3件を見る' })).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('新しいコメント 3件を見る');
    expect(container.querySelector('ol')?.outerHTML).toBe(before);
  });

  it('are found on the page of the newest when this page ends before them', async () => {
    jest.useFakeTimers();
    answers([2]);
    show(discussion([branch(a)], { next: 'cursor' }));
    await act(async () => jest.advanceTimersByTimeAsync(31_000));
    expect(screen.getByRole('link', { name: '新しいコメント 2件を見る' }).getAttribute('href')).toBe('/ja/p?sort-comments=newest#comments');
  });

  it('are not asked for while nobody looks', async () => {
    jest.useFakeTimers();
    const asked = answers([1]);
    const hidden = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    show(discussion([branch(a)]));
    await act(async () => jest.advanceTimersByTimeAsync(95_000));
    expect(asked).toEqual([]);
    hidden.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await act(async () => jest.advanceTimersByTimeAsync(31_000));
    expect(asked).toHaveLength(1);
    hidden.mockRestore();
  });
});

describe('a conversation', () => {
  const data: ConversationData = {
    kind: 'CONVERSATION', root, lock: null, id: 'c', top: branch(a, [b, c], 7), earlier: true, next: 'later', previousId: 'x', nextId: null,
    versions: [
      { n: 2, at: '2026-11-20T11:00:00+09:00', body: '新しい文', changes: [{ kind: 'REMOVED', text: '古い' }, { kind: 'ADDED', text: '新しい' }, { kind: 'SAME', text: '文' }] },
      { n: 1, at: '2026-11-20T09:00:00+09:00', body: '古い文', changes: null },
    ],
  };

  it.each<Locale>(['ja', 'en'])('marks its comment, shows the history and the ways on (%s)', async (locale) => {
    const { container } = show(data, { locale, viewer: hana });
    await screen.findByRole('heading', { level: 2 });
    expect(container.querySelector('#comment-c [aria-current=true]')).not.toBeNull();
    expect(Array.from(container.querySelectorAll('ins, del'), (mark) => mark.tagName)).toEqual(expect.arrayContaining(['INS', 'DEL']));
    const addresses = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(addresses).toEqual(expect.arrayContaining(['/ja/p#comments', '/ja/p?comment=a#comment-a', '/ja/p?comment=a&after-comment=later#comment-a', '/ja/p?comment=x#comment-x']));
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('opens the form with the quotation where the page was asked for it', async () => {
    const { container } = show({ ...data, versions: [] }, { viewer: hana, path: '/ja/p?comment=c&quote=1' });
    const field = await waitFor(() => container.querySelector('#reply-c-body') as HTMLTextAreaElement);
    expect([field.value, field.closest('details')?.open]).toEqual(['> cの文章です。\n\n', true]);
  });

  it('says whom a reply answers where that is not above it', async () => {
    const flattened = reply('e', c, { parentId: 'b', depth: 3 });
    const { container } = show({ ...data, top: branch(a, [flattened]), versions: [] });
    await screen.findByText('eの文章です。');
    expect(within(container.querySelector('#comment-e') as HTMLElement).getByRole('link', { name: /への返信/ }).getAttribute('href')).toBe('/ja/p?comment=c#comment-c');
  });
});

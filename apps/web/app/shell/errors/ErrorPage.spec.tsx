import { describe, expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@hiroba/testing/page';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { ErrorPage } from './ErrorPage.tsx';

/** An error as the router gives it for an answer that was thrown. */
const answered = (status: number, code?: string) => ({ status, statusText: '', internal: false, data: { code } });

describe.each([
  [answered(404), 'ページが見つかりません'], [answered(401, 'UNAUTHENTICATED'), 'ログインが必要です'],
  [answered(403), 'このページは開けません'], [answered(409), '状態が変わっています'],
  [answered(429), '少しお待ちください'], [answered(500), 'うまく表示できませんでした'],
  [answered(503), 'ただいま休んでいます'], [answered(418), 'ページが見つかりません'],
  [new Error('secret of the database'), 'うまく表示できませんでした'],
])('%j', (error, title) => {
  it(`says 「${title}」, what to do next, and nothing of the inside`, async () => {
    const { container } = renderPage(<ErrorPage error={error} />, { path: '/ja/x' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
    expect(document.title.startsWith(title)).toBe(true);
    expect(screen.getByRole('link', { name: 'ホームへ戻る' }).getAttribute('href')).toBe('/ja');
    expect(container.textContent).not.toContain('secret');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

it('leads to where one signs in, and back', () => {
  renderPage(<ErrorPage error={answered(401, 'UNAUTHENTICATED')} />, { path: '/ja/me' });
  expect(screen.getByRole('link', { name: 'ログインする' }).getAttribute('href')).toBe('/ja/account/sign-in?next=%2Fja%2Fme');
});

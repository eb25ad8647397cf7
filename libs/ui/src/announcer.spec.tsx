import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Link } from 'react-router';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { Announced, renderPage } from '@hiroba/testing/page';
import { doneIn } from './announcer.tsx';
import { Button } from './button.tsx';
import { Form } from './form.tsx';
import { PageHead } from './page-head.tsx';

const catalogue = { 'proposals.done.published': '提案を公開しました。', 'ui.form.kept': '残っています。' };
const page = (done?: string) => (
  <Announced {...(done === undefined ? {} : { done })}><PageHead title="提案" /><Link to="/ja/other">ほかのページ</Link></Announced>
);

describe('after a form has been taken', () => {
  it('says so to see and to hear, and puts focus on the heading', async () => {
    const { container } = renderPage(page('提案を公開しました。'), { path: '/ja/x?done=proposals.published' });
    expect(screen.getAllByText('提案を公開しました。')).toHaveLength(1);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('提案を公開しました。'));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says it once: what the next form of the page answers takes no focus away', async () => {
    const next = <Announced done="提案を公開しました。"><PageHead title="提案" /><Form><Button>次へ</Button></Form></Announced>;
    const seen: string[] = [];
    renderPage(next, { path: '/ja/x?tab=a&done=proposals.published&receipt=0', action: ({ request }) => { seen.push(new URL(request.url).search); return null; } });
    const button = screen.getByRole('button', { name: '次へ' });
    button.focus();
    fireEvent.click(button);
    await waitFor(() => expect(document.querySelector('.done-notice')).toBeNull());
    expect(seen).toEqual(['?tab=a']);
    expect(document.activeElement).toBe(button);
  });

  it('says it no more on the pages after that', () => {
    renderPage(page('提案を公開しました。'), { path: '/ja/y' });
    expect(document.querySelector('.done-notice')).toBeNull();
  });

  it.each([
    ['proposals.published', '提案を公開しました。'],
    ['proposals.unknown', undefined],
    ['あなたの口座は凍結されました', undefined],
    ['ui.form.kept', undefined],
    ['__proto__.x', undefined],
    ['constructor.name', undefined],
    ['', undefined],
  ])('has the sentence of the catalogue for done=%s, and no other', (done, sentence) =>
    expect(doneIn(new URLSearchParams({ done }), catalogue)).toBe(sentence));
});

it('says where a link has led, in the one polite region of the page', async () => {
  renderPage(page());
  const link = screen.getByRole('link', { name: 'ほかのページ' });
  link.focus();
  fireEvent.click(link);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('提案 | みどり市'));
  expect(document.querySelectorAll('[aria-live]')).toHaveLength(1);
});

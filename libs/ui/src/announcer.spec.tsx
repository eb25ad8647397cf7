import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Link } from 'react-router';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { Announced, renderPage } from '@hiroba/testing/page';
import { PageHead } from './page-head.tsx';

const catalogue = { 'proposals.done.published': '提案を公開しました。' };
const page = <Announced><PageHead title="提案" /><Link to="/ja/other">ほかのページ</Link></Announced>;

describe('after a form has been taken', () => {
  it('says so to see and to hear, and puts focus on the heading', async () => {
    const { container } = renderPage(page, { catalogue, path: '/ja/x?done=proposals.published' });
    expect(screen.getAllByText('提案を公開しました。')).toHaveLength(1);
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('提案を公開しました。'));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it.each(['proposals.unknown', 'あなたの口座は凍結されました', 'ui.form.kept', '__proto__.x', 'constructor.name'])(
    'says nothing for an address with done=%s',
    (done) => {
      renderPage(page, { catalogue, path: `/ja/x?done=${encodeURIComponent(done)}` });
      expect(document.querySelector('.done-notice')).toBeNull();
    },
  );
});

it('says where a link has led, in the one polite region of the page', async () => {
  renderPage(page);
  const link = screen.getByRole('link', { name: 'ほかのページ' });
  link.focus();
  fireEvent.click(link);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('提案 | みどり市'));
  expect(document.querySelectorAll('[aria-live]')).toHaveLength(1);
});

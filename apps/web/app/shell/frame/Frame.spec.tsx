import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import type { Locale } from '@hiroba/kernel';
import { PageHead } from '@hiroba/ui';
import { renderPage } from '@hiroba/testing/page';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { Frame } from './Frame.tsx';
import type { FrameData } from './frame-data.ts';

const text = (ja: string, en: string | null = null) => ({ ja, en });
const organisation: FrameData['organisation'] = {
  name: text('みどり市のひろば', 'Midori City Square'), accent: '#006173', logo: null, zone: 'Asia/Tokyo', hasAdministrator: true, address: 'https://hiroba.example',
  contact: {
    office: text('市民協働課'), phone: '0790-00-0000', fax: null, mail: 'hiroba@city.example', hours: text('平日 8時30分から'),
    address: text('みどり市中央1-1'),
  },
  offices: [], legalPages: [{ slug: 'privacy', title: text('個人情報の取り扱い') }, { slug: 'about', title: text('このサイトについて') }],
};
const visitor: FrameData['viewer'] = {
  organisationId: 'city', person: null, grants: [], memberOf: [], level: 0, mfa: false, freshUntil: null, suspended: false, termsDue: false,
};
const nobody: FrameData = { viewer: visitor, organisation, now: '2026-11-22T10:00:00+09:00' };
const hana: FrameData = {
  ...nobody, formToken: 'token', viewer: { ...visitor, level: 1, person: { id: 'hana', displayName: '花' } },
};
const staff: FrameData = { ...hana, viewer: { ...hana.viewer, grants: [{ role: 'STAFF', spaceId: null }] } };

const rendered = (frame: FrameData | undefined, path = '/ja/spaces?sort=new', locale: Locale = 'ja') =>
  renderPage(<Frame frame={frame}><PageHead title="参加の場" /></Frame>, { path, locale });

const nav = () => within(screen.getByRole('navigation', { name: /メイン|Main/ }));

describe.each<[string, FrameData | undefined, Locale]>([
  ['a visitor', nobody, 'ja'], ['a participant', hana, 'ja'], ['staff', staff, 'ja'], ['an English visitor', nobody, 'en'],
  ['a page whose frame could not be loaded', undefined, 'ja'],
])('the frame of %s', (_, frame, locale) => {
  it('has one banner, main and foot, a way past the head, and no accessibility problem', async () => {
    const { container } = rendered(frame, `/${locale}/spaces`, locale);
    for (const role of ['banner', 'main', 'contentinfo'] as const) expect(screen.getAllByRole(role)).toHaveLength(1);
    expect(container.querySelector('a[href="#main"]')).toBeTruthy();
    expect(document.querySelectorAll('[aria-live]')).toHaveLength(1);
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

it('shows the logo of the city beside its name, which says the same in words', () => {
  const { container } = rendered({ ...nobody, organisation: { ...organisation, logo: { src: '/files/a', width: 480, height: 160 } } });
  const logo = container.querySelector('.site-name > img');
  expect(['src', 'width', 'height', 'alt'].map((name) => logo?.getAttribute(name))).toEqual(['/files/a', '480', '160', '']);
  expect(within(screen.getByRole('banner')).queryByRole('img')).toBeNull();
});

it('offers the same page in the other language, and to come back to it after signing in', () => {
  rendered(nobody);
  expect(nav().getByRole('link', { name: 'English' }).getAttribute('href')).toBe('/en/spaces?sort=new');
  expect(nav().getByRole('link', { name: 'ログイン' }).getAttribute('href')).toBe('/ja/account/sign-in?next=%2Fja%2Fspaces%3Fsort%3Dnew');
});

it('does not come back to an account page after signing in', () => {
  rendered(nobody, '/ja/account/sign-up');
  expect(nav().getByRole('link', { name: 'ログイン' }).getAttribute('href')).toBe('/ja/account/sign-in');
});

it('shows each person what is theirs, and signs out by a form', () => {
  const { unmount } = rendered(hana);
  expect(nav().queryByRole('link', { name: '職員の机' })).toBeNull();
  const form = nav().getByRole('button', { name: 'ログアウト' }).closest('form');
  expect(form?.getAttribute('method')).toBe('post');
  expect(new FormData(form ?? undefined).get('_token')).toBe('token');
  unmount();
  rendered(staff);
  expect(nav().getByRole('link', { name: '職員の机' }).getAttribute('href')).toBe('/ja/desk');
});

it('keeps the phone menu working without script, and closes it by Escape with script', () => {
  const { container } = rendered(nobody);
  const menu = container.querySelector('details');
  expect(menu?.nextElementSibling?.tagName).toBe('NAV');
  menu?.setAttribute('open', '');
  fireEvent.keyDown(document, { key: 'Escape' });
  expect(menu?.hasAttribute('open')).toBe(false);
});

it('tells in the foot how to reach the city, and names the legal pages it has as the city does', () => {
  rendered(nobody);
  const foot = within(screen.getByRole('contentinfo'));
  expect(foot.getByRole('link', { name: '0790-00-0000' }).getAttribute('href')).toBe('tel:0790000000');
  expect(foot.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    '0790-00-0000', 'hiroba@city.example', '個人情報の取り扱い',
    'このサイトについて', 'できごと', '職員と運営担当の行為の記録', '運営担当の判断', '公開記録', 'オープンデータ', 'APIの仕様',
  ]);
});

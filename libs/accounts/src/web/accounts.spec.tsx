import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { locales } from '@hiroba/kernel';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { giveBack } from '@hiroba/ui';
import { renderPage } from '@hiroba/testing/page';
import CheckMailPage from './CheckMailPage.tsx';
import { FactorSecret, RecoveryCodeList } from './factor-parts.tsx';
import FirstAdministratorPage from './FirstAdministratorPage.tsx';
import ForgottenPage from './ForgottenPage.tsx';
import { LinkPage } from './LinkPage.tsx';
import { PersonRoles } from './PersonRoles.tsx';
import ResetPage from './ResetPage.tsx';
import SecondFactorPage from './SecondFactorPage.tsx';
import SignOutPage from './SignOutPage.tsx';

const hana = {
  code: 'hana2345',
  displayName: '小川 はな',
  email: 'hana@example.jp',
  office: null,
  confirmed: true,
  hasSecondFactor: false,
  grants: [{ id: 'g1', role: 'STAFF', spaceId: null, startsAt: '2026-04-01T00:00:00Z', endsAt: null, granter: null }],
} as const;
const rolesOf = (
  <ul>
    <PersonRoles person={hana} places={[{ value: 's1', label: '駅前の広場' }]} />
  </ul>
);

const pages: Readonly<Record<string, ReactNode>> = {
  'after a mail was sent': <CheckMailPage />,
  'for a forgotten password': <ForgottenPage />,
  'for a new password': <ResetPage />,
  'for the second factor': <SecondFactorPage />,
  'with a secret for an app': (
    <FactorSecret secret={{ text: 'ABCDEFGH', uri: 'otpauth://totp/x', picture: 'data:image/svg+xml;base64,' }} />
  ),
  'with recovery codes': <RecoveryCodeList codes={['ABCD-EFGH', 'IJKL-MNOP']} next="/ja" />,
  'for the first administrator': <FirstAdministratorPage />,
  'to sign out': <SignOutPage />,
  'to confirm an address': (
    <LinkPage title="accounts.confirm" lead="accounts.confirm.lead" act="accounts.confirm.act" />
  ),
  'to sign in by mail': <LinkPage title="accounts.enter" lead="accounts.enter.lead" act="accounts.enter.act" />,
  'to move to another address': (
    <LinkPage title="accounts.mailConfirm" lead="accounts.mailConfirm.lead" act="accounts.mailConfirm.act" />
  ),
  'to leave': <LinkPage title="accounts.close" lead="accounts.close.lead" act="accounts.close.act" danger />,
  'of somebody with roles': rolesOf,
};

describe.each(Object.entries(pages))('a page %s', (_, page) => {
  it.each(locales)('is accessible, posts natively and has no placeholder, in %s', async (locale) => {
    const { container } = renderPage(page, { locale });
    expect(await accessibilityProblems(container)).toEqual([]);
    expect(container.querySelectorAll('[placeholder], [disabled]')).toHaveLength(0);
    for (const form of container.querySelectorAll('form')) expect(form.getAttribute('method')).toBe('post');
  });

  it('tells the browser what each field is for', () => {
    const { container } = renderPage(page);
    const fields = [
      ...container.querySelectorAll('input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=date])'),
    ];
    expect(
      fields.filter((field) => !field.getAttribute('autocomplete') || field.getAttribute('autocomplete') === 'off'),
    ).toEqual([]);
  });
});

it('a link that is over says so and shows the way to a new one', async () => {
  renderPage(<LinkPage title="accounts.enter" lead="accounts.enter.lead" act="accounts.enter.act" />, {
    action: async ({ request }) =>
      giveBack(await request.formData(), { code: 'LINK_EXPIRED', message: 'このリンクは使えなくなりました。' }),
  });
  await userEvent.click(screen.getByRole('button', { name: 'ログインする' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('group', { name: 'まだ送れていません' })));
  expect(screen.getByRole('link', { name: 'ログイン' })).toBeDefined();
});

it('a refused role opens its form again, with the reason in sight', async () => {
  renderPage(rolesOf, {
    action: async ({ request }) =>
      giveBack(await request.formData(), { code: 'TAKEN', field: 'role', message: 'すでに使われています。' }),
  });
  await userEvent.click(screen.getByText('小川 はなさんに役割を加える'));
  await userEvent.click(screen.getByRole('button', { name: '役割を加える' }));
  const role = () => screen.getByRole('combobox', { name: /^役割/ });
  await waitFor(() => expect(role().getAttribute('aria-invalid')).toBe('true'));
  expect(role().closest('details')?.open).toBe(true);
});

it('a role is taken away only after a second look, which a refusal leaves open', async () => {
  renderPage(rolesOf, {
    action: async ({ request }) =>
      giveBack(await request.formData(), { code: 'FORBIDDEN', field: null, message: 'できません。' }),
  });
  const [summary] = screen.getAllByText(/^役割を外す（/);
  const details = () => summary?.closest('details');
  expect(details()?.open).toBe(false);
  await userEvent.click(summary ?? document.body);
  const [button] = screen.getAllByRole('button', { name: '役割を外す' });
  await userEvent.click(button ?? document.body);
  await screen.findByText('できません。');
  expect(details()?.open).toBe(true);
});

it('a person who is called by markup is called so in text', () => {
  const { container } = renderPage(
    <ul>
      <PersonRoles person={{ ...hana, displayName: '<img src=x onerror=alert(1)>' }} places={[]} />
    </ul>,
  );
  expect(container.querySelectorAll('img')).toHaveLength(0);
  expect(screen.getByRole('heading', { name: '<img src=x onerror=alert(1)>' })).toBeDefined();
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { all, phaseAllows, signedIn, visitor } from '@hiroba/kernel';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import { ActionButton } from './action-button.tsx';
import { useRefusal } from './situation.tsx';

const rule = all(signedIn, phaseAllows('support'));
const hana = { ...visitor('city'), personId: 'hana', level: 1 };
const component = {
  id: 'c', spaceId: 's', manifest: 'proposals', published: true, spaceState: 'PUBLISHED',
  phases: [{ key: 'p', opensAt: '2026-11-01T00:00:00+09:00', closesAt: '2026-12-01T00:00:00+09:00', allows: ['support'] }],
} as const;

function Support() {
  return <ActionButton refusal={useRefusal(rule, undefined)}>この提案を支持する</ActionButton>;
}

const button = () => screen.getByRole('button', { name: 'この提案を支持する' });

/** What listeners hear after the name of a control. */
const description = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

describe('an action that may be done', () => {
  it('is a plain submit button', async () => {
    const { container } = renderPage(<Support />, { viewer: hana, component });
    expect(button().getAttribute('type')).toBe('submit');
    expect(button().getAttribute('aria-disabled')).toBeNull();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('a refused action', () => {
  it('stays focusable, says why, and leads on', async () => {
    const { container } = renderPage(<Support />, { component, path: '/ja/spaces/x?sort=new' });
    button().focus();
    expect(document.activeElement).toBe(button());
    expect(button().getAttribute('aria-disabled')).toBe('true');
    expect(description(button())).not.toBe('');
    expect(screen.getByRole('link', { name: 'ログインする' }).getAttribute('href'))
      .toBe('/ja/account/sign-in?next=%2Fja%2Fspaces%2Fx%3Fsort%3Dnew');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('tells when it opens, in the time of the city', () => {
    renderPage(<Support />, { viewer: hana, component, now: '2026-10-01T00:00:00+09:00' });
    expect(description(button())).toBe('2026年（令和8年）11月1日（日） 0:00から受け付けます。');
  });

  it('tells when it closed', () => {
    renderPage(<Support />, { viewer: hana, component, now: '2026-12-24T00:00:00+09:00' });
    expect(description(button())).toBe('受付は2026年（令和8年）12月1日（火） 0:00に終わりました。');
  });
});

describe('the edge of a phase', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2020-01-01T00:00:00Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('closes the button at the very second by the clock of the server, whatever ours says', () => {
    renderPage(<Support />, { viewer: hana, component, now: '2026-11-30T23:59:50+09:00' });
    act(() => jest.advanceTimersByTime(9_999));
    expect(button().getAttribute('aria-disabled')).toBeNull();
    act(() => jest.advanceTimersByTime(1));
    expect(button().getAttribute('aria-disabled')).toBe('true');
  });

  it('opens it as exactly', () => {
    renderPage(<Support />, { viewer: hana, component, now: '2026-10-31T23:59:00+09:00' });
    expect(button().getAttribute('aria-disabled')).toBe('true');
    act(() => jest.advanceTimersByTime(60_000));
    expect(button().getAttribute('aria-disabled')).toBeNull();
  });
});

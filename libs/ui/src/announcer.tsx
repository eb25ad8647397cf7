import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { Catalogue } from '@hiroba/kernel';
import { forgetSentDraft } from './draft.ts';
import { Icon } from './icon.tsx';

const AnnounceContext = createContext<(message: string) => void>(() => undefined);

/** Says something to people who listen to the page, when they have finished listening to what they are at. */
export const useAnnounce = () => use(AnnounceContext);

/** The one polite live region of a page; it also tells where a link has led. */
export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState('');
  const announce = useCallback((next: string) => {
    // The same words twice are heard twice only when the region has been empty in between.
    setMessage('');
    requestAnimationFrame(() => setMessage(next));
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <RouteAnnouncements />
      <p role="status" aria-live="polite" className="sr-only">{message}</p>
    </AnnounceContext>
  );
}

const headingOf = () => document.querySelector<HTMLElement>('h1');

/** Puts focus on the heading of the page, so that reading goes on from there. */
export function focusHeading(): void {
  headingOf()?.focus({ preventScroll: true });
}

/** After a link: the title is said, or, where the link has gone with its page, the new heading takes focus. */
function RouteAnnouncements() {
  const { pathname } = useLocation();
  const announce = useAnnounce();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return undefined;
    before.current = pathname;
    const later = setTimeout(() => {
      if (document.activeElement === document.body) focusHeading();
      else if (document.activeElement !== headingOf()) announce(document.title);
    }, 100);
    return () => clearTimeout(later);
  }, [pathname, announce]);
  return null;
}

const doneKey = /^([a-z][a-z-]*)\.([A-Za-z]+)$/;

/** The sentence that says what a form has done, from `?done=library.thing` where the catalogue has `library.done.thing`. */
export function doneIn(search: URLSearchParams, catalogue: Catalogue): string | undefined {
  const match = doneKey.exec(search.get('done') ?? '');
  const key = match ? `${match[1]}.done.${match[2]}` : '';
  return Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
}

const entryId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of the log entry of what a form has done, from `?receipt=`. */
export function receiptIn(search: URLSearchParams): string | undefined {
  const id = search.get('receipt') ?? '';
  return entryId.test(id) ? id : undefined;
}

/** The same address, not telling what a form has done. */
export const withoutDone = (address: string): string =>
  address.replace(/([?&])(?:(?:done|receipt)=[^&]*(?:&|$))+/g, '$1').replace(/[?&]$/, '');

interface DoneNoticeProps {
  readonly sentence: string | undefined;
  /** The way to the receipt of what was done. */
  readonly receipt?: { readonly to: string; readonly label: string } | undefined;
}

/** Says what the form before this page has done, in the server's sentence: to see, and to hear from the new heading on. */
export function DoneNotice({ sentence, receipt }: DoneNoticeProps) {
  const announce = useAnnounce();
  const { key, search, hash } = useLocation();
  // The sentence is the answer to a form; pages that were reached by a link from there have nothing to say.
  const done = new URLSearchParams(search).has('done') ? sentence : undefined;
  useEffect(() => {
    if (done === undefined) return;
    forgetSentDraft();
    focusHeading();
    announce(done);
    const { pathname, search: shown, hash: place } = window.location;
    window.history.replaceState(window.history.state, '', `${withoutDone(pathname + shown)}${place}`);
  }, [done, key, announce]);
  if (done === undefined) return null;
  return (
    // The server is not told of the place in the page that an address names.
    <p className={hash ? 'done-notice done-notice-kept' : 'done-notice'} suppressHydrationWarning>
      <Icon name="check" />
      <span>{done}{receipt ? <> <a className="link" href={receipt.to}>{receipt.label}</a></> : null}</span>
    </p>
  );
}

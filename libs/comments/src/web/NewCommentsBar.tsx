import { useEffect, useRef } from 'react';
import { Link, useLocation, useRevalidator } from 'react-router';
import { Icon, useAnnounce, useT, withQuery } from '@hiroba/ui';
import { commentParams } from './comments-context.ts';

/** Whoever listens is told at most this often. */
const PAUSE_MS = 10_000;

interface NewCommentsBarProps {
  readonly count: number;
  /** Whether reading the page again shows the new comments; otherwise they are on the page of the newest. */
  readonly inPlace: boolean;
}

/** Says that comments have come and waits: nothing moves until it is pressed. */
export function NewCommentsBar({ count, inPlace }: NewCommentsBarProps) {
  const t = useT();
  const announce = useAnnounce();
  const { pathname } = useLocation();
  const { revalidate } = useRevalidator();
  const last = useRef(-Infinity);
  const words = t('comments.new', { count });
  useEffect(() => {
    if (count === 0) return undefined;
    const wait = Math.max(0, last.current + PAUSE_MS - performance.now());
    const later = setTimeout(() => {
      last.current = performance.now();
      announce(words);
    }, wait);
    return () => clearTimeout(later);
  }, [count, words, announce]);
  if (count === 0) return null;
  const look = 'button button-primary button-small';
  // Without height of its own it covers a little, and pushes nothing.
  return (
    <div className="sticky top-3 z-10 h-0 flex justify-center overflow-visible print:hidden">
      {inPlace ? (
        <button type="button" className={look} onClick={() => void revalidate()}>
          <Icon name="chat" />
          {words}
        </button>
      ) : (
        <Link className={look} to={`${withQuery(pathname, { [commentParams.sort]: 'newest' })}#comments`}>
          <Icon name="chat" />
          {words}
        </Link>
      )}
    </div>
  );
}

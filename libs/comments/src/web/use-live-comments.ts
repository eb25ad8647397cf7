import { useEffect, useState, type RefObject } from 'react';
import { watchComments, type Watched } from './watch-comments.ts';

/** Whether somebody can see the element: it is near the screen, and the tab is in front. */
function useVisible(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  const [inFront, setInFront] = useState(false);
  useEffect(() => {
    const look = () => setInFront(document.visibilityState === 'visible');
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  useEffect(() => {
    if (!ref.current || typeof IntersectionObserver === 'undefined') {
      setNear(true);
      return undefined;
    }
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), { rootMargin: '50%' });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return near && inFront;
}

/** How many comments by others have come since the page was made; asked for only while the element is in sight. */
export function useLiveComments(ref: RefObject<Element | null>, { rootKind, rootId, locale, after }: Watched): number {
  const visible = useVisible(ref);
  const [arrived, setArrived] = useState<{ after: string | null; count: number }>();
  useEffect(
    () => (visible ? watchComments({ rootKind, rootId, locale, after }, (count) => setArrived({ after, count })) : undefined),
    [visible, rootKind, rootId, locale, after],
  );
  return arrived?.after === after ? arrived.count : 0;
}

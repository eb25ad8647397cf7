import { lazy, Suspense } from 'react';
import type { CommentSectionProps } from './CommentSection.tsx';

const region = 'data-comments';

/**
 * Resolves when somebody comes near the comments that the server has drawn, or touches the page at all; at once where there are
 * none yet. Until then they stand as they came, to be read, and their code stays on the server.
 */
function wanted(): Promise<void> {
  const drawn = typeof document === 'undefined' ? null : document.querySelector(`[${region}]`);
  if (!drawn?.firstElementChild) return Promise.resolve();
  return new Promise((resolve) => {
    const events = ['pointerdown', 'keydown', 'focusin'] as const;
    const near = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && come(), { rootMargin: '600px' });
    function come() {
      near.disconnect();
      for (const event of events) document.removeEventListener(event, come, true);
      resolve();
    }
    for (const event of events) document.addEventListener(event, come, true);
    near.observe(drawn);
  });
}

const Section = lazy(() => wanted().then(() => import('./CommentSection.tsx')).then(({ CommentSection }) => ({ default: CommentSection })));

/** The comments of a thing, whole from the server; what moves them comes when somebody does. */
export function Comments(props: CommentSectionProps) {
  return <div data-comments=""><Suspense><Section {...props} /></Suspense></div>;
}

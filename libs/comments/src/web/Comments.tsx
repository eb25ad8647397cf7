import { lazy, Suspense } from 'react';
import type { CommentSectionProps } from './CommentSection.tsx';

const Section = lazy(() => import('./CommentSection.tsx').then(({ CommentSection }) => ({ default: CommentSection })));

/** The comments of a thing, whole from the server; what moves them comes after the page itself. */
export function Comments(props: CommentSectionProps) {
  return <Suspense><Section {...props} /></Suspense>;
}

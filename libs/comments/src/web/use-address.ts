import { useLocation } from 'react-router';
import { withQuery } from '@hiroba/ui';
import { commentParams, useComments } from './comments-context.ts';

/** The part of a discussion an address asks for; what is left out stays as it is, and null is as usual. */
export interface Part {
  readonly sort?: string | null;
  readonly side?: string | null;
  readonly after?: string | null;
}

/** Makes addresses of the discussion around: the choice of order and side stays, the page does not. */
export function useAddress(): (part: Part) => string {
  const { pathname } = useComments();
  const { search } = useLocation();
  return ({ sort, side, after }) => {
    const now = new URLSearchParams(search);
    const kept = (name: string, value: string | null | undefined) => (value === undefined ? now.get(name) : value);
    return `${withQuery(pathname, {
      [commentParams.sort]: kept(commentParams.sort, sort),
      [commentParams.side]: kept(commentParams.side, side),
      [commentParams.after]: after ?? null,
    })}#comments`;
  };
}

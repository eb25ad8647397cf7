import { useLocation } from 'react-router';
import { withQuery } from '@hiroba/ui';
import { commentParams, useComments } from './comments-context.ts';
import { viewOf } from './views.ts';

/** The part of a discussion an address asks for; what is left out stays as it is, and null is as usual. */
export interface Part {
  readonly sort?: string | null;
  readonly side?: string | null;
  readonly voice?: string | null;
  readonly after?: string | null;
}

/** Makes addresses of the discussion around: the choice of order and voices stays, the page does not. */
export function useAddress(): (part: Part) => string {
  const { pathname } = useComments();
  const { search } = useLocation();
  return ({ sort, side, voice, after }) => {
    const now = new URLSearchParams(search);
    const kept = (name: string, value: string | null | undefined) => (value === undefined ? now.get(name) : value);
    return `${withQuery(pathname, {
      [commentParams.sort]: kept(commentParams.sort, sort),
      [commentParams.side]: kept(commentParams.side, side),
      [commentParams.voice]: kept(commentParams.voice, voice),
      [commentParams.after]: after ?? null,
    })}#comments`;
  };
}

/** Makes the address of this very page with more replies of a branch; nothing where they are open already. */
export function useOpened(): (id: string) => string | undefined {
  const { pathname } = useComments();
  const { search } = useLocation();
  return (id) => {
    const params = new URLSearchParams(search);
    const { open } = viewOf(params);
    return open.includes(id) ? undefined : withQuery(pathname, {
      ...Object.fromEntries(Object.values(commentParams).map((name) => [name, params.get(name)])),
      [commentParams.open]: [...open, id].join(','),
    });
  };
}

import { useEffect, type RefObject } from 'react';
import { useLocation } from 'react-router';

const prefix = 'hiroba:draft:';
/** Under which the copy stands whose form was sent last. */
export const sentKey = 'hiroba:sent';

/** The tab's own store, or nothing where the browser keeps nothing: forms work all the same. */
export function draftStore(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

/** Forgets the copy of the form that has just been taken. */
export function forgetSentDraft(): void {
  const key = draftStore()?.getItem(sentKey);
  if (!key) return;
  draftStore()?.removeItem(key);
  draftStore()?.removeItem(sentKey);
}

/** Forgets the copy of a form whose last step was another one. */
export const forgetDraft = (pathname: string, name: string): void => draftStore()?.removeItem(`${prefix}${pathname}:${name}`);

/** Keeps a local copy of a form's texts in this tab until it is taken, and puts them back into fields that are empty. */
export function useDraft(ref: RefObject<HTMLFormElement | null>, name: string | undefined): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const form = ref.current;
    if (!form) return undefined;
    if (name === undefined) {
      // What another form has done says nothing about the text that waits elsewhere.
      const overtake = () => draftStore()?.removeItem(sentKey);
      form.addEventListener('submit', overtake);
      return () => form.removeEventListener('submit', overtake);
    }
    // Most pages are read, and have no form that keeps anything.
    const stop = import('./kept-draft.ts').then(({ keepDraft }) => (form.isConnected ? keepDraft(form, `${prefix}${pathname}:${name}`) : undefined));
    return () => void stop.then((end) => end?.());
  }, [ref, name, pathname]);
}

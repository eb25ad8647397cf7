import { useEffect, type RefObject } from 'react';
import { useLocation } from 'react-router';

/** Fields whose text is worth keeping; secrets, files and hidden fields never are. */
const kept = 'textarea[name], input[name][type="text"]';
const prefix = 'hiroba:draft:';
const sent = 'hiroba:sent';

const fieldsOf = (form: HTMLFormElement) => form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(kept);

/** The tab's own store, or nothing where the browser keeps nothing: forms work all the same. */
function store(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

function read(key: string): Readonly<Record<string, unknown>> {
  const stored: unknown = JSON.parse(store()?.getItem(key) ?? '{}');
  return typeof stored === 'object' && stored !== null ? { ...stored } : {};
}

/** Forgets the copy of the form that has just been taken. */
export function forgetSentDraft(): void {
  const key = store()?.getItem(sent);
  if (!key) return;
  store()?.removeItem(key);
  store()?.removeItem(sent);
}

/** Forgets the copy of a form whose last step was another one. */
export const forgetDraft = (pathname: string, name: string): void => store()?.removeItem(`${prefix}${pathname}:${name}`);

/** Keeps a local copy of a form's texts in this tab until it is taken, and puts them back into fields that are empty. */
export function useDraft(ref: RefObject<HTMLFormElement | null>, name: string | undefined): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const form = ref.current;
    if (!form) return undefined;
    if (name === undefined) {
      // What another form has done says nothing about the text that waits elsewhere.
      const overtake = () => store()?.removeItem(sent);
      form.addEventListener('submit', overtake);
      return () => form.removeEventListener('submit', overtake);
    }
    const key = `${prefix}${pathname}:${name}`;
    const draft = read(key);
    for (const field of fieldsOf(form)) {
      const text = draft[field.name];
      if (typeof text !== 'string' || text === '' || field.value !== '') continue;
      field.value = text;
      // What comes back is seen: nobody shall save what they do not know of.
      field.closest('details')?.setAttribute('open', '');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const keep = () => {
      const values = Array.from(fieldsOf(form), (field) => [field.name, field.value]);
      store()?.setItem(key, JSON.stringify(Object.fromEntries(values)));
    };
    const note = () => store()?.setItem(sent, key);
    form.addEventListener('input', keep);
    form.addEventListener('submit', note);
    return () => {
      form.removeEventListener('input', keep);
      form.removeEventListener('submit', note);
    };
  }, [ref, name, pathname]);
}

import { draftStore, sentKey } from './draft.ts';

/** Fields whose text is worth keeping; secrets, files and hidden fields never are. */
const kept = 'textarea[name], input[name][type="text"]';

const fieldsOf = (form: HTMLFormElement) => form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(kept);

function read(key: string): Readonly<Record<string, unknown>> {
  const stored: unknown = JSON.parse(draftStore()?.getItem(key) ?? '{}');
  return typeof stored === 'object' && stored !== null ? { ...stored } : {};
}

/** Puts the texts of a copy back into fields that are empty, and keeps the copy as somebody writes; gives back what ends that. */
export function keepDraft(form: HTMLFormElement, key: string): () => void {
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
    draftStore()?.setItem(key, JSON.stringify(Object.fromEntries(values)));
  };
  const note = () => draftStore()?.setItem(sentKey, key);
  // What somebody wrote before this was here is kept, too.
  if (Array.from(fieldsOf(form)).some(({ value, defaultValue }) => value !== defaultValue)) keep();
  form.addEventListener('input', keep);
  form.addEventListener('submit', note);
  return () => {
    form.removeEventListener('input', keep);
    form.removeEventListener('submit', note);
  };
}

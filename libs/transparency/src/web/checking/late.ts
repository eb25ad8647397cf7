import { late } from '@hiroba/ui';

/** A proof, checked in the browser of whoever looks; the ciphers come when the page is there. */
export const Checked = late('transparency.checked', async () => (await import('./late-checked.ts')).Checked);

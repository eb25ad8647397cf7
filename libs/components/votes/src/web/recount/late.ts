import { late } from '@hiroba/ui';

/** The recount in the browser of whoever looks; its code comes when the page is there. */
export const Recount = late('votes.recount', async () => (await import('./late-recount.ts')).Recount);

import { recount } from '../../domain/recount.ts';
import type { Recounted, RecountFiles } from './recounting.ts';

const tell = (message: Recounted): void => self.postMessage(message);

// Counting takes seconds; here it does not hold up the page.
self.addEventListener('message', ({ data }: MessageEvent<RecountFiles>) => {
  try {
    tell({ kind: 'DONE', verdict: recount(data, (done) => tell({ kind: 'ROUND', done })) });
  } catch (error) {
    tell({ kind: 'FAILED', reason: (error as Error).message });
  }
});

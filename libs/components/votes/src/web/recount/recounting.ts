import type { PackageVerdict } from '../../domain/package-check.ts';
import type { Rounds } from '../../domain/tally/progress.ts';

/** The files of a package, by their names. */
export type RecountFiles = Readonly<Record<string, string>>;

/** What a recount says: how far it is, and what it found. */
export type Recounted =
  | { readonly kind: 'ROUND'; readonly done: Rounds }
  | { readonly kind: 'DONE'; readonly verdict: PackageVerdict }
  | { readonly kind: 'FAILED'; readonly reason: string };

async function fileOf(from: string, name: string): Promise<readonly [string, string]> {
  const answer = await fetch(`${from}/${encodeURIComponent(name)}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return [name, await answer.text()];
}

/** Fetches the files of a result and counts them anew beside the page; returns what ends it. */
export function recounting(from: string, names: readonly string[], tell: (said: Recounted) => void): () => void {
  const worker = new Worker(new URL('./recount.worker.ts', import.meta.url), { type: 'module' });
  const failed = (error: { readonly message: string }): void => tell({ kind: 'FAILED', reason: error.message });
  worker.addEventListener('message', ({ data }: MessageEvent<Recounted>) => tell(data));
  worker.addEventListener('error', failed);
  Promise.all(names.map((name) => fileOf(from, name))).then(
    (files) => worker.postMessage(Object.fromEntries(files)),
    failed,
  );
  return () => worker.terminate();
}

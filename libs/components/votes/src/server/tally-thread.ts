import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PreviewSource } from '../domain/preview.ts';
import type { TallyInput } from '../domain/result-package.ts';
import { UnreadableFile } from '../domain/tally/formats/unreadable-file.ts';

/** What is counted apart: the ballots of a vote, or an earlier election by all rules. */
export type TallyWork = { readonly kind: 'RESULT'; readonly input: TallyInput } | { readonly kind: 'PREVIEW'; readonly source: PreviewSource };

/** A piece of work with the number by which its answers are known. */
export type TallyTask = TallyWork & { readonly n: number };

/** What the thread says of a piece of work. */
export type TallyAnswer = { readonly n: number } & (
  | { readonly kind: 'ROUND'; readonly rounds: number } | { readonly kind: 'DONE'; readonly text: string } | { readonly kind: 'FAILED'; readonly message: string } | { readonly kind: 'UNREADABLE'; readonly line: number; readonly reason: string }
);

interface Waiting {
  readonly done: (text: string) => void;
  readonly failed: (error: Error) => void;
  readonly tell: (rounds: number) => void;
}

const HEAP_MEGABYTES = 2_048;
const IDLE_MS = 30_000;

// Beside the bundle stands the bundled worker; beside the source, the source, which runs as its parent does.
const isSource = import.meta.url.endsWith('.ts');
const file = new URL(isSource ? 'tally.worker.ts' : 'tally.worker.js', import.meta.url);

/** The thread in which ballots are counted, so that a long count holds nobody up. It begins with the first count, and ends when there is none for a while. */
@Injectable()
export class TallyThread implements OnApplicationShutdown {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  /** Counts, one thing after another; `tell` hears of each round. */
  count(work: TallyWork, tell: Waiting['tell'] = () => undefined): Promise<string> {
    clearTimeout(this.#idle);
    const worker = this.#worker ?? this.#begin();
    const n = (this.#last += 1);
    return new Promise((done, failed) => {
      this.#waiting.set(n, { done, failed, tell });
      worker.ref();
      worker.postMessage({ ...work, n } satisfies TallyTask);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    // What it counts is handed to it: it needs nothing of the environment, which holds secrets.
    const worker = new Worker(file, { env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES }, ...(isSource ? {} : { execArgv: [] }) });
    this.#worker = worker;
    worker.on('message', (answer: TallyAnswer) => this.#hear(answer));
    worker.on('error', (error) => this.#over(worker, error));
    worker.on('exit', () => this.#over(worker, new Error('the thread that counts has ended')));
    return worker;
  }

  #hear(answer: TallyAnswer): void {
    const waiting = this.#waiting.get(answer.n);
    if (answer.kind === 'ROUND') {
      waiting?.tell(answer.rounds);
      return;
    }
    this.#waiting.delete(answer.n);
    if (answer.kind === 'DONE') waiting?.done(answer.text);
    else waiting?.failed(answer.kind === 'UNREADABLE' ? new UnreadableFile(answer.line, answer.reason) : new Error(answer.message));
    if (this.#waiting.size > 0) return;
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.#worker?.terminate(), IDLE_MS).unref();
  }

  #over(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { failed } of lost) failed(error);
  }
}

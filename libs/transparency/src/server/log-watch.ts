import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Connection } from './kept-log.ts';
import type { Checked } from './log-check.ts';
import type { LogRow } from './log-rows.ts';

const CHECK_AGAIN_MS = 600_000;

/** A connection on which nothing more is asked once the server stops. */
export const untilStopped = (db: Connection, stop: AbortSignal): Connection => ({
  query: async (text, values) => {
    stop.throwIfAborted();
    return db.query(text, values);
  },
});

// Twice as much rest as work: of a processor, a check that nobody waits for takes a third; where others keep the process busy, a twentieth.
const REST = { idle: 2, busy: 20 };
const BUSY = 0.6;
const LONGEST_REST_MS = 2_000;

/** A connection whose user leaves the machine to others in between: it rests before each question, by how long it was busy since the last rest. */
export function atLeisure(db: Connection): Connection {
  let since = performance.now();
  let factor = REST.idle;
  return {
    query: async (text, values) => {
      const before = performance.eventLoopUtilization();
      await setTimeout(Math.min((performance.now() - since) * factor, LONGEST_REST_MS));
      // While it rests itself, whatever keeps the process busy is the work of others.
      factor = performance.eventLoopUtilization(before).utilization > BUSY ? REST.busy : REST.idle;
      since = performance.now();
      return db.query(text, values);
    },
  };
}

/** Has logs checked beside their keeping: when a process begins to keep one, and after each night at three o'clock of its city. */
export class LogWatch {
  readonly #next = new Map<string, number>();
  #checking: Promise<void> | undefined;

  constructor(
    private readonly check: (organisationId: string) => Promise<Checked>,
    private readonly isStopped: () => boolean,
  ) {}

  /** Has a log checked if it is time for that. */
  look({ organisation_id: id, unchecked }: LogRow, onError: (error: unknown) => void): void {
    const next = this.#next.get(id);
    if (this.#checking || (next !== undefined && (!unchecked || performance.now() < next))) return;
    this.#next.set(id, performance.now() + CHECK_AGAIN_MS);
    this.#checking = this.#look(id).catch((error: unknown) => {
      if (!this.isStopped()) onError(error);
    });
  }

  async #look(id: string): Promise<void> {
    try {
      const { problems } = await this.check(id);
      if (problems.length > 0)
        throw new Error(
          `the public log is not what it says: ${problems.map(({ at, problem }) => `${at}: ${problem}`).join('; ')}`,
        );
    } finally {
      this.#checking = undefined;
    }
  }

  /** Waits for the check that is under way. */
  async done(): Promise<void> {
    await this.#checking;
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { Clock } from '@hiroba/server';
import type { EventSubscriber } from '@mikro-orm/postgresql';

/** The turn in which something is recorded. */
export interface Turn {
  /** What it holds still is in nobody's way. */
  mayBegin(): Promise<void>;
  /** It has come: all that is recorded before is written. */
  come(): Promise<void>;
  /** All of this is written. */
  over(): void;
}

interface Moment {
  readonly instant: Date;
  readonly turn?: Turn | undefined;
  writing: boolean;
}

/** A clock that shows each act of the demo city's past its own instant; in use only while that is being written. */
export class SeedClock extends Clock implements EventSubscriber {
  readonly #moment = new AsyncLocalStorage<Moment>();

  /** Lets something happen at an instant; whoever is about to write looks at the clock, and is kept until their turn. */
  during<T>(instant: Date, work: () => Promise<T>, turn?: Turn): Promise<T> {
    return this.#moment.run({ instant, turn, writing: false }, work);
  }

  override nowIn = async (): Promise<Date> => {
    const moment = this.#shown();
    await moment.turn?.come();
    moment.writing = true;
    return new Date(moment.instant);
  };
  override now = async (): Promise<Date> => new Date(this.#shown().instant);

  /** Locks nothing yet that an earlier act needs. */
  async beforeTransactionStart(): Promise<void> {
    await this.#moment.getStore()?.turn?.mayBegin();
  }

  /** Lets others write while this is being kept. */
  beforeTransactionCommit(): void {
    const moment = this.#moment.getStore();
    if (moment?.writing) moment.turn?.over();
  }

  #shown(): Moment {
    const moment = this.#moment.getStore();
    if (!moment) throw new Error('nothing of the past happens outside its instant');
    return moment;
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { Clock } from '@hiroba/server';

/** An instant, and when it has come. */
interface Moment {
  readonly instant: Date;
  readonly come: () => Promise<void>;
}

/** A clock that shows each act of the demo city's past its own instant; in use only while that is being written. */
export class SeedClock extends Clock {
  readonly #moment = new AsyncLocalStorage<Moment>();

  /** Lets something happen at an instant; whoever is about to write looks at the clock and is kept until it has come. */
  during<T>(instant: Date, work: () => Promise<T>, come: Moment['come'] = async () => undefined): Promise<T> {
    return this.#moment.run({ instant, come }, work);
  }

  override nowIn = async (): Promise<Date> => {
    const { instant, come } = this.#shown();
    await come();
    return new Date(instant);
  };
  override now = async (): Promise<Date> => new Date(this.#shown().instant);

  #shown(): Moment {
    const moment = this.#moment.getStore();
    if (!moment) throw new Error('nothing of the past happens outside its instant');
    return moment;
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { Clock } from '@hiroba/server';

/** A clock that shows each act of the demo city's past its own instant; in use only while that is being written. */
export class SeedClock extends Clock {
  readonly #instant = new AsyncLocalStorage<Date>();

  /** Lets something happen at an instant. */
  during<T>(instant: Date, work: () => Promise<T>): Promise<T> {
    return this.#instant.run(instant, work);
  }

  override nowIn = async (): Promise<Date> => this.#shown();
  override now = async (): Promise<Date> => this.#shown();

  #shown(): Date {
    const instant = this.#instant.getStore();
    if (!instant) throw new Error('nothing of the past happens outside its instant');
    return new Date(instant);
  }
}

import { Clock } from '@hiroba/server';

/** A clock that is put to the instant of each act of the demo city's past; in use only while that is being written. */
export class SeedClock extends Clock {
  #now = new Date();

  /** Puts the clock at an instant. */
  set(now: Date): void {
    this.#now = now;
  }

  override nowIn = async (): Promise<Date> => new Date(this.#now);
  override now = async (): Promise<Date> => new Date(this.#now);
}

import { Clock } from '@hiroba/server';

/** A clock that stands where a test puts it. */
export class StillClock extends Clock {
  #now: Date;

  constructor(now: string) {
    super();
    this.#now = new Date(now);
  }

  /** Puts the clock at an instant. */
  set(now: string | Date): void {
    this.#now = new Date(now);
  }

  /** Moves the clock on. */
  advance(minutes: number): void {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000);
  }

  override nowIn = async (): Promise<Date> => new Date(this.#now);
  override now = async (): Promise<Date> => new Date(this.#now);
  override nearly = async (): Promise<Date> => new Date(this.#now);
}

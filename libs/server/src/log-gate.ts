import { Injectable } from '@nestjs/common';

/** That a public act cannot be recorded now, because the log of its city is closed. */
export class LogClosed extends Error {}

/** Which cities have a log that must not grow: what happened there now could never be proved. */
@Injectable()
export class LogGate {
  readonly #closed = new Set<string>();

  close(organisationId: string): void {
    this.#closed.add(organisationId);
  }

  open(organisationId: string): void {
    this.#closed.delete(organisationId);
  }

  isClosed(organisationId: string): boolean {
    return this.#closed.has(organisationId);
  }

  /** Lets an entry pass, or throws that the log is closed. */
  pass(organisationId: string): void {
    if (this.isClosed(organisationId)) throw new LogClosed('the public log is closed');
  }
}

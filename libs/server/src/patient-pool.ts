import type pg from 'pg';
import { connectionLost } from './failures.ts';

/** What PostgreSQL says while it starts up, and what graphile-worker waits for and tries again. */
const CANNOT_CONNECT_NOW = '57P03';

const asStarting = (error: unknown): never => {
  if (!connectionLost(error)) throw error;
  throw Object.assign(new Error('the database is gone for the moment', { cause: error }), { code: CANNOT_CONNECT_NOW });
};

const patient = (client: pg.PoolClient): pg.PoolClient =>
  new Proxy(client, {
    get: (target, name) => {
      if (name === 'query') return (...query: [string, unknown[]?]) => target.query(...query).catch(asStarting);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** The answer to whoever asks a pool that is over: none. Nothing waits for it, and the process may end. */
const never = (): Promise<never> => new Promise(() => undefined);

/**
 * The pool as the job queue sees it: a database that goes away under a query is one that still starts up, and one that is over is silent.
 *
 * graphile-worker 0.18 writes jobs off in a promise that nobody awaits and repeats only what fails with 57P03; anything
 * else that happens to it, such as 57P01 when PostgreSQL is killed, or a pool that ended while a server stops, would end the process.
 */
export const patientPool = (pool: pg.Pool): pg.Pool =>
  new Proxy(pool, {
    get: (target, name) => {
      if (name === 'connect')
        return (listen?: Parameters<pg.Pool['connect']>[0]) =>
          listen
            ? target.connect(listen)
            : target.ending
              ? never()
              : target.connect().then(patient, (error: unknown) => (target.ending ? never() : asStarting(error)));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

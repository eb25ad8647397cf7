import { EventEmitter, on as eventsOf } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';

const channel = 'hiroba_topics';

/** Wakes subscribers by topic name, in this process and, through one NOTIFY a batch, in all others. */
@Injectable()
export class Topics implements OnModuleDestroy {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | undefined;
  #closed = false;

  constructor(private readonly url: string) {}

  /** Listens on one direct connection and reconnects by itself. */
  async listen(): Promise<void> {
    while (!this.#closed) {
      const client = new pg.Client({ connectionString: this.url, application_name: 'hiroba topics' });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query(`listen ${channel}`);
        this.#client = client;
        client.on('notification', ({ payload }) => this.wake(JSON.parse(payload ?? '[]') as string[]));
        await new Promise<void>((resolve) => { client.once('end', resolve); client.once('error', () => resolve()); });
      } catch {
        await client.end().catch(() => undefined);
      }
      if (!this.#closed) await setTimeout(500 + Math.random() * 500);
    }
  }

  /** Wakes the subscribers of topics in this process. */
  wake(topics: readonly string[]): void {
    for (const topic of topics) this.#emitter.emit(topic);
  }

  /** One value each time the topic is woken, until the consumer stops. */
  subscribe(topic: string): AsyncIterator<unknown> {
    // Not a generator: it would listen only when first asked, and could not be stopped while it waits.
    return eventsOf(this.#emitter, topic);
  }

  async onModuleDestroy(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }
}

/** The SQL channel on which topic names travel between processes. */
export const topicChannel = channel;

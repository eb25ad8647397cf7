import { expect } from '@jest/globals';
import WebSocket from 'ws';
import type { Fort } from './support.ts';

/** A socket as its reader has it. */
export interface Talk {
  send(message: object): void;
  /** The next message, or how the connection ended. */
  next(): Promise<{ type?: string; id?: string; payload?: unknown; code?: number }>;
  close(): void;
}

const protocol = 'graphql-transport-ws';

/** Where a socket is opened, and at which host. */
export interface Where {
  readonly path?: string;
  readonly host?: string;
}

/** Opens a socket; the status where it is turned away. */
export function openSocket(
  fort: Fort,
  headers: Record<string, string> = {},
  { path = '/graphql', host = 'city.test' }: Where = {},
): Promise<Talk | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${fort.port}${path}`, protocol, {
      headers: { host, origin: `http://${host}`, ...headers },
    });
    const heard: object[] = [];
    let wake: () => void = () => undefined;
    const hear = (message: object) => {
      heard.push(message);
      wake();
    };
    socket.on('message', (data) => hear(JSON.parse(String(data)) as object));
    socket.on('close', (code) => hear({ code }));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
    socket.on('open', () =>
      resolve({
        send: (message) => socket.send(JSON.stringify(message)),
        close: () => socket.terminate(),
        async next() {
          while (heard.length === 0)
            await new Promise<void>((resolved) => {
              wake = resolved;
            });
          return heard.shift() as object;
        },
      }),
    );
  });
}

/** Opens a socket and introduces itself. */
export async function talkTo(fort: Fort, cookie?: string): Promise<Talk> {
  const opened = await openSocket(fort, cookie ? { cookie } : {});
  if (typeof opened === 'number') throw new Error(`turned away: ${opened}`);
  opened.send({ type: 'connection_init' });
  expect(await opened.next()).toMatchObject({ type: 'connection_ack' });
  return opened;
}

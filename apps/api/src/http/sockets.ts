import type { IncomingMessage } from 'node:http';
import type { GraphqlContext } from '@hiroba/server';
import { callerOf, hostOf, type Door } from './visit.ts';
import { sameSite } from './gates.ts';

/** A socket's connection, as graphql-ws hands it on. */
interface Connection {
  readonly extra: unknown;
}

/** Who may open a socket, and who is behind it at each subscription. */
export interface Sockets {
  readonly onConnect: (connection: Connection) => Promise<boolean>;
  readonly context: (connection: Connection) => Promise<GraphqlContext>;
}

const requestOf = ({ extra }: Connection): IncomingMessage => (extra as { request: IncomingMessage }).request;

/** Sockets of our own pages only; the viewer is read anew for each subscription. */
export function socketsFor(door: () => Door): Sockets {
  return {
    onConnect: async (connection) => {
      const request = requestOf(connection);
      return request.headers.origin !== undefined && sameSite(request, door().secure)
        && Boolean(await door().directory.find(hostOf(request)));
    },
    context: async (connection) => {
      const request = requestOf(connection);
      const organisation = await door().directory.find(hostOf(request));
      if (!organisation) throw new Error('no organisation at this host');
      const viewer = await callerOf(door(), request, organisation.id, request.socket.remoteAddress ?? '');
      return { viewer, loaders: new WeakMap(), effects: {} };
    },
  };
}

import type { IncomingMessage } from 'node:http';
import { callerOf, hostOf, type Door } from './visit.ts';
import { sameSite } from './gates.ts';

interface Connection {
  readonly extra: { readonly request: IncomingMessage };
}

/** Who may open a socket, and who is behind it at each event. */
export interface Sockets {
  readonly onConnect: (connection: Connection) => Promise<boolean>;
  readonly context: (connection: Connection) => Promise<unknown>;
}

/** Sockets of our own pages only; the viewer is read anew for each subscription. */
export function socketsFor(door: () => Door): Sockets {
  return {
    onConnect: async ({ extra: { request } }) =>
      request.headers.origin !== undefined && sameSite(request, door().secure) && Boolean(await door().directory.find(hostOf(request))),
    context: async ({ extra: { request } }) => {
      const organisation = await door().directory.find(hostOf(request));
      if (!organisation) throw new Error('no organisation at this host');
      const viewer = await callerOf(door(), request, organisation.id, request.socket.remoteAddress ?? '');
      return { viewer, loaders: new WeakMap(), effects: {} };
    },
  };
}

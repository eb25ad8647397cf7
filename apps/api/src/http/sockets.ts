import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { execute, subscribe, type GraphQLSchema } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Caller } from '@hiroba/server';
import { maskError } from '../graphql/errors.ts';
import { subscriptionOf } from '../graphql/subscriptions.ts';
import { describeError } from './describe-error.ts';
import { sameSite } from './gates.ts';
import { graphqlPath } from './graphql-door.ts';
import { callerOf, hostOf, type Door } from './visit.ts';

/** Bounds of sockets (security.md section 10). */
export const socketBounds = {
  subscriptions: 20,
  perPerson: 10,
  perAddress: 200,
  bytes: 65_536,
  frames: 50,
  buffered: 262_144,
  pingMs: 30_000,
  recheckMs: 4_000,
} as const;

/** What sockets stand on. */
export interface SocketGround {
  readonly http: Server;
  readonly schema: GraphQLSchema;
  readonly door: Door;
  readonly log: Logger;
  /** The address of a client, past the proxies we trust. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly recheckMs?: number;
}

interface Visitor {
  readonly request: IncomingMessage;
  readonly address: string;
  /** Kept up to date: what a subscription may read is asked of the person as they are now. */
  readonly viewer: Caller;
}

const close = { ended: 4401, tooMany: 4429 } as const;
const reasons: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
};

function turnAway(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Sockets of our own pages: subscriptions only, and only as long as the session behind them lives. */
export function mountSockets({
  http,
  schema,
  door,
  log,
  addressOf,
  recheckMs = socketBounds.recheckMs,
}: SocketGround): () => Promise<void> {
  const open = new Map<WebSocket, Visitor>();
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: socketBounds.bytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  const graphql = makeServer<Record<string, unknown>, Visitor>({
    schema,
    execute,
    subscribe,
    onSubscribe: (context, _id, payload) => {
      if (Object.keys(context.subscriptions).length > socketBounds.subscriptions)
        throw new Error('too many subscriptions');
      return subscriptionOf(schema, payload, { viewer: context.extra.viewer, loaders: new WeakMap(), effects: {} });
    },
    onNext: (_context, _id, _payload, _args, result) =>
      (result.errors ? { ...result, errors: result.errors.map((error) => maskError(error, log)) } : undefined) as never,
    onError: (_context, _id, _payload, errors) => errors.map((error) => maskError(error, log)) as never,
  });

  const admitted = async (request: IncomingMessage): Promise<Visitor | number> => {
    if (request.url?.split('?')[0] !== graphqlPath) return 404;
    if (request.headers.origin === undefined || !sameSite(request, door.secure)) return 403;
    const organisation = await door.directory.find(hostOf(request));
    if (!organisation) return 421;
    const address = addressOf(request);
    const viewer = await callerOf(door, request, organisation.id, address);
    const others = [...open.values()];
    const mine = others.filter((each) => viewer.personId !== undefined && each.viewer.personId === viewer.personId);
    if (mine.length >= socketBounds.perPerson) return 429;
    return others.filter((each) => each.address === address).length >= socketBounds.perAddress
      ? 429
      : { request, address, viewer };
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    admitted(request).then(
      (answer) => {
        if (typeof answer === 'number') turnAway(socket, answer);
        else wss.handleUpgrade(request, socket, head, (ws) => serve(ws, answer));
      },
      (error: unknown) => {
        log.error({ err: describeError(error) }, 'socket');
        socket.destroy();
      },
    );
  };

  const serve = (ws: WebSocket, visitor: Visitor): void => {
    open.set(ws, visitor);
    let frames = 0;
    let alive = true;
    const second = setInterval(() => {
      frames = 0;
    }, 1_000);
    const ping = setInterval(() => {
      if (!alive) ws.terminate();
      alive = false;
      ws.ping();
    }, socketBounds.pingMs);
    ws.on('pong', () => {
      alive = true;
    });
    ws.on('error', () => ws.terminate());
    const closed = graphql.opened(
      {
        protocol: ws.protocol,
        send: (text) =>
          new Promise((resolve) => {
            if (ws.bufferedAmount > socketBounds.buffered) ws.terminate();
            if (ws.readyState === ws.OPEN) ws.send(text, () => resolve());
            else resolve();
          }),
        close: (code, reason) => ws.close(code, reason),
        onMessage: (take) =>
          ws.on('message', (data) => {
            frames += 1;
            if (frames > socketBounds.frames) ws.close(close.tooMany, 'Too many messages');
            else take(String(data)).catch(() => ws.close(close.tooMany, 'Refused'));
          }),
      },
      visitor,
    );
    ws.once('close', (code, reason) => {
      clearInterval(second);
      clearInterval(ping);
      open.delete(ws);
      void closed(code, String(reason));
    });
  };

  const recheck = async (ws: WebSocket, { request, address, viewer }: Visitor): Promise<void> => {
    const now = await callerOf(door, request, viewer.organisationId, address);
    if (viewer.personId !== undefined && (now.personId !== viewer.personId || now.suspended))
      ws.close(close.ended, 'Session ended');
    else Object.assign(viewer, now);
  };
  const timer = setInterval(() => {
    for (const [ws, visitor] of open)
      if (visitor.viewer.personId !== undefined) recheck(ws, visitor).catch(() => ws.terminate());
  }, recheckMs);
  timer.unref();
  http.on('upgrade', onUpgrade);

  return async () => {
    clearInterval(timer);
    http.off('upgrade', onUpgrade);
    for (const ws of open.keys()) ws.close(1001, 'Going away');
    await new Promise<void>((resolve) => {
      wss.close(() => resolve());
    });
    for (const ws of open.keys()) ws.terminate();
  };
}

/** What is heard of a subscription. */
interface Ears<R> {
  readonly next: (data: R) => void;
  /** Nothing more will come: the server has refused, or cannot be reached. */
  readonly lost: () => void;
}

interface Message<R> {
  readonly type: string;
  readonly payload?: { readonly data?: R };
}

const ATTEMPTS = 3;

/** The wait before another attempt, longer each time and different for everybody. */
const pause = (attempt: number): number => 1_000 * 2 ** attempt * (0.5 + Math.random());

/**
 * Follows one subscription by the protocol graphql-transport-ws until it is stopped.
 * A library for it would make every reader load three kilobytes more than this takes.
 */
export function follow<R>(query: string, variables: object, { next, lost }: Ears<R>): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let over = false;
  const stop = () => {
    over = true;
    clearTimeout(timer);
    socket?.close(1000);
  };
  const send = (message: object) => socket?.send(JSON.stringify(message));
  const hear = ({ type, payload }: Message<R>) => {
    if (type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: { query, variables } });
    if (type === 'ping') send({ type: 'pong' });
    if (type === 'next' && payload?.data) {
      attempt = 0;
      next(payload.data);
    }
    if (type === 'error') {
      stop();
      lost();
    }
  };
  const open = () => {
    socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`, 'graphql-transport-ws');
    socket.onopen = () => send({ type: 'connection_init' });
    socket.onmessage = ({ data }) => {
      if (!over) hear(JSON.parse(String(data)) as Message<R>);
    };
    socket.onclose = () => {
      if (over) return;
      attempt += 1;
      if (attempt > ATTEMPTS) lost();
      else timer = setTimeout(open, pause(attempt));
    };
  };
  open();
  return stop;
}

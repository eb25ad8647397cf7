import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a scanner says of a file; nothing where it cannot be asked now. */
export type Verdict = 'CLEAN' | 'INFECTED' | undefined;

/** Looks for harmful code in files; without one set up, nobody is asked and every file counts as clean. */
export abstract class FileScanner {
  /** What is known of these bytes. */
  abstract scan(bytes: AsyncIterable<Uint8Array>): Promise<Verdict>;
}

/** The scanner of an installation that has none. */
export class NoScanner extends FileScanner {
  override async scan(): Promise<Verdict> {
    return 'CLEAN';
  }
}

const SECONDS = 30;
const length = (bytes: number): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes);
  return head;
};

async function send(socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of bytes) {
    socket.write(length(chunk.length));
    if (!socket.write(chunk)) await once(socket, 'drain');
  }
  socket.write(length(0));
}

/** The scanner of ClamAV's daemon, asked over its socket; it sees the bytes and nothing else. */
export class ClamScanner extends FileScanner {
  readonly #host: string;
  readonly #port: number;

  constructor(address: string) {
    super();
    const { hostname, port } = new URL(address);
    this.#host = hostname;
    this.#port = Number(port || 3310);
  }

  override async scan(bytes: AsyncIterable<Uint8Array>): Promise<Verdict> {
    const socket = connect({ host: this.#host, port: this.#port });
    socket.setTimeout(SECONDS * 1_000, () => socket.destroy(new Error('the scanner is silent')));
    try {
      await once(socket, 'connect');
      const [said] = await Promise.all([text(socket), send(socket, bytes)]);
      if (/ FOUND\0?\s*$/.test(said)) return 'INFECTED';
      return /: OK\0?\s*$/.test(said) ? 'CLEAN' : undefined;
    } catch {
      return undefined;
    } finally {
      socket.destroy();
    }
  }
}

/** The scanner at an address `clamd://host:port`, or none. */
export const scannerAt = (address: string | undefined): FileScanner => (address ? new ClamScanner(address) : new NoScanner());

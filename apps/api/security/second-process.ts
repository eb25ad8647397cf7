import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { StillClock } from '@hiroba/testing';
import { assemble } from '../src/server.ts';
import { specConfig } from '../src/testing.ts';
import { patience } from './support.ts';

// A program of its own: another process of the installation, over the same database. Says its port; ends with its input.
const { url, now, env } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  now?: string;
  env: Record<string, string>;
};
const clock = now ? new StillClock(now) : undefined;
const log = pino({ level: 'silent' });
const server = await assemble(specConfig(env), url, log, { clock, migrated: true, session: patience });
server.http.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.http.address() as AddressInfo).port}\n`));
process.stdin.on('end', () => process.exit(0)).resume();

import { createServer } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import { longestUploadMs } from './body-deadline.ts';

/** How long connections may take, in milliseconds; Node would look only every half a minute whether one is late. */
const patience = {
  headersTimeout: 10_000,
  // A photo from a slow telephone takes its time; all other bodies have a shorter deadline of their own.
  requestTimeout: longestUploadMs + 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
} as const;

/** Express below a server that soon lets go of whoever sends too slowly. */
export class WatchfulAdapter extends ExpressAdapter {
  override initHttpServer(): void {
    this.httpServer = createServer(patience, this.getInstance());
  }
}

// Serves the API from its sources, without pages: what a drill kills.
import { pino } from 'pino';
import { readConfig } from '../../../apps/api/src/config.ts';
import { seedDemoCity } from '../../../apps/api/src/demo.ts';
import { assemble } from '../../../apps/api/src/server.ts';
import { keepDatabase } from '../../../libs/server/src/kept-database.ts';

const config = readConfig(process.env);
const log = pino({ level: config.logLevel });
const database = await keepDatabase({ dataDir: config.dataDir }, (event, error) =>
  log.error({ event, err: error }, 'the embedded database was gone'),
);
await seedDemoCity(config, database.url, log);
const server = await assemble(config, database.url, log, { socket: database.socket });
server.http.listen(config.port, config.host);
await server.work();

process.on('SIGTERM', () => {
  void (async () => {
    await server.close();
    await database.stop();
    process.exit(0);
  })();
});

// Takes one export along and throws it away; prints how much memory that took beyond an idle process, and how much came.
import { writeSync } from 'node:fs';
import { openPool } from '../../../libs/server/src/orm.ts';
import {
  inSnapshot,
  openDataStream,
  type OpenDataFormat,
  type OfficeFormat,
} from '../../../libs/server/src/open-data.ts';
import { proposalExport } from '../../../libs/components/proposals/src/server/proposal.export.ts';

const [url = '', organisationId = '', format = 'csv', limit = '0'] = process.argv.slice(2);
const scope = { organisationId, origin: 'http://city.test', locale: 'ja' };
const memory = (): number => process.memoryUsage().rss / 1_048_576;

const pool = openPool(url, 2);
await pool.query('select 1');
const idle = memory();
let [peak, bytes, rows] = [idle, 0, 0];
const watch = setInterval(() => (peak = Math.max(peak, memory())), 20);
const data = {
  name: 'proposals',
  zone: 'Asia/Tokyo',
  columns: proposalExport.columns,
  async *rows(read: Parameters<typeof proposalExport.rows>[0]) {
    for await (const row of proposalExport.rows(read, scope)) {
      rows += 1;
      yield row;
      if (rows === Number(limit)) return;
    }
  },
};
await inSnapshot(pool, async (read) => {
  for await (const chunk of openDataStream(data, format as OpenDataFormat | OfficeFormat, read))
    bytes += Buffer.byteLength(chunk as string | Buffer);
});
clearInterval(watch);
writeSync(
  1,
  JSON.stringify({
    format,
    rows,
    megabytes: Math.round(bytes / 1e5) / 10,
    idle: Math.round(idle),
    above: Math.round(peak - idle),
  }),
);
await pool.end();

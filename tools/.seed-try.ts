import { pino } from 'pino';
import pg from 'pg';
import { openDatabase } from '@hiroba/server';
import { readConfig } from '/work/main/apps/api/src/config.ts';
import { seedDemoCity } from '/work/main/apps/api/src/demo.ts';
const t0 = Date.now();
const config = readConfig({ PORT: '3100', HIROBA_DATA: '/tmp/hiroba-seed' });
const db = await openDatabase({ dataDir: config.dataDir });
console.log('db', Date.now() - t0);
const c = new pg.Client(db.url);
await c.connect();
await c.query('create extension if not exists pg_stat_statements');
try {
  const t = process.cpuUsage();
  console.log(await seedDemoCity(config, db.url, pino({ level: 'info' })));
  console.log('done', Date.now() - t0, process.cpuUsage(t));
  console.table(
    (
      await c.query(
        'select left(query,70) q, calls, total_exec_time::int ms, total_plan_time::int from pg_stat_statements order by total_exec_time desc limit 14',
      )
    ).rows,
  );
  console.table((await c.query('select sum(total_exec_time)::int, sum(calls) from pg_stat_statements')).rows);
  console.table(
    (
      await c.query(
        'select (select count(*) from log_entry) l,(select count(*) from proposal) p,(select count(*) from proposal_support) s,(select count(*) from comment) c',
      )
    ).rows,
  );
} finally {
  await c.end();
  await db.stop();
}

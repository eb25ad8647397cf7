import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Express } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Sql } from '@hiroba/server';
import { sql } from '@hiroba/server';
import { logAlarms, type LogHealth } from '@hiroba/transparency/server';

/** The installation's metrics; labels are bounded, never ids. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'hiroba_http_seconds', help: 'Duration of answers by kind and class', labelNames: ['kind', 'status'] as const,
    buckets: [0.01, 0.05, 0.1, 0.3, 1, 3, 10], registers: [this.registry],
  });
  readonly failures = new Counter({ name: 'hiroba_failures_total', help: 'Unexpected failures', registers: [this.registry] });

  constructor(db: Sql, log: () => LogHealth) {
    collectDefaultMetrics({ register: this.registry });
    const pending = new Gauge({
      name: 'hiroba_log_pending', help: 'Log entries not yet published', registers: [this.registry],
      collect: async () => {
        const row = await db.first<{ n: string }>(sql`select count(*) as n from log_pending`);
        pending.set(Number(row?.n ?? 0));
      },
    });
    const oldest = new Gauge({
      name: 'hiroba_log_unsequenced_seconds', help: 'Age of the oldest entry that is not yet in the public log', registers: [this.registry],
    });
    const unsequenced = new Gauge({
      name: 'hiroba_log_unsequenced', help: 'Entries that are not yet in the public log', registers: [this.registry],
      collect: async () => {
        const row = await db.first<{ n: string; seconds: number }>(sql`
          select coalesce(sum(e.n), 0) as n, coalesce(extract(epoch from clock_timestamp() - min(e.oldest)), 0)::float8 as seconds
          from organisation o cross join lateral (select count(*) as n, min(at) as oldest from log_entry
            where organisation_id = o.id and log = 'public' and idx is null) e`);
        unsequenced.set(Number(row?.n ?? 0));
        oldest.set(row?.seconds ?? 0);
      },
    });
    const alarms = new Gauge({
      name: 'hiroba_log_alarm', help: 'Whether somebody has to look at the public log, and why', labelNames: ['alarm'] as const, registers: [this.registry],
      collect: async () => {
        const now = await log().alarms();
        for (const alarm of logAlarms) alarms.set({ alarm }, now.includes(alarm) ? 1 : 0);
      },
    });
  }
}

/** Health for supervisors and balancers; metrics on loopback only. */
export function mountHealth(app: Express, db: Sql, metrics: Metrics, log: () => LogHealth, draining: () => boolean): void {
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const ready = async (): Promise<boolean> => {
    if (draining() || lag.percentile(50) > 500e6) return false;
    const answer = db.first(sql`select 1`).then(() => true, () => false);
    return Promise.race([answer, new Promise<boolean>((resolve) => { setTimeout(() => resolve(false), 500).unref(); })]);
  };
  app.get(['/health', '/health/live'], (_, response) => { response.json({ ok: true }); });
  app.get(['/ready', '/health/ready'], async (_, response) => {
    const ok = await ready();
    response.status(ok ? 200 : 503).json({ ok });
  });
  // Not part of readiness: what waits for the log or is refused for its sake must not take the pages down.
  app.get('/health/log', async (_, response) => {
    const alarms = await log().alarms();
    response.status(alarms.length === 0 ? 200 : 503).json({ ok: alarms.length === 0, alarms });
  });
  app.get('/metrics', async (request, response) => {
    const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for'];
    if (!local) {
      response.status(404).end();
      return;
    }
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

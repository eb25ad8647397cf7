import type { Express } from 'express';
import { sql, type Sql } from '@hiroba/server';

/** Style of one city: its accent colour, as a sheet because the policy allows no inline styles. */
export function mountTheme(app: Express, { db }: { db: Sql }): void {
  app.get('/theme.css', async (request, response) => {
    const row = await db.first<{ accent: string }>(sql`select accent from organisation where id = ${request.visit.organisation.id}`);
    const accent = /^#[0-9a-f]{6}$/i.test(row?.accent ?? '') ? row?.accent : '#0017c1';
    response.type('text/css; charset=utf-8').set('Cache-Control', 'public, max-age=300').send(`:root{--accent:${accent}}`);
  });
}

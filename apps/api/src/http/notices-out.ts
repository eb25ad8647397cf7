import type { Express, Request, Response } from 'express';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Refusal } from '@hiroba/kernel';
import { SubscriptionService } from '@hiroba/notifications/server';
import type { OrganisationDirectory } from '@hiroba/spaces/server';
import { hostOf } from './visit.ts';

/** Ends mails in one step for mail programs (RFC 8058): they come from anywhere, with nothing but the key. People get a page that asks. */
export function mountNoticesOut(
  app: Express,
  { directory, nest }: { readonly directory: OrganisationDirectory; readonly nest: NestExpressApplication },
): void {
  async function out(request: Request<{ id: string; key: string }>, response: Response): Promise<void> {
    const organisation = await directory.find(hostOf(request));
    const { id, key } = request.params;
    const ended =
      organisation &&
      (await nest.get(SubscriptionService, { strict: false }).stop(id, key, { organisationId: organisation.id }));
    const gone = !ended || ended instanceof Refusal;
    response
      .status(gone ? 404 : 200)
      .set('Cache-Control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(gone ? 'There is nothing here.\n' : 'Done.\n');
  }
  app.post('/notices/out/:id/:key', (request, response, next) => {
    out(request, response).catch(next);
  });
  app.get('/notices/out/:id/:key', ({ params: { id, key } }, response) => {
    response.redirect(303, `/ja/notices/out/${encodeURIComponent(id)}/${encodeURIComponent(key)}`);
  });
}

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Mailer, sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
beforeAll(async () => { app = await startApp(); });
afterAll(() => app?.close());

test('I18N2 a mail speaks its reader\'s language, whatever that of the page that caused it', async () => {
  const em = app.server.nest.get(MikroORM).em.fork() as EntityManager;
  const letter = (locale: string) => ({
    organisationId: app.world.organisationId, to: `${locale}@example.jp`, locale, template: 'accounts.mail.closing', params: { locale },
  });
  await em.transactional(async (inner) => {
    for (const locale of ['ja', 'en', 'fr']) await app.server.nest.get(Mailer).queue(inner as EntityManager, letter(locale));
  });
  const mails = await app.server.db.rows<{ recipient: string; subject: string; body: string }>(
    sql`select recipient, subject, body from mail_outbox order by recipient`);
  const bodyOf = (locale: string) => mails.find(({ recipient }) => recipient.startsWith(locale))?.body ?? '';
  expect(mails).toHaveLength(3);
  expect(bodyOf('ja')).toMatch(/[ぁ-ん]/);
  expect(bodyOf('ja')).toContain('試験市');
  expect(bodyOf('en')).toContain('Test City');
  expect(bodyOf('en')).not.toMatch(/[ぁ-ん]/);
  expect(bodyOf('fr')).toMatch(/[ぁ-ん]/);
  expect(mails.every(({ body }) => !body.includes('{'))).toBe(true);
});

import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Jobs, Mailer } from '@hiroba/server';
import { startFort, type Fort } from './support.ts';

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

let fort: Fort;
let smtp: SMTPServer;
const received: Received[] = [];

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', resolve);
  });
  fort = await startFort({
    env: {
      SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      HIROBA_ORIGIN: 'https://city.test',
    },
  });
});
afterAll(async () => {
  await fort?.close();
  await new Promise<void>((resolve) => {
    smtp.close(() => resolve());
  });
});

const signUp = (email: string, displayName = '花') =>
  fort.city
    .visitor()
    .run<{ outcome: { __typename: string; code?: string; field?: string } }>(
      'mutation M($i: SignUpInput!) { outcome: signUp(input: $i) { __typename ... on Refusal { code field } } }',
      { i: { email, password: '', displayName, acceptTerms: true, termsVersion: '1', locale: 'ja', next: null } },
    );

/** Sends all that waits, and what arrived. */
async function delivered(): Promise<Received[]> {
  const from = received.length;
  for (const { id } of await fort.query<{ id: string }>(
    'select id from mail_outbox where sent_at is null order by queued_at',
  ))
    await fort.server.nest.get(Jobs).send(id);
  return received.slice(from);
}

describe('addresses', () => {
  test.each([
    'a@x.jp, b@y.jp',
    '<a@x.jp>b@y.jp',
    'a@x.jp;b@y.jp',
    'a@x.jp b@y.jp',
    '"a b"@x.jp',
    '"a@x.jp"@y.jp',
    'a@x.jp\r\nBcc: b@y.jp',
    'a@x.jp\nRCPT TO:<b@y.jp>',
    `${'a'.repeat(300)}@x.jp`,
    'a@x',
    'a@',
    '@x.jp',
    'a@@x.jp',
    'a@x.jp@y.jp',
    'a(comment)@x.jp',
    'a@[127.0.0.1]',
    'a@x..jp',
    'a\0@x.jp',
    'a@x.jp\0',
    'a%b@y.jp@x.jp',
    'undisclosed: a@x.jp;',
  ])('INJ-09 INJ-08 %j goes nowhere', async (email) => {
    expect((await signUp(email)).outcome).toEqual({ __typename: 'Refusal', code: 'BAD_ADDRESS', field: 'email' });
    expect(await delivered()).toEqual([]);
  });

  test.each([
    ['ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ', 'hana@example.jp'],
    [' ken+city@Example.JP ', 'ken+city@example.jp'],
    ['taro@日本語.jp', 'taro@xn--wgv71a119e.jp'],
  ])('UNI-03 INJ-09 %j is one address, %j', async (typed, address) => {
    expect((await signUp(typed)).outcome.__typename).toBe('MailSent');
    const [queued] = await fort.query<{ recipient: string }>(
      'select recipient from mail_outbox order by queued_at desc limit 1',
    );
    expect(queued).toEqual({ recipient: address });
    expect((await delivered()).map(({ to }) => to)).toHaveLength(1);
    expect(received.at(-1)?.to).toHaveLength(1);
  });

  test('UNI-03 of spellings that differ only in case, width and punycode there is one account', async () => {
    for (const email of ['Mina@Example.jp', 'mina@example.jp', 'ＭＩＮＡ@example.jp', 'MINA@EXAMPLE.JP'])
      await signUp(email);
    for (const email of ['mina+1@example.jp', 'mına@example.jp']) await signUp(email);
    const rows = await fort.query<{ email_key: string }>(
      `select email_key from person where email_key like 'm%na%' order by email_key`,
    );
    expect(rows.map(({ email_key: key }) => key)).toEqual(['mina+1@example.jp', 'mina@example.jp', 'mına@example.jp']);
  });
});

describe('letters', () => {
  test("XSS-24 INJ-08 are text without a second part, a picture or a header of somebody else's", async () => {
    await delivered();
    expect((await signUp('name@example.jp', '花\r\nBcc: evil@example.jp')).outcome).toMatchObject({
      code: 'BAD_TEXT',
      field: 'displayName',
    });
    expect((await signUp('name@example.jp', '<img src="https://evil.test/x.png">')).outcome.__typename).toBe(
      'MailSent',
    );
    const [mail] = await delivered();
    const parsed = await simpleParser(mail?.raw ?? '');
    expect(mail?.to).toEqual(['name@example.jp']);
    expect(parsed.html).toBe(false);
    expect(parsed.attachments).toEqual([]);
    expect([...parsed.headers.keys()].filter((name) => ['bcc', 'cc', 'reply-to'].includes(name))).toEqual([]);
    for (const name of ['to', 'from', 'subject', 'message-id'])
      expect((mail?.raw ?? '').match(new RegExp(`^${name}:`, 'gim'))).toHaveLength(1);
    expect(parsed.headers.get('content-type')).toMatchObject({ value: 'text/plain' });
  });

  test("AUTH-11 lead to the city's own address, whatever host the request named", async () => {
    const answer = await fort.graphql(
      'mutation { outcome: requestSignInLink(email: "name@example.jp") { __typename } }',
      {
        headers: { 'x-forwarded-host': 'evil.test', 'x-original-host': 'evil.test', forwarded: 'host=evil.test' },
      },
    );
    expect(answer.status).toBe(200);
    const raw = (await delivered()).map((each) => each.raw).join('\n');
    const body = (await simpleParser(raw)).text ?? '';
    expect(body).toContain('https://city.test/ja/account/');
    expect(body).not.toContain('evil.test');
    expect((await fort.send({ method: 'GET', path: '/', host: 'evil.test' })).status).toBe(421);
  });

  test('that say what only their reader may know leave nothing behind once they are sent', async () => {
    const { nest } = fort.server;
    const letter = (to: string, forget: boolean) => ({
      ...{
        organisationId: fort.city.organisationId,
        to,
        locale: 'ja',
        template: 'accounts.mail.closing',
        params: { locale: 'ja' },
      },
      forget,
    });
    await nest
      .get(MikroORM)
      .em.fork()
      .transactional(async (em) => {
        for (const [to, forget] of [
          ['kept@example.jp', false],
          ['forgotten@example.jp', true],
        ] as const)
          await nest.get(Mailer).queue(em as EntityManager, letter(to, forget));
      });
    expect((await delivered()).flatMap(({ to }) => to)).toEqual(['kept@example.jp', 'forgotten@example.jp']);
    expect(
      await fort.query(`select recipient from mail_outbox where recipient like '%otten%' or recipient like 'kept%'`),
    ).toEqual([{ recipient: 'kept@example.jp' }]);
  });
});

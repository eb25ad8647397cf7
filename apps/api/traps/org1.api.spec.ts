import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Jobs } from '@hiroba/server';
import { OrganisationDirectory } from '@hiroba/spaces/server';
import type { Actor, World } from '@hiroba/testing';
import { comment, doIt } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ORG1: keys of caches and limits, payloads of jobs, unique indexes, counters, senders and foreign keys carry the
 * organisation, so that two cities in one installation never meet. */
let fort: Fort;
let smtp: SMTPServer;
const received: string[] = [];

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', resolve);
  });
  const { port } = smtp.server.address() as AddressInfo;
  const env = {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    HIROBA_ORIGIN: 'https://city.test',
    MAIL_FROM: 'Hiroba <post@hiroba.test>',
    HIROBA_LIMITS: '1',
  };
  fort = await startFort({ env });
  await fort.query(`update organisation set name = '{"ja": "隣市", "en": "Next City"}' where id = $1`, [
    fort.other.organisationId,
  ]);
  fort.server.nest.get(OrganisationDirectory).forget();
});
afterAll(async () => {
  await fort?.close();
  await new Promise<void>((resolve) => {
    smtp.close(() => resolve());
  });
});

describe('ORG1 the tables', () => {
  const mine = `exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id')`;
  const tables = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`;

  test("belong to an organisation, but for what hangs on a row that does, and what is nobody's", async () => {
    const rows = await fort.query<{ name: string }>(`select c.relname as name ${tables} and not ${mine} order by 1`);
    const hanging = ['disclosure', 'log_entry_context', 'log_pending', 'reaction_done'];
    expect(rows.map(({ name }) => name)).toEqual([...hanging, 'mikro_orm_migrations', 'rate_bucket'].sort());
    const [organised] = await fort.query<{ n: number }>(`select count(*)::int as n ${tables} and ${mine}`);
    expect(organised?.n).toBeGreaterThan(20);
    for (const table of hanging) {
      const keys = await fort.query<{ def: string }>(
        `select pg_get_constraintdef(oid) as def from pg_constraint where contype = 'f' and conrelid = $1::regclass`,
        [table],
      );
      expect(keys.some(({ def }) => def.includes('REFERENCES log_entry('))).toBe(true);
    }
  });

  test('are unique within an organisation, but for ids and secrets that are drawn, and hosts', async () => {
    const rows = await fort.query<{ name: string; def: string }>(
      `select t.relname as name, substring(pg_get_indexdef(x.indexrelid) from '\\((.*)\\)') as def from pg_index x
      join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = 'public' and x.indisunique and pg_get_indexdef(x.indexrelid) !~ 'organisation_id' order by 1, 2`,
    );
    const drawn = /^(id|entry_id|event_id)$/;
    // The id of a mail ends in the host of its city; a secret has 256 bits; the key of a bucket is a digest that holds the city.
    const reasons = [
      'disclosure event_id, name',
      'mail_outbox message_id',
      'mail_token hash',
      'organisation_host host',
      'rate_bucket key',
      'reaction_done entry_id, reaction',
      'session token_hash',
    ];
    expect(rows.filter(({ def }) => !drawn.test(def)).map(({ name, def }) => `${name} ${def}`)).toEqual(reasons);
  });

  test('point to rows of the same organisation by their foreign keys', async () => {
    const rows = await fort.query<{ name: string; def: string }>(
      `select c.relname as name, pg_get_constraintdef(k.oid) as def from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_class f on f.oid = k.confrelid where k.contype = 'f' and f.relname <> 'organisation' and ${mine}
      and exists (select 1 from pg_attribute a where a.attrelid = f.oid and a.attname = 'organisation_id')`,
    );
    expect(rows.length).toBeGreaterThan(15);
    expect(
      rows.filter(({ def }) => !/^FOREIGN KEY \(organisation_id, .*REFERENCES \w+\(organisation_id, /.test(def)),
    ).toEqual([]);
  });
});

/** Does in a city what makes counters move, jobs wait and mails go out. */
async function live(city: World): Promise<{ hana: Actor; proposalId: string; componentId: string }> {
  const staff = await city.staff();
  const hana = await city.citizen('花');
  const { componentId } = await city.room(staff, 'proposals');
  const proposalId = await city.proposal(hana, componentId);
  await doIt(
    await city.citizen('健'),
    'supportProposal(id: $id)',
    { id: proposalId },
    '$id: ID!',
    '... on Proposal { id }',
  );
  await comment(hana, proposalId);
  return { hana, proposalId, componentId };
}

describe('ORG1 two cities that live alike', () => {
  let here: Awaited<ReturnType<typeof live>>;
  let there: Awaited<ReturnType<typeof live>>;
  beforeAll(async () => {
    here = await live(fort.city);
    await live(fort.city);
    there = await live(fort.other);
  });

  test('count apart, and each from one', async () => {
    const counted = (city: World, counter: string, id: string) =>
      fort
        .query<{ n: number }>('select counted($1, $2, $3)::int as n', [city.organisationId, counter, id])
        .then(([row]) => row?.n);
    expect(await counted(fort.city, 'supports', here.proposalId)).toBe(1);
    expect(await counted(fort.other, 'supports', here.proposalId)).toBe(0);
    expect(await counted(fort.city, 'voices', there.componentId)).toBe(0);
    const references = await fort.query<{ reference: string }>(
      `select reference from proposal where organisation_id = $1 order by reference`,
      [fort.other.organisationId],
    );
    expect(references).toEqual([{ reference: 'TEST-P-2026-1' }]);
    const ours = await fort.query<{ reference: string }>(
      `select reference from proposal where organisation_id = $1 order by reference`,
      [fort.city.organisationId],
    );
    expect(ours.map(({ reference }) => reference)).toEqual(['TEST-P-2026-1', 'TEST-P-2026-2']);
  });

  test('queue jobs that name one row, which belongs to one of them', async () => {
    await fort.city.settle();
    const jobs = await fort.query<{ task: string; payload: Record<string, string> }>(
      `select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
    );
    const owner = { react: ['entryId', 'log_entry'], mail: ['id', 'mail_outbox'] } as const;
    for (const { task, payload } of jobs) {
      const [key, table] = owner[task as keyof typeof owner];
      const rows = await fort.query<{ organisation: string }>(
        `select organisation_id as organisation from ${table} where id::text = $1`,
        [payload[key]],
      );
      expect({
        task,
        known: rows.map((row) => [fort.city.organisationId, fort.other.organisationId].includes(row.organisation)),
      }).toEqual({ task, known: [true] });
      expect(Object.keys(payload).filter((name) => !['entryId', 'id', 'reaction', 'after'].includes(name))).toEqual([]);
    }
  });

  test('have the same addresses, names and people twice', async () => {
    const handle =
      'mutation M($input: ProfileInput!) { outcome: updateProfile(input: $input) { __typename ... on Person { handle } ... on Refusal { code } } }';
    const input = { displayName: '花', handle: 'hana_here', about: '', locale: 'ja' };
    expect([await here.hana.refused(handle, { input }), await there.hana.refused(handle, { input })]).toEqual([
      undefined,
      undefined,
    ]);
    const draft =
      'mutation M($input: DraftSpaceInput!) { outcome: draftSpace(input: $input) { __typename ... on Space { slug } ... on Refusal { code field } } }';
    const space = { slug: 'same-slug', title: { ja: '広場' }, summary: { ja: '広場' } };
    for (const city of [fort.city, fort.other])
      expect(await (await city.staff()).refused(draft, { input: space })).toBeUndefined();
  });
});

describe('ORG1 limits and letters', () => {
  const signUp = (host: string, email: string) =>
    fort.graphql<{ outcome: { code?: string } }>(
      'mutation M($i: SignUpInput!) { outcome: signUp(input: $i) { __typename ... on Refusal { code } } }',
      {
        host,
        headers: { origin: `https://${host}` },
        variables: {
          i: { email, password: '', displayName: '花', acceptTerms: true, termsVersion: '1', locale: 'ja', next: null },
        },
      },
    );

  test('what one sender has used up in one city is all there in the other', async () => {
    const codes = [];
    for (let n = 0; n < 6; n += 1) codes.push((await signUp('city.test', `many${n}@example.jp`)).data?.outcome.code);
    expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, 'RATE_LIMITED']);
    expect((await signUp('other.test', 'many0@example.jp')).data?.outcome.code).toBeUndefined();
  });

  test('a letter comes from its own city: its name, its address, its links', async () => {
    const send = async () => {
      const waiting = await fort.query<{ id: string }>('select id from mail_outbox where sent_at is null');
      for (const { id } of waiting) await fort.server.nest.get(Jobs).send(id);
    };
    await send();
    received.length = 0;
    await signUp('other.test', 'far@example.jp');
    await send();
    const mail = await simpleParser(received[0] ?? '');
    expect(received).toHaveLength(1);
    expect(mail.from?.value).toEqual([{ name: '隣市', address: 'post@hiroba.test' }]);
    expect(mail.messageId).toContain('@other.test>');
    expect(mail.text).toContain('https://other.test/ja/account/');
    expect(mail.text).not.toContain('city.test');
    expect(mail.text).not.toContain('試験市');
  });
});

describe('ORG1 what is kept in memory or by browsers', () => {
  test('is asked for by the host: two cities never share an answer', async () => {
    const ask = '{ organisation { id name { ja } } }';
    const [ours, theirs] = [
      await fort.graphql(ask),
      await fort.graphql(ask, { host: 'other.test', headers: { origin: 'https://other.test' } }),
    ];
    expect([ours.data, theirs.data]).toMatchObject([
      { organisation: { id: fort.city.organisationId, name: { ja: '試験市' } } },
      { organisation: { id: fort.other.organisationId, name: { ja: '隣市' } } },
    ]);
    for (const { headers } of [ours, theirs]) expect(headers['cache-control']).toBe('no-store');
  });
});

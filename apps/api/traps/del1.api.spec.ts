import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClosingService } from '@hiroba/accounts/server';
import { Jobs } from '@hiroba/server';
import type { Actor } from '@hiroba/testing';
import { AccountsWorld, type Browser } from '../../../libs/accounts/src/server/accounts.world.ts';
import { attachFile } from '../security/attaching.ts';
import { startFort, type Fort } from '../security/support.ts';

/** DEL1: after an account is closed, tables, their indexes, files, queues and logs hold none of the person's values but
 * what the record lists as kept: that somebody left, and on what ground. */
let fort: Fort;
let world: AccountsWorld;
let folder: string;
const secrets = {
  email: 'leaving-hana@example.jp',
  name: '去る花子',
  handle: 'saru_hana',
  about: 'さようならの自己紹介',
  draft: '捨てる下書き',
  file: '捨てる資料の中身',
  before: 'もとの名前の花子',
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hiroba-erased-'));
  fort = await startFort({ realTime: true, env: { HIROBA_DATA: folder, LOG_LEVEL: 'info' } });
  world = new AccountsWorld(
    { server: fort.server, world: fort.city, clock: fort.clock, close: fort.close },
    new Date(),
  );
});
afterAll(async () => {
  await fort?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every byte that lies in the data folder, by file. */
function files(at = folder): { file: string; text: string }[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(at, entry.name);
    return entry.isDirectory() ? files(file) : [{ file, text: readFileSync(file).toString('utf8') }];
  });
}

/** Where any of the values is found: tables of all schemas, queues among them, files, the log of the process. */
async function traces(): Promise<string[]> {
  const dump = await world.dump();
  const places = [
    ...dump.map(({ table, row }) => ({ place: table, text: row })),
    ...files().map(({ file, text }) => ({ place: path.relative(folder, file), text })),
    ...fort.log.map((text) => ({ place: 'log', text })),
  ];
  return places.flatMap(({ place, text }) =>
    Object.entries(secrets)
      .filter(([, value]) => text.includes(value))
      .map(([what]) => `${place}: ${what}`),
  );
}

async function closed(browser: Browser, id: string): Promise<void> {
  expect(await browser.says('requestClosing')).toBe('MailSent');
  expect(await browser.says(`closeAccount(token: "${await world.token(secrets.email, 'close')}")`)).toBe('MailSent');
  await fort.query('update person set closes_at = clock_timestamp() where id = $1', [id]);
  expect(await fort.server.nest.get(ClosingService).closeDue(fort.city.organisationId)).toBe(1);
}

describe('DEL1 after somebody left', () => {
  let hana: { browser: Browser; id: string };
  let staff: Actor;

  test('their values were everywhere before', async () => {
    const browser = world.browser();
    await world.signUp(browser, secrets.email, { displayName: secrets.before });
    await browser.do(`confirmMail(token: "${await world.token(secrets.email, 'confirm')}")`);
    const id = (await browser.caller()).personId ?? '';
    hana = { browser, id };
    await browser.do(
      `updateProfile(input: { displayName: "${secrets.name}", handle: "${secrets.handle}", about: "${secrets.about}", locale: "ja" })`,
    );
    staff = await fort.city.staff();
    const room = await fort.city.room(staff, 'proposals', {
      settings: { attachments: true, drafts: 50 },
      opensAt: '2020-01-01T00:00:00Z',
      closesAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const actor = { ...fort.city.visitor(), id, run: browser.run.bind(browser) } as unknown as Actor;
    const draft = await browser.run<{ outcome: { id: string } }>(
      'mutation D($c: ID!, $t: String!) { outcome: draftProposal(componentId: $c, input: { title: $t, body: $t }) { __typename ... on Proposal { id } } }',
      { c: room.componentId, t: secrets.draft },
    );
    await browser.run(attachFile, {
      id: draft.outcome.id,
      file: new File([secrets.file], 'secret.txt', { type: 'text/plain' }),
    });
    const proposal = await browser.run<{ outcome: { id: string } }>(
      'mutation D($c: ID!) { outcome: draftProposal(componentId: $c, input: { title: "残る提案", body: "残る本文です。" }) { __typename ... on Proposal { id } } }',
      { c: room.componentId },
    );
    const said: [string, object][] = [
      ['mutation P($id: ID!) { outcome: publishProposal(id: $id) { __typename ... on Refusal { code } } }', {}],
      ['mutation S($id: ID!) { outcome: supportProposal(id: $id) { __typename ... on Refusal { code } } }', {}],
      [
        'mutation C($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "残るコメント") { __typename ... on Refusal { code } } }',
        {},
      ],
      [
        'mutation I($id: ID!) { outcome: inviteCoauthor(id: $id, who: "friend@example.jp") { __typename ... on Refusal { code } } }',
        {},
      ],
    ];
    for (const [document] of said)
      expect(
        (await browser.run<{ outcome: object }>(document, { id: proposal.outcome.id })).outcome,
      ).not.toHaveProperty('code');
    await browser.do('exportMyData', '... on DataExport { fileName }');
    await browser.do(`requestSignInLink(email: "${secrets.email}")`);
    // Something that breaks while she asks, so that the log of the process has something to say.
    await fort.query('alter table space_slug rename to space_slug_away');
    await fort.graphql('query Q($s: String!) { space(slug: $s) { id } }', {
      variables: { s: secrets.name },
      headers: { 'user-agent': secrets.email },
    });
    await fort.query('alter table space_slug_away rename to space_slug');
    await fort.city.settle();
    const found = await traces();
    for (const what of ['email', 'name', 'handle', 'about', 'draft', 'file'])
      expect({ what, found: found.some((trace) => trace.endsWith(`: ${what}`)) }).toEqual({ what, found: true });
    expect(fort.log.length).toBeGreaterThan(0);
    expect(actor.id).toBe(id);
  });

  test('they are nowhere, once the sweep of the night has passed', async () => {
    await closed(hana.browser, hana.id);
    await fort.city.settle();
    // What is kept for a day or a month by design is a day or a month old now.
    await fort.query(`update stored_file set created_at = created_at - interval '25 hours'`);
    for (const { id } of await fort.query<{ id: string }>('select id from mail_outbox where sent_at is null'))
      await fort.server.nest.get(Jobs).send(id);
    await fort.server.nest.get(Jobs).upkeep();
    expect(await traces()).toEqual([]);
  });

  test('the page of the person says so, and names nobody', async () => {
    const [{ code } = { code: '' }] = await fort.query<{ code: string }>('select code from person where id = $1', [
      hana.id,
    ]);
    expect(await world.browser().run(`{ person(code: "${code}") { displayName closed handle about } }`)).toEqual({
      person: { displayName: null, closed: true, handle: null, about: '' },
    });
    expect(await world.signIn(world.browser(), secrets.email)).toBe('WRONG_CREDENTIALS');
  });

  test('the record lists that somebody left and on what ground, and nobody who it was', async () => {
    const rows = await fort.query<{ leaf: string; subject: string }>(
      `select convert_from(leaf, 'UTF8') as leaf, subject_id as subject from log_entry where type = 'data.erased' order by id`,
    );
    // One for each thing whose commitments lost their words, and one for the account.
    expect(rows.map(({ leaf }) => JSON.parse(leaf) as object)).toMatchObject([
      { subject: { kind: 'comment', rev: 2 }, data: { names: ['author', 'body'], basis_code: 'PERSON_REQUEST' } },
      { subject: { kind: 'proposal', rev: 2 }, data: { names: ['author', 'body', 'title'] } },
      { subject: { kind: 'erasure', rev: 1 }, data: { basis_code: 'PERSON_REQUEST' } },
    ]);
    for (const { leaf, subject } of rows) {
      expect(leaf).not.toContain(hana.id);
      expect(await fort.query('select 1 from person where id::text = $1', [subject])).toEqual([]);
    }
    const [left] = await fort.query<Record<string, unknown>>('select to_jsonb(p) as row from person p where id = $1', [
      hana.id,
    ]);
    const kept = Object.entries(left?.row as Record<string, unknown>).filter(
      ([, value]) => value !== null && value !== '' && JSON.stringify(value) !== '{}',
    );
    // The row that other rows hang on: ids, dates and numbers, no value of the person.
    expect(
      kept
        .map(([name]) => name)
        .filter((name) => !/_at$|^(id|organisation_id|code|rev|locale|legacy|terms_version)$/.test(name)),
    ).toEqual([]);
  });
});

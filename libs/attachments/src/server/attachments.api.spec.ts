import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { ClosingService } from '@hiroba/accounts/server';
import { Jobs, sql, StoredFiles } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let room: PlacedRoom;
let clam: Server;
let verdict = 'stream: OK\0';
let scanned = 0;

// The scanner is a true edge: its daemon is played, its protocol is not.
const startClam = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((socket) => {
      let bytes = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        bytes = Buffer.concat([bytes, chunk]);
        if (!bytes.subarray(-4).equals(Buffer.alloc(4))) return;
        scanned += 1;
        const isTest = bytes.includes('EICAR');
        socket.end(isTest ? 'stream: Eicar-Test-Signature FOUND\0' : verdict);
      });
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

beforeAll(async () => {
  clam = await startClam();
  const { port } = clam.address() as AddressInfo;
  app = await startApp({ env: { HIROBA_SCANNER: `clamd://127.0.0.1:${port}` } });
  staff = await app.world.staff();
  hana = await app.world.citizen();
  room = await app.world.room(staff, 'proposals', { settings: { attachments: true, drafts: 50 } });
});
afterAll(async () => {
  await app?.close();
  clam?.close();
});

const attachFile = `mutation A($id: ID!, $file: Upload, $alt: String, $decorative: Boolean) {
  outcome: attachFile(subjectKind: "proposal", subjectId: $id, file: $file, alt: $alt, decorative: $decorative) {
    __typename ... on Attachment { id waiting } ... on Refusal { code field message } } }`;
const describeFile = `mutation D($id: ID!, $alt: String, $decorative: Boolean) {
  outcome: describeAttachment(id: $id, alt: $alt, decorative: $decorative) { __typename ... on Attachment { id alt } ... on Refusal { code field } } }`;
const removeFile = `mutation R($id: ID!) { outcome: removeAttachment(id: $id) { __typename ... on Attachment { id } ... on Refusal { code field } } }`;
const publishDraft = `mutation P($id: ID!) { outcome: publishProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field } } }`;
const discardDraft = `mutation D($id: ID!) { outcome: discardProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field } } }`;

let count = 0;
const text = (name = 'plan.txt'): File => new File([`資料 ${(count += 1)}`], name);
const photo = async (): Promise<File> => {
  const bytes = await sharp({ create: { width: 20 + (count += 1), height: 20, channels: 3, background: '#47a' } })
    .jpeg()
    .toBuffer();
  return new File([new Uint8Array(bytes)], 'photo.jpg');
};
const draft = (by = hana, place = room): Promise<string> => app.world.draft(by, place.componentId);
const published = async (by = hana, place = room): Promise<string> => {
  const id = await draft(by, place);
  await by.act(publishDraft, { id });
  return id;
};
const filesOf = async (by: Actor, id: string): Promise<{ id: string; name: string; waiting: boolean }[] | undefined> =>
  (
    await by.run<{ proposal: { attachments: { id: string; name: string; waiting: boolean }[] } | null }>(
      'query Q($id: ID!) { proposal(id: $id) { attachments { id name waiting } } }',
      { id },
    )
  ).proposal?.attachments;
const rows = <R>(query: Parameters<typeof app.server.db.rows>[0]): Promise<R[]> => app.server.db.rows<R>(query);
const entries = (id: string) =>
  rows<{ type: string; data: object }>(sql`
  select type, convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where subject_id = ${id} order by id`);

describe('files of a proposal', () => {
  test('are five at most, decided under the lock: of ten at once five are taken', async () => {
    const id = await draft();
    const tried = await Promise.all(Array.from({ length: 10 }, () => hana.refused(attachFile, { id, file: text() })));
    expect(
      Object.entries(Object.groupBy(tried, (code) => code ?? 'OK'))
        .map(([code, all]) => [code, all?.length])
        .sort(),
    ).toEqual([
      ['LIMIT_REACHED files', 5],
      ['OK', 5],
    ]);
    expect(await filesOf(hana, id)).toHaveLength(5);
    const [first] = (await filesOf(hana, id)) ?? [];
    await hana.act(removeFile, { id: first?.id });
    expect(await hana.refused(attachFile, { id, file: text() })).toBeUndefined();
  });

  test('weigh 200 MB together for one person, whatever they hang on', async () => {
    const ken = await app.world.citizen('健');
    const [first, second] = [await draft(ken), await draft(ken)];
    await ken.act(attachFile, { id: first, file: text() });
    await rows(sql`update attachment set bytes = ${200 * 1024 * 1024 - 9} where author_id = ${ken.id}`);
    expect(await ken.refused(attachFile, { id: second, file: new File(['0123456789'], 'a.txt') })).toBe(
      'QUOTA_REACHED files',
    );
    expect(await ken.refused(attachFile, { id: second, file: new File(['012345678'], 'a.txt') })).toBeUndefined();
  });

  test('may be as large as their sender may send, and not be empty', async () => {
    const id = await draft();
    const large = (bytes: number, name = 'a.txt') => new File([Buffer.alloc(bytes, 'a')], name);
    expect(await hana.refused(attachFile, { id, file: large(10 * 1024 * 1024 + 1) })).toBe('TOO_LARGE files');
    expect(await hana.refused(attachFile, { id, file: large(10 * 1024 * 1024) })).toBeUndefined();
    expect(await hana.refused(attachFile, { id, file: large(0) })).toBe('EMPTY files');
    expect(await hana.refused(attachFile, { id, file: null })).toBe('EMPTY files');
    const own = await draft(staff);
    expect(await staff.refused(attachFile, { id: own, file: large(10 * 1024 * 1024 + 1, 'a.csv') })).toBeUndefined();
    expect(await hana.refused(attachFile, { id, file: new File(['a,b'], 'a.csv') })).toBe('KIND_NOT_ALLOWED files');
  });

  test('are taken only where the place takes files, from its author, and only from people', async () => {
    const plain = await app.world.room(staff, 'proposals');
    expect(await hana.refused(attachFile, { id: await draft(hana, plain), file: text() })).toBe('FILES_NOT_TAKEN');
    const id = await draft();
    const other = await app.world.citizen('別人');
    expect(await other.refused(attachFile, { id, file: text() })).toBe('NOT_FOUND');
    expect(await app.world.visitor().refused(attachFile, { id, file: text() })).toBe('UNAUTHENTICATED');
    expect(await app.world.as(hana, { suspended: true }).refused(attachFile, { id, file: text() })).toBe('SUSPENDED');
    const open = await published();
    expect(await other.refused(attachFile, { id: open, file: text() })).toBe('NOT_THE_AUTHOR');
    expect(await hana.refused(attachFile.replace('"proposal"', '"comment"'), { id, file: text() })).toBe('NOT_FOUND');
  });

  test('need words before they are published: pictures do, documents do not', async () => {
    const id = await draft();
    await hana.act(attachFile, { id, file: text() });
    const picture = await hana.act<{ id: string }>(attachFile, { id, file: await photo() });
    expect(await hana.refused(publishDraft, { id })).toBe('ALT_MISSING files');
    await hana.act(describeFile, { id: picture.id, alt: '日かげのないベンチ' });
    await hana.act(publishDraft, { id });
    const [said] = await entries(id);
    const digests = await rows<{ digest: string }>(
      sql`select digest from attachment where subject_id = ${id} order by created_at, id`,
    );
    expect(said).toMatchObject({ type: 'proposal.published', data: { files: digests.map(({ digest }) => digest) } });
    expect(await entries(picture.id)).toEqual([
      { type: 'attachment.added', data: expect.objectContaining({ kind: 'proposal', thing: id }) },
    ]);
  });

  test('may be changed as long as the words of the proposal, to the last millisecond', async () => {
    app.clock.set('2026-11-22T12:00:00+09:00');
    const id = await published();
    const { id: file } = await hana.act<{ id: string }>(attachFile, { id, file: await photo(), alt: '木' });
    app.clock.set('2026-11-22T12:29:59.999+09:00');
    await hana.act(describeFile, { id: file, decorative: true });
    expect(await hana.refused(describeFile, { id: file, alt: '' })).toBe('ALT_MISSING alt');
    app.clock.set('2026-11-22T12:30:00+09:00');
    for (const [document, more] of [
      [attachFile, { id, file: text() }],
      [describeFile, { id: file, alt: '木' }],
      [removeFile, { id: file }],
    ] as const) {
      expect(await hana.refused(document, more)).toBe('EDIT_WINDOW_OVER');
    }
    app.clock.set('2026-11-22T12:00:00+09:00');
    await hana.act(removeFile, { id: file });
    expect((await entries(file)).map(({ type }) => type)).toEqual([
      'attachment.added',
      'attachment.described',
      'attachment.removed',
    ]);
    expect(await rows(sql`select name, alt, digest, rev from attachment where id = ${file}`)).toEqual([
      { name: '', alt: '', digest: null, rev: 3 },
    ]);
    expect(await filesOf(hana, id)).toEqual([]);
  });

  test('are the same when a form is sent twice', async () => {
    const id = await draft();
    const key = { requestKey: 'files-once' };
    const file = text();
    const outcomes = [
      await hana.run<{ outcome: object }>(attachFile, { id, file }, key),
      await hana.run<{ outcome: object }>(attachFile, { id, file }, key),
    ];
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(await filesOf(hana, id)).toHaveLength(1);
  });

  test("cannot be changed behind the record's back", async () => {
    const id = await published();
    const { id: file } = await hana.act<{ id: string }>(attachFile, { id, file: text() });
    await expect(rows(sql`update attachment set name = 'x' where id = ${file}`)).rejects.toThrow(
      /rev must advance|no log entry/,
    );
    await expect(rows(sql`delete from attachment where id = ${file}`)).rejects.toThrow(/never deleted/);
  });
});

describe('files of a draft', () => {
  test('go with it, and their bytes a day later', async () => {
    const id = await draft();
    await hana.act(attachFile, { id, file: text() });
    const [{ digest = '' } = {}] = await rows<{ digest: string }>(
      sql`select digest from attachment where subject_id = ${id}`,
    );
    await hana.act(discardDraft, { id });
    expect(await rows(sql`select 1 from attachment where subject_id = ${id}`)).toEqual([]);
    const files = app.server.nest.get(StoredFiles);
    const bytes = Number(
      (await rows<{ bytes: number }>(sql`select bytes from stored_file where digest = ${digest}`))[0]?.bytes,
    );
    await files.sweep();
    expect(await files.has(app.world.organisationId, digest, bytes)).toBe(true);
    await rows(sql`update stored_file set created_at = now() - interval '25 hours' where digest = ${digest}`);
    await files.sweep();
    expect(await files.has(app.world.organisationId, digest, bytes)).toBe(false);
  });

  test('go when somebody leaves; those before everybody stay, without a name', async () => {
    const mika = await app.world.citizen('美香');
    const [secret, open] = [await draft(mika), await published(mika)];
    await mika.act(attachFile, { id: secret, file: text('secret.txt') });
    await mika.act(attachFile, { id: open, file: text('open.txt') });
    const mine = await mika.run<{ outcome: { zip: string } }>(
      'mutation { outcome: exportMyData { ... on DataExport { zip } } }',
    );
    const told = strFromU8(
      unzipSync(Buffer.from(mine.outcome.zip, 'base64'))['data/attachments.ndjson'] ?? new Uint8Array(),
    );
    expect(
      told
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { name: string }).name),
    ).toEqual(['secret.txt', 'open.txt']);
    await rows(sql`update person set closes_at = clock_timestamp() where id = ${mika.id}`);
    app.clock.set(new Date(Date.now() + 1_000));
    expect(await app.server.nest.get(ClosingService).closeDue(app.world.organisationId)).toBe(1);
    app.clock.set('2026-11-22T12:00:00+09:00');
    expect(await rows(sql`select name from attachment where author_id = ${mika.id}`)).toEqual([{ name: 'open.txt' }]);
    expect(await filesOf(app.world.visitor(), open)).toHaveLength(1);
  });
});

describe('the scanner', () => {
  test('FILE-07 finds the test file, which is refused with a clear text', async () => {
    const id = await draft();
    const before = scanned;
    const eicar = new File(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'], 'eicar.txt');
    expect(await hana.refused(attachFile, { id, file: eicar })).toBe('UNSAFE_FILE files');
    expect([scanned - before, await filesOf(hana, id)]).toEqual([1, []]);
  });

  test('that does not answer keeps a file from others, not from its sender, until it has', async () => {
    const id = await published();
    verdict = 'nothing\0';
    await hana.act(attachFile, { id, file: text() });
    expect(await filesOf(hana, id)).toMatchObject([{ waiting: true }]);
    expect(await filesOf(app.world.visitor(), id)).toEqual([]);
    const count_ = `query Q($id: ID!) { proposal(id: $id) { attachmentCount } }`;
    expect(await app.world.visitor().run(count_, { id })).toEqual({ proposal: { attachmentCount: 0 } });
    verdict = 'stream: OK\0';
    await app.server.nest.get(Jobs).upkeep();
    expect(await filesOf(app.world.visitor(), id)).toMatchObject([{ waiting: false }]);
    expect(await app.world.visitor().run(count_, { id })).toEqual({ proposal: { attachmentCount: 1 } });
  });

  test('that finds something later takes the file away, with an entry that says so', async () => {
    const id = await published();
    verdict = 'nothing\0';
    const { id: file } = await hana.act<{ id: string }>(attachFile, { id, file: text() });
    verdict = 'stream: Something FOUND\0';
    await app.server.nest.get(Jobs).upkeep();
    verdict = 'stream: OK\0';
    expect(await filesOf(hana, id)).toEqual([]);
    expect((await entries(file)).at(-1)).toMatchObject({ type: 'attachment.removed' });
  });
});

test('a list and a page take no more statements for their files', async () => {
  const place = await app.world.room(staff, 'proposals', { settings: { attachments: true, drafts: 50 } });
  for (let n = 0; n < 3; n += 1) {
    const id = await draft(hana, place);
    await hana.act(attachFile, { id, file: text() });
    await hana.act(publishDraft, { id });
  }
  const list = await hana.counted<{ component: { proposals: { items: { attachmentCount: number }[] } } }>(
    `query L($id: ID!) { component(id: $id) { ... on ProposalsComponent { proposals(sort: NEWEST) { items { id attachmentCount } } } } }`,
    { id: place.componentId },
  );
  expect(list.result.component.proposals.items.map(({ attachmentCount }) => attachmentCount)).toEqual([1, 1, 1]);
  expect(list.statements).toHaveLength(2);
  const many = await hana.counted<object>(
    `query L($id: ID!) { component(id: $id) { ... on ProposalsComponent { proposals(sort: NEWEST) { items { attachments { name url smallUrl shown } } } } } }`,
    { id: place.componentId },
  );
  expect(many.statements).toHaveLength(3);
});

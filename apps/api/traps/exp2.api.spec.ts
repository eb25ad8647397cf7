import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { inSnapshot, openDataArchive, type OpenData } from '@hiroba/server';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { libraries } from '../src/libraries.ts';
import { openFile, openFiles } from '../security/open-files.ts';
import { comment } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** EXP2: an export that is under way while a text is withheld is of one snapshot; nothing is kept of it, and the next has no hit. */
let fort: Fort;
let moderator: Actor;
let room: PlacedRoom;
let proposalId: string;
let commentId: string;

const secret = 'モウナイコトバ';
const facts = {
  zone: 'Asia/Tokyo',
  madeAt: new Date('2026-11-22T03:00:00Z'),
  licence: 'CC BY 4.0',
  licence_url: 'https://creativecommons.org/licenses/by/4.0/',
  city: { name: '試験市', host: 'city.test' },
};
const judge = (act: string, subjectKind: string, id: string) =>
  moderator.act(
    `mutation J($kind: String!, $id: ID!) {
  outcome: ${act}(subjectKind: $kind, subjectId: $id, reason: "理由"${act === 'withholdText' ? ', rule: "R5"' : ''}) {
    __typename ... on ModerationDecision { id } ... on Refusal { code field } } }`,
    { kind: subjectKind, id },
  );

beforeAll(async () => {
  fort = await startFort();
  const { city } = fort;
  moderator = await city.person('進行', [{ role: 'MODERATOR' }]);
  room = await city.room(await city.staff(), 'proposals');
  const hana = await city.citizen('花');
  proposalId = await city.proposal(hana, room.componentId, { title: `${secret}の題`, body: `${secret}の本文` });
  commentId = await comment(hana, proposalId, `${secret}の声`);
  await city.settle();
});
afterAll(() => fort?.close());

/** All sets of the city, in an order in which the texts come last. */
const sets = (): OpenData[] => {
  const scope = { organisationId: fort.city.organisationId, origin: 'https://city.test', locale: 'ja', libraries };
  const late = ['comments', 'proposals', 'proposal_versions'];
  return libraries
    .flatMap(({ openData = [] }) => openData)
    .sort((a, b) => late.indexOf(a.name) - late.indexOf(b.name))
    .map(({ name, columns, rows }) => ({ name, columns, zone: 'Asia/Tokyo', rows: (read) => rows(read, scope) }));
};

const rowsIn = (archive: Uint8Array, name: string) =>
  Buffer.from(unzipSync(archive)[`${name}.ndjson`] ?? [])
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('EXP2 an export that began before is of one snapshot to its end, in all its files', async () => {
  const archive = await inSnapshot(fort.server.db.pool, async (read) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of openDataArchive(sets(), facts, read)) {
      // Meanwhile, with the first of it on its way and the texts not read yet.
      if (chunks.push(chunk) === 1) {
        await judge('withholdText', 'proposal', proposalId);
        await judge('withholdText', 'comment', commentId);
        await fort.city.settle();
      }
    }
    return Buffer.concat(chunks);
  });
  expect(rowsIn(archive, 'proposals')).toMatchObject([
    { id: proposalId, title: `${secret}の題`, body: `${secret}の本文`, withheld: false, comments: 1 },
  ]);
  expect(rowsIn(archive, 'proposal_versions')).toMatchObject([{ title: `${secret}の題` }]);
  expect(rowsIn(archive, 'comments')).toMatchObject([{ id: commentId, body: `${secret}の声`, state: 'visible' }]);
  expect(
    Buffer.from(unzipSync(archive)['moderation_decisions.ndjson'] ?? [])
      .toString()
      .trim(),
  ).toBe('');
});

test('EXP2 nothing of it is kept: every file asked for next is made anew, without the text, whatever a reader kept', async () => {
  const path = `/download/proposals/${room.componentId}.csv`;
  const files = await openFiles(fort, [room]);
  const there = files.filter(({ status }) => status === 200);
  expect(there.length).toBeGreaterThan(20);
  expect(there.filter(({ text }) => text.includes(secret)).map(({ path: file }) => file)).toEqual([]);
  const { headers } = await fort.send({ method: 'GET', path });
  expect(headers['cache-control']).toMatch(/no-cache|no-store/);
  const zip = await openFile(fort, '/download/everything/open-data.zip');
  expect(zip.text).toContain('"withheld":true');
  expect(zip.text).toContain('"rule":"R5@1"');
  await judge('restoreText', 'proposal', proposalId);
  const again = await fort.send({
    method: 'GET',
    path,
    headers: {
      ...(headers.etag ? { 'if-none-match': headers.etag } : {}),
      'if-modified-since': 'Thu, 26 Nov 2099 00:00:00 GMT',
    },
  });
  expect(again.status).toBe(200);
  expect(again.text).toContain(`${secret}の題`);
});

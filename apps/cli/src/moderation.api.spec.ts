import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DATA_DIR, sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { auditLog } from '@hiroba/transparency/cli';
import { logFolder, LogKeeper } from '@hiroba/transparency/server';
import { readConfig } from '@hiroba/api/config';
import type { House } from './house.ts';
import { exportDsa } from './moderation-dsa.ts';
import { moderationStats } from './moderation.ts';

let app: SpecApp;
let moderator: Actor;
let hana: Actor;
let root: string;

const refusal = '__typename ... on Refusal { code field }';
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body) { ${refusal} ... on Comment { id } } }`;
const report = `mutation R($id: ID!) { outcome: reportText(subjectKind: "comment", subjectId: $id, rule: "R5") { ${refusal} ... on ReportedCase { id } } }`;
const dismiss = `mutation D($id: ID!) { outcome: dismissReports(subjectKind: "comment", subjectId: $id, code: "VIEWPOINT", answer: "意見です") { ${refusal} ... on ModerationDecision { id } } }`;
const withhold = `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R5", reason: "悪口") { ${refusal} ... on ModerationDecision { id } } }`;
const statistics = '{ moderationStatistics { counts { month measure code n isFew } durations { month measure many median p90 } } }';

interface Numbers {
  moderationStatistics: {
    counts: { month: string; measure: string; code: string; n: number | null; isFew: boolean }[];
    durations: { month: string; measure: string; many: number; median: number; p90: number }[];
  };
}

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  const staff = await world.staff();
  hana = await world.citizen('花');
  moderator = await world.person('三浦', [{ role: 'MODERATOR' }]);
  const room = await world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  root = await world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

const linesOf = ({ moderationStatistics: { counts, durations } }: Numbers) => [
  'month,measure,code,n',
  ...counts.map(({ month, measure, code, n, isFew }) => [month, measure, code, isFew ? '1-4' : (n ?? '')].join(',')),
  ...durations.map(({ month, measure, many, median, p90 }) => [month, measure, `of ${many}`, `median ${median}`, `p90 ${p90}`].join(',')),
];

interface PublishedLog {
  readonly log: string;
  readonly vkey: readonly string[];
}

async function published(): Promise<PublishedLog> {
  await app.server.nest.get(LogKeeper).keep();
  const city = await app.server.db.first<{ id: string; vkey: string }>(sql`select organisation_id as id, vkey from log where organisation_id = ${app.world.organisationId}`);
  const log = logFolder(app.server.nest.get<string>(DATA_DIR as never), city?.id ?? '');
  return { log, vkey: [city?.vkey ?? ''] };
}

async function counted(): Promise<readonly [string[], string[]]> {
  const kept = await published();
  const told = linesOf(await app.world.visitor().run<Numbers>(statistics));
  return [told, (await moderationStats({ ...kept, zone: 'Asia/Tokyo' })).split('\n')];
}

describe('M14 the statistics of moderation', () => {
  test('are the same from the public log as from the city, and again after more has happened', async () => {
    const ken = await app.world.citizen('健');
    for (let n = 0; n < 7; n += 1) {
      const { id } = await hana.act<{ id: string }>(add, { root, body: `ひとこと ${n}` });
      await ken.act(report, { id });
      await moderator.act(n < 5 ? withhold : dismiss, { id });
    }
    const [told, recounted] = await counted();
    expect(recounted).toEqual(told);
    expect(told.map((line) => line.replace(/^\d{4}-\d\d,/, ''))).toEqual([
      'month,measure,code,n', 'DECIDED,DISMISS,1-4', 'DECIDED,HIDE,', 'DISMISSED,VIEWPOINT,1-4', 'NOTIFIED,,5',
      'REPORTED,R5,7', 'RULE,R5@1,5', 'SOURCE,PARTICIPANT,7', 'HOURS_TO_DECIDE,of 7,median 0,p90 0',
    ]);
    const { id } = await hana.act<{ id: string }>(add, { root, body: 'もう一つ' });
    await ken.act(report, { id });
    const [later, again] = await counted();
    expect(again).toEqual(later);
    expect(later.some((line) => line.endsWith('REPORTED,R5,8'))).toBe(true);
  });

  test('are not counted from a log that another key signed', async () => {
    const other = 'city.test/log/public+00000000+AQ==';
    await expect(moderationStats({ log: '/nowhere', vkey: [other], zone: 'UTC' })).rejects.toThrow('vkey');
  });
});

const scratch = () => mkdtempSync(path.join(tmpdir(), 'hiroba-moderation-'));

test('M15 no text of what was judged, reported or decided stands in the log that everybody reads', async () => {
  const { log, vkey } = await published();
  const deny = path.join(scratch(), 'hidden-texts');
  writeFileSync(deny, ['ひとこと', '悪口', '意見です', '三浦', '花', hana.id, moderator.id].join('\n'));
  expect(await auditLog(log, { vkey, deny })).toMatchObject({ code: 0 });
  writeFileSync(deny, '"kind":"HIDE"\n');
  expect((await auditLog(log, { vkey, deny })).text).toMatch(/^✗ entry \d+: holds a denied text/);
});

test('M5 statements for the European transparency database are written as bodies of its API', async () => {
  const dir = scratch();
  const house: House = { db: app.server.db, config: readConfig({ HIROBA_DATA: dir }), get: (type) => app.server.nest.get(type as never) };
  expect(await exportDsa(house, { dir, locale: 'en' })).toMatch(/^5 statements in 1 files/);
  expect(readdirSync(dir)).toEqual(['dsa-001.json']);
  const { statements } = JSON.parse(readFileSync(path.join(dir, 'dsa-001.json'), 'utf8')) as { statements: { decision_facts: string }[] };
  expect(new Set(statements.map((one) => one.decision_facts))).toEqual(new Set(['After a report, a moderator decided about a comment: Withheld (rule R5@1).']));
  await expect(exportDsa(house, { dir, month: '2026-13' })).rejects.toThrow('no month');
});

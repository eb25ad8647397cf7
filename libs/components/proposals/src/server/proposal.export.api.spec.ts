import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { inSnapshot, Sql, type Caller } from '@hiroba/server';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { amendmentExport } from './amendment.export.ts';
import { proposalExport, proposalVersionExport } from './proposal.export.ts';
import { ProposalImport } from './proposal.import.ts';

type Row = Record<string, string>;

let app: SpecApp;
let staff: Actor;
let hana: Actor;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花, "はな"');
});
afterAll(() => app?.close());

const room = (more: Parameters<SpecApp['world']['room']>[2] = {}): Promise<PlacedRoom> => app.world.room(staff, 'proposals', more);
const get = (path: string) => request(app.server.nest.getHttpServer() as Parameters<typeof request>[0]).get(path).set('Host', 'city.test');
const download = async (id: string, format: string) => get(`/download/proposals/${id}.${format}`).buffer(true)
  .parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => done(null, Buffer.concat(chunks)));
  });
const csvOf = async (id: string): Promise<Row[]> => parse((await download(id, 'csv')).body as Buffer, { columns: true, bom: true }) as Row[];
const jsonOf = async (id: string): Promise<Record<string, unknown>[]> => JSON.parse(String((await download(id, 'json')).body)) as Record<string, unknown>[];
const act = (by: Actor, name: string, variables: object) => by.act(
  `mutation M($id: ID!) { outcome: ${name}(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field } } }`, variables);
const answer = (id: string) => staff.act(`mutation A($id: ID!, $input: ProposalAnswerInput!) { outcome: answerProposal(id: $id, input: $input) {
  __typename ... on Proposal { id } ... on Refusal { code field } } }`,
{ id, input: { kind: 'ACCEPTED', text: { ja: '植えます。', en: 'We will.' }, office: '公園緑地課', costYen: 120000 } });

describe('the open data of proposals', () => {
  test('is a CSV that Excel reads: UTF-8 with BOM, CRLF, one header, times on the wall clock of the city', async () => {
    const tree = await app.world.tree(await app.world.admin(), 'topics', ['streets', 'streets/lighting']);
    const { componentId, slug, spaceId } = await room({ settings: { threshold: 3, taxonomies: JSON.stringify([tree['']]) } });
    const id = await app.world.proposal(hana, componentId, { title: '駅前に木陰を', body: '一行目\n二行目', taxonomies: [tree['streets/lighting'] ?? ''] });
    await act(await app.world.citizen('健'), 'supportProposal', { id });
    await answer(id);
    await app.world.draft(hana, componentId);
    const response = await download(componentId, 'csv');
    const text = String(response.body);
    expect(response.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'x-content-type-options': 'nosniff' });
    expect(response.headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="${slug}-proposals-\\d{4}-\\d\\d-\\d\\d\\.csv"$`));
    expect([...(response.body as Buffer).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.split('\r\n')[0]?.slice(1)).toBe(proposalExport.columns.join(','));
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(await csvOf(componentId)).toEqual([expect.objectContaining({
      id, url: `https://city.test/ja/spaces/${slug}/proposals/${componentId}/${id}`, space_id: spaceId, component_id: componentId,
      state: 'PUBLISHED', title: '駅前に木陰を', body: '一行目␤二行目', authors: '花, "はな"', author_count: '1', taxonomies: 'topics/streets/lighting',
      published_at: '2026-11-22T12:00:00.000+09:00', supports: '1', threshold: '3', answer_kind: 'ACCEPTED', answer_text_ja: '植えます。',
      answer_text_en: 'We will.', answer_office: '公園緑地課', cost_yen: '120000', withheld: 'no', versions: '1',
    })]);
  });

  test('is the same, exact, as NDJSON and as JSON', async () => {
    const { componentId } = await room();
    const body = '一行目\n"=二行目"\t終';
    await app.world.proposal(hana, componentId, { body });
    await app.world.proposal(hana, componentId);
    const response = await download(componentId, 'ndjson');
    const rows = String(response.body).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(response.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(rows.map((row) => row.body)).toEqual([body, '夏の広場は日差しが強すぎます。']);
    expect(Object.keys(rows[0] ?? {})).toEqual([...proposalExport.columns]);
    expect(await jsonOf(componentId)).toEqual(rows);
  });

  test.each(['/download/proposals/0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee.csv', '/download/proposals/x.csv', '/download/proposals/..%2f..%2fetc.csv', '/download/people/x.csv'])(
    '%s is not there', async (path) => {
      expect((await get(path)).status).toBe(404);
    });

  test('of another city is not there, nor in a form nobody knows', async () => {
    const { componentId } = await room();
    const other = await request(app.server.nest.getHttpServer() as Parameters<typeof request>[0])
      .get(`/download/proposals/${componentId}.csv`).set('Host', 'unknown.test');
    expect(other.status).toBe(421);
    expect((await get(`/download/proposals/${componentId}.xls`)).status).toBe(404);
  });

  test('tells every version of a text', async () => {
    const { componentId } = await room();
    const id = await app.world.proposal(hana, componentId, { title: '木を' });
    await hana.act('mutation E($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { __typename ... on Proposal { id } ... on Refusal { code } } }',
      { id, input: { title: '木陰を', body: '夏は暑いです。' } });
    const scope = { organisationId: app.world.organisationId, componentId, origin: 'https://city.test', locale: 'ja' };
    const rows = await inSnapshot(app.server.nest.get(Sql).pool, async (read) => {
      const all: object[] = [];
      for await (const row of proposalVersionExport.rows(read, scope)) all.push(row);
      return all;
    });
    expect(rows).toMatchObject([{ proposal_id: id, version: 1, title: '木を' }, { proposal_id: id, version: 2, title: '木陰を' }]);
  });

  test('tells amendments that everybody may read, with what became of them; none of a place where they are between those concerned', async () => {
    const outcome = '{ __typename ... on Amendment { id } ... on Refusal { code field message } }';
    const rows = async (): Promise<object[]> => inSnapshot(app.server.nest.get(Sql).pool, async (read) => {
      const all: object[] = [];
      for await (const row of amendmentExport.rows(read, { organisationId: app.world.organisationId, origin: '', locale: 'ja' })) all.push(row);
      return all;
    });
    const ken = await app.world.citizen('健二');
    const amended = async (amendments: string) => {
      const { componentId } = await room({ settings: { amendments }, actions: ['create', 'amend'] });
      const proposalId = await app.world.proposal(hana, componentId);
      const { id } = await ken.act(`mutation D($proposalId: ID!, $input: AmendmentInput!) { outcome: draftAmendment(proposalId: $proposalId, input: $input) ${outcome} }`,
        { proposalId, input: { title: '木陰を', body: '木を四十本植えます。' } });
      return { id, proposalId, on: (by: Actor, name: string, more = '') => by.act(`mutation M($id: ID!) { outcome: ${name}(id: $id${more}) ${outcome} }`, { id }) };
    };
    const [open, secret] = [await amended('ALL'), await amended('CONCERNED')];
    expect(await rows()).toEqual([]);
    await open.on(ken, 'publishAmendment');
    await secret.on(ken, 'publishAmendment');
    const told = { id: open.id, proposal_id: open.proposalId, version: 1, by: '健二', title: '木陰を', body: '木を四十本植えます。', withheld: false };
    expect(await rows()).toEqual([{ ...told, locale: 'ja', at: expect.any(Date), state: 'OPEN', reason: null, decided_at: null, decided_by_role: null, promoted_to: null }]);
    await open.on(hana, 'rejectAmendment', ', reason: "このままにします"');
    expect(await rows()).toMatchObject([{ ...told, state: 'REJECTED', reason: 'このままにします', decided_by_role: 'author' }]);
    const moderator = await app.world.person('進行', [{ role: 'MODERATOR' }]);
    await moderator.act(`mutation W($id: ID!) { outcome: withholdText(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "理由") {
      __typename ... on ModerationDecision { id } ... on Refusal { code field } } }`, { id: open.proposalId });
    expect(await rows()).toMatchObject([{ id: open.id, withheld: true, by: null, title: null, body: null, reason: null }]);
  });

  test('is read in batches that neither repeat nor skip', async () => {
    const { componentId } = await room();
    const operator: Caller = { organisationId: app.world.organisationId, grants: [], level: 0, mfa: false, locale: 'ja', operator: true };
    const many = Array.from({ length: 1_100 }, (_, n) => `${n},声${n}`).join('\n');
    await app.server.nest.get(ProposalImport).run(operator, { componentId, texts: Buffer.from(`id,body\n${many}\n`) });
    const rows = await jsonOf(componentId);
    expect(new Set(rows.map(({ external_id }) => external_id)).size).toBe(1_100);
    expect(rows).toHaveLength(1_100);
  }, 240_000);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { openDisclosure } from '@hiroba/kernel';
import { Disclosures, sql, Vault, workbookLines } from '@hiroba/server';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { behindTheGuard, putCampaign, putRound } from '../../testing/put-round.ts';
import { coversOnce, pointsOf, sentencesOf } from '../domain/text-ranges.ts';

let app: SpecApp;
let staff: Actor;
let colleague: Actor;
let hana: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  app = await startApp();
  [staff, colleague, hana] = [await app.world.staff(), await app.world.staff('同僚'), await app.world.citizen('花')];
  room = await app.world.room(staff, 'public-comments', { actions: ['comment'], closesAt: null });
});
afterAll(() => app?.close());

const refusal = '... on Refusal { code field message }';
const submission = `__typename ... on Submission { id receiptCode answers { n text disposition reply together } redactions { id reason checked } } ${refusal}`;
const send = `mutation M($roundId: ID!, $input: SubmissionInput!) { outcome: sendSubmission(roundId: $roundId, input: $input, wording: "x") { ${submission} } }`;
const open = `mutation M($code: String!) { outcome: openReceipt(code: $code) { ${submission} } }`;
const split = `mutation M($id: ID!, $marks: [Int!]!) { outcome: splitSubmission(id: $id, marks: $marks) { ${submission} } }`;
const consider = `mutation M($ids: [ID!]!, $input: ConsiderationInput!) { outcome: considerOpinions(ids: $ids, input: $input) {
  __typename ... on Opinion { id disposition reply groupId text number } ${refusal} } }`;
const redact = `mutation M($id: ID!, $from: Int!, $to: Int!) { outcome: redactSubmission(id: $id, from: $from, to: $to, reason: PERSONAL_NAME) { ${submission} } }`;
const settle = `mutation M($id: ID!, $redactionId: ID!, $accepted: Boolean!) {
  outcome: settleRedaction(id: $id, redactionId: $redactionId, accepted: $accepted) { ${submission} } }`;
const opinionOutcome = `__typename ... on Opinion { id disposition reply groupId together assigned dueOn } ${refusal}`;
const group = `mutation M($ids: [ID!]!) { outcome: groupOpinions(ids: $ids) { ${opinionOutcome} } }`;
const same = 'mutation M($roundId: ID!) { outcome: groupSameOpinions(roundId: $roundId) { __typename ... on Round { id } ... on Refusal { code field message } } }';
const whole = 'mutation M($roundId: ID!) { outcome: takeWholeTexts(roundId: $roundId) { __typename ... on Round { id } ... on Refusal { code field message } } }';
const apart = `mutation M($id: ID!) { outcome: ungroupOpinion(id: $id) { ${opinionOutcome} } }`;
const undo = `mutation M($id: ID!) { outcome: undoGrouping(id: $id) { ${opinionOutcome} } }`;
const assign = `mutation M($ids: [ID!]!, $dueOn: String) { outcome: assignOpinions(ids: $ids, assigned: "道路課", dueOn: $dueOn) { ${opinionOutcome} } }`;
const desk = `query Q($roundId: ID!) { opinionsSame(roundId: $roundId) { texts opinions } opinionsNear(roundId: $roundId) { ids opinions }
  opinionGroupings(roundId: $roundId) { id how n undone } opinions(roundId: $roundId, first: 100, group: UNDECIDED) { items { id together } } }`;
const opinions = 'query Q($roundId: ID!) { opinions(roundId: $roundId, first: 100) { items { id n text disposition submissionId } } }';
const result = 'query Q($roundId: ID!, $disposition: String) { roundResult(roundId: $roundId, first: 100, disposition: $disposition) { items { number n text disposition reply reason together summarised } } }';

interface Answer { readonly n: number; readonly text: string; readonly disposition: string | null; readonly reply: string; readonly together: number }
interface Sent { readonly id: string; readonly receiptCode: string; readonly answers: readonly Answer[]; readonly redactions: readonly { readonly id: string; readonly checked: boolean }[] }
interface Listed { readonly opinions: { readonly items: readonly { readonly id: string; readonly n: number; readonly text: string; readonly submissionId: string }[] } }
const act = (by: Actor, document: string, variables: object): Promise<Sent> => by.act<Sent>(document, variables);
const listed = async (roundId: string) => (await staff.run<Listed>(opinions, { roundId })).opinions.items;
const published = async (by: Actor, roundId: string, disposition?: string) =>
  (await by.run<{ roundResult: { items: readonly Record<string, unknown>[] } }>(result, { roundId, disposition })).roundResult.items;

/** A round whose intake has ended, with these submissions. */
async function inAnalysis(...bodies: readonly string[]): Promise<{ roundId: string; sent: Sent[] }> {
  const roundId = await putRound(app, staff, room.componentId);
  const sent: Sent[] = [];
  for (const body of bodies) sent.push(await act(app.world.visitor(), send, { roundId, input: { body, category: '1', contact: { name: '山田花子', address: 'x' } } }));
  await behindTheGuard(app, `update round set stage = 'ANALYSIS', tail_closed_at = now() where id = $1`, [roundId]);
  await behindTheGuard(app, `update submission u set number = o.n from (select id, row_number() over (order by received_at, id) as n from submission where round_id = $1) o where u.id = o.id`, [roundId]);
  return { roundId, sent };
}
const publish = (roundId: string) => behindTheGuard(app, `update round set stage = 'RESULT_PUBLISHED', result_versions = 1, answered_at = now() where id = $1`, [roundId]);
const said = (more: object = {}) => ({ disposition: 'C', reply: '今後の参考とします。', ...more });
const twelve = Array.from({ length: 12 }, (_, i) => `${i + 1}点目の意見です。`).join('\n');

describe('PC13 a letter', () => {
  test('of twelve points becomes twelve opinions; merging two and undoing it keeps each character covered', async () => {
    const { roundId, sent: [letter] } = await inAnalysis(`${twelve}\n敬具`);
    const { id, receiptCode } = letter as Sent;
    const sentences = sentencesOf(`${twelve}\n敬具`);
    const covered = async () => {
      const [row] = await app.server.db.rows<{ ranges: { from: number; to: number }[] }>(sql`
        select (select no_opinion from submission where id = ${id}) || coalesce(jsonb_agg(r), '[]') as ranges from opinion o, jsonb_array_elements(o.ranges) r where o.submission_id = ${id}`);
      return coversOnce(pointsOf(`${twelve}\n敬具`), row?.ranges ?? []);
    };
    await act(staff, split, { id, marks: sentences.map((_, i) => (i < 12 ? i + 1 : 0)) });
    expect([(await listed(roundId)).length, await covered()]).toEqual([12, true]);
    await act(staff, split, { id, marks: sentences.map((_, i) => (i < 2 ? 1 : i < 12 ? i : 0)) });
    expect([(await listed(roundId)).length, await covered()]).toEqual([11, true]);
    await act(staff, split, { id, marks: sentences.map((_, i) => (i < 12 ? i + 1 : 0)) });
    expect([(await listed(roundId)).length, await covered()]).toEqual([12, true]);
    expect(await staff.refused(split, { id, marks: [1, 3] })).toBe('BAD_USER_INPUT marks');
    expect((await act(hana, open, { code: receiptCode })).answers.map(({ text }) => text)).toEqual(twelve.split('\n'));
  });

  test('keeps an opinion that is answered already', async () => {
    const { roundId, sent: [letter] } = await inAnalysis('一つめ。二つめ。');
    const { id } = letter as Sent;
    await act(staff, split, { id, marks: [1, 2] });
    const second = (await listed(roundId))[1];
    await act(staff, consider, { ids: [second?.id], input: said() });
    expect(await staff.refused(split, { id, marks: [1, 1] })).toBe('ANSWERED marks');
  });

  test('is split by staff alone, and not before the intake has ended', async () => {
    const { sent: [letter] } = await inAnalysis('意見。');
    expect([await hana.refused(split, { id: letter?.id, marks: [1] }), await app.world.visitor().refused(split, { id: letter?.id, marks: [1] })]).toEqual(['NOT_FOUND', 'UNAUTHENTICATED']);
    const roundId = await putRound(app, staff, room.componentId);
    const { id } = await act(app.world.visitor(), send, { roundId, input: { body: '意見。', category: '1', contact: { name: 'x', address: 'x' } } });
    expect(await staff.refused(split, { id, marks: [1] })).toBe('WRONG_STATE');
  });
});

describe('considering', () => {
  test('asks for a disposition, a reply, a reason and a change where the scheme does', async () => {
    const { roundId, sent: [letter] } = await inAnalysis('意見。');
    await act(staff, split, { id: (letter as Sent).id, marks: [1] });
    const ids = (await listed(roundId)).map(({ id }) => id);
    const refused = (more: object) => staff.refused(consider, { ids, input: said(more) });
    expect([await refused({ disposition: 'X' }), await refused({ reply: ' ' }), await refused({ disposition: 'D' }), await refused({ disposition: 'A' }), await refused({ publicity: 'SUMMARY' })])
      .toEqual(['EMPTY disposition', 'EMPTY reply', 'EMPTY reason', 'EMPTY planChange', 'EMPTY summary']);
    expect(await hana.refused(consider, { ids, input: said() })).toBe('NOT_FOUND');
    await act(staff, consider, { ids, input: said({ disposition: 'D', reason: '法令で決まっているため' }) });
    const entries = await app.server.db.rows<{ leaf: string }>(sql`select convert_from(leaf, 'UTF8') as leaf from log_entry where subject_id = ${ids[0]}`);
    expect(entries.map(({ leaf }) => JSON.parse(leaf).data.disposition)).toEqual(['D']);
    expect(JSON.stringify(entries)).not.toMatch(/法令|参考/);
  });

  test('several alike are found, answered together, and shown so', async () => {
    const copies = ['駅前の自転車道に柵をつけてください。', '駅前の自転車道に、柵をつけてください！', '駅前の自転車道には柵をつけてください。', '図書館の開館時間を延ばしてください。'];
    const { roundId, sent } = await inAnalysis(...copies);
    for (const { id } of sent) await act(staff, split, { id, marks: [1] });
    const all = await listed(roundId);
    const alike = await staff.run<{ opinionsAlike: readonly { how: string; opinion: { text: string } }[] }>(
      'query Q($id: ID!) { opinionsAlike(id: $id) { how opinion { id text number } } }', { id: all[0]?.id });
    expect(alike.opinionsAlike.map(({ how, opinion }) => [how, copies.indexOf(opinion.text)])).toEqual([['SAME', 1], ['NEAR', 2]].map(([how, i]) => [how === 'NEAR' ? expect.stringMatching(/NEAR|SIMILAR/) : how, i]));
    await act(staff, consider, { ids: all.slice(0, 3).map(({ id }) => id), input: said() });
    await publish(roundId);
    expect((await published(app.world.visitor(), roundId)).map(({ number, together }) => [number, together])).toEqual([[1, 3], [2, 3], [3, 3], [4, 1]]);
  });
});

describe('G12 groups', () => {
  const [fence, safe] = ['駅前の自転車道に柵をつけてください', '歩く人も走る人も、朝も夜も安心して通れる道にしてください'];
  const copies = [`${fence}。${safe}。`, `${fence}！${safe}！`, `${fence}。${safe}ね。`, '図書館の開館時間を延ばしてください。', `${fence}。　${safe}`];
  interface Desk {
    readonly opinionsSame: object; readonly opinionsNear: readonly { ids: readonly string[]; opinions: number }[];
    readonly opinionGroupings: readonly { id: string; how: string; n: number; undone: boolean }[]; readonly opinions: { readonly items: readonly { id: string; together: number }[] };
  }
  const read = (roundId: string) => staff.run<Desk>(desk, { roundId });
  const inFive = async () => {
    const { roundId, sent } = await inAnalysis(...copies);
    for (const [i, { id }] of sent.entries()) await act(staff, split, { id, marks: i === 3 ? [1] : [1, 1] });
    const of = new Map((await listed(roundId)).map(({ id, text }) => [text, id]));
    return { roundId, sent, ids: copies.map((text) => of.get(text) as string) };
  };
  const grouped = (roundId: string) => app.server.db.rows<{ data: { how: string; n: number } }>(sql`
    select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where type = 'opinion.grouped' and convert_from(leaf, 'UTF8')::jsonb -> 'data' ->> 'round' = ${roundId} order by id`);

  test('the same texts are one row after one press, one answer goes to all of them, and the record tells how many, not what', async () => {
    const { roundId, ids: [first, second, near, other, third] } = await inFive();
    expect(await read(roundId)).toMatchObject({ opinionsSame: { texts: 1, opinions: 3 }, opinionsNear: [{ opinions: 4 }] });
    expect(await hana.refused(same, { roundId })).toBe('NOT_FOUND');
    await act(staff, same, { roundId });
    expect(await staff.refused(same, { roundId })).toBe('NOTHING_CHANGED');
    const now = await read(roundId);
    expect([now.opinionsSame, now.opinions.items.map(({ together }) => together)]).toEqual([{ texts: 0, opinions: 0 }, [3, 1, 1]]);
    expect(now.opinionsNear.map(({ ids, opinions: many }) => [[...ids].sort(), many])).toEqual([[[first, near].sort(), 4]]);
    await act(staff, consider, { ids: [second], input: said() });
    await act(staff, group, { ids: [first, near] });
    await act(staff, consider, { ids: [other], input: said({ reply: '図書館は市民の場です。' }) });
    expect(await staff.refused(group, { ids: [first, other] })).toBe('ANSWERED_APART ids');
    const rows = await app.server.db.rows<{ id: string; reply: string }>(sql`select id, reply from opinion where round_id = ${roundId}`);
    expect(rows.filter(({ reply }) => reply === '今後の参考とします。').map(({ id }) => id).sort()).toEqual([first, second, near, third].sort());
    const entries = await grouped(roundId);
    expect(entries.map(({ data: { how, n } }) => [how, n])).toEqual([['EXACT', 3], ['NEAR', 4]]);
    expect(JSON.stringify(entries)).not.toMatch(/自転車|参考/);
    await expect(app.server.db.rows(sql`delete from opinion_grouping where round_id = ${roundId}`)).rejects.toThrow('stays written down');
  });

  test('a campaign is listed in one press, put together in one press, and gets one answer, whoever of it is read; what is withheld stays so', async () => {
    const roundId = await putRound(app, staff, room.componentId, { stage: 'ANALYSIS' });
    await putCampaign(app, roundId, 603, `case when n in (7, 600) then '別の意見です。' when n = 601 then 'ひとりの声。' else '道を広げて' || (array['。', '！', '　。'])[1 + n % 3] end`);
    await behindTheGuard(app, `update submission set excluded = 'BLANK' where round_id = $1 and number = 602`, [roundId]);
    expect([await hana.refused(whole, { roundId }), await app.world.visitor().refused(whole, { roundId })]).toEqual(['NOT_FOUND', 'UNAUTHENTICATED']);
    const both = await Promise.all([1, 2].map(async () => (await staff.run<{ outcome: { code?: string } }>(whole, { roundId })).outcome.code ?? 'DONE'));
    expect(both.sort()).toEqual(['DONE', 'NOTHING_CHANGED']);
    expect((await read(roundId)).opinionsSame).toEqual({ texts: 2, opinions: 601 });
    await act(staff, same, { roundId });
    const rows = (await read(roundId)).opinions.items;
    expect([rows.map(({ together }) => together), (await grouped(roundId)).map(({ data: { n } }) => n)]).toEqual([[599, 2, 1], [599, 2]]);
    expect(await staff.refused(same, { roundId })).toBe('NOTHING_CHANGED');
    await behindTheGuard(app, `update opinion set publicity = 'WITHHELD' where round_id = $1 and place = 300`, [roundId]);
    await behindTheGuard(app, `update submission set excluded = 'BLANK' where round_id = $1 and number = 1`, [roundId]);
    expect((await read(roundId)).opinions.items.map(({ together }) => together)).toEqual([599, 2, 1]);
    const [member] = await app.server.db.rows<{ id: string }>(sql`select id from opinion where round_id = ${roundId} and place = 598`);
    expect(await hana.refused(consider, { ids: [member?.id], input: said() })).toBe('NOT_FOUND');
    expect(await staff.refused(consider, { ids: [member?.id], input: said({ reply: ' ' }) })).toBe('EMPTY reply');
    expect(await act(staff, consider, { ids: [member?.id], input: said() })).toMatchObject({ disposition: 'C', groupId: rows[0]?.id });
    const [told] = await app.server.db.rows(sql`select count(*)::int as answered, (count(*) filter (where publicity = 'WITHHELD'))::int as withheld,
      (select count(*)::int from log_entry e where e.type = 'opinion.considered' and e.subject_id in (select x.id::text from opinion x where x.round_id = ${roundId})) as entries
      from opinion where round_id = ${roundId} and disposition = 'C' and rev > 0`);
    expect(told).toEqual({ answered: 599, withheld: 1, entries: 599 });
    await act(staff, apart, { id: rows[0]?.id });
    const [acted] = await app.server.db.rows(sql`select array_agg(distinct together order by together) as sizes, count(distinct group_id)::int as groups from opinion where round_id = ${roundId} and (group_id is null or group_id = id)`);
    expect(acted).toEqual({ sizes: [1, 2, 598], groups: 2 });
  });

  test('each act is undone as long as nothing hangs on it; who was taken out stays out, and an opinion of a group is not split anew', async () => {
    const { roundId, sent, ids: [first, second, near, , third] } = await inFive();
    await act(staff, group, { ids: [first, second] });
    await act(staff, group, { ids: [first, near] });
    const acts = (await read(roundId)).opinionGroupings;
    expect(acts.map(({ how, n }) => [how, n])).toEqual([['NEAR', 3], ['EXACT', 2]]);
    expect(await staff.refused(undo, { id: acts[1]?.id })).toBe('STALE');
    expect(await hana.refused(undo, { id: acts[0]?.id })).toBe('NOT_FOUND');
    await act(colleague, undo, { id: acts[0]?.id });
    expect(await staff.refused(undo, { id: acts[0]?.id })).toBe('STALE');
    expect((await read(roundId)).opinions.items.map(({ together }) => together)).toEqual([2, 1, 1, 1]);
    expect(await staff.refused(split, { id: sent[0]?.id, marks: [1, 0] })).toBe('GROUPED marks');
    await act(staff, apart, { id: first });
    expect((await read(roundId)).opinionsSame).toEqual({ texts: 1, opinions: 2 });
    await act(staff, same, { roundId });
    const [of] = await app.server.db.rows(sql`select array_agg(id order by id) as ids from opinion where round_id = ${roundId} and group_id is not null`);
    expect(of).toEqual({ ids: [second, third].sort() });
    expect(await staff.refused(group, { ids: [first] })).toBe('TOO_FEW ids');
    expect(await act(staff, assign, { ids: [second], dueOn: '2027-02-01' })).toMatchObject({ assigned: '道路課', dueOn: '2027-02-01' });
    expect(await staff.refused(assign, { ids: [second], dueOn: '2027-02-30' })).toBe('BAD_DATES dueOn');
  });

  test('50 at once leave sound groups', async () => {
    const { roundId, ids } = await inFive();
    await Promise.all(Array.from({ length: 50 }, (_, i) => staff.run(i % 3 === 2 ? apart : group, i % 3 === 2 ? { id: ids[i % 5] } : { ids: [ids[i % 5], ids[(i + 1 + (i % 4)) % 5]] })));
    const [unsound] = await app.server.db.rows(sql`
      select count(*)::int as n from opinion o where o.round_id = ${roundId} and o.group_id is not null and (
        (select count(*) from opinion g where g.group_id = o.group_id) < 2 or not exists (select from opinion h where h.id = o.group_id and h.group_id = h.id))`);
    expect(unsound).toEqual({ n: 0 });
  });
});

test('PC25 a sheet of 40 goes out to a section and comes back: what was changed meanwhile is told, the rest is applied, and a second time nothing changes', async () => {
  const points = Array.from({ length: 40 }, (_, i) => `${i + 1}点目。`);
  const { roundId, sent: [letter] } = await inAnalysis(points.join(''));
  await act(staff, split, { id: letter?.id, marks: points.map((_, i) => i + 1) });
  const ids = (await listed(roundId)).map(({ id }) => id);
  await act(staff, assign, { ids });
  const make = 'mutation M($roundId: ID!, $format: OfficeSheetFormat!) { outcome: makeOfficeSheet(roundId: $roundId, office: "道路課", format: $format) { __typename ... on OfficeSheet { content rows } ... on Refusal { code field } } }';
  const bring = `mutation M($roundId: ID!, $file: Upload, $dryRun: Boolean!) { outcome: bringOfficeSheet(roundId: $roundId, file: $file, dryRun: $dryRun) { __typename ... on OfficeSheetReport {
    rows applied same untouched conflicts { line number now written } problems { line column code message } } ... on Refusal { code field } } }`;
  const sheet = async (format: string) => {
    const { content, rows } = await act(staff, make, { roundId, format }) as unknown as { content: string; rows: number };
    expect(rows).toBe(40);
    return Buffer.from(content, 'base64');
  };
  const lines = workbookLines(await sheet('XLSX'));
  const csv = (await sheet('CSV')).toString();
  expect([lines?.length, lines?.[1]?.cells.slice(2, 6), csv.startsWith('\ufeff意見ID')]).toEqual([41, ['1-1', '1', '', '1点目。'], true]);
  expect(csv + JSON.stringify(lines)).not.toMatch(/山田|花子/);
  const [head = '', ...rows] = csv.trimEnd().split('\r\n');
  const filled = (cell: (i: number) => string) => Buffer.from([head, ...rows.map((row, i) => row.replace(/,,,,,道路課$/, cell(i)))].join('\r\n'));
  const good = filled((i) => `,ｃ,${i + 1}点目に答えます。␤二行目。,,,道路課`);
  for (const i of [3, 17, 39]) await act(staff, consider, { ids: [ids[i]], input: said() });
  const run = async (file: Buffer, dryRun: boolean) => act(staff, bring, { roundId, file: new File([new Uint8Array(file)], '課.csv'), dryRun }) as unknown as {
    applied: number; same: number; untouched: number; conflicts: { line: number; now: string; written: string }[]; problems: { line: number; column: string; code: string }[];
  };
  const expected = { rows: 40, applied: 37, same: 0, untouched: 0, problems: [] };
  const tried = await run(good, true);
  expect(tried).toMatchObject(expected);
  expect(tried.conflicts.map(({ line, now, written }) => [line, now, written.split('\n').length])).toEqual([5, 19, 41].map((line) => [line, '今後の参考とします。', 2]));
  expect(await app.server.db.rows(sql`select 1 from opinion where round_id = ${roundId} and disposition is not null`)).toHaveLength(3);
  const wrong = await run(filled((i) => (i === 0 ? ',X,答え,,,道路課' : i === 1 ? ',D,答え,,,道路課' : ',,,,,道路課')), false);
  expect(wrong.problems.map(({ line, column, code }) => [line, column, code])).toEqual([[2, 'disposition', 'UNKNOWN_DISPOSITION']]);
  expect(await run(good, false)).toMatchObject({ ...expected, conflicts: tried.conflicts });
  expect(await run(good, false)).toMatchObject({ ...expected, applied: 0, same: 37, conflicts: tried.conflicts });
  const [tally] = await app.server.db.rows(sql`
    select (count(*) filter (where reply like '%点目に答えます。' || chr(10) || '二行目。'))::int as theirs, (count(*) filter (where reply = '今後の参考とします。'))::int as ours from opinion where round_id = ${roundId}`);
  expect(tally).toEqual({ theirs: 37, ours: 3 });
  expect(await hana.refused(make, { roundId, format: 'CSV' })).toBe('NOT_FOUND');
  const exports = await app.server.db.rows(sql`select 1 from log_entry where type = 'data.exported' and convert_from(leaf, 'UTF8') like '%office_sheet%'`);
  expect(exports).toHaveLength(2);
});

describe('the result', () => {
  test('is nobody else\'s before it is out; then everybody reads each opinion with the view of the city, and the receipt shows its own', async () => {
    const { roundId, sent: [letter] } = await inAnalysis('一つめの意見。二つめの意見。');
    const { id, receiptCode } = letter as Sent;
    await act(staff, split, { id, marks: [1, 2] });
    const [first, second] = await listed(roundId);
    await act(staff, consider, { ids: [first?.id], input: said({ disposition: 'A', planChange: '3.2節に書き加えます。', reply: 'ご意見のとおり改めます。' }) });
    await act(staff, consider, { ids: [second?.id], input: said({ publicity: 'WITHHELD' }) });
    const mine = async () => (await act(app.world.as(app.world.visitor(), { client: `r${Math.random()}` }), open, { code: receiptCode })).answers;
    expect(await published(app.world.visitor(), roundId)).toEqual([]);
    expect((await mine()).map(({ disposition, reply }) => [disposition, reply])).toEqual([[null, ''], [null, '']]);
    await publish(roundId);
    expect(await published(app.world.visitor(), roundId)).toMatchObject([
      { number: 1, n: 1, text: '一つめの意見。', disposition: 'A', reply: 'ご意見のとおり改めます。' }, { number: 1, n: 2, text: null, disposition: 'C' },
    ]);
    expect(await published(app.world.visitor(), roundId, 'A')).toHaveLength(1);
    expect((await mine()).map(({ text, disposition }) => [text, disposition])).toEqual([['一つめの意見。', 'A'], ['二つめの意見。', 'C']]);
  });

  test('leaves out what a second person confirmed, and nothing that only one proposed', async () => {
    const body = '担当の佐藤次郎さんは親切でした。';
    const { roundId, sent: [letter] } = await inAnalysis(body);
    const { id } = letter as Sent;
    await act(staff, split, { id, marks: [1] });
    const { redactions: [proposed] } = await act(staff, redact, { id, from: 3, to: 7 });
    expect(await staff.refused(redact, { id, from: 3, to: 999 })).toBe('BAD_USER_INPUT words');
    expect(await staff.refused(settle, { id, redactionId: proposed?.id, accepted: true })).toBe('SAME_PERSON');
    await act(staff, consider, { ids: [(await listed(roundId))[0]?.id], input: said() });
    expect((await act(colleague, settle, { id, redactionId: proposed?.id, accepted: true })).redactions).toEqual([{ id: proposed?.id, reason: 'PERSONAL_NAME', checked: true }]);
    for (const accepted of [true, false]) expect(await staff.refused(settle, { id, redactionId: proposed?.id, accepted })).toBe('NOTHING_CHANGED');
    const entries = await app.server.db.rows<{ data: object }>(sql`
      select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from log_entry where type = 'submission.redacted' and subject_id = ${id}`);
    expect(entries).toEqual([{ data: { round: roundId, n: 1, reasons: { personal_name: 1 } } }]);
    await publish(roundId);
    expect((await published(hana, roundId))[0]?.text).toBe('担当の〔個人名〕さんは親切でした。');
    await expect(app.server.db.rows(sql`update redaction set checked_by = proposed_by where id = ${proposed?.id}`)).rejects.toThrow('check');
  });
});

describe('PC16 what is not answered', () => {
  const gaps = async (roundId: string) => {
    const { round } = await staff.run<{ round: { work: { gaps: readonly { code: string; count: number; path: string }[] } } }>(
      'query Q($id: ID!) { round(id: $id) { work { gaps { code count path } } } }', { id: roundId });
    return round.work.gaps;
  };
  const codes = async (roundId: string) => (await gaps(roundId)).map(({ code, count }) => `${code} ${count}`);

  test('is named kind by kind, each alone, with the way to it', async () => {
    const { roundId, sent: [letter] } = await inAnalysis('一つめ。二つめ。');
    const { id } = letter as Sent;
    expect(await gaps(roundId)).toEqual([{ code: 'SUBMISSION_UNREAD', count: 1, path: expect.stringContaining(`/${room.componentId}/${roundId}/desk/intake?show=UNREAD`) }]);
    await act(staff, split, { id, marks: [1, 0] });
    expect(await codes(roundId)).toEqual(['OPINION_UNDECIDED 1']);
    const [one] = await listed(roundId);
    await act(staff, consider, { ids: [one?.id], input: said() });
    expect(await codes(roundId)).toEqual([]);
    const broken: readonly [string, string, string][] = [
      ['opinion', `disposition = 'D'`, 'REASON_MISSING 1'], ['opinion', `disposition = 'A'`, 'PLAN_CHANGE_MISSING 1'], ['opinion', `reply = ''`, 'REPLY_MISSING 1'],
      ['opinion', `disposition = 'Z'`, 'OPINION_UNDECIDED 1'], ['submission', `no_opinion = '[]'`, 'CHARACTERS_UNCOVERED 1'], ['submission', `late = 'PENDING'`, 'LATE_UNDECIDED 1'],
    ];
    for (const [table, change, code] of broken) {
      const [before] = await app.server.db.rows<{ row: string }>(sql`select to_jsonb(o)::text as row from opinion o where o.id = ${one?.id}`);
      const [was] = await app.server.db.rows<{ row: string }>(sql`select to_jsonb(u)::text as row from submission u where u.id = ${id}`);
      await behindTheGuard(app, `update ${table} set ${change} where id = $1`, [table === 'opinion' ? one?.id : id]);
      expect(await codes(roundId)).toEqual([code]);
      await behindTheGuard(app, `update opinion o set (disposition, reply) = (select r.disposition, r.reply from jsonb_populate_record(null::opinion, $2) r) where o.id = $1`, [one?.id, before?.row]);
      await behindTheGuard(app, `update submission u set (no_opinion, late) = (select r.no_opinion, r.late from jsonb_populate_record(null::submission, $2) r) where u.id = $1`, [id, was?.row]);
    }
    await act(staff, redact, { id, from: 0, to: 1 });
    expect(await codes(roundId)).toEqual(['REDACTION_UNCHECKED 1']);
    const { roundId: twice, sent } = await inAnalysis('同じ文。', '同じ　文');
    for (const { id: own } of sent) await act(staff, split, { id: own, marks: [1] });
    for (const { id: own } of await listed(twice)) await act(staff, consider, { ids: [own], input: said() });
    expect(await codes(twice)).toEqual(['SUGGESTION_OPEN 1']);
    await act(staff, same, { roundId: twice });
    expect(await codes(twice)).toEqual([]);
  });

  test('PC27 a text or an answer that tells who sent it holds the result back, until it is left out', async () => {
    const { roundId, sent: [letter] } = await inAnalysis('道を広げて。山田 花子より。');
    const { id } = letter as Sent;
    await act(staff, split, { id, marks: [1, 1] });
    const [one] = await listed(roundId);
    await act(staff, consider, { ids: [one?.id], input: said() });
    expect(await gaps(roundId)).toEqual([{ code: 'CONTACT_FOUND', count: 1, path: expect.stringContaining(`/desk/opinions/${one?.id}`) }]);
    const { redactions: [proposed] } = await act(staff, redact, { id, from: 6, to: 11 });
    expect(await codes(roundId)).toEqual(['REDACTION_UNCHECKED 1', 'CONTACT_FOUND 1']);
    await act(colleague, settle, { id, redactionId: proposed?.id, accepted: true });
    expect(await codes(roundId)).toEqual([]);
    await act(staff, consider, { ids: [one?.id], input: said({ reply: '山田花子さんのご意見のとおりです。' }) });
    expect(await codes(roundId)).toEqual(['CONTACT_FOUND 1']);
    expect(await app.server.db.rows(sql`select 1 from vault.contact_access where submission_id = ${id}`)).toEqual([]);
  });

  test('does not count what is excluded', async () => {
    const { roundId, sent: [letter] } = await inAnalysis('一つ。');
    await behindTheGuard(app, `update submission set excluded = 'BLANK' where id = $1`, [letter?.id]);
    expect(await codes(roundId)).toEqual([]);
  });
});

test('PC12 F1 the table of a round is that of the published one: counter 1 and 2, online 1 and 1, zeros shown', async () => {
  const { roundId, sent: [counter, online] } = await inAnalysis('一つめ。二つめ。', '一つ。');
  await behindTheGuard(app, `update submission set channel = 'COUNTER' where id = $1`, [counter?.id]);
  await act(staff, split, { id: counter?.id, marks: [1, 2] });
  await act(staff, split, { id: online?.id, marks: [1] });
  await act(staff, consider, { ids: (await listed(roundId)).map(({ id }) => id), input: said() });
  await publish(roundId);
  const { round } = await app.world.visitor().run<{ round: { numbers: object } }>(
    'query Q($id: ID!) { round(id: $id) { numbers { persons submissions opinions byChannel { channel persons submissions opinions } } } }', { id: roundId });
  const row = (channel: string, persons: number, submissions: number, many: number) => ({ channel, persons, submissions, opinions: many });
  expect(round.numbers).toMatchObject({
    persons: 2, submissions: 2, opinions: 3,
    byChannel: expect.arrayContaining([row('ONLINE', 1, 1, 1), row('MAIL', 0, 0, 0), row('POST', 0, 0, 0), row('FAX', 0, 0, 0), row('COUNTER', 1, 1, 2)]),
  });
});

test('M6 a submission that is hidden from publication is counted, dispositioned and replied to; a tombstone stands for it, and the log proves its receipt', async () => {
  const words = '隣の家の佐藤次郎さんがうるさいのです。';
  const { roundId, sent: [hidden, other] } = await inAnalysis(words, '公園を増やしてください。');
  const { id, receiptCode } = hidden as Sent;
  for (const each of [hidden, other]) await act(staff, split, { id: each?.id, marks: [1] });
  const [first, second] = await listed(roundId);
  // Those who moderate have no way to it: what is sent to a round is considered, whoever dislikes it.
  const moderator = await app.world.person('三浦', [{ role: 'MODERATOR' }]);
  expect(await moderator.refused(`mutation W($id: ID!) { outcome: withholdText(subjectKind: "submission", subjectId: $id, rule: "R5", reason: "x") {
    __typename ${refusal} } }`, { id })).toBe('NOT_FOUND');
  expect(await staff.refused(consider, { ids: [first?.id], input: said({ publicity: 'WITHHELD', reply: ' ' }) })).toBe('EMPTY reply');
  await act(staff, consider, { ids: [first?.id], input: said({ publicity: 'WITHHELD', reply: '個別のご相談は窓口で承ります。' }) });
  await act(staff, consider, { ids: [second?.id], input: said() });
  await publish(roundId);

  for (const reader of [app.world.visitor(), hana]) {
    const rows = await published(reader, roundId);
    expect(rows).toMatchObject([
      { number: 1, text: null, disposition: 'C', reply: '個別のご相談は窓口で承ります。' }, { number: 2, text: '公園を増やしてください。', disposition: 'C' },
    ]);
    expect(JSON.stringify(rows)).not.toContain('佐藤');
    expect(await published(reader, roundId, 'C')).toHaveLength(2);
  }
  const { round } = await hana.run<{ round: { numbers: object } }>('query Q($id: ID!) { round(id: $id) { numbers { persons submissions opinions } } }', { id: roundId });
  expect(round.numbers).toEqual({ persons: 2, submissions: 2, opinions: 2 });
  const { answers } = await act(app.world.as(app.world.visitor(), { client: 'm6' }), open, { code: receiptCode });
  expect(answers).toMatchObject([{ text: words, disposition: 'C', reply: '個別のご相談は窓口で承ります。' }]);

  const [entry] = await app.server.db.rows<{ eventId: string; leaf: string }>(sql`
    select event_id as "eventId", convert_from(leaf, 'UTF8') as leaf from log_entry where subject_id = ${id} and type = 'submission.received'`);
  const leaf = JSON.parse(entry?.leaf ?? '{}') as { data: object; commit: Record<string, string> };
  expect(leaf.data).toMatchObject({ round: roundId, channel: 'ONLINE' });
  expect(entry?.leaf).not.toContain('佐藤');
  const em = app.server.nest.get(MikroORM).em.fork() as EntityManager;
  const disclosure = await new Disclosures(app.server.nest.get(Vault)).read(em, entry?.eventId ?? '', 'body');
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  expect(openDisclosure(disclosure ?? '', 'body', leaf.commit.body ?? '', sha256)).toEqual({ value: words });
});

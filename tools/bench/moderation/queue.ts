// 50,000 open cases (X6, M20): node --import ./tools/ts-hooks.mjs tools/bench/moderation/queue.ts
// How long the list, taking a case and deciding about it take, by the API, one after another.
import { app, chance, close, p95 } from './city.ts';

const [CASES, COMMENTS, ROUNDS] = [50_000, 400, 150];
const TARGETS = { list: 150, claim: 100, decide: 200 };
const { world, server } = app;
const outcome = '__typename ... on Refusal { code field } ... on';
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body) { ${outcome} Comment { id } } }`;
const list = `query Q($after: String, $asks: String) { moderationQueue(first: 25, after: $after, asks: $asks) { items { id subjectId title excerpt path within { ja } asks reports priority points { term tenths } dueAt lease } next }
  moderationQueueCounts { key many } }`;

const staff = await world.staff();
const moderator = await world.person('一', [{ role: 'MODERATOR' }]);
const writer = await world.citizen();
const room = await world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
const root = await world.proposal(writer, room.componentId);
const { pool } = server.db;
const ids: string[] = [];
for (let n = 0; n < COMMENTS; n += 1)
  ids.push((await writer.act(add, { root, body: `広場についての考え、その${n}です。` })).id);
// The rest are copies of a row: what is measured reads each by its id, as if somebody had written it.
const client = await pool.connect();
await client.query(`set session_replication_role = replica; set statement_timeout = 0`);
await client.query(
  `insert into comment select (jsonb_populate_record(c, jsonb_build_object('id', gen.id, 'branch_id', gen.id, 'body', c.body || gen.n))).*
   from comment c, (select n, gen_random_uuid() as id from generate_series(1, $2) n) gen where c.id = $1`,
  [ids[0], CASES - COMMENTS],
);
await client.query(
  `insert into mod_case (id, organisation_id, component_id, target_kind, target_id, state, visibility, due_at, opened_at, priority, points, asks)
   select gen_random_uuid(), organisation_id, component_id, 'comment', id, 'OPEN', 'VISIBLE', now() + interval '3 days', now(),
     (random() * 400)::int, '{"SEVERITY": 100, "REPORTS": 10}', (array['REPORTED', 'WARNED'])[1 + (random() * 1)::int] from comment`,
);
await client.query(
  `insert into mod_report (id, organisation_id, case_id, reporter_id, rule_id, rule_version, note, locale, source, reported_at)
   select gen_random_uuid(), k.organisation_id, k.id, $1, 'R7', 1, '', 'ja', 'PARTICIPANT', now() from mod_case k`,
  [staff.id],
);
await client.query(`set session_replication_role = origin; reset statement_timeout`);
client.release();
await pool.query('vacuum analyze mod_case, mod_report, comment');

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};
const times = { list: [] as number[], claim: [] as number[], decide: [] as number[] };
let after: string | null = null;
for (let n = 0; n < ROUNDS; n += 1) {
  const asks = ([null, 'REPORTED', 'WARNED'] as const)[n % 3] ?? null;
  times.list.push(
    await timed(async () => {
      const page = await moderator.run<{ moderationQueue: { next: string | null } }>(list, { after, asks });
      after = chance() < 0.2 ? null : page.moderationQueue.next;
    }),
  );
}
for (let n = 0; n < ROUNDS; n += 1) {
  let id = '';
  times.claim.push(
    await timed(async () => {
      id = (
        await moderator.act<{ subjectId: string }>(
          `mutation { outcome: claimNextCase { ${outcome} ClaimedCase { id subjectId } } }`,
        )
      ).subjectId;
    }),
  );
  const decide =
    n % 2
      ? `mutation D($id: ID!) { outcome: dismissReports(subjectKind: "comment", subjectId: $id, code: "NO_VIOLATION", answer: "違反はありません") { ${outcome} ModerationDecision { id } } }`
      : `mutation W($id: ID!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: "R7", reason: "宣伝のため") { ${outcome} ModerationDecision { id } } }`;
  times.decide.push(await timed(() => moderator.act(decide, { id })));
}
let isMet = true;
for (const [what, target] of Object.entries(TARGETS)) {
  const found = p95(times[what as keyof typeof times]);
  isMet &&= found <= target;
  console.log(`${found <= target ? '✓' : '✗'} ${what}: p95 ${found.toFixed(0)} ms (at most ${target})`);
}
process.exitCode = isMet ? 0 : 1;
await close();

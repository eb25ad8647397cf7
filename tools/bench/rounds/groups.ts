// How the desk of a large round bears its opinions: the largest Japanese round known, 207,850 submissions with 8,277 different texts.
//   node --import ./tools/ts-hooks.mjs tools/bench/rounds/groups.ts [--opinions 207850] [--texts 8277]
// Prints one JSON line a step: pages of the desk before and after the same texts were put together, the putting together itself, and one
// answer to the largest group.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../../libs/server/src/embedded-database.ts';

const { values: options } = parseArgs({
  options: { opinions: { type: 'string', default: '207850' }, texts: { type: 'string', default: '8277' } },
});
const [opinions, texts] = [Number(options.opinions), Number(options.texts)];

const dataDir = mkdtempSync(path.join(tmpdir(), 'hiroba-groups-'));
const database = await openDatabase({ dataDir, fast: true });
process.env.HIROBA_TEST_DATABASE = database.url;
const { startApp } = await import('../../../libs/testing/src/start-app.ts');
const { putRound } = await import('../../../libs/components/public-comments/testing/put-round.ts');
const app = await startApp();

const refusal = '... on Refusal { code field message }';
const list = `query Q($id: ID!, $after: String) {
  opinions(roundId: $id, first: 20, group: UNDECIDED, after: $after) { items { id together text } next } }`;
const same = 'query Q($id: ID!) { opinionsSame(roundId: $id) { texts opinions } }';
const group = `mutation M($id: ID!) { outcome: groupSameOpinions(roundId: $id) { __typename ... on Round { id } ${refusal} } }`;
const consider = `mutation M($ids: [ID!]!) { outcome: considerOpinions(ids: $ids, input: { disposition: "C", reply: "今後の参考とします。" }) {
  __typename ... on Opinion { id } ${refusal} } }`;

/** Many opinions of few texts, most of them of the first ones, as campaigns are. */
async function seed(roundId: string, componentId: string): Promise<void> {
  const client = await app.server.db.pool.connect();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set session_replication_role = replica');
    await client.query(
      `insert into submission (id, organisation_id, component_id, round_id, number, receipt_hash, channel, received_at, entered_at, notice_version, locale, body, read_at, rev)
       select md5('u' || n)::uuid, $1, $2, $3, n, md5('r' || n), 'ONLINE', now(), now(), 1, 'ja', t || ' 番目の文です。' || repeat('道を広げてください。', 15), now(), 1
       from (select n, case when n <= $5 then n else 1 + (40 * power(random(), 3))::int end as t from generate_series(1, $4::int) n) made`,
      [app.world.organisationId, componentId, roundId, opinions, texts],
    );
    await client.query(
      `insert into opinion (id, organisation_id, component_id, round_id, submission_id, n, ranges, text_key, rev)
       select md5('o' || u.number)::uuid, u.organisation_id, u.component_id, u.round_id, u.id, 1,
         jsonb_build_array(jsonb_build_object('from', 0, 'to', char_length(u.body))), md5(u.body), 0
       from submission u where u.round_id = $1`,
      [roundId],
    );
    await client.query('analyze submission; analyze opinion');
  } finally {
    client.release(true);
  }
}

interface Page {
  readonly opinions: {
    readonly items: readonly { readonly id: string; readonly together: number }[];
    readonly next: string | null;
  };
}

const taken = async <T>(step: string, work: () => Promise<T>, more: (result: T) => object = () => ({})): Promise<T> => {
  const begin = performance.now();
  const result = await work();
  console.log(JSON.stringify({ step, ms: Math.round(performance.now() - begin), ...more(result) }));
  return result;
};

try {
  const staff = await app.world.staff();
  const { componentId } = await app.world.room(staff, 'public-comments', { actions: ['comment'], closesAt: null });
  const id = await putRound(app, staff, componentId, { stage: 'ANALYSIS' });
  await taken('seed', () => seed(id, componentId));
  for (let n = 0; n < 3; n += 1) await taken('desk, ungrouped', () => staff.run<Page>(list, { id }));
  await taken(
    'same texts',
    () => staff.run(same, { id }),
    (found) => found as object,
  );
  const begin = performance.now();
  let [presses, slowest] = [0, 0];
  for (;;) {
    const at = performance.now();
    const { outcome } = await staff.run<{ outcome: { __typename: string; code?: string } }>(group, { id });
    if (outcome.__typename === 'Refusal') break;
    [presses, slowest] = [presses + 1, Math.max(slowest, performance.now() - at)];
  }
  console.log(
    JSON.stringify({
      step: 'put together',
      ms: Math.round(performance.now() - begin),
      presses,
      slowest: Math.round(slowest),
    }),
  );
  const first = await taken('desk, grouped', () => staff.run<Page>(list, { id }));
  const times: number[] = [];
  let rows = first.opinions.items.length;
  for (let after = first.opinions.next; after;) {
    const at = performance.now();
    const page: Page = await staff.run<Page>(list, { id, after });
    times.push(performance.now() - at);
    rows += page.opinions.items.length;
    after = page.opinions.next;
  }
  times.sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      step: 'all pages',
      rows,
      p50: Math.round(times[times.length >> 1] ?? 0),
      p95: Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
    }),
  );
  // More than 20,000 are not answered at once yet.
  const largest = [...first.opinions.items]
    .filter(({ together }) => together <= 20_000)
    .sort((a, b) => b.together - a.together)[0];
  await taken(
    'answer to the largest group that is answered at once',
    () => staff.act(consider, { ids: [largest?.id] }),
    () => ({ opinions: largest?.together }),
  );
  console.log(JSON.stringify({ step: 'memory', rss: Math.round(process.memoryUsage().rss / 1_048_576) }));
} finally {
  await app.close();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

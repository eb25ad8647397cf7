// A wave of spam (X5, M11): node --import ./tools/ts-hooks.mjs tools/bench/moderation/wave.ts
// 1,000 texts by 60 accounts among 5,000 good ones; three human actions, how long they and what follows take, what is caught besides,
// and whether undoing shows all again. HIROBA_SHARED names the folder of data beside the repository.
import { app, chance, close, sentences } from './city.ts';
import { sql } from '../../../libs/server/src/index.ts';

const [SPAM, SPAMMERS, GOOD, WRITERS] = [1_000, 60, 5_000, 250];
const { world, server } = app;
const outcome = '__typename ... on Refusal { code field } ... on';
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body, withPersonalData: true) { ${outcome} Comment { id } } }`;
const bulk = `${outcome} ModerationBulk { id state items authors }`;

const staff = await world.staff();
const [first, second] = [
  await world.person('一', [{ role: 'MODERATOR' }]),
  await world.person('二', [{ role: 'MODERATOR' }]),
];
const room = await world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
const people = async (many: number) => Promise.all(Array.from({ length: many }, (_, n) => world.citizen(`人${n}`)));
const [spammers, writers] = [await people(SPAMMERS), await people(WRITERS)];
const roots = await Promise.all(writers.slice(0, 20).map((writer) => world.proposal(writer, room.componentId)));
const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;

const known = sentences();
const openings = [
  'すぐに稼げる副業の情報です。',
  '副業に関心のある方へのお知らせです。',
  '在宅でできるお仕事のご案内です。',
];
const spam = (n: number) =>
  `${pick(openings)}いまだけ無料で資料をお届けします。登録はかんたんで、スマートフォンだけで始められます。先着${10 + (n % 90)}名の方に特典があります。くわしくは登録のページを見てください。https://get${n % 7}.example.com/${n}`;
const good = () => Array.from({ length: 1 + Math.floor(chance() * 4) }, () => pick(known)).join('');

const texts = [
  ...Array.from({ length: SPAM }, (_, n) => ({ by: spammers[n % SPAMMERS], body: spam(n), isSpam: true })),
  ...Array.from({ length: GOOD }, () => ({
    by: pick([...writers, ...writers, ...spammers]),
    body: good(),
    isSpam: false,
  })),
].sort(() => chance() - 0.5);

const started = Date.now();
const spamIds = new Set<string>();
const queue = [...texts];
await Promise.all(
  Array.from({ length: 6 }, async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { id } = await (next.by ?? first).act(add, { root: pick(roots), body: next.body });
      if (next.isSpam) spamIds.add(id);
    }
  }),
);
await world.settle();
const { Jobs } = await import('../../../libs/server/src/index.ts');
const jobs = server.nest.get(Jobs);
for (;;) {
  const queued = await server.db.rows<{ payload: { entryId: string; reaction: string } }>(sql`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = 'react' and j.id in (select id from graphile_worker._private_jobs limit 500) returning j.payload`);
  if (queued.length === 0) break;
  for (const { payload } of queued) await jobs.react(payload);
}
console.log(`${texts.length} texts written and read in ${Math.round((Date.now() - started) / 1_000)} s`);

const withheld = async () =>
  (await server.db.rows<{ id: string }>(sql`select id from comment where withheld_at is not null`)).map(({ id }) => id);
const [seed = ''] = spamIds;
const from = Date.now();
const preview = await first.act<{ items: number; authors: number }>(
  `mutation P($id: ID!) { outcome: bulkPreview(subjectKind: "comment", subjectId: $id, by: "WORDS", rule: "R7", reason: "同じ宣伝が続いたため") { ${bulk} } }`,
  { id: seed },
);
const previewed = Date.now();
await first.act(`mutation E($id: ID!) { outcome: bulkExecute(id: $id) { ${bulk} } }`, { id: preview.id });
if ((await withheld()).length > 0) throw new Error('something was withheld before a second person agreed');
await second.act(`mutation S($id: ID!) { outcome: bulkSecond(id: $id, agrees: true) { ${bulk} } }`, { id: preview.id });
await world.work();
const done = Date.now();
const hidden = await withheld();
const wrong = hidden.filter((id) => !spamIds.has(id)).length;
await second.act(`mutation U($id: ID!) { outcome: bulkUndo(id: $id) { ${bulk} } }`, { id: preview.id });
await world.work();
const left = (await withheld()).length;
const seconds = (done - from) / 1_000;
console.log(
  JSON.stringify({
    items: preview.items,
    authors: preview.authors,
    previewMs: previewed - from,
    seconds,
    spamHidden: hidden.length - wrong,
    goodHidden: wrong,
    actions: 3,
    undoSeconds: (Date.now() - done) / 1_000,
    leftAfterUndo: left,
  }),
);
const isMet =
  seconds <= 30 && wrong / Math.max(1, hidden.length) <= 0.005 && hidden.length - wrong >= 0.95 * SPAM && left === 0;
console.log(isMet ? '✓ X5' : '✗ X5');
process.exitCode = isMet ? 0 : 1;
await close();

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { comment } from '../security/scene.ts';

/** COM2: 50 comments that arrive between the pages of a reader: nobody is shown twice, and nobody is lost. */
let app: SpecApp;
let hana: Actor;
let ken: Actor;
let componentId: string;

const page = `query P($root: ID!, $after: String, $sort: CommentSort!) {
  comments(rootKind: "proposal", rootId: $root, first: 20, after: $after, sort: $sort) { items { id } next } }`;
const vote = `mutation V($id: ID!) { outcome: voteOnComment(id: $id, value: UP) {
  __typename ... on Comment { id } ... on Refusal { code field message } } }`;
interface Page {
  comments: { items: { id: string }[]; next: string | null };
}

beforeAll(async () => {
  app = await startApp();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  componentId = (await app.world.room(await app.world.staff(), 'proposals')).componentId;
});
afterAll(() => app?.close());

/** Reads a thread to its end, and has 25 comments arrive after each page until there are 50. */
async function readWhileOthersWrite(sort: string) {
  const root = await app.world.proposal(hana, componentId);
  const say = (n: number) => {
    app.clock.advance(0.001);
    return comment(hana, root, `声${n}`);
  };
  const before: string[] = [];
  for (let n = 0; n < 50; n += 1) before.push(await say(n));
  for (const id of before.filter((_, n) => n % 7 === 0)) await ken.act(vote, { id });
  await app.world.settle();
  const arrived: string[] = [];
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { comments }: Page = await ken.run<Page>(page, { root, sort, after });
    seen.push(...comments.items.map(({ id }) => id));
    after = comments.next;
    for (let n = 0; n < 25 && arrived.length < 50; n += 1) arrived.push(await say(100 + n));
    await app.world.settle();
  } while (after);
  expect(arrived).toHaveLength(50);
  return { before, arrived, seen };
}

test('COM2 oldest first: the whole thread is read in order, the arrivals with it', async () => {
  const { before, arrived, seen } = await readWhileOthersWrite('OLDEST');
  expect(seen).toEqual([...before, ...arrived]);
});

test.each(['NEWEST', 'BEST', 'REPLIES'])('COM2 %s first: all that was there is read once, the arrivals wait on top or come at most once', async (sort) => {
  const { before, arrived, seen } = await readWhileOthersWrite(sort);
  expect(new Set(seen).size).toBe(seen.length);
  expect(before.filter((id) => !seen.includes(id))).toEqual([]);
  if (sort === 'NEWEST') expect(seen.filter((id) => arrived.includes(id))).toEqual([]);
});

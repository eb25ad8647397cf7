import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { castBallot, countVote, openVote } from './put-vote.ts';

/** VOT1: ballots that race each other never add up to more than the budget, or to more than may be chosen. */
let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

test('VOT1 of ballots at once one counts, within the budget and the number that may be chosen', async () => {
  const { world } = app;
  const [staff, hana] = [await world.staff(), await world.citizen('花')];
  const { componentId } = await world.room(staff, 'votes', { actions: [] });
  const parameters = { budget: '300', minPercent: 1 };
  const budget = await openVote(app, staff, componentId, { type: 'knapsack', parameters }, ['200', '100', '150']);
  const several = await openVote(app, staff, componentId, { type: 'approval', parameters: { max: 2 } }, [null, null, null]);
  const race = (id: string, ballots: readonly (readonly string[])[]) =>
    Promise.all(Array.from({ length: 24 }, (_, n) => hana.refused(castBallot, { id, ballot: JSON.stringify(ballots[n % ballots.length]) })));
  // Each is within the limits alone; together they would not be; the last of them is over by itself.
  const answers = await race(budget, [['1', '2'], ['2', '3'], ['1'], ['1', '2', '3']]);
  expect(new Set(answers)).toEqual(new Set([undefined, 'OVER_BUDGET ballot']));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(18);
  expect(new Set(await race(several, [['1', '2'], ['2', '3'], ['1', '2', '3']]))).toEqual(new Set([undefined, 'TOO_MANY ballot']));
  await countVote(app);
  const files = await app.server.db.rows<{ vote: string; body: string }>(sql`
    select vote_id as vote, body from vote_file where name = 'ballots.jsonl' order by vote_id`);
  const counted = new Map(files.map(({ vote, body }) => [vote, body.trim().split('\n').map((line) => JSON.parse(line) as { b: string[]; n: number })]));
  const cost = (options: readonly string[]) => options.reduce((sum, option) => sum + ({ 1: 200, 2: 100, 3: 150 }[option] ?? 0), 0);
  expect(counted.get(budget)).toEqual([{ b: expect.any(Array), n: 1 }]);
  expect(cost(counted.get(budget)?.[0]?.b ?? [])).toBeLessThanOrEqual(300);
  expect(counted.get(several)).toEqual([{ b: expect.any(Array), n: 1 }]);
  expect(counted.get(several)?.[0]?.b).toHaveLength(2);
});

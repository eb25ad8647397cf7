import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ClosingService } from '@hiroba/accounts/server';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { castBallot, countVote, openVote } from './put-vote.ts';

/** VOT2: an account that is closed after its person has voted changes no total, while the vote is open and after it. */
let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

test('VOT2 V10 the ballot of an account that is closed counts, and the files of the vote do not know of it', async () => {
  const { world, server } = app;
  const staff = await world.staff();
  const people = await Promise.all(Array.from({ length: 21 }, (_, n) => world.citizen(`市民${n}`)));
  const { componentId } = await world.room(staff, 'votes', { actions: [] });
  const id = await openVote(app, staff, componentId, { type: 'single' }, [null, null]);
  for (const [n, person] of people.entries()) await person.act(castBallot, { id, ballot: JSON.stringify(n < 11 ? '1' : '2') });
  const close = async (n: number) => {
    await server.db.rows(sql`update person set closes_at = '2026-11-22T00:00:00Z' where id = ${people[n]?.id}`);
    expect(await server.nest.get(ClosingService).closeDue(world.organisationId)).toBe(1);
    await world.settle();
  };
  await close(0);
  await countVote(app);
  const totals = async () => server.db.rows(sql`
    select v.ballots, v.eligible, v.ballots_hash, (select count(*)::int from electorate e where e.vote_id = v.id and e.channel is not null) as marks,
      (select body from vote_file f where f.vote_id = v.id and f.name = 'ballots.jsonl') as file from vote v where v.id = ${id}`);
  const before = await totals();
  expect(before).toMatchObject([{ ballots: 21, marks: 21, file: '{"b":"1","n":11}\n{"b":"2","n":10}\n' }]);
  await close(1);
  expect(await totals()).toEqual(before);
});

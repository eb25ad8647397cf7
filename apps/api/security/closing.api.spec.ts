import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '@hiroba/testing';
import { comment } from './scene.ts';
import { startFort, type Fort } from './support.ts';
import { onProposal } from './two-processes.ts';

const support = onProposal('supportProposal');
const retract = onProposal('retractSupport');
const publish = onProposal('publishProposal');
const drafting = `mutation M($id: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $id, input: $input) {
  __typename ... on Proposal { id title } ... on Refusal { code field } } }`;

describe('A6 the end of a phase', () => {
  let fort: Fort;
  beforeAll(async () => {
    fort = await startFort();
  });
  afterAll(() => fort?.close());

  test('VOTE-07 the last millisecond is in, the instant is out, for every act', async () => {
    const closesAt = '2026-12-01T00:00:00+09:00';
    const staff = await fort.city.staff();
    const room = await fort.city.room(staff, 'proposals', { closesAt, settings: { drafts: 50 } });
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const [id = ''] = [await fort.city.proposal(hana, room.componentId)];
    const drafts = [await fort.city.draft(hana, room.componentId), await fort.city.draft(hana, room.componentId)];
    const say =
      'mutation M($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "間に合うか") { __typename ... on Refusal { code field } } }';
    const end = new Date(closesAt).getTime();
    fort.clock.set(new Date(end - 1));
    expect([
      await ken.refused(support, { id }),
      await hana.refused(publish, { id: drafts[0] }),
      await ken.refused(say, { id }),
    ]).toEqual([undefined, undefined, undefined]);
    fort.clock.set(new Date(end));
    const late = { id: drafts[1] };
    expect([
      await ken.refused(retract, { id }),
      await hana.refused(publish, late),
      await ken.refused(say, { id }),
      await hana.refused(drafting, { id: room.componentId, input: { title: 'x', body: '', locale: 'ja' } }),
    ]).toEqual(['PHASE_CLOSED', 'PHASE_CLOSED', 'PHASE_CLOSED', 'PHASE_CLOSED']);
    fort.clock.set('2026-11-22T12:00:00+09:00');
  });
});

describe('A6 by the real clock', () => {
  let real: Fort;
  beforeAll(async () => {
    real = await startFort({ realTime: true });
  });
  afterAll(() => real?.close());

  test('VOTE-08 nothing gets in after the instant a phase closes, and everything before it', async () => {
    const city = real.city;
    const office = await city.staff();
    const closesAt = Date.now() + 3_500;
    const room = await city.room(office, 'proposals', {
      opensAt: new Date(Date.now() - 60_000).toISOString(),
      closesAt: new Date(closesAt).toISOString(),
      settings: { drafts: 50 },
    });
    const crowd = await Promise.all(Array.from({ length: 6 }, (_, n) => city.citizen(`人${n}`)));
    const id = await city.proposal(crowd[0] as Actor, room.componentId);
    const said: { from: number; till: number; code: string }[] = [];
    const keepGoing = async (who: Actor): Promise<void> => {
      for (let n = 0; Date.now() < closesAt + 400; n += 1) {
        const from = Date.now();
        const code = await comment(who, id, `発言${n}`).then(
          () => 'OK',
          (error: Error) => error.message,
        );
        said.push({ from, till: Date.now(), code });
      }
    };
    await Promise.all(crowd.map(keepGoing));
    const early = said.filter(({ till }) => till < closesAt);
    const late = said.filter(({ from }) => from >= closesAt);
    expect(early.length).toBeGreaterThan(5);
    expect(late.length).toBeGreaterThan(5);
    expect(new Set(early.map(({ code }) => code))).toEqual(new Set(['OK']));
    expect(new Set(late.map(({ code }) => code))).toEqual(new Set(['refused: PHASE_CLOSED ']));
    const entries = await real.query<{ n: number; late: number }>(
      `select count(*)::int as n, (count(*) filter (where at >= $1))::int as late
      from log_entry where type = 'comment.published'`,
      [new Date(closesAt)],
    );
    expect(entries).toEqual([{ n: said.filter(({ code }) => code === 'OK').length, late: 0 }]);
  });
});

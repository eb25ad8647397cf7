import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ProposalImport, type ImportReport } from '@hiroba/proposals/server';
import type { Caller } from '@hiroba/server';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { components } from '../src/components.ts';
import { schemaOf } from '../security/asking.ts';
import { formAt, sendForm } from '../security/browsing.ts';
import { comment } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** CMP2: what the phase refuses is refused by the API, by a form that was shown before, by an import, and to every token. */
let fort: Fort;
let hana: Actor;
let cookie: string;
let room: PlacedRoom;
let ids: { proposal: string; draft: string; comment: string };
let base: string;
let english: Actor;

const open = '2026-11-30T23:59:59+09:00';
const closed = '2026-12-01T00:00:00+09:00';

beforeAll(async () => {
  fort = await startFort({ pages: await realPages(), now: open });
  await fort.city.admin();
  const staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  english = await fort.city.citizen('Ken');
  cookie = await fort.signIn(hana);
  room = await fort.city.room(staff, 'proposals', {
    settings: { drafts: 50, amendments: 'ALL' },
    actions: ['create', 'support', 'comment', 'amend'],
    closesAt: closed,
  });
  const proposal = await fort.city.proposal(hana, room.componentId);
  ids = {
    proposal,
    draft: await fort.city.draft(hana, room.componentId),
    comment: await comment(hana, proposal),
  };
  base = `/ja/spaces/${room.slug}/proposals/${room.componentId}`;
});
afterAll(() => fort?.close());

const outcome = '{ __typename ... on Refusal { code field } }';
/** Everything that an action of a phase opens, as the API is asked for it. */
const opened: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  create: {
    draftProposal: () => `draftProposal(componentId: "${room.componentId}", input: { title: "遅い", body: "遅い" })`,
    publishProposal: () => `publishProposal(id: "${ids.draft}")`,
  },
  support: {
    supportProposal: () => `supportProposal(id: "${ids.proposal}")`,
    retractSupport: () => `retractSupport(id: "${ids.proposal}")`,
  },
  comment: {
    addComment: () => `addComment(rootKind: "proposal", rootId: "${ids.proposal}", body: "遅い")`,
    editComment: () => `editComment(id: "${ids.comment}", body: "遅い")`,
    voteOnComment: () => `voteOnComment(id: "${ids.comment}", value: UP)`,
  },
  voteComment: { voteOnComment: () => `voteOnComment(id: "${ids.comment}", value: null)` },
  amend: {
    draftAmendment: () => `draftAmendment(proposalId: "${ids.proposal}", input: { title: "遅い", body: "遅い" })`,
  },
};

test('CMP2 every action that a phase can open is tried here', () => {
  const actions = new Set(components.flatMap(({ manifest }) => manifest.actions));
  expect([...actions].filter((action) => !(action in opened))).toEqual([]);
  const mutations = schemaOf(fort).getMutationType()?.getFields() ?? {};
  expect([...actions].filter((action) => action in mutations && !(action in (opened[action] ?? {})))).toEqual([]);
});

const told = async (call: string, token?: string) => {
  const answer = await fort.graphql<{ outcome: { code?: string } }>(`mutation { outcome: ${call} ${outcome} }`, {
    cookie: token,
  });
  return answer.data?.outcome.code ?? 'OK';
};

describe('CMP2 after the end', () => {
  const calls = Object.entries(opened).flatMap(([action, all]) =>
    Object.entries(all).map(([name, call]) => [action, name, call] as const),
  );

  test.each(calls)(
    '%s: %s is refused by the API to its author, to somebody else, and to whoever shows any token',
    async (_action, _name, call) => {
      fort.clock.set(closed);
      const others = await fort.signIn(english);
      expect(await told(call(), cookie)).toBe('PHASE_CLOSED');
      expect(await told(call(), others)).toMatch(/^(PHASE_CLOSED|NOT_FOUND|NOT_THE_AUTHOR)$/);
      expect(await told(call(), `hiroba=${'A'.repeat(43)}`)).toMatch(/^(PHASE_CLOSED|UNAUTHENTICATED|NOT_FOUND)$/);
    },
  );

  test.each([
    ['a new proposal', () => `${base}/new`, 'main'],
    ['publishing', () => `${base}/${ids.draft}/preview`, 'publish'],
    ['a support', () => `${base}/${ids.proposal}`, 'support'],
    ['a comment', () => `${base}/${ids.proposal}`, 'comment'],
  ])('%s is refused by the form that was shown before, and nothing typed is lost', async (_, path, name) => {
    fort.clock.set(open);
    const place = { path: path(), cookie };
    const form = await formAt(fort, place, name);
    fort.clock.set(closed);
    const typed = { title: '間に合わなかった題', body: '間に合わなかった本文' };
    const filled = Object.fromEntries(Object.entries(typed).filter(([key]) => key in form.fields));
    const answer = await sendForm(fort, place, form, filled);
    expect(answer.status).toBe(409);
    // The page says when and why, and gives back what was written.
    expect(answer.text).toMatch(/12月1日/);
    for (const text of Object.values(filled)) expect(answer.text).toContain(text);
    expect(
      await fort.query(
        `select 1 from proposal where title like '間に合わ%' union all select 1 from comment where body like '間に合わ%'`,
      ),
    ).toEqual([]);
  });

  test('the same form in time is taken', async () => {
    fort.clock.set(open);
    const place = { path: `${base}/${ids.proposal}`, cookie: await fort.signIn(english) };
    const answer = await sendForm(fort, place, await formAt(fort, place, 'support'));
    expect([answer.status, answer.headers.location]).toEqual([303, expect.stringContaining(ids.proposal)]);
  });

  test('an import is refused row by row, by when each was handed in', async () => {
    fort.clock.set(closed);
    const operator: Caller = {
      organisationId: fort.city.organisationId,
      grants: [],
      level: 0,
      mfa: false,
      locale: 'ja',
      operator: true,
    };
    const run = (texts: string) =>
      fort.server.nest
        .get(ProposalImport)
        .run(operator, { componentId: room.componentId, texts: Buffer.from(texts) }) as Promise<ImportReport>;
    const report = await run(
      'id,body,published_at\n1,遅い,\n2,間に合った,2026-11-30T12:00:00+09:00\n3,早すぎた,2026-10-31T12:00:00+09:00\n',
    );
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'PHASE_CLOSED'],
      [4, 'PHASE_CLOSED'],
    ]);
    const imported = () =>
      fort.query('select external_id as id from proposal where component_id = $1 and external_id is not null', [
        room.componentId,
      ]);
    expect(await imported()).toEqual([]);
    expect(await run('id,body,published_at\n2,間に合った,2026-11-30T12:00:00+09:00\n')).toMatchObject({
      added: 1,
      problems: [],
    });
    expect(await imported()).toEqual([{ id: '2' }]);
  });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { reply, schemaOf } from '../security/asking.ts';
import { attachFile, fetched, filesOf, publishDraft } from '../security/attaching.ts';
import { visit } from '../security/browsing.ts';
import { calls } from '../security/calls.ts';
import { documentFor, rootFields } from '../security/documents.ts';
import { openFiles } from '../security/open-files.ts';
import { comment, doIt, setScene, type Scene } from '../security/scene.ts';
import { talkTo } from '../security/sockets.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ALL3: a withheld text (title, body, details, address, words of a picture, names of files, old versions, news, quotes) is looked for in all
 * that anybody can ask for: pages, API fields, counts, search, mail, sockets, files. Its author and moderators read it; restored, it is back. */
let fort: Fort;
let scene: Scene;
let hana: Actor;
let ken: Actor;
let staff: Actor;
let moderator: Actor;
let room: PlacedRoom;
let hall: PlacedRoom;
const ids = { proposal: '', other: '', comment: '', debate: '', file: '' };
let urls: readonly string[];
const cookies = new Map<string, string>();

const secret = 'ヒミツノコトバ';
const out = '__typename ... on Refusal { code field }';
const things = () =>
  [
    ['proposal', ids.proposal],
    ['comment', ids.comment],
    ['debate', ids.debate],
  ] as const;

const judge = async (act: 'withholdText' | 'restoreText') => {
  for (const [kind, id] of things()) {
    await moderator.act(
      `mutation M($kind: String!, $id: ID!) { outcome: ${act}(subjectKind: $kind, subjectId: $id, reason: "きまりのため"${
        act === 'withholdText' ? ', rule: "R3"' : ''
      }) { ${out} ... on ModerationDecision { id } } }`,
      { kind, id },
    );
  }
};

beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  const { city } = fort;
  const admin = await city.admin();
  scene = await setScene(fort);
  [hana, ken, staff, moderator] = [
    await city.citizen('花'),
    await city.citizen('健'),
    scene.people.staff,
    scene.people.moderator,
  ];
  const invited = await city.citizen('招かれた人');
  const tree = await city.tree(admin, 'topics', ['streets']);
  room = await city.room(staff, 'proposals', {
    settings: {
      attachments: true,
      amendments: 'ALL',
      places: 'OPTIONAL',
      drafts: 50,
      editMinutes: 60,
      taxonomies: JSON.stringify([tree['']]),
    },
    actions: ['create', 'support', 'comment', 'amend'],
  });
  hall = await city.room(staff, 'debates', { actions: ['create', 'comment'] });
  const draft = await city.draft(hana, room.componentId, {
    title: `${secret}の題`,
    body: `${secret}の本文`,
    spot: { address: `${secret}番地`, lat: '35', lon: '135' },
    taxonomies: [tree.streets ?? ''],
  });
  const file = new File([`${secret}の中身`], `${secret}.txt`);
  ids.file = (await hana.act(attachFile, { id: draft, file })).id;
  await hana.act(publishDraft, { id: draft });
  ids.proposal = draft;
  ids.other = await city.proposal(hana, room.componentId, { title: '見える提案' });
  urls = ((await filesOf(hana, draft)) ?? []).map(({ url }) => url);
  const input = { title: `${secret}の新しい題`, body: `${secret}の新しい本文`, locale: 'ja' };
  await doIt(
    hana,
    'editProposal(id: $id, input: $input)',
    { id: draft, input },
    '$id: ID!, $input: ProposalInput!',
    '... on Proposal { id }',
  );
  await doIt(
    hana,
    'inviteCoauthor(id: $id, who: $who)',
    { id: draft, who: invited.code },
    '$id: ID!, $who: String!',
    '... on ProposalInvitation { id }',
  );
  await doIt(ken, 'supportProposal(id: $id)', { id: draft }, '$id: ID!', '... on Proposal { id }');
  const amendment = await doIt(
    ken,
    'draftAmendment(proposalId: $id, input: { title: "別の題", body: "別の本文" })',
    { id: draft },
    '$id: ID!',
    '... on Amendment { id }',
  );
  await doIt(ken, 'publishAmendment(id: $id)', { id: amendment.id }, '$id: ID!', '... on Amendment { id }');
  await comment(ken, draft, '下のコメント');
  ids.comment = await comment(hana, ids.other, `${secret}と言った @${ken.code}`);
  await doIt(
    ken,
    'addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: "返信")',
    { root: ids.other, parent: ids.comment },
    '$root: ID!, $parent: ID!',
    '... on Comment { id }',
  );
  await doIt(
    hana,
    'editComment(id: $id, body: $body)',
    { id: ids.comment, body: `${secret}と言い直した` },
    '$id: ID!, $body: String!',
    '... on Comment { id }',
  );
  const ask = Object.fromEntries(
    ['decided', 'changeable', 'fixed', 'decider', 'deadline', 'wanted'].map((part) => [
      part,
      { ja: `${secret}${part}` },
    ]),
  );
  const question = {
    question: `${secret}の議論か`,
    background: `${secret}の背景`,
    ask: { ...ask, promise: 'CONSULT' },
    locale: 'ja',
    layout: 'SINGLE',
  };
  ids.debate = (
    await doIt(
      hana,
      'draftDebate(componentId: $id, input: $input)',
      { id: hall.componentId, input: question },
      '$id: ID!, $input: DebateInput!',
      '... on Debate { id }',
    )
  ).id;
  await doIt(hana, 'publishDebate(id: $id)', { id: ids.debate }, '$id: ID!', '... on Debate { id }');
  await doIt(
    hana,
    'addDebateUpdate(id: $id, text: $text)',
    { id: ids.debate, text: `${secret}の知らせ` },
    '$id: ID!, $text: String!',
    '... on Debate { id }',
  );
  await doIt(
    ken,
    'addComment(rootKind: "debate", rootId: $id, body: "議論の声")',
    { id: ids.debate },
    '$id: ID!',
    '... on Comment { id }',
  );
  for (const who of [hana, ken, staff, moderator]) cookies.set(who.id, await fort.signIn(who));
  await city.settle();
  await city.react();
});
afterAll(() => fort?.close());

const pagesOf = (who: Actor): string[] => {
  const place = `spaces/${room.slug}/proposals/${room.componentId}`;
  const of = [ids.proposal, ids.other].flatMap((id) =>
    ['', '/history', `?comment=${ids.comment}`].map((rest) => `${place}/${id}${rest}`),
  );
  const debate = `spaces/${hall.slug}/debates/${hall.componentId}`;
  const own = who.id ? ['me', 'account/data', 'desk'] : [];
  return [
    '',
    `spaces/${room.slug}`,
    `spaces/${hall.slug}`,
    place,
    `${place}?q=${encodeURIComponent(secret)}`,
    `${place}/map`,
    ...of,
    debate,
    `${debate}?q=${encodeURIComponent(secret)}`,
    `${debate}/${ids.debate}`,
    `${debate}/${ids.debate}/history`,
    `people/${hana.code}`,
    'activity',
    'register',
    `activity?person=${hana.code}`,
    'answers',
    'open-data',
    `comments/${ids.comment}`,
    `moderate/proposal/${ids.proposal}`,
    ...own,
  ].map((path) => `/ja/${path}`);
};

const searches = `query S($room: ID!, $hall: ID!, $q: String!, $mine: Boolean!) {
  room: component(id: $room) { ... on ProposalsComponent { proposals(filter: { search: $q }, seed: "s") { items { title } } mine: proposals(filter: { mine: $mine }, seed: "s") { items { title } }
    newest: proposals(sort: NEWEST, seed: "s") { items { title body excerpt } } random: proposals(sort: RANDOM, seed: "s") { items { title } }
    similar(title: $q) { title } map { clusters { title } } counts { key count } taxonomies { options { count } } } }
  hall: component(id: $hall) { ... on DebatesComponent { debates(filter: { search: $q }) { items { question } } all: debates { items { question background } } counts { open } } } }`;

/** Everything that somebody can get to see, as one text an item. */
async function seen(who: Actor): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  const schema = schemaOf(fort);
  const about: Readonly<Record<string, object>> = {
    debate: { id: ids.debate },
    amendments: { proposalId: ids.proposal, first: 20 },
    component: { id: room.componentId },
    commentVersions: { id: ids.comment },
    comment: { id: ids.comment },
    replies: { parentId: ids.comment, first: 20 },
    person: { code: hana.code },
    contributions: { person: hana.code, first: 20 },
  };
  for (const field of rootFields(schema, 'query')) {
    const given = about[field.name] ?? calls[field.name]?.variables?.(scene, {}, 'participant') ?? {};
    const variables = JSON.parse(
      JSON.stringify(given).replaceAll(scene.proposalId, ids.proposal).replaceAll(scene.commentId, ids.comment),
    ) as object;
    all[`query ${field.name}`] = JSON.stringify(
      await reply(schema, who, 'query', documentFor(schema, 'query', field, 4), variables),
    );
  }
  for (const [rootKind, rootId] of [
    ['proposal', ids.proposal],
    ['proposal', ids.other],
    ['debate', ids.debate],
  ] as const) {
    const field = rootFields(schema, 'query').find(({ name }) => name === 'comments');
    if (field)
      all[`comments ${rootKind} ${rootId}`] = JSON.stringify(
        await reply(schema, who, 'query', documentFor(schema, 'query', field, 4), {
          rootKind,
          rootId,
          first: 20,
          sort: 'OLDEST',
        }),
      );
  }
  all['query searches'] = JSON.stringify(
    await who.run(searches, { room: room.componentId, hall: hall.componentId, q: secret, mine: who.id !== '' }),
  );
  for (const path of pagesOf(who))
    all[`page ${path}`] = (await visit(fort, { path, cookie: cookies.get(who.id) })).text;
  const cookie = cookies.get(who.id);
  for (const { path, status, text } of await openFiles(fort, [room, hall], {
    cookie: who === staff ? cookie : undefined,
  }))
    if (status === 200) all[`file ${path}`] = text;
  for (const url of urls) {
    const file = await fetched(fort, new URL(url, 'http://city.test').pathname, cookie);
    all[`attachment ${url.slice(0, 13)}`] = file.status === 200 ? secret : '';
  }
  return all;
}

const hits = (all: Record<string, string>): string[] =>
  Object.keys(all).filter((name) => {
    // A search is in the page that answers it, alone; words that are found have more of the text after them.
    const text = all[name] ?? '';
    return name.includes('?q=') ? new RegExp(`${secret}の`).test(text) : text.includes(secret);
  });

const mails = async (): Promise<string> =>
  JSON.stringify(
    await fort.query(
      'select m.subject, m.body from mail_outbox m join person p on p.email = m.recipient where p.id <> $1',
      [hana.id],
    ),
  );

test('ALL3 before it is withheld, the words are found in every channel', async () => {
  const found = hits(await seen(fort.city.visitor()));
  for (const channel of [
    'query proposal',
    'query comment',
    'query debate',
    'query amendments',
    'query searches',
    'query commentVersions',
    'query logLines',
    'page /ja/activity',
    'page /ja/people',
    'file /download/proposals',
    'file /download/comments',
    'file /download/everything/debates',
    'file /download/everything/proposal_versions',
    'file /download/everything/attachments',
    'attachment',
  ])
    expect({ channel, found: found.some((name) => name.startsWith(channel)) }).toEqual({ channel, found: true });
});

test('ALL3 once withheld, they are found nowhere: not by a visitor, a participant who supported and amended, or staff', async () => {
  const socket = await talkTo(fort, cookies.get(ken.id));
  const heard: unknown[] = [];
  socket.send({
    id: '1',
    type: 'subscribe',
    payload: {
      query: 'subscription S($id: ID!) { commentsAdded(rootKind: "proposal", rootId: $id) { count } }',
      variables: { id: ids.other },
    },
  });
  heard.push(await socket.next());
  // What the city said before, and what it does meanwhile, is told after the text is out of sight.
  await doIt(
    staff,
    'answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: "検討します" }, office: "企画課" })',
    { id: ids.proposal },
    '$id: ID!',
    '... on Proposal { id }',
  );
  await doIt(hana, 'closeDebate(id: $id)', { id: ids.debate }, '$id: ID!', '... on Debate { id }');
  await fort.query('delete from mail_outbox');
  await judge('withholdText');
  await fort.city.settle();
  await fort.city.react();
  heard.push(await Promise.race([socket.next(), setTimeout(300, '')]));
  socket.close();
  expect(JSON.stringify(heard)).not.toContain(secret);
  const told = await mails();
  expect(told).toMatch(/非表示の提案/);
  expect(told).toMatch(/非表示の議論/);
  expect(told).not.toContain(secret);
  for (const who of [fort.city.visitor(), ken, staff]) expect(hits(await seen(who))).toEqual([]);
});

test('ALL3 the page stays, with the rule, the reason and the way to the record; numbers leave it out', async () => {
  const place = `/ja/spaces/${room.slug}/proposals/${room.componentId}`;
  const { status, text } = await visit(fort, { path: `${place}/${ids.proposal}` });
  expect(status).toBe(200);
  for (const words of [
    '運営担当が非表示にしています',
    'R3',
    'ほかの人の個人情報',
    'きまりのため',
    '/ja/record/',
    '下のコメント',
  ])
    expect(text).toContain(words);
  const counts = `query C($id: ID!) { component(id: $id) { ... on ProposalsComponent { counts { key count } } } }`;
  const { component } = await ken.run<{ component: { counts: { key: string; count: number }[] } }>(counts, {
    id: room.componentId,
  });
  expect(component.counts.find(({ key }) => key === 'all')?.count).toBe(1);
  const csv = await fort.send({ method: 'GET', path: `/download/proposals/${room.componentId}.ndjson` });
  const row = csv.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string })
    .find(({ id }) => id === ids.proposal);
  expect(row).toMatchObject({ withheld: true, title: null, body: null, authors: null, place: null, lat: null });
});

test('ALL3 nothing can be done with it, but its author reads it with the reason, and so do moderators', async () => {
  expect(
    await ken.refused(`mutation S($id: ID!) { outcome: retractSupport(id: $id) { ${out} } }`, { id: ids.proposal }),
  ).toBe('WITHHELD');
  expect(
    await ken.refused(
      `mutation C($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "声") { ${out} } }`,
      { id: ids.proposal },
    ),
  ).toBe('WRONG_STATE');
  expect(
    await staff.refused(
      `mutation A($id: ID!) { outcome: answerProposal(id: $id, input: { kind: EVALUATING, text: { ja: "検討" }, office: "企画課" }) { ${out} } }`,
      { id: ids.proposal },
    ),
  ).toBe('WITHHELD');
  for (const who of [hana, moderator]) {
    const found = hits(await seen(who));
    for (const channel of [
      'query proposal',
      'query comment',
      'query debate',
      `page /ja/spaces/${room.slug}/proposals/${room.componentId}/${ids.proposal}`,
    ])
      expect({ channel, found: found.some((name) => name.startsWith(channel)) }).toEqual({ channel, found: true });
    const { text } = await visit(fort, {
      path: `/ja/spaces/${room.slug}/proposals/${room.componentId}/${ids.proposal}`,
      cookie: cookies.get(who.id),
    });
    for (const words of ['きまりのため', 'ほかの人の個人情報', '書いた人と運営担当だけ']) expect(text).toContain(words);
  }
});

test('ALL3 restored, the words are back where they were', async () => {
  const before = hits(await seen(ken)).length;
  await judge('restoreText');
  await fort.city.settle();
  const found = hits(await seen(fort.city.visitor()));
  expect([before, found.length > 25]).toEqual([0, true]);
  for (const channel of [
    'query searches',
    'query amendments',
    'file /download/everything/attachments',
    'attachment',
    'page /ja/activity',
  ])
    expect({ channel, found: found.some((name) => name.startsWith(channel)) }).toEqual({ channel, found: true });
});

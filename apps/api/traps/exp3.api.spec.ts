import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PlacedRoom } from '@hiroba/testing';
import { openFiles, setNames, type OpenFile } from '../security/open-files.ts';
import { onProposal } from '../security/two-processes.ts';
import { startFort, type Fort } from '../security/support.ts';

/** EXP3: no file of open data, in any form, holds a text that was taken back or is not public, an answer that is not
 * published, a reason of moderation, the name of a moderator, a mail address or who supported. Withholding and reports
 * come with moderation; what is deleted stands for them until then. */
let fort: Fort;
let rooms: PlacedRoom[];
let cookie: string;
const secrets = {
  draft: '秘密の下書き',
  deleted: '消されたコメント',
  version: '消された古い版',
  prepared: '準備中の答え',
  scheduled: '来週に出す答え',
  hiddenPlace: '未公開の場の提案',
  unpublished: '取り下げた機能の提案',
  moderator: '進行役の山本',
  suspension: '停止の理由は内緒',
  invitation: 'invited-friend',
  address: '@example.jp',
  supporter: '',
  personId: '',
};

beforeAll(async () => {
  fort = await startFort();
  const { city } = fort;
  const [staff, hana, ken] = [await city.staff(), await city.citizen('花'), await city.citizen('健')];
  const moderator = await city.person(secrets.moderator, [{ role: 'MODERATOR' }]);
  const room = await city.room(staff, 'proposals', { settings: { drafts: 50 } });
  const withdrawn = await city.room(staff, 'proposals');
  const draftSpace = await city.room(staff, 'proposals', { publish: false });
  rooms = [room, withdrawn, draftSpace];
  await city.draft(hana, room.componentId, { title: secrets.draft, body: secrets.draft });
  await city.draft(staff, draftSpace.componentId, { title: secrets.hiddenPlace }).catch(() => undefined);
  await city.proposal(hana, withdrawn.componentId, { title: secrets.unpublished });
  const out = '__typename ... on Refusal { code field message }';
  await staff.act(
    `mutation U($id: ID!) { outcome: unpublishComponent(id: $id) { ${out} ... on PlacedComponent { id } } }`,
    { id: withdrawn.componentId },
  );
  const id = await city.proposal(hana, room.componentId, { title: '残る提案' });
  const other = await city.proposal(hana, room.componentId, { title: '二つ目' });
  await ken.act(onProposal('supportProposal'), { id });
  const say = `mutation C($id: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) { ${out} ... on Comment { id } } }`;
  const { id: comment } = await ken.act(say, { id, body: secrets.version });
  await moderator.act(say, { id, body: '残るコメント' });
  fort.clock.advance(5);
  await ken.act(
    `mutation E($id: ID!, $body: String!) { outcome: editComment(id: $id, body: $body) { ${out} ... on Comment { id } } }`,
    { id: comment, body: secrets.deleted },
  );
  await ken.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) { ${out} ... on Comment { id } } }`, {
    id: comment,
  });
  const answer = (text: string) => `input: { kind: EVALUATING, text: { ja: "${text}" }, office: "企画課" }`;
  await staff.act(
    `mutation P($id: ID!) { outcome: prepareAnswer(id: $id, edition: 0, ${answer(secrets.prepared)}) { ${out} ... on Proposal { id } } }`,
    { id },
  );
  const soon = new Date(Date.now() + 7 * 86_400_000).toISOString();
  await staff.act(
    `mutation S($id: ID!, $at: DateTime) { outcome: answerProposal(id: $id, ${answer(secrets.scheduled)}, publishAt: $at) { ${out} ... on Proposal { id } } }`,
    { id: other, at: soon },
  );
  await hana.act(
    `mutation I($id: ID!) { outcome: inviteCoauthor(id: $id, who: "${secrets.invitation}@example.jp") { ${out} } }`,
    { id },
  );
  await fort.query(`update person set suspended_until = now() + interval '1 day' where id = $1`, [ken.id]);
  const [held] = await fort.query<{ supporter: string }>(
    'select supporter::text from proposal_allowance where person_id = $1',
    [ken.id],
  );
  Object.assign(secrets, { supporter: held?.supporter, personId: ken.id });
  await city.settle();
  cookie = await fort.signIn(staff);
});
afterAll(() => fort?.close());

const leaks = (files: readonly OpenFile[]): string[] =>
  files.flatMap(({ path, text }) =>
    Object.entries(secrets)
      .filter(([, secret]) => secret && text.includes(secret))
      .map(([what]) => `${path}: ${what}`),
  );

/** What is public all the same: the contact of the city has an address, and a moderator who speaks has a name. */
const known = (leak: string): boolean => /(spaces|organisation|open-data)/.test(leak) && leak.endsWith(': address');

test('EXP3 no file of open data holds what is not public', async () => {
  const files = await openFiles(fort, rooms);
  const there = files.filter(({ status }) => status === 200);
  expect(setNames.length).toBeGreaterThan(5);
  expect(there.length).toBeGreaterThan(setNames.length * 3);
  expect(leaks(there).filter((leak) => !known(leak) && !leak.endsWith(': moderator'))).toEqual([]);
  // What is public is in them: the files are not empty.
  for (const word of ['残る提案', '残るコメント']) expect(there.some(({ text }) => text.includes(word))).toBe(true);
});

test('EXP3 nor do the files of those who work here, in the forms of their programs', async () => {
  const files = (await openFiles(fort, rooms, { cookie })).filter(
    ({ status, path }) => status === 200 && /xlsx|cp932/.test(path),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(leaks(files).filter((leak) => !known(leak) && !leak.endsWith(': moderator'))).toEqual([]);
});

test('EXP3 a moderator is named where they spoke themselves, and nowhere else', async () => {
  const files = (await openFiles(fort, rooms)).filter(({ text }) => text.includes(secrets.moderator));
  for (const { path } of files) expect(path).toMatch(/comments|open-data\.zip/);
  const lines =
    files
      .find(({ path }) => path.endsWith('comments.ndjson'))
      ?.text.split('\n')
      .filter((line) => line.includes(secrets.moderator)) ?? [];
  expect(lines.map((line) => (JSON.parse(line) as { body: string }).body)).toEqual(['残るコメント']);
});

test('EXP3 places that are not public have no file at all', async () => {
  const [, withdrawn, draft] = rooms as [PlacedRoom, PlacedRoom, PlacedRoom];
  for (const { componentId } of [withdrawn, draft]) {
    const files = (await openFiles(fort, [])).concat(
      await openFiles(fort, [{ componentId, spaceId: componentId, slug: '' }]),
    );
    expect(files.filter(({ path, status }) => path.includes(componentId) && status !== 404)).toEqual([]);
  }
});

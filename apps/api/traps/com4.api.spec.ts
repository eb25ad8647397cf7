import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor } from '@hiroba/testing';
import { visit } from '../security/browsing.ts';
import { startFort, type Fort } from '../security/support.ts';

/** COM4: an edit after replies leaves the old text in public; once a comment is gone, no version of it is anywhere. */
let fort: Fort;
let hana: Actor;
let ken: Actor;
let path: string;
let root: string;
let ids: { parent: string; reply: string };

const outcome = '{ __typename ... on Comment { id } ... on Refusal { code field message } }';
const add = `mutation A($root: ID!, $parent: ID, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, parentId: $parent, body: $body) ${outcome} }`;
const edit = `mutation E($id: ID!, $body: String!) { outcome: editComment(id: $id, body: $body) ${outcome} }`;
const versions = 'query V($id: ID!) { commentVersions(id: $id) { n body } }';

beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  await fort.city.admin();
  hana = await fort.city.citizen('花');
  ken = await fort.city.citizen('健');
  const { slug, componentId } = await fort.city.room(await fort.city.staff(), 'proposals');
  root = await fort.city.proposal(hana, componentId);
  path = `/ja/spaces/${slug}/proposals/${componentId}/${root}`;
  const { id: parent } = await hana.act(add, { root, body: '反対です。' });
  const { id: reply } = await ken.act(add, { root, parent, body: 'なぜですか。' });
  await hana.act(edit, { id: parent, body: '賛成です。' });
  ids = { parent, reply };
});
afterAll(() => fort?.close());

test('COM4 the text before is in the public history, with what changed, and the reply says which version it answers', async () => {
  const { parent, reply } = ids;
  const { commentVersions } = await ken.run<{ commentVersions: object[] }>(versions, { id: parent });
  expect(commentVersions).toEqual([{ n: 2, body: '賛成です。' }, { n: 1, body: '反対です。' }]);
  const page = await visit(fort, { path: `${path}?comment=${parent}` });
  expect(page.text).toMatch(/<del>.*反対/s);
  expect(page.text).toMatch(/<ins>.*賛成/s);
  const below = page.text.slice(page.text.indexOf(`id="comment-${reply}"`));
  expect(below).toContain('第1版への返信');
});

test('COM4 once it is taken back, no version is in pages, API, open data or the page of the reply', async () => {
  await hana.act(`mutation D($id: ID!) { outcome: deleteComment(id: $id) ${outcome} }`, { id: ids.parent });
  const [{ component_id: componentId }] = await fort.query<{ component_id: string }>('select component_id from comment where id = $1', [ids.parent]) as [{ component_id: string }];
  const everywhere = await Promise.all([
    visit(fort, { path }), visit(fort, { path: `${path}?comment=${ids.parent}` }), visit(fort, { path: `${path}?comment=${ids.reply}` }),
    fort.send({ method: 'GET', path: `/download/comments/${componentId}.csv` }), fort.send({ method: 'GET', path: `/download/comments/${componentId}.ndjson` }),
  ]);
  for (const { status, text } of everywhere) {
    expect(status).toBe(200);
    expect(text).toContain(ids.reply);
    expect(text).not.toMatch(/反対です|賛成です/);
  }
  expect(await hana.run(versions, { id: ids.parent })).toEqual({ commentVersions: [] });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let room: PlacedRoom;
let people: Actor[];

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  room = await app.world.room(staff, 'proposals');
  people = [];
  for (const name of ['花', '健', '直', '玲', '凛', '薫', '誠']) people.push(await app.world.citizen(name));
});
afterAll(() => app?.close());

const shown = '__typename ... on Refusal { code field message }';
const proposal = `${shown} ... on Proposal { id }`;
const documents = {
  invite: `mutation M($id: ID!, $who: String!) { outcome: inviteCoauthor(id: $id, who: $who) { ${shown} ... on ProposalInvitation { id } } }`,
  accept: `mutation M($id: ID!) { outcome: acceptInvitation(id: $id) { ${proposal} } }`,
  edit: `mutation M($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${proposal} } }`,
  merge: `mutation M($ids: [ID!]!, $input: MergeInput!) { outcome: mergeProposals(ids: $ids, input: $input) { ${proposal} } }`,
  split: `mutation M($id: ID!, $input: SplitInput!) { outcome: splitProposal(id: $id, input: $input) { ${proposal} } }`,
  comment: `mutation M($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "賛成です") { ${shown} ... on Comment { id } } }`,
};
const page = `query Q($id: ID!) { proposal(id: $id) { id state reference body versions authors { person { displayName } }
  history { items { n texts { name changes { text } } } } links { kind from proposal { id } } } comments(rootKind: "proposal", rootId: $id) { count } }`;
const find = `query F($id: ID!, $search: String) { component(id: $id) { ... on ProposalsComponent { proposals(filter: { search: $search }) { items { id } } } } }`;

interface Page {
  proposal: {
    state: string; reference: string; body: string; versions: number; authors: { person: { displayName: string } }[];
    history: { items: { n: number }[] }; links: { kind: string; from: boolean; proposal: { id: string } }[];
  };
  comments: { count: number };
}
const look = (id: string) => app.world.visitor().run<Page>(page, { id });
const person = (n: number) => people[n] as Actor;
const names = ({ proposal: { authors } }: Page) => authors.map((author) => author.person.displayName).sort();

async function written(first: number, others: readonly number[], body: string): Promise<string> {
  const id = await app.world.proposal(person(first), room.componentId, { title: body, body });
  for (const other of others) {
    const { id: sent } = await person(first).act(documents.invite, { id, who: person(other).code });
    await person(other).act(documents.accept, { id: sent });
  }
  await person(first).act(documents.edit, { id, input: { title: body, body: `${body}。直しました。`, locale: 'ja' } });
  await person(first).act(documents.comment, { id });
  return id;
}

/** Every author of a source finds its text by the reference of their receipt, whole and with its history. */
async function stillThere(id: string, body: string, state: string): Promise<Page> {
  const shownPage = await look(id);
  expect(shownPage).toMatchObject({ proposal: { state, body: `${body}。直しました。`, versions: 2, history: { items: [{ n: 2 }, { n: 1 }] } }, comments: { count: 1 } });
  const found = await person(0).run<{ component: { proposals: { items: { id: string }[] } } }>(
    find, { id: room.componentId, search: shownPage.proposal.reference });
  expect(found.component.proposals.items).toEqual([{ id }]);
  return shownPage;
}

const texts = ['木陰がほしい', 'ベンチがほしい', '水飲み場がほしい'] as const;
const signed = { reason: '同じ広場の提案だったため', office: '公園緑地課' };

test('PRO2 three proposals of five authors become one by all five; every text and its history stay, and are found by receipt', async () => {
  const ids = [await written(0, [1], texts[0]), await written(2, [1, 3], texts[1]), await written(4, [], texts[2])];
  const { id } = await staff.act(documents.merge, { ids, input: { title: '広場を涼しく', body: 'まとめました。', locale: 'ja', carry: true, ...signed } });
  const result = await look(id);
  expect(names(result)).toEqual(['玲', '凛', '健', '花', '直'].sort());
  expect(result.proposal.links.map(({ kind, from, proposal: source }) => [kind, from, source.id])).toEqual(ids.map((source) => ['MERGE', true, source]));
  for (const [at, source] of ids.entries()) {
    const { proposal: { links } } = await stillThere(source, texts[at] ?? '', 'MERGED');
    expect(links.map(({ kind, from, proposal: into }) => [kind, from, into.id])).toEqual([['MERGE', false, id]]);
  }
});

test('PRO2 one proposal of three authors becomes two, each by all three; its text and history stay, and are found by receipt', async () => {
  const id = await written(4, [5, 6], '駅と川のこと');
  const parts = ['駅のこと', '川のこと'].map((title) => ({ title, body: `${title}を分けました。`, locale: 'ja' }));
  await staff.act(documents.split, { id, input: { parts, ...signed } });
  const { proposal: { links } } = await stillThere(id, '駅と川のこと', 'SPLIT');
  expect(links).toHaveLength(2);
  for (const { proposal: part } of links) {
    const shownPart = await look(part.id);
    expect(names(shownPart)).toEqual(['凛', '薫', '誠'].sort());
    expect(shownPart.proposal.links.map(({ kind, from, proposal: source }) => [kind, from, source.id])).toEqual([['SPLIT', true, id]]);
  }
});

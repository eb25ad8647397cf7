// The product as a target of the yardstick: the same questions as its own servers answer, put to the built server over a generated
// city in HIROBA_DATA. Used by tools/bench/speed/ratio.mjs, or by hand: node bench.mjs --targets FILE --only a-json,product
import path from 'node:path';
import { hashOf, publishedDocument } from '../documents.mjs';
import { root } from '../node.mjs';
import { ask, askedByHash, placesOf } from './speed/asking.mjs';

const data = path.resolve(process.env.HIROBA_DATA ?? path.join(root, 'data'));
const walked = `query Walk($id: ID!, $after: String, $sort: ProposalSort) {
  component(id: $id) { ... on ProposalsComponent { proposals(sort: $sort, first: 100, after: $after) { items { id } next } } } }`;

/** Pages of a list in an order: the ids on each, and the cursor behind it. */
async function* pages(base, id, sort) {
  let after = null;
  do {
    const { items, next } = (await ask(base, walked, { id, sort, after })).component.proposals;
    yield { ids: items.map((item) => item.id), next };
    after = next;
  } while (after);
}

async function prepare({ base }) {
  const { proposals: place } = await placesOf(base);
  const [ids, cursors, talked] = [[], [], []];
  for await (const page of pages(base, place, 'NEWEST')) {
    ids.push(...page.ids);
    if (page.next) cursors.push(page.next);
  }
  for await (const page of pages(base, place, 'COMMENTED')) if (talked.push(...page.ids) >= 1_000) break;
  return { place, ids, cursors, talked };
}

// Asked for by hash, as our own pages and everybody may ask for documents that this installation knows.
const [list, one] = ['proposal-list', 'proposal-with-comments'].map((name) => hashOf(publishedDocument(name)));

const nth = (from, n) => from[n % from.length];

export const targets = {
  product: {
    cmd: [path.join(root, 'dist/api/main.js')],
    cwd: root,
    env: { HIROBA_DATA: data, LOG_LEVEL: 'error' },
    readyPath: '/health/ready',
    pgDir: path.join(data, 'postgres'),
    ops: ['list', 'one'],
    prepare,
    say: {
      list: (n, { place, cursors }) => askedByHash(list, { component: place, after: nth(cursors, n) }),
      one: (n, { ids, talked }) => askedByHash(one, { id: n <= 1_000 ? nth(talked, n) : nth(ids, n) }),
    },
    real: (op, { data: answer, errors }) =>
      !errors &&
      (op === 'list'
        ? answer.component.proposals.items.length === 20
        : answer.proposal && answer.comments.items.length >= 0),
  },
};

// Every list, filter, sort and search of proposals, debates and comments, asked for what a page shows of it.
import { publishedDocument } from '../../documents.mjs';

const [proposals, similar, counts, proposal, debates, comments, replies, conversation, since] = [
  'proposals',
  'similar-proposals',
  'proposal-counts',
  'proposal',
  'debates',
  'comments',
  'replies',
  'conversation',
  'new-comments',
].map(publishedDocument);

const sorts = ['NEWEST', 'SUPPORTED', 'COMMENTED', 'ANSWERED', 'RANDOM'];
const filters = {
  'frequent word': { search: '公園' },
  'three letters': { search: '図書館' },
  'two words': { search: '公園 ベンチ' },
  'rare word': { search: '電動車椅子' },
  'no such word': { search: '宇宙港' },
  answered: { answered: true },
  unanswered: { answered: false },
  accepted: { answerKind: 'ACCEPTED' },
  due: { due: true },
  'due and searched': { due: true, search: '公園' },
};
const debateFilters = {
  all: {},
  open: { status: 'OPEN' },
  closed: { status: 'CLOSED' },
  concluded: { status: 'CONCLUDED' },
  searched: { search: '公園' },
};

const pageOf = (answer) => answer.component?.proposals ?? answer.component?.debates ?? answer.comments;

/** The cursor some pages further on. */
async function beyond(ask, query, variables, pages) {
  let after = null;
  for (let n = 0; n < pages; n += 1) after = pageOf(await ask(query, { ...variables, after }))?.next ?? after;
  return after;
}

/** All questions: a name, a document and its variables. */
export async function questions(ask, { proposalsId, debatesId, debateId }) {
  const all = [];
  const add = (name, query, variables) => all.push({ name, query, variables });
  for (const sort of sorts) {
    const variables = { id: proposalsId, sort };
    add(`proposals ${sort}`, proposals, variables);
    add(`proposals ${sort}, page 100`, proposals, { ...variables, after: await beyond(ask, proposals, variables, 99) });
    for (const [name, filter] of Object.entries(filters))
      add(`proposals ${sort}, ${name}`, proposals, { ...variables, filter });
  }
  const { items: talked } = pageOf(await ask(proposals, { id: proposalsId, sort: 'COMMENTED' }));
  add('proposals like a title', similar, { id: proposalsId, title: talked[0].title });
  add('proposals, numbers of answers', counts, { id: proposalsId });
  add('one proposal', proposal, { id: talked[0].id });
  for (const sort of ['NEWEST', 'CLOSING']) {
    for (const [name, filter] of Object.entries(debateFilters))
      add(`debates ${sort}, ${name}`, debates, { id: debatesId, sort, filter });
    add(`debates ${sort}, page 10`, debates, {
      id: debatesId,
      sort,
      after: await beyond(ask, debates, { id: debatesId, sort }, 9),
    });
  }
  for (const [kind, id] of [
    ['debate', debateId],
    ['proposal', talked[0].id],
  ]) {
    for (const sort of ['OLDEST', 'NEWEST', 'BEST', 'REPLIES']) {
      add(`comments of a ${kind} ${sort}`, comments, { kind, id, sort });
      add(`comments of a ${kind} ${sort}, page ${kind === 'debate' ? 500 : 50}`, comments, {
        kind,
        id,
        sort,
        after: await beyond(ask, comments, { kind, id, sort }, kind === 'debate' ? 499 : 49),
      });
    }
    const { items, newest } = (await ask(comments, { kind, id, sort: 'REPLIES' })).comments;
    add(`comments of a ${kind}, of offices`, comments, { kind, id, sort: 'OLDEST', voice: 'OFFICE' });
    add(`comments of a ${kind}, replies`, replies, { id: items[0].id });
    add(`comments of a ${kind}, permalink`, conversation, { id: items[0].replies[0].id });
    add(`comments of a ${kind}, new ones`, since, { kind, id, after: newest });
  }
  for (const side of ['FOR', 'NEUTRAL', 'AGAINST']) {
    for (const sort of ['OLDEST', 'BEST'])
      add(`comments of a debate ${sort}, ${side}`, comments, { kind: 'debate', id: debateId, sort, side });
  }
  return all;
}

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { counterDifferences, rankingDifferences, recordProblems, sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { proposalCounters, proposalRanking } from './proposal.counters.ts';

/** What is believed of a proposal. */
interface Believed {
  id: string;
  state: string;
  title: string;
  versions: number;
  /** Indexes of people, in order. */
  authors: number[];
  first: number | null;
  office: boolean;
  given: Set<number>;
  carried: Set<number>;
  comments: string[];
  /** Entries of the log about it, by type. */
  log: string[];
}

interface Link { source: string; result: string; kind: 'MERGE' | 'SPLIT'; undone: boolean }

const SEQUENCES = 100;
const seed = Number(process.env.HIROBA_SEED ?? Date.now() % 1_000_000_007);

/** Numbers from 0 to 1, the same again for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let a = start >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const shown = '__typename ... on Refusal { code field message } ... on Proposal { id }';
const on = (mutation: string) => `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { ${shown} } }`;
const documents = {
  edit: `mutation M($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) { ${shown} } }`,
  invite: 'mutation M($id: ID!, $who: String!) { outcome: inviteCoauthor(id: $id, who: $who) { __typename ... on Refusal { code field message } ... on ProposalInvitation { id } } }',
  accept: on('acceptInvitation'), leave: on('leaveProposal'), support: on('supportProposal'), retract: on('retractSupport'),
  comment: `mutation M($id: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) {
    __typename ... on Refusal { code field message } ... on Comment { id } } }`,
  merge: `mutation M($ids: [ID!]!, $input: MergeInput!) { outcome: mergeProposals(ids: $ids, input: $input) { ${shown} } }`,
  split: `mutation M($id: ID!, $input: SplitInput!) { outcome: splitProposal(id: $id, input: $input) { ${shown} ... on Proposal { links { from proposal { id } } } } }`,
  undoMerge: `mutation M($id: ID!, $reason: String!) { outcome: undoMerge(id: $id, reason: $reason) { ${shown} } }`,
  undoSplit: `mutation M($id: ID!, $reason: String!) { outcome: undoSplit(id: $id, reason: $reason) { ${shown} } }`,
};

let app: SpecApp;
let staff: Actor;
const people: Actor[] = [];

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  for (let n = 0; n < 7; n += 1) people.push(await app.world.citizen(`人${n}`));
});
afterAll(() => app?.close());

/** A place with what is believed of it, and the acts that change both. */
class Model {
  readonly proposals = new Map<string, Believed>();
  readonly links: Link[] = [];
  #words = 0;

  constructor(
    private readonly componentId: string,
    private readonly random: () => number,
    private readonly limit: number,
  ) {}

  #below = (n: number): number => Math.floor(this.random() * n);
  #any = <T>(from: readonly T[]): T | undefined => from[this.#below(from.length)];
  #person = (): number => this.#below(people.length);
  #standing = (): Believed[] => [...this.proposals.values()].filter(({ state }) => state === 'PUBLISHED');
  #all = (): Believed[] => [...this.proposals.values()];
  #word = (): string => `言葉${(this.#words += 1)}`;
  #supported = (person: number): number => this.#standing().filter(({ given, carried }) => given.has(person) || carried.has(person)).length;

  /** One act of somebody, chosen by chance, and what must come of it. */
  async step(): Promise<void> {
    const acts = [
      this.#propose, this.#propose, this.#support, this.#support, this.#support, this.#retract, this.#comment, this.#edit, this.#join, this.#leave,
      this.#merge, this.#merge, this.#split, this.#undo, this.#undo,
    ];
    await this.#any(acts)?.call(this);
  }

  async #propose(): Promise<void> {
    const [first, title] = [this.#person(), this.#word()];
    const id = await app.world.proposal(people[first] as Actor, this.componentId, { title, body: title });
    this.proposals.set(id, {
      id, state: 'PUBLISHED', title, versions: 1, authors: [first], first, office: false, given: new Set(), carried: new Set(), comments: [], log: ['proposal.published'],
    });
  }

  async #support(): Promise<void> {
    const [one, person] = [this.#any(this.#all()), this.#person()];
    if (!one) return;
    const has = one.given.has(person) || one.carried.has(person);
    const full = this.limit > 0 && this.#supported(person) >= this.limit;
    const expected = one.state !== 'PUBLISHED' ? 'WRONG_STATE' : full ? 'LIMIT_REACHED' : has ? 'ALREADY_SUPPORTED' : undefined;
    expect(await people[person]?.refused(documents.support, { id: one.id })).toBe(expected);
    if (!expected) one.given.add(person);
  }

  async #retract(): Promise<void> {
    const [one, person] = [this.#any(this.#all()), this.#person()];
    if (!one) return;
    const has = one.given.has(person) || one.carried.has(person);
    const expected = one.state !== 'PUBLISHED' ? 'WRONG_STATE' : has ? undefined : 'NOT_SUPPORTED';
    expect(await people[person]?.refused(documents.retract, { id: one.id })).toBe(expected);
    if (!expected) [one.given, one.carried].forEach((set) => set.delete(person));
  }

  async #comment(): Promise<void> {
    const [one, body] = [this.#any(this.#all()), this.#word()];
    if (!one) return;
    const refused = await people[this.#person()]?.refused(documents.comment, { id: one.id, body });
    expect(refused === undefined).toBe(one.state === 'PUBLISHED');
    if (refused === undefined) one.comments.push(body);
  }

  async #edit(): Promise<void> {
    const [one, person, title] = [this.#any(this.#all()), this.#person(), this.#word()];
    if (!one) return;
    const expected = one.office ? 'FORBIDDEN' : !one.authors.includes(person) ? 'NOT_THE_AUTHOR' : one.state === 'PUBLISHED' ? undefined : 'WRONG_STATE';
    expect(await people[person]?.refused(documents.edit, { id: one.id, input: { title, body: title, locale: 'ja' } })).toBe(expected);
    if (!expected) Object.assign(one, { title, versions: one.versions + 1, log: [...one.log, 'proposal.edited'] });
  }

  async #join(): Promise<void> {
    const [one, person] = [this.#any(this.#standing()), this.#person()];
    if (!one || one.first === null || one.authors.includes(person)) return;
    const { id } = await (people[one.first] as Actor).act(documents.invite, { id: one.id, who: people[person]?.code });
    await people[person]?.act(documents.accept, { id });
    one.authors.push(person);
    one.log.push('proposal.author_joined');
  }

  async #leave(): Promise<void> {
    const [one, person] = [this.#any(this.#standing()), this.#person()];
    if (!one) return;
    const may = one.authors.includes(person) && one.first !== person;
    expect(await people[person]?.refused(documents.leave, { id: one.id })).toBe(may ? undefined : 'NOT_THE_AUTHOR');
    if (!may) return;
    one.authors = one.authors.filter((each) => each !== person);
    one.log.push('proposal.author_left');
  }

  #made(id: string, title: string, sources: readonly Believed[]): Believed {
    const made: Believed = {
      id, state: 'PUBLISHED', title, versions: 1, authors: [...new Set(sources.flatMap(({ authors }) => authors))], first: null, office: true,
      given: new Set(), carried: new Set(), comments: [], log: ['proposal.published'],
    };
    this.proposals.set(id, made);
    return made;
  }

  async #merge(): Promise<void> {
    const sources = new Set(Array.from({ length: 2 + this.#below(3) }, () => this.#any(this.#all())).filter((one): one is Believed => one !== undefined));
    const ids = [...sources].map(({ id }) => id);
    const [title, carry] = [this.#word(), this.random() < 0.5];
    const input = { title, body: title, locale: 'ja', reason: '同じ内容', office: '企画課', carry };
    const expected = [...sources].some(({ state }) => state !== 'PUBLISHED') ? 'WRONG_STATE sources' : ids.length < 2 ? 'TOO_FEW sources' : undefined;
    if (ids.length === 0) return;
    if (expected) return void expect(await staff.refused(documents.merge, { ids, input })).toBe(expected);
    const { id } = await staff.act(documents.merge, { ids, input });
    const result = this.#made(id, title, [...sources]);
    for (const source of sources) {
      Object.assign(source, { state: 'MERGED', log: [...source.log, 'proposal.merged'] });
      this.links.push({ source: source.id, result: id, kind: 'MERGE', undone: false });
      if (carry) [...source.given, ...source.carried].forEach((person) => result.carried.add(person));
    }
  }

  async #split(): Promise<void> {
    const one = this.#any(this.#all());
    if (!one) return;
    const titles = Array.from({ length: 2 + this.#below(2) }, () => this.#word());
    const variables = { id: one.id, input: { parts: titles.map((title) => ({ title, body: title, locale: 'ja' })), reason: '別の内容', office: '企画課' } };
    if (one.state !== 'PUBLISHED') return void expect(await staff.refused(documents.split, variables)).toBe('WRONG_STATE');
    const { links } = await staff.act<{ links: { from: boolean; proposal: { id: string } }[] }>(documents.split, variables);
    const known = new Set(this.links.map(({ result }) => result));
    const fresh = links.filter(({ from, proposal }) => !from && !known.has(proposal.id)).map(({ proposal }) => proposal.id);
    expect(fresh).toHaveLength(titles.length);
    fresh.forEach((id, at) => {
      this.#made(id, titles[at] ?? '', [one]);
      this.links.push({ source: one.id, result: id, kind: 'SPLIT', undone: false });
    });
    Object.assign(one, { state: 'SPLIT', log: [...one.log, 'proposal.split'] });
  }

  async #undo(): Promise<void> {
    const link = this.#any(this.links);
    if (!link) return;
    const byMerge = link.kind === 'MERGE';
    const id = byMerge ? link.result : link.source;
    const group = this.links.filter((each) => (byMerge ? each.result : each.source) === id && each.kind === link.kind && !each.undone);
    const [results, sources] = [new Set(group.map(({ result }) => this.#of(result))), new Set(group.map(({ source }) => this.#of(source)))];
    const refused = await staff.refused(byMerge ? documents.undoMerge : documents.undoSplit, { id, reason: '取り消すため' });
    const may = group.length > 0 && [...results].every(({ state }) => state === 'PUBLISHED');
    expect(refused === undefined).toBe(may);
    if (!may) return;
    for (const result of results) {
      Object.assign(result, { state: 'WITHDRAWN', log: [...result.log, 'proposal.withdrawn'] });
      result.carried.clear();
    }
    for (const source of sources) Object.assign(source, { state: 'PUBLISHED', log: [...source.log, byMerge ? 'proposal.merge_undone' : 'proposal.split_undone'] });
    group.forEach((each) => Object.assign(each, { undone: true }));
  }

  #of = (id: string): Believed => this.proposals.get(id) as Believed;

  /** Everything in the database is as believed: authors, texts, supports, comments, links, versions and log. */
  async check(): Promise<void> {
    const rows = await app.server.db.rows<Record<string, unknown> & { id: string }>(sql`
      select p.id, p.state, p.title, p.versions, p.office is not null as office,
        (select json_agg(v.content ->> 'title' order by v.n) from version v where v.subject_kind = 'proposal' and v.subject_id = p.id) as texts,
        (select coalesce(json_agg(w.person_id order by w.position), '[]') from proposal_author w where w.proposal_id = p.id and w.left_at is null) as authors,
        (select coalesce(json_agg(json_build_array(m.person_id, s.carried)), '[]') from proposal_support s
         join proposal_allowance m on m.component_id = s.component_id and m.supporter = s.supporter where s.proposal_id = p.id) as supports,
        (select count(*)::int from proposal_support s where s.proposal_id = p.id) as many,
        (select coalesce(json_agg(k.body order by k.created_at, k.id), '[]') from comment k where k.root_id = p.id) as comments,
        (select json_agg(e.type order by e.subject_rev) from log_entry e where e.subject_kind = 'proposal' and e.subject_id = p.id::text
         and e.type <> 'proposal.threshold_reached') as log
      from proposal p where p.component_id = ${this.componentId}`);
    const idOf = (person: number): string => people[person]?.id ?? '';
    const sorted = (supports: readonly (readonly [string, boolean])[]) => supports.map((each) => each.join(' ')).sort();
    const found = new Map(rows.map((row) => [row.id, row]));
    expect(rows).toHaveLength(this.proposals.size);
    for (const one of this.proposals.values()) {
      const row = found.get(one.id);
      expect({ ...row, supports: sorted(row?.supports as [string, boolean][]), texts: (row?.texts as string[]).at(-1), comments: [...row?.comments as string[]].sort() }).toEqual({
        id: one.id, state: one.state, title: one.title, versions: one.versions, office: one.office, texts: one.title, authors: one.authors.map(idOf),
        supports: sorted([...[...one.given].map((person) => [idOf(person), false] as const), ...[...one.carried].map((person) => [idOf(person), true] as const)]),
        many: one.given.size + one.carried.size, comments: [...one.comments].sort(), log: one.log,
      });
      expect(row?.texts).toHaveLength(one.versions);
    }
    const links = await app.server.db.rows<Link>(sql`
      select l.source_id as source, l.result_id as result, l.kind, l.undone_at is not null as undone from proposal_link l
      join proposal p on p.id = l.source_id where p.component_id = ${this.componentId}`);
    const spelt = (all: readonly Link[]) => all.map(({ source, result, kind, undone }) => `${source} ${result} ${kind} ${undone}`).sort();
    expect(spelt(links)).toEqual(spelt(this.links));
  }
}

test(`C3 after ${SEQUENCES} random sequences of merges, splits, undos, supports, comments and edits, everything agrees (seed ${seed})`, async () => {
  process.stdout.write(`merging: HIROBA_SEED=${seed}\n`);
  const random = randomFrom(seed);
  let model: Model | undefined;
  for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
    if (sequence % 20 === 0 || !model) {
      const pick = (of: readonly number[]): number => of[Math.floor(random() * of.length)] ?? 0;
      const settings = { editMinutes: 43_200, supportsPerPerson: pick([0, 6]), minimumSupports: pick([0, 2, 3]), threshold: pick([0, 3]) };
      model = new Model((await app.world.room(staff, 'proposals', { settings })).componentId, random, settings.supportsPerPerson);
    }
    for (let n = 0; n < 10; n += 1) await model.step();
    await model.check();
  }
  await app.world.settle();
  const client = await app.server.db.pool.connect();
  try {
    expect(await counterDifferences(client, proposalCounters)).toEqual([]);
    expect(await rankingDifferences(client, [proposalRanking])).toEqual([]);
    expect(await recordProblems(client)).toEqual([]);
  } finally {
    client.release();
  }
}, 600_000);

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { Actor } from '@hiroba/testing';
import { components } from '../src/components.ts';
import { libraries } from '../src/libraries.ts';
import { calls } from '../security/calls.ts';
import { documentFor, rootFields } from '../security/documents.ts';
import { comment, setScene, type Scene } from '../security/scene.ts';
import { crowd, onProposal, startTwoProcesses, tallies, times, type TwoProcesses } from '../security/two-processes.ts';

/** ALL1: of fifty parallel requests over twenty connections to two processes, every limit lets exactly as many through
 * as it says, and counters equal the rows they count. */
let two: TwoProcesses;
let staff: Actor;
let hana: { actor: Actor; cookie: string };

const support = onProposal('supportProposal');
const retract = onProposal('retractSupport');
const publish = onProposal('publishProposal');
const vote = `mutation M($id: ID!, $value: CommentVote) { outcome: voteOnComment(id: $id, value: $value) {
  __typename ... on Comment { id } ... on Refusal { code field } } }`;
const draft = `mutation M($id: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $id, input: $input) {
  __typename ... on Refusal { code field } } }`;

beforeAll(async () => {
  two = await startTwoProcesses();
  staff = await two.fort.city.staff();
  [hana] = (await crowd(two.fort, 1)) as [typeof hana];
});
afterAll(() => two?.close());

const room = (settings: Record<string, number> = {}) => two.fort.city.room(staff, 'proposals', { settings });
const published = async (componentId: string, many: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < many; n += 1)
    ids.push(await two.fort.city.proposal(hana.actor, componentId, { title: `題${n}` }));
  return ids;
};

describe('ALL1 the limits of a place', () => {
  test('are the ones tried here: whoever adds another tries it, too', () => {
    const settings = components
      .filter(({ manifest }) => manifest.name === 'proposals')
      .flatMap(({ manifest }) => manifest.settings.filter(({ type }) => type === 'INTEGER'));
    // Lengths and days are no counts; how many co-authors there may be is held by their own spec.
    const lengths = ['titleMax', 'bodyMax', 'editMinutes', 'answerDays', 'commentLength', 'days', 'coauthors'];
    const tried = ['drafts', 'minimumSupports', 'proposalLimit', 'supportsPerPerson', 'threshold'];
    expect(
      settings
        .map(({ key }) => key)
        .filter((key) => !lengths.includes(key))
        .sort(),
    ).toEqual(tried);
  });

  test('VOTE-01 VOTE-03 a proposal is supported once', async () => {
    const place = await room();
    const [id = ''] = await published(place.componentId, 1);
    const [ken] = await crowd(two.fort, 1);
    const counts = await two.atOnce(times(50, () => ({ ...ken, document: support, variables: { id } })));
    expect(counts).toEqual({ OK: 1, ALREADY_SUPPORTED: 49 });
    expect(await tallies(two.fort, place)).toEqual([{ id, rows: 1, counted: 1 }]);
    const back = await two.atOnce(times(50, () => ({ ...ken, document: retract, variables: { id } })));
    expect(back).toEqual({ OK: 1, NOT_SUPPORTED: 49 });
    expect(await tallies(two.fort, place)).toEqual([{ id, rows: 0, counted: 0 }]);
  });

  test('three supports are three, of fifty on ten proposals', async () => {
    const place = await room({ supportsPerPerson: 3 });
    const ids = await published(place.componentId, 10);
    const [ken] = await crowd(two.fort, 1);
    const counts = await two.atOnce(times(50, (n) => ({ ...ken, document: support, variables: { id: ids[n % 10] } })));
    expect(counts.OK).toBe(3);
    const found = await tallies(two.fort, place);
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(3);
    for (const { rows, counted } of found) expect(counted).toBe(rows);
  });

  test('a comment is voted on once, and turned round to one side', async () => {
    const { componentId } = await room();
    const [root = ''] = await published(componentId, 1);
    const id = await comment(hana.actor, root);
    const [ken] = await crowd(two.fort, 1);
    const voted = (value: string | null) =>
      two.atOnce(times(50, () => ({ ...ken, document: vote, variables: { id, value } })));
    const counted = () =>
      two.fort.query(
        `select count(*)::int as rows, counted($2, 'comment_up', $1)::int as counted from comment_vote where comment_id = $1`,
        [id, two.fort.city.organisationId],
      );
    expect(await voted('UP')).toEqual({ OK: 1, ALREADY_VOTED: 49 });
    expect(await counted()).toEqual([{ rows: 1, counted: 1 }]);
    expect(await voted(null)).toEqual({ OK: 1, NOT_VOTED: 49 });
    expect(await counted()).toEqual([{ rows: 0, counted: 0 }]);
  });

  test('five drafts are five, of fifty begun', async () => {
    const { componentId } = await room({ drafts: 5 });
    const input = (n: number) => ({ title: `下書き${n}`, body: '', locale: 'ja' });
    const asked = times(50, (n) => ({ ...hana, document: draft, variables: { id: componentId, input: input(n) } }));
    expect(await two.atOnce(asked)).toEqual({ OK: 5, LIMIT_REACHED: 45 });
    const rows = await two.fort.query('select 1 from proposal where component_id = $1', [componentId]);
    expect(rows).toHaveLength(5);
  });

  test('two proposals are two, of fifty drafts published', async () => {
    const { componentId } = await room({ drafts: 50, proposalLimit: 2 });
    const ids: string[] = [];
    for (let n = 0; n < 50; n += 1) ids.push(await two.fort.city.draft(hana.actor, componentId, { title: `題${n}` }));
    const counts = await two.atOnce(times(50, (n) => ({ ...hana, document: publish, variables: { id: ids[n] } })));
    expect(counts).toEqual({ OK: 2, LIMIT_REACHED: 48 });
    const found = await two.fort.query(
      `select count(*)::int as n, count(distinct reference)::int as references, counted($2, 'voices', $1)::int as voices
      from proposal where component_id = $1 and state = 'PUBLISHED'`,
      [componentId, two.fort.city.organisationId],
    );
    expect(found).toEqual([{ n: 2, references: 2, voices: 2 }]);
  });

  test('a threshold is reached once, by fifty people', async () => {
    const place = await room({ threshold: 20, answerDays: 30 });
    const [id = ''] = await published(place.componentId, 1);
    const people = await crowd(two.fort, 50);
    const counts = await two.atOnce(times(50, (n) => ({ ...people[n], document: support, variables: { id } })));
    expect(counts).toEqual({ OK: 50 });
    const reached = await two.fort.query(
      `select count(*)::int as n, max(subject_rev)::int as rev from log_entry
      where subject_id = $1 and type = 'proposal.threshold_reached'`,
      [id],
    );
    expect(reached).toEqual([{ n: 1, rev: 2 }]);
    const [row] = await two.fort.query(
      `select rev, answer_due_at = threshold_reached_at + interval '30 days' as due from proposal where id = $1`,
      [id],
    );
    expect(row).toEqual({ rev: 2, due: true });
    expect(await tallies(two.fort, place)).toEqual([{ id, rows: 50, counted: 50 }]);
  });

  test("a minimum counts all of a person's supports or none", async () => {
    const place = await room({ minimumSupports: 3 });
    const ids = await published(place.componentId, 5);
    const people = await crowd(two.fort, 14);
    // The first seven people give five each, the others two each: forty-nine.
    const given = people.flatMap((who, n) =>
      ids.slice(0, n < 7 ? 5 : 2).map((id) => ({ ...who, document: support, variables: { id } })),
    );
    expect(await two.atOnce(given)).toEqual({ OK: 49 });
    const byId = async () => {
      const found = await tallies(two.fort, place);
      return ids.map((id) => found.find((each) => each.id === id)).map((each) => [each?.rows, each?.counted]);
    };
    expect(await byId()).toEqual([
      [14, 7],
      [14, 7],
      [7, 7],
      [7, 7],
      [7, 7],
    ]);
    // One of the seven falls below the minimum: three taken back at once.
    await two.atOnce(times(3, (n) => ({ ...people[0], document: retract, variables: { id: ids[n] } })));
    expect(await byId()).toEqual([
      [13, 6],
      [13, 6],
      [6, 6],
      [7, 6],
      [7, 6],
    ]);
    // One of the others comes up to it.
    await people[13]?.actor.act(support, { id: ids[4] });
    expect(await byId()).toEqual([
      [13, 7],
      [13, 7],
      [6, 6],
      [7, 6],
      [8, 7],
    ]);
  });
});

describe('ALL1 what there is once', () => {
  test('a reference: those of fifty proposals published by fifty people have no gap', async () => {
    const { componentId } = await room();
    const people = await crowd(two.fort, 50);
    const ids = await Promise.all(people.map(({ actor }) => two.fort.city.draft(actor, componentId)));
    const counts = await two.atOnce(times(50, (n) => ({ ...people[n], document: publish, variables: { id: ids[n] } })));
    expect(counts).toEqual({ OK: 50 });
    const rows = await two.fort.query<{ reference: string }>(
      'select reference from proposal where reference is not null',
    );
    const numbers = rows.map(({ reference }) => Number(reference.split('-').at(-1))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });

  test('a handle: one of fifty people gets it', async () => {
    const people = await crowd(two.fort, 50);
    const document = `mutation M($input: ProfileInput!) { outcome: updateProfile(input: $input) { __typename ... on Refusal { code } } }`;
    const input = { displayName: '花', handle: 'only_one', about: '', locale: 'ja' };
    const counts = await two.atOnce(times(50, (n) => ({ ...people[n], document, variables: { input } })));
    expect(counts).toEqual({ OK: 1, TAKEN: 49 });
    expect(await two.fort.query(`select 1 from person where handle = 'only_one'`)).toHaveLength(1);
  });

  test('an address of a space: one of fifty drafts gets it', async () => {
    const cookie = await two.fort.signIn(staff);
    const document = `mutation M($input: DraftSpaceInput!) { outcome: draftSpace(input: $input) { __typename ... on Refusal { code } } }`;
    const input = { slug: 'only-one', title: { ja: '広場' }, summary: { ja: '広場' } };
    expect(await two.atOnce(times(50, () => ({ cookie, document, variables: { input } })))).toEqual({
      OK: 1,
      TAKEN: 49,
    });
    expect(await two.fort.query(`select 1 from space where slug = 'only-one'`)).toHaveLength(1);
  });

  test('a role of a person: one of fifty grants makes it', async () => {
    const cookie = await two.fort.signIn(await two.fort.city.admin());
    const document = `mutation M($person: String!) { outcome: grantRole(person: $person, role: STAFF) { __typename ... on Refusal { code } } }`;
    const variables = { person: hana.actor.code };
    expect(await two.atOnce(times(50, () => ({ cookie, document, variables })))).toEqual({ OK: 1, TAKEN: 49 });
    expect(await two.fort.query('select 1 from role_grant where person_id = $1', [hana.actor.id])).toHaveLength(1);
  });

  test('an account of an address, after three letters, and a link that works once', async () => {
    const input = {
      email: 'once@example.jp',
      password: '',
      displayName: '一',
      acceptTerms: true,
      termsVersion: '1',
      locale: 'ja',
      next: null,
    };
    const document =
      'mutation M($input: SignUpInput!) { outcome: signUp(input: $input) { __typename ... on Refusal { code } } }';
    expect(await two.atOnce(times(50, () => ({ document, variables: { input } })))).toEqual({
      OK: 3,
      RATE_LIMITED: 47,
    });
    expect(await two.fort.query(`select 1 from person where email_key = 'once@example.jp'`)).toHaveLength(1);
    const letters = await two.fort.query<{ body: string }>(
      `select body from mail_outbox where recipient = 'once@example.jp' order by id desc`,
    );
    const token = /confirm\/([A-Za-z0-9_-]{43})/.exec(letters[0]?.body ?? '')?.[1];
    const enter =
      'mutation M($token: String!) { outcome: confirmMail(token: $token) { __typename ... on Refusal { code } } }';
    const counts = await two.atOnce(times(50, () => ({ document: enter, variables: { token } })));
    expect(counts).toEqual({ OK: 1, LINK_EXPIRED: 49 });
  });
});

describe('ALL1 how often one sender may', () => {
  let strict: TwoProcesses;
  let scene: Scene;
  beforeAll(async () => {
    strict = await startTwoProcesses({ env: { HIROBA_LIMITS: '1' } });
    scene = await setScene(strict.fort);
  });
  afterAll(() => strict?.close());

  const few = libraries.flatMap(({ limits = {} }) => Object.entries(limits)).filter(([, { many }]) => many < 50);
  // Codes of the second factor are counted by person besides, and more strictly.
  const stricter: Readonly<Record<string, number>> = { confirmSecondFactor: 5, giveSecondFactor: 5 };

  /** What is asked goes as JSON, which holds no file. */
  const unfilled = (variables: object) =>
    Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value instanceof File ? null : (value as unknown)]));

  test.each(few.map(([name, { many }]) => [name, stricter[name] ?? many] as const))(
    '%s: %i of fifty are heard',
    async (name, many) => {
      const { schema } = strict.fort.server.nest.get(GraphQLSchemaHost);
      const field = rootFields(schema, 'mutation').find((each) => each.name === name);
      if (!field) throw new Error(`${name} is no mutation`);
      const call = calls[name];
      const subject = (await call?.subject?.(scene)) ?? {};
      const [who] = await crowd(strict.fort, 1);
      const asked = times(50, () => ({
        ...who,
        document: documentFor(schema, 'mutation', field),
        variables: unfilled(call?.variables?.(scene, subject, 'author') ?? {}),
      }));
      const { RATE_LIMITED: unheard = 0 } = await strict.atOnce(asked);
      expect(unheard).toBe(50 - many);
    },
  );

  test('a password: ten guesses of fifty are heard', async () => {
    const document = `mutation M($email: String!) { outcome: signIn(email: $email, password: "a wrong guess") {
      __typename ... on Refusal { code } } }`;
    const asked = times(50, () => ({ document, variables: { email: 'nobody@example.jp' } }));
    expect(await strict.atOnce(asked)).toEqual({ WRONG_CREDENTIALS: 10, RATE_LIMITED: 40 });
  });
});

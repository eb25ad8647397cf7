import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Jobs, sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let miura: Actor;
let root: string;

const refusal = '__typename ... on Refusal { code field }';
const write = `mutation W($id: ID! = "R5", $ja: String!) { outcome: writeRule(input: { id: $id, severity: "HIGH",
  title: { ja: "嫌がらせ", en: "Harassment" }, text: { ja: $ja, en: "No hounding of people." } }) { ${refusal} ... on RulesDraft { version begun rules { id version } } } }`.replace(
  '$id: ID!',
  '$id: String!',
);
const publish = `mutation P($at: DateTime, $urgent: String! = "") { outcome: publishRules(input: { effectiveAt: $at, urgent: $urgent }) {
  ${refusal} ... on RulesDraft { version begun } } }`;
const policies = `{ moderationPolicies { version effectiveAt urgentReason sha256 entryId rules { id version text } } }`;
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body) { ${refusal} ... on Comment { id } } }`;
const withhold = `mutation W($id: ID!, $rule: String!) { outcome: withholdText(subjectKind: "comment", subjectId: $id, rule: $rule, reason: "ののしり") {
  ${refusal} ... on ModerationDecision { id rule version title } } }`;

interface Policies {
  moderationPolicies: {
    version: number;
    sha256: string;
    entryId: string | null;
    urgentReason: string | null;
    rules: { id: string; version: number; text: string }[];
  }[];
}
const read = async (who: Actor = app.world.visitor()) => (await who.run<Policies>(policies)).moderationPolicies;
const say = async (body: string) => (await hana.act(add, { root, body })).id;
const days = (n: number) => new Date(Date.parse('2026-11-22T03:00:00Z') + n * 86_400_000);

beforeAll(async () => {
  app = await startApp();
  const { world } = app;
  staff = await world.staff();
  hana = await world.citizen('花');
  miura = await world.person('三浦', [{ role: 'MODERATOR' }]);
  const room = await world.room(staff, 'proposals', { actions: ['create', 'support', 'comment'] });
  root = await world.proposal(hana, room.componentId);
});
afterAll(() => app?.close());

describe('the rules of a city', () => {
  test('begin with thirteen, whose digest the log has within a minute', async () => {
    const [first, ...others] = await read();
    expect([first?.version, first?.rules.length, others]).toEqual([1, 13, []]);
    await app.server.nest.get(Jobs).settleDue();
    const entries = await app.server.db.rows<{ leaf: string }>(
      sql`select convert_from(leaf, 'UTF8') as leaf from log_entry where type = 'mod.policy_published'`,
    );
    expect(entries.map(({ leaf }) => (JSON.parse(leaf) as { data: object }).data)).toContainEqual({
      version: 1,
      sha256: first?.sha256,
      effective_at: '1970-01-01T00:00:00.000Z',
      urgent: false,
    });
  });

  test('M21 are written by staff, published two weeks ahead, and cited only of what is newer', async () => {
    const old = await say('きまりより前の発言');
    app.clock.advance(1);
    expect(await hana.refused(write, { ja: '短く' })).toBe('FORBIDDEN');
    expect(await staff.act(write, { ja: '人を追いつめる文章は載せられません。' })).toMatchObject({
      version: 2,
      begun: true,
    });
    expect(await staff.act(write, { id: '', ja: '新しいきまりです。' })).toMatchObject({ version: 2 });
    expect(await read()).toHaveLength(1);
    expect(await staff.refused(publish, { at: days(13).toISOString() })).toBe('RULES_TOO_SOON effectiveAt');
    expect(await staff.act(publish, { urgent: '中傷が続いているため' })).toMatchObject({ version: 2, begun: false });
    const [second] = await read();
    expect(second).toMatchObject({ version: 2, urgentReason: '中傷が続いているため' });
    expect(second?.entryId).toBeTruthy();
    expect(second?.rules.map(({ id, version }) => `${id}@${version}`)).toEqual(
      expect.arrayContaining(['R5@2', 'R3@1', 'R14@1']),
    );
    const newer = await say('きまりより後の発言');
    expect(await miura.refused(withhold, { id: old, rule: 'R14' })).toBe('RULE_TOO_NEW rule');
    expect(await miura.act(withhold, { id: old, rule: 'R5' })).toMatchObject({ rule: 'R5', version: 1 });
    expect(await miura.act(withhold, { id: newer, rule: 'R5' })).toMatchObject({
      rule: 'R5',
      version: 2,
      title: '嫌がらせ',
    });
  });

  test('that were published stay as they were, and no decision cites one that is none, not even in the database', async () => {
    const run = (text: ReturnType<typeof sql>) => app.server.db.rows(text);
    await expect(run(sql`update mod_policy set rules = '[]' where version = 1`)).rejects.toThrow('stay as they are');
    await expect(run(sql`update mod_policy_rule set title = '{}'`)).rejects.toThrow('only ever added to');
    await expect(
      run(sql`insert into mod_policy (id, organisation_id, version, rules, sha256, published_at, effective_at)
      select gen_random_uuid(), organisation_id, 9, rules, 'x', now(), now() + interval '335 hours' from mod_policy limit 1`),
    ).rejects.toThrow('mod_policy_check');
    await expect(
      run(sql`insert into mod_decision (id, organisation_id, case_id, case_rev, kind, class, rule_id, rule_version, ground, explanation, locale,
        content_type, content_date, content_language, source, automated_detection, automated_decision, proposer_id, decided_at)
      select gen_random_uuid(), organisation_id, case_id, 99, kind, class, 'R5', 3, ground, explanation, locale, content_type, content_date,
        content_language, source, automated_detection, automated_decision, proposer_id, decided_at from mod_decision limit 1`),
    ).rejects.toThrow('foreign key');
  });

  test('have one draft, however many begin it at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => staff.act(write, { ja: `ことば${n}` })));
    expect(new Set(outcomes.map((one) => (one as { version?: number }).version))).toEqual(new Set([3]));
    expect(await app.server.db.rows(sql`select 1 from mod_policy where published_at is null`)).toHaveLength(1);
  });
});

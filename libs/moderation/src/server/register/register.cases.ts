import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { sql, type Sql } from '@hiroba/server';

interface Somebody {
  run<R>(document: string, variables?: object): Promise<R>;
  act(document: string, variables?: object): Promise<unknown>;
  counted<R>(document: string, variables?: object): Promise<{ result: R; statements: readonly string[] }>;
}

interface Step {
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
}

/** What the register is tried with: decisions of two who moderate, and the mutations they are made by. */
export interface RegisterWorld {
  readonly app: {
    readonly world: { visitor(): Somebody };
    readonly server: { readonly db: Sql; readonly nest: { getHttpServer(): unknown } };
  };
  /** How the statements of some work that speak of something are run. */
  readonly plans: (about: RegExp, work: () => Promise<unknown>) => Promise<readonly (readonly Step[])[]>;
  readonly staff: Somebody;
  readonly room: { readonly slug: string; readonly spaceId: string };
  readonly hana: Somebody;
  readonly miura: Somebody;
  readonly sato: Somebody;
  readonly say: (words: string) => Promise<string>;
  readonly withhold: string;
  readonly appeal: string;
  readonly review: string;
}

const refusal = '__typename ... on Refusal { code field }';
const register = `query R($month: String, $rule: String, $space: String, $kind: String, $outcome: String, $first: Int! = 20, $after: String) {
  moderationRegister(month: $month, rule: $rule, space: $space, kind: $kind, outcome: $outcome, first: $first, after: $after) {
    items { id at kind thing rule version ruleTitle reasonCode endsAt secondPerson automated outcome entryId within { ja } } next } }`;

interface Listed {
  moderationRegister: {
    items: { id: string; kind: string; rule: string; outcome: string; entryId: string | null }[];
    next: string | null;
  };
}

const columnOf = (text: string, name: string) => {
  const [head = '', ...rows] = text.replace('\uFEFF', '').trim().split('\r\n');
  const at = head.split(',').indexOf(name);
  return rows.map((row) => row.split(',')[at]);
};

/** What everybody reads of decisions. */
export function registerCases(the: () => RegisterWorld): void {
  const listed = async (asked: object = {}) =>
    (await the().app.world.visitor().run<Listed>(register, asked)).moderationRegister;
  const get = async (path: string) => {
    const { status, text } = await request(the().app.server.nest.getHttpServer() as never)
      .get(path)
      .set('Host', 'city.test')
      .buffer(true);
    return { status, text };
  };
  describe('the register of decisions', () => {
    test('has each decision with what became of it, for everybody alike, without a text, a name or a reason in free words', async () => {
      const before = (await listed({ first: 100 })).items.length;
      const id = await the().say('名ざしで、ののしる発言');
      await the().miura.act(the().withhold, { id });
      const [first] = (await listed()).items;
      expect(first).toMatchObject({
        kind: 'HIDE',
        thing: 'comment',
        rule: 'R5',
        version: 1,
        outcome: 'NONE',
        secondPerson: false,
        reasonCode: null,
      });
      await the().hana.act(the().appeal, { id });
      expect((await listed({ outcome: 'OPEN' })).items[0]).toEqual({ ...first, outcome: 'OPEN' });
      await the().sato.act(the().review, { id });
      const { items } = await listed({ first: 100 });
      expect([items.length, items[0]]).toEqual([before + 1, { ...first, outcome: 'OVERTURNED' }]);
      const { statements } = await the().app.world.visitor().counted(register, {});
      expect(statements.filter((text) => text.includes('mod_register'))).toHaveLength(1);
      expect(statements.length).toBeLessThanOrEqual(2);
      const files = [
        '/download/moderation/decisions.csv',
        '/download/moderation/dsa.json',
        '/ja/feeds/moderation.atom',
        '/en/feeds/moderation.atom',
      ];
      for (const text of [JSON.stringify(items), ...(await Promise.all(files.map(get))).map((answer) => answer.text)]) {
        expect(text).toContain(first?.id);
        expect(text).not.toMatch(/ののしる|名ざしの悪口|意見です|読みなおし|三浦|佐藤|花|健/);
      }
    });

    test('is narrowed alike on its page, in its file and in its feed; what is no such thing is refused', async () => {
      const all = (await listed({ first: 100 })).items;
      for (const asked of [
        { kind: 'DISMISS' },
        { outcome: 'OVERTURNED' },
        { rule: 'R5', month: '2026-11' },
        { month: '2026-10' },
        { rule: 'R7' },
        { space: the().room.slug },
      ]) {
        const wanted = all.filter(
          ({ kind, outcome, rule }) =>
            (!('kind' in asked) || kind === asked.kind) &&
            (!('outcome' in asked) || outcome === asked.outcome) &&
            (!('rule' in asked) || rule === asked.rule),
        );
        const ids = 'month' in asked && asked.month !== '2026-11' ? [] : wanted.map(({ id }) => id);
        const query = new URLSearchParams(asked as never).toString();
        expect((await listed({ ...asked, first: 100 })).items.map(({ id }) => id)).toEqual(ids);
        expect(columnOf((await get(`/download/moderation/decisions.csv?${query}`)).text, 'puid').sort()).toEqual(
          [...ids].sort(),
        );
        const feed = (await get(`/ja/feeds/moderation.atom?${query}`)).text;
        expect([...feed.matchAll(/<id>urn:uuid:([^<]+)/g)].map(([, id]) => id)).toEqual(ids);
      }
      expect(all.filter(({ kind }) => kind === 'DISMISS').length).toBeGreaterThan(0);
      for (const query of ['kind=hide', 'month=2026-13', 'outcome=x', 'rule=5'])
        expect([
          (await get(`/download/moderation/decisions.csv?${query}`)).status,
          (await get(`/ja/feeds/moderation.atom?${query}`)).status,
        ]).toEqual([404, 400]);
      for (const path of ['dsa.csv', 'people.csv'])
        expect((await get(`/download/moderation/${path}`)).status).toBe(404);
      expect((await get('/download/moderation/decisions.csv')).text.startsWith('\uFEFFpuid,')).toBe(true);
    });

    test('M5 is told to the European transparency database in bodies of its API, with what was restricted alone', async () => {
      const bodies = JSON.parse((await get('/download/moderation/dsa.json?locale=en')).text) as {
        statements: Record<string, unknown>[];
      }[];
      const hidden = (await listed({ kind: 'HIDE', first: 100 })).items.map(({ id }) => id);
      expect(
        bodies
          .map(({ statements }) => statements.map(({ puid }) => puid))
          .flat()
          .sort(),
      ).toEqual(hidden.sort());
      expect(bodies[0]?.statements.at(-1)).toMatchObject({
        category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
        application_date: '2026-11-22',
        content_language: 'JA',
        source_type: 'SOURCE_VOLUNTARY',
        decision_ground_reference_url: expect.stringMatching(/\/en\/moderation\/rules#R5$/),
      });
      expect((await get('/download/moderation/dsa.ndjson?month=2026-10')).text).toBe('');
    });

    test('reads of a long list what it shows, by one index of its order', async () => {
      const known = await listed();
      await the().app.server.db.rows(sql`
      insert into mod_decision (id, organisation_id, case_id, case_rev, kind, class, rule_id, rule_version, ground, explanation, locale, content_type,
        content_date, content_language, source, automated_detection, automated_decision, proposer_id, decided_at)
      select gen_random_uuid(), m.organisation_id, m.case_id, 1000 + n, case when n % 100 = 0 then 'RESTORE' else 'HIDE' end, 'MEDIUM', 'R' || (1 + n % 12), 1,
        'RULES', 'x', 'ja', 'TEXT', now(), 'ja', 'OWN', false, 'NONE', m.proposer_id, '2026-09-30T15:00:00Z'::timestamptz + n * interval '10 minutes'
      from mod_decision m, generate_series(1, 3000) n where m.id = ${known.items[0]?.id}`);
      await the().app.server.db.rows(sql`analyze mod_register`);
      const { next } = await listed({ month: '2026-10', first: 100 });
      const asked = [
        [{}, 'time'],
        [{ after: known.next ?? next }, 'time'],
        [{ month: '2026-10', after: next }, 'time'],
        [{ rule: 'R3' }, 'rule'],
        [{ kind: 'RESTORE' }, 'kind'],
        [{ outcome: 'OVERTURNED' }, 'outcome'],
        [{ rule: 'R13' }, 'rule'],
      ] as const;
      for (const [variables, index] of asked) {
        const nodes = (await the().plans(/mod_register r/, () => listed(variables))).flat();
        const own = nodes.filter((node) => node['Relation Name'] === 'mod_register');
        expect([variables, own.map((node) => node['Index Name'])]).toEqual([variables, [`mod_register_${index}`]]);
        const touched = own.reduce(
          (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
          0,
        );
        expect(touched).toBeLessThanOrEqual(40);
      }
      const seen = new Set<string>();
      let after: string | null = null;
      for (let pages = 0; pages < 3; pages += 1) {
        const page: Listed['moderationRegister'] = await listed({ month: '2026-10', first: 100, after });
        for (const { id } of page.items) seen.add(id);
        after = page.next;
      }
      expect(seen.size).toBe(300);
    });

    test('has nothing of a space for its members but for them', async () => {
      const { spaceById } = await the().staff.run<{ spaceById: { edition: number } }>(
        'query Q($id: ID!) { spaceById(id: $id) { edition } }',
        { id: the().room.spaceId },
      );
      await the().staff.act(
        `mutation V($id: ID!, $edition: Int!) { outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: MEMBERS_ONLY) {
        ${refusal} ... on Space { id } } }`,
        { id: the().room.spaceId, edition: spaceById.edition },
      );
      for (const asked of [{}, { space: the().room.slug }]) expect((await listed(asked)).items).toEqual([]);
      for (const path of ['decisions.ndjson', 'dsa.ndjson', `decisions.ndjson?space=${the().room.slug}`])
        expect([path, (await get(`/download/moderation/${path}`)).text]).toEqual([path, '']);
      expect((await the().miura.run<Listed>(register)).moderationRegister.items).toHaveLength(20);
    });
  });
}

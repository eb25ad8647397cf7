import { describe, expect, test } from '@jest/globals';
import { Jobs, literal, sql, type Sql } from '@hiroba/server';

interface Actor {
  readonly id: string;
  run<R>(document: string, variables?: object): Promise<R>;
  act(document: string, variables?: object): Promise<{ readonly id: string }>;
  refused(document: string, variables?: object): Promise<string | undefined>;
}

interface SpecApp {
  readonly world: { visitor(): Actor; person(name: string, grants: readonly { readonly role: 'SUPPRESSOR' }[]): Promise<Actor> };
  readonly server: { readonly db: Sql; readonly nest: { get(type: typeof Jobs): Jobs } };
  readonly clock: { advance(minutes: number): void };
}

/** What covering, labelling and taking away is tried with. */
export interface CoveringWorld {
  readonly app: SpecApp;
  readonly hana: Actor;
  readonly ken: Actor;
  readonly miura: Actor;
  readonly sato: Actor;
  readonly here: Actor;
  readonly root: string;
  readonly roomId: string;
}

const refusal = '__typename ... on Refusal { code field }';
const decide = (field: string, args: string, more = '') =>
  `mutation M($kind: String! = "comment", $id: ID!${more}) { outcome: ${field}(subjectKind: $kind, subjectId: $id${args}) { ${refusal}
    ... on ModerationDecision { id kind } } }`;
const redact = decide('redactText', ', rule: $rule, reason: "電話番号のため", passages: $passages, seen: $seen', ', $rule: String! = "R3", $passages: [String!]!, $seen: Int');
const restore = decide('restoreText', ', reason: "本人の求めにより"');
const withhold = decide('withholdText', ', rule: "R5", reason: "ののしり"');
const label = decide('labelText', ', rule: "R2", label: $label, reason: "市の資料では12台です。"', ', $label: String! = "CONTESTED"');
const unlabel = decide('unlabelText', ', reason: "直されたため"');
const judge = (field: string, args = '', more = '') =>
  `mutation M($kind: String! = "comment", $id: ID!${more}) { outcome: ${field}(subjectKind: $kind, subjectId: $id${args}) { ${refusal}
    ... on JudgedCase { id awaitsSecond } } }`;
const propose = judge('proposeSuppression', ', rule: $rule, reason: "住所と名前のため", byCourt: $court', ', $rule: String! = "R3", $court: Boolean! = false');
const approve = judge('approveSuppression');
const decline = judge('declineSuppression', ', reason: "覆えば足ります"');
const open = `mutation O($id: ID!) { outcome: openSealedText(subjectKind: "comment", subjectId: $id) { ${refusal} ... on SealedText { text } } }`;
const appealed = (field: string, args: string) =>
  `mutation A($kind: String! = "comment", $id: ID!) { outcome: ${field}(subjectKind: $kind, subjectId: $id${args}) { ${refusal} ... on AppealedCase { id } } }`;
const appeal = appealed('appealDecision', ', text: "納得できません"');
const overturn = appealed('reviewAppeal', ', outcome: "OVERTURNED", answer: "読みなおしました"');
const uphold = appealed('reviewAppeal', ', outcome: "UPHELD", answer: "読みなおしました"');
const add = `mutation A($root: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: $body, withPersonalData: true) {
  ${refusal} ... on Comment { id } } }`;
const edit = `mutation E($id: ID!, $body: String!) { outcome: editComment(id: $id, body: $body, withPersonalData: true) { ${refusal} ... on Comment { id } } }`;
const shown = 'body gone markings { kind code reason }';
const read = `query C($id: ID!) { conversation: comment(id: $id) { top { ${shown} } } commentVersions(id: $id) { n body } }`;
const subject = `query S($kind: String! = "comment", $id: ID!) { moderationSubject(subjectKind: $kind, subjectId: $id) {
  text original redactedAt isSuppressed label refusal version proposed { kind refusal } } }`;
const mine = 'query A($id: ID!) { appealableDecision(subjectKind: "comment", subjectId: $id) { kind text original refusal } }';

interface Read {
  conversation: { top: { body: string | null; gone: string | null; markings: { kind: string; code: string | null }[] } };
  commentVersions: { n: number; body: string }[];
}
interface Seen {
  moderationSubject: { text: string; original: string | null; isSuppressed: boolean; label: string | null; version: number; proposed: object | null } | null;
}
interface Mine {
  appealableDecision: { kind: string; text: string; original: string | null } | null;
}

const phone = '090-1234-5678';

/** What is covered, labelled or taken away reads so for everybody, and comes back as it was. */
export function coveringCases(the: () => CoveringWorld): void {
  const say = async (body: string) => (await the().hana.act(add, { root: the().root, body })).id;
  const seen = async (who: Actor, id: string) => (await who.run<Seen>(subject, { id })).moderationSubject;
  const own = async (who: Actor, id: string) => (await who.run<Mine>(mine, { id })).appealableDecision;
  const db = () => the().app.server.db;
  const last = async (type: string) => {
    const [row] = await db().rows<{ leaf: string }>(
      sql`select convert_from(leaf, 'UTF8') as leaf from log_entry where type = ${type} order by id desc limit 1`,
    );
    return JSON.parse(row?.leaf ?? '{}') as { data: Record<string, unknown>; commit?: object };
  };
  const settle = () => the().app.server.nest.get(Jobs).settleDue();

  describe('passages of a text', () => {
    test('are covered wherever they stand, in earlier versions too; authors and moderators read the original, and nobody else', async () => {
      const { app, hana, ken, miura, sato } = the();
      const id = await say(`連絡先は${phone}です。`);
      app.clock.advance(60 * 24);
      await hana.act(edit, { id, body: `連絡先は${phone}。夜は${phone}。` });
      for (const who of [hana, ken]) expect(await who.refused(redact, { id, passages: [phone] })).toMatch(/FORBIDDEN|RECUSED/);
      expect(await miura.refused(redact, { id, passages: ['', ' \n'] })).toBe('EMPTY passages');
      expect(await miura.refused(redact, { id, passages: ['080-0000'] })).toBe('NOT_IN_TEXT passages');
      expect(await miura.refused(redact, { id, passages: Array.from({ length: 51 }, (_, n) => `${n}`) })).toBe('LIMIT_REACHED passages');
      expect(await miura.refused(redact, { id, rule: 'R7', passages: [phone] })).toBe('NOT_ALLOWED rule');
      const version = (await seen(miura, id))?.version;
      await miura.act(redact, { id, passages: [`${phone}\n夜は`], seen: version });
      expect(await sato.refused(redact, { id, passages: ['連絡先'], seen: version })).toBe('STALE');
      for (const who of [ken, app.world.visitor(), hana, miura]) {
        const { conversation: { top: comment }, commentVersions } = await who.run<Read>(read, { id });
        expect(comment).toMatchObject({ body: '連絡先は■■■。■■■。', markings: [{ kind: 'REDACT', code: null }] });
        expect(commentVersions.map(({ body }) => body)).toEqual(['連絡先は■■■。■■■。', '連絡先は■■■です。']);
      }
      expect(await seen(miura, id)).toMatchObject({ text: '連絡先は■■■。■■■。', original: `連絡先は${phone}。夜は${phone}。` });
      expect(await own(hana, id)).toMatchObject({ kind: 'REDACT', original: `連絡先は${phone}。夜は${phone}。`, refusal: null });
      expect(await own(ken, id)).toBeNull();
      expect(await hana.refused(edit, { id, body: '書きなおす' })).toBe('REDACTED');
      expect((await last('mod.decided')).data).toMatchObject({ kind: 'REDACT', class: 'MEDIUM', notified: true, second_approver: false });
      // M15: whom it concerns keeps what opens the snapshot; nobody else does, nor those who moderate.
      const [entry] = await db().rows<{ id: string }>(sql`select event_id as id from log_entry where type = 'mod.decided' order by id desc limit 1`);
      const kept = async (who: Actor) =>
        (await who.run<{ receipt: { own: number } | null }>('query R($id: ID!) { receipt(id: $id) { own } }', { id: entry?.id })).receipt?.own;
      for (const who of [ken, sato, app.world.visitor()]) expect(await kept(who)).toBe(0);
      expect(await kept(hana)).toBe(2);
      // Withheld and shown again it is still covered; only then the cover itself is lifted.
      await miura.act(withhold, { id });
      await miura.act(restore, { id });
      expect((await ken.run<Read>(read, { id })).conversation.top.body).toBe('連絡先は■■■。■■■。');
      await sato.act(restore, { id });
      const { conversation: { top: comment }, commentVersions } = await ken.run<Read>(read, { id });
      expect(comment).toMatchObject({ body: `連絡先は${phone}。夜は${phone}。`, markings: [] });
      expect(commentVersions.at(-1)?.body).toBe(`連絡先は${phone}です。`);
      expect(await miura.refused(restore, { id })).toBe('NOT_WITHHELD');
    });

    test('come back by an appeal, and the second of two covers takes nothing from what the first one kept', async () => {
      const { hana, ken, miura, sato, here, root } = the();
      const id = await say(`名は山田、電話は${phone}`);
      await miura.act(redact, { id, passages: [phone] });
      await sato.act(redact, { id, passages: ['山田'] });
      expect((await ken.run<Read>(read, { id })).conversation.top.body).toBe('名は■■■、電話は■■■');
      expect((await db().rows(sql`select 1 from mod_original o where position(${phone}::bytea in o.words_enc) > 0`)).length).toBe(0);
      await hana.act(appeal, { id });
      for (const who of [miura, sato]) expect(await who.refused(overturn, { id })).toBe('PARTICIPANT');
      await here.act(overturn, { id });
      expect((await ken.run<Read>(read, { id })).conversation.top).toMatchObject({ body: `名は山田、電話は${phone}`, markings: [] });
      const title = 'query P($id: ID!) { proposal(id: $id) { title body versions markings { kind } } }';
      const before = await ken.run<{ proposal: { title: string; body: string } }>(title, { id: root });
      await miura.act(redact, { kind: 'proposal', id: root, passages: [before.proposal.title] });
      const covered = await hana.run<{ proposal: { title: string } }>(title, { id: root });
      expect(covered.proposal).toMatchObject({ title: '■■■', markings: [{ kind: 'REDACT' }] });
      const found = await db().rows(sql`select 1 from proposal where id = ${root} and (folded like ${`%${before.proposal.title}%`})`);
      expect(found).toEqual([]);
      await miura.act(restore, { kind: 'proposal', id: root });
      expect((await hana.run<typeof before>(title, { id: root })).proposal).toMatchObject(before.proposal);
    });
  });

  test('a label says a sentence beside a text that stays, under any rule; it is taken away by hand or by an appeal', async () => {
    const { hana, ken, miura, here } = the();
    const id = await say('市の車は1台もない');
    expect(await ken.refused(label, { id })).toBe('FORBIDDEN');
    expect(await miura.refused(label, { id, label: '' })).toBe('EMPTY label');
    expect(await miura.refused(label, { id, label: 'WRONG' })).toBe('BAD_USER_INPUT label');
    expect(await miura.refused(unlabel, { id })).toBe('NOT_LABELLED');
    await miura.act(label, { id });
    const { conversation: { top: comment } } = await ken.run<Read>(read, { id });
    expect(comment).toMatchObject({ body: '市の車は1台もない', markings: [{ kind: 'LABEL', code: 'CONTESTED', reason: '市の資料では12台です。' }] });
    expect((await last('mod.decided')).data).toMatchObject({ kind: 'LABEL', class: 'LIGHT', reason_code: 'CONTESTED' });
    await miura.act(unlabel, { id });
    expect((await ken.run<Read>(read, { id })).conversation.top.markings).toEqual([]);
    await miura.act(label, { id, label: 'CORRECTED' });
    await hana.act(appeal, { id });
    await here.act(overturn, { id });
    expect((await ken.run<Read>(read, { id })).conversation.top.markings).toEqual([]);
    expect((await seen(miura, id))?.label).toBeNull();
  });

  describe('words that are taken away', () => {
    const secret = '海辺町三丁目の山田花子';
    const suppressor = () => the().app.world.person('小川', [{ role: 'SUPPRESSOR' }]);

    test('need a suppressor as the second person, under a few rules or by a court; the database holds it, too', async () => {
      const { hana, miura, sato, here, app } = the();
      const ogawa = await suppressor();
      const id = await say(`${secret}に会おう`);
      expect(await hana.refused(propose, { id })).toBe('FORBIDDEN');
      expect(await miura.refused(propose, { id, rule: 'R5' })).toBe('NOT_ALLOWED rule');
      await here.act(propose, { id });
      expect(await miura.refused(propose, { id })).toBe('AWAITING_SECOND');
      for (const who of [miura, sato]) expect(await who.refused(approve, { id })).toBe('FORBIDDEN');
      expect(await here.refused(approve, { id })).toMatch(/FORBIDDEN|SAME_PERSON/);
      expect((await seen(ogawa, id))?.proposed).toEqual({ kind: 'SUPPRESS', refusal: null });
      await ogawa.act(decline, { id });
      await ogawa.act(propose, { id, rule: 'R5', court: true });
      expect(await ogawa.refused(approve, { id })).toBe('SAME_PERSON');
      app.clock.advance(60 * 24);
      const other = await suppressor();
      expect(await other.refused(approve, { id })).toBe('PAST_BOUNDARY');
      await settle();
      await miura.act(propose, { id });
      const codes = await Promise.all([other, ogawa, other].map((who) => who.refused(approve, { id })));
      expect(codes.filter((code) => code === undefined)).toHaveLength(1);
      expect((await last('mod.decided')).data).toMatchObject({ kind: 'SUPPRESS', class: 'GRAVE', second_approver: true, rule: 'R3@1' });
      const copy = (change: object) =>
        db().rows(sql`
        insert into mod_decision select (jsonb_populate_record(m, to_jsonb(m) || jsonb_build_object('id', gen_random_uuid(), 'case_rev', 90)
          || ${JSON.stringify(change)}::jsonb)).* from mod_decision m where m.kind = 'SUPPRESS' limit 1`);
      await expect(copy({ approver_id: sato.id })).rejects.toThrow('by a suppressor only');
      await expect(copy({ approver_id: null })).rejects.toThrow(/suppressor|mod_decision_check/);
      await expect(copy({ rule_id: 'R5' })).rejects.toThrow('mod_decision_check');
      await expect(copy({ class: 'MEDIUM' })).rejects.toThrow('mod_decision_check');
      expect(await seen(miura, id)).toMatchObject({ text: '', original: null, isSuppressed: true, refusal: 'SUPPRESSED' });
      for (const who of [hana, miura, ogawa, app.world.visitor()])
        expect(JSON.stringify(await who.run<Read>(read, { id }))).not.toContain('山田');
      expect(await miura.refused(restore, { id })).toBe('SUPPRESSED');
    });

    test('are opened by whoever reviews the appeal, which the log says, and come back where the decision falls', async () => {
      const { hana, ken, miura, sato, here } = the();
      const ogawa = await suppressor();
      const id = await say(`${secret}が来た`);
      await miura.act(propose, { id, rule: 'R5', court: true });
      await ogawa.act(approve, { id });
      expect(await sato.refused(open, { id })).toBe('NOT_APPEALED');
      await hana.act(appeal, { id });
      for (const who of [miura, ogawa]) expect(await who.refused(open, { id })).toMatch(/PARTICIPANT|FORBIDDEN/);
      expect(await here.act(open, { id })).toMatchObject({ text: `${secret}が来た` });
      expect((await last('mod.sealed_opened')).data).toEqual({});
      await here.act(overturn, { id });
      expect((await ken.run<Read>(read, { id })).conversation.top.body).toBe(`${secret}が来た`);
      expect(await db().rows(sql`select 1 from mod_original o join mod_case k on k.id = o.case_id where k.target_id = ${id}`)).toEqual([]);
    });

    test('M16 after the time for an appeal no text and no salt is left anywhere; what was decided about the appeal can still be proved', async () => {
      const { app, hana, miura, here } = the();
      const ogawa = await suppressor();
      const [gone, waits] = [await say(`${secret}の家`), await say('消えないでほしい言葉')];
      for (const id of [gone, waits]) {
        await miura.act(propose, { id });
        await ogawa.act(approve, { id });
      }
      await hana.act(appeal, { id: gone });
      await here.act(uphold, { id: gone });
      const sealed = () =>
        db().rows<{ name: string }>(sql`select d.name from disclosure d join log_entry e on e.event_id = d.event_id
          left join mod_case k on k.id::text = e.subject_id where d.body_enc is not null and d.name in ('body', 'content_snapshot')
          and (e.subject_id = ${gone} or k.target_id = ${gone})`);
      expect((await sealed()).length).toBeGreaterThan(1);
      app.clock.advance(60 * 24 * 184 - 1);
      await settle();
      expect((await sealed()).length).toBeGreaterThan(1);
      await hana.act(appeal, { id: waits });
      app.clock.advance(1);
      await Promise.all([settle(), settle()]);
      expect(await sealed()).toEqual([]);
      expect(await here.refused(open, { id: gone })).toBe('NOT_APPEALED');
      // Every row of every table, as a dump has them.
      const tables = await db().rows<{ name: string }>(
        sql`select quote_ident(table_name) as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
      );
      for (const { name } of tables) {
        const found = await db().rows<{ row: string }>(sql`select left(t::text, 300) as row from ${literal(name)} t where t::text like ${`%${secret}の家%`} limit 1`);
        expect({ name, found }).toEqual({ name, found: [] });
      }
      const entries = await db().rows<{ type: string; leaf: string }>(
        sql`select e.type, convert_from(e.leaf, 'UTF8') as leaf from log_entry e left join mod_case k on k.id::text = e.subject_id
          where e.subject_id = ${gone} or k.target_id = ${gone} order by e.id`,
      );
      expect(entries.map(({ type }) => type)).toEqual([
        'comment.published', 'mod.decided', 'comment.redacted', 'mod.appealed', 'mod.appeal_decided', 'data.erased', 'data.erased',
      ]);
      expect(entries.map(({ leaf }) => leaf).join('')).toContain('"basis_code":"SUPPRESSED"');
      // One about which an appeal waits is kept until that is decided.
      await here.act(overturn, { id: waits });
      expect((await app.world.visitor().run<Read>(read, { id: waits })).conversation.top.body).toBe('消えないでほしい言葉');
    });
  });
}

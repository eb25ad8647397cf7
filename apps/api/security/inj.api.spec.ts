import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { everywhere, failures } from './everywhere.ts';
import { setScene, type Scene } from './scene.ts';
import { answered, startFort, type Fort } from './support.ts';

let fort: Fort;
let scene: Scene;

beforeAll(async () => {
  fort = await startFort();
  scene = await setScene(fort);
});
afterAll(() => fort?.close());

describe('whatever is put in every text of every field', () => {
  const nul = 'a\0b';
  const half = 'x\ud800y';
  const quotes = `' OR 1=1-- '; drop table proposal; %_\\ $1 \${x} " 🌳`;
  const objects: readonly unknown[] = [
    { $or: [{ id: 1 }] },
    { __raw: true, sql: 'select 1' },
    { toString: 'x' },
    ['a', 'b'],
    { length: 1 },
  ];
  let answers: { readonly where: string; readonly value: unknown; readonly answer: string }[];

  /** Texts of no account may say no in their own words; nothing may store what is wrong, and nothing may break. */
  const wrongOf = (values: readonly unknown[], right: RegExp): string[] =>
    answers
      .filter(({ value, answer }) => values.includes(value) && !right.test(answer))
      .map(({ where, value, answer }) => `${where} ${JSON.stringify(value)}: ${answer}`);

  // All of them in one walk: most of its time goes into things to try them on.
  beforeAll(async () => {
    answers = [];
    await everywhere(scene, ['String', 'ID'], [nul, half, quotes, ...objects], (where, value, answer) =>
      answers.push({ where, value, answer }),
    );
  }, 300_000);

  test('INJ-15 a NUL is bad input, never a failure', async () => {
    expect(wrongOf([nul], /^(BAD_USER_INPUT|REFUSED|OK$)/)).toEqual([]);
    expect(answers.filter(({ value }) => value === nul).length).toBeGreaterThan(80);
    const stored = await fort.query<{ n: number }>(
      `select count(*)::int as n from proposal where title like '%' || chr(1) || '%'`,
    );
    expect(stored).toEqual([{ n: 0 }]);
    expect(failures(fort)).toEqual([]);
  });

  test('INJ-16 half a surrogate pair is refused or replaced, and the log stays computable', async () => {
    expect(wrongOf([half], /^(BAD_USER_INPUT|REFUSED|OK$)/)).toEqual([]);
    expect(failures(fort)).toEqual([]);
    const broken = await fort.query<{ n: number }>(`select count(*)::int as n from log_entry
      where leaf_hash <> sha256('\\x00'::bytea || leaf) or convert_from(leaf, 'UTF8')::jsonb ->> 'type' <> type`);
    expect(broken).toEqual([{ n: 0 }]);
  });

  test('INJ-01 quotes, comments and wildcards are letters like any other', async () => {
    expect(wrongOf([quotes], /^(BAD_USER_INPUT|REFUSED|OK$)/)).toEqual([]);
    expect(failures(fort)).toEqual([]);
    const find = async (search: string) =>
      (
        await scene.people.administrator.run<{ people: { displayName: string }[] }>(
          'query Q($search: String!) { people(search: $search) { displayName } }',
          { search },
        )
      ).people.map(({ displayName }) => displayName);
    for (const wild of ['%', '_', '％', `' or ''='`, '筆_', '筆%', '\\']) expect(await find(wild)).toEqual([]);
    expect(await find('筆者')).toEqual(['筆者']);
  });

  test('INJ-17 numbers out of bounds are bad input', async () => {
    const wrong: string[] = [];
    const values = [2 ** 31, -(2 ** 31) - 1, 2 ** 53 + 2, 1e308, 'NaN', '1', true, 1.5, [1, 2]];
    const tried = await everywhere(scene, ['Int'], values, (where, value, answer) => {
      if (answer !== 'BAD_USER_INPUT') wrong.push(`${where} ${JSON.stringify(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(80);
    const sloppy: string[] = [];
    await everywhere(scene, ['Int', 'Float'], [-0, -1, 0, 2 ** 31 - 1, -(2 ** 31)], (where, value, answer) => {
      if (!/^(BAD_USER_INPUT|REFUSED|OK)/.test(answer)) sloppy.push(`${where} ${String(value)}: ${answer}`);
    });
    for (const cost of [1e309, -1, 0.5, 2 ** 60]) {
      const body = `{"query":"mutation M($id: ID!, $c: Float) { outcome: answerProposal(id: $id, input: { kind: OTHER, text: { ja: \\"x\\" }, office: \\"課\\", costYen: $c, reason: \\"r\\" }) { ... on Refusal { code field } } }","variables":{"id":"${scene.proposalId}","c":${cost === 1e309 ? '1e309' : cost}}}`;
      const answer = answered<{ outcome: { code: string; field: string } }>(
        await fort.send({
          body,
          headers: { 'content-type': 'application/json' },
          cookie: await fort.signIn(scene.people.staff),
        }),
      );
      expect(answer.code ?? answer.data?.outcome).toEqual(
        cost === 1e309 ? 'BAD_USER_INPUT' : { code: 'BAD_USER_INPUT', field: 'costYen' },
      );
    }
    expect(sloppy).toEqual([]);
    expect(failures(fort)).toEqual([]);
  });

  test('INJ-17 what is no instant is bad input', async () => {
    const wrong: string[] = [];
    const values = [
      'tomorrow',
      '2026-13-01T00:00:00Z',
      '+275760-09-13T00:00:00.000Z',
      '-000001-01-01T00:00:00Z',
      '2026-12-01',
      'NaN',
      1e15,
      '2026-12-01T00:00:00',
      '9999-01-01T00:00:00Z',
    ];
    const tried = await everywhere(scene, ['DateTime'], values, (where, value, answer) => {
      if (answer !== 'BAD_USER_INPUT') wrong.push(`${where} ${String(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    // Components bring places of their own; those of spaces are always there.
    expect(tried).toBeGreaterThanOrEqual(values.length * 3);
  });

  test('INJ-04 objects in the place of texts are refused', () => {
    expect(wrongOf(objects, /^BAD_USER_INPUT$/)).toEqual([]);
  });
});

describe('files', () => {
  test('INJ-04 no JSON is a file', async () => {
    const wrong: string[] = [];
    const values = [{ name: 'a.png', size: 1, arrayBuffer: 'x' }, 'data:image/png;base64,AAAA', { file: {} }, 1];
    const tried = await everywhere(scene, ['Upload'], values, (where, value, answer) => {
      if (answer !== 'BAD_USER_INPUT') wrong.push(`${where} ${JSON.stringify(value)}: ${answer}`);
    });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });
});

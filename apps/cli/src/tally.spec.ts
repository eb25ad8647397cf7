import { afterAll, beforeAll, describe, expect, it, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { zipSync } from 'fflate';
import { openingOf, resultPackage, type VoteDocument } from '@hiroba/votes/tally';
import { addTallyCommands } from './tally.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-tally-'));
const at = (name: string): string => path.join(folder, name);
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(at(name), content);
  return at(name);
};
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command: its exit code, and what it said on stdout and stderr. */
async function ran(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
  const ended = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw Object.assign(new Error('ended'), { code });
  });
  const before = process.exitCode;
  process.exitCode = 0;
  let code: number;
  try {
    const program = new Command('hiroba');
    addTallyCommands(program);
    await program.parseAsync(['node', 'hiroba', ...words]);
    code = Number(process.exitCode);
  } catch (error) {
    code = (error as { code: number }).code;
  } finally {
    process.exitCode = before;
    for (const spy of [out, err, ended]) spy.mockRestore();
  }
  return { code, ...said };
}

const election =
  'META\nkey;value\nbudget;60\nvote_type;approval\nPROJECTS\nproject_id;cost\n10;20\n9;20\nVOTES\nvoter_id;vote\n1;9,10\n2;9,9,8\n';

describe('hiroba tally', () => {
  it('answers in JSON on stdout and nothing else, or into a file', async () => {
    const pb = file('small.pb', election);
    const { code, out, err } = await ran('tally', 'pb', pb, '--rules', 'greedy,mesCost', '--json');
    expect([code, Object.keys(JSON.parse(out).rules), JSON.parse(out).scores]).toEqual([
      0,
      ['greedy', 'mesCost'],
      { 9: '2', 10: '1' },
    ]);
    expect(err).toBe(`${pb}:12: a project twice, counted once: 9\n${pb}:12: no such project, left aside: 8\n`);
    expect(await ran('tally', 'pb', pb, '--json', at('out.json'))).toMatchObject({ code: 0, out: '' });
    expect(JSON.parse(readFileSync(at('out.json'), 'utf8'))).toMatchObject({
      file: 'small.pb',
      voters: 2,
      rules: { phragmen: { winners: ['9', '10'] } },
    });
  });

  it('tells rankings, tables and cases', async () => {
    const ranked = file('r.soi', '# TITLE: T\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n3: 1,2\n2: 2\n');
    expect((await ran('tally', 'ranked', ranked, '--seats', '2')).out).toMatch(/^STV, 2 seats +A, B$/m);
    const table = file('p.json', '{"options":["A","B"],"pairwise":[[0,1],[2,0]]}');
    expect(JSON.parse((await ran('tally', 'pairwise', table)).out)).toEqual({
      options: ['A', 'B'],
      condorcetWinner: 'B',
      smithSet: ['B'],
      schulzeLevels: [['B'], ['A']],
    });
    const cases = file(
      's.json',
      '{"cases":[{"name":"n","method":"single","options":["A"],"ballots":["A","x"],"expected":{}}]}',
    );
    expect(JSON.parse((await ran('tally', 'simple', cases)).out)).toEqual({
      cases: [
        {
          name: 'n',
          result: { valid: 1, invalid: [1], blank: 0, scores: { A: '1' }, winners: ['A'], tiedForLast: [] },
        },
      ],
    });
  });

  it.each<[string, string[], number, RegExp]>([
    ['a rule nobody knows', ['pb', 'small.pb', '--rules', 'best'], 2, /no such rule: best/],
    ['no file', ['pb'], 2, /missing required argument/],
    ['a file that is not there', ['pb', 'gone.pb'], 3, /gone\.pb: no such file/],
    ['a line that cannot be read', ['ranked', 'bad.soi'], 3, /bad\.soi:2: neither a count/],
    ['bytes that are no text', ['pb', 'bytes.pb'], 3, /not UTF-8/],
    ['a case that cannot be counted', ['simple', 'quorum.json'], 2, /a quorum needs/],
  ])('ends with its code at %s', async (_, [kind, name, ...rest], code, said) => {
    file('bad.soi', '# ALTERNATIVE NAME 1: A\nwhat\n');
    file('bytes.pb', Uint8Array.of(0xff, 0xfe));
    file(
      'quorum.json',
      '{"cases":[{"name":"n","method":"single","options":["A"],"ballots":[],"config":{"quorumPercent":5}}]}',
    );
    const result = await ran('tally', kind as string, ...(name ? [at(name)] : []), ...rest);
    expect(result.code).toBe(code);
    expect(result.err).toMatch(said);
  });
});

describe('hiroba tally vote', () => {
  const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
  const vote: VoteDocument = {
    id: 'v1',
    type: 'approval',
    method: 'approval',
    options: [{ id: 'A' }, { id: 'B' }],
    parameters: {},
    scopes: [{ id: 'city' }],
    secrecy: 'SEPARATED',
    publication: { uniqueLimitPermille: 50, openings: 'PUBLIC' },
    dates: { opensAt: '2027-01-10T00:00:00Z', closesAt: '2027-01-24T00:00:00Z' },
  };
  const openings = Array.from({ length: 20 }, (_, n) =>
    openingOf(n < 12 ? ['A'] : ['A', 'B'], 'v1', new Uint8Array(32).fill(n), sha256),
  );
  const ballots = [{ scope: 'city', ballots: openings.map(({ ballot }) => ({ b: ballot, n: 1 })) }];
  const files = resultPackage({ vote, ballots, openings, digests: openings.map(({ digest }) => digest) }, sha256);
  beforeAll(() => {
    file('good.zip', zipSync(Object.fromEntries(files), { level: 0 }));
    file(
      'bad.zip',
      zipSync({
        ...Object.fromEntries(files),
        'ballots.jsonl': new TextEncoder().encode('{"b":["A","B"],"n":9}\n{"b":["A"],"n":11}\n'),
      }),
    );
  });

  it('counts the same bytes, and checks them', async () => {
    expect((await ran('tally', 'vote', at('good.zip'))).out).toBe(
      `${new TextDecoder().decode(files.get('result.json'))}\n`,
    );
    expect(await ran('tally', 'vote', at('good.zip'), '--check')).toMatchObject({
      code: 0,
      out: expect.stringContaining('byte for byte'),
    });
  });

  test('V14 prints what the public log holds of it, spelled as there', async () => {
    const { out } = await ran('tally', 'vote', at('good.zip'), '--check');
    const { ruleHash, ballotsHash } = JSON.parse(new TextDecoder().decode(files.get('result.json')));
    expect(out).toContain(`vote.opened rule_hash ${ruleHash}\n`);
    expect(out).toContain(`vote.closed ballots_hash ${ballotsHash}\n`);
    expect(out).toMatch(/vote\.result_published package_hash [0-9a-f]{64}\n/);
  });

  test('V15 ends with 1 and names the file whose ballot was changed', async () => {
    expect(await ran('tally', 'vote', at('bad.zip'), '--check')).toMatchObject({
      code: 1,
      err: expect.stringContaining('✗ ballots.jsonl: its bytes'),
    });
    expect((await ran('tally', 'vote', at('none.zip'), '--check')).code).toBe(3);
  });

  test('V14 a voter finds the own ballot by its digest, and no other one', async () => {
    const receipt = file('receipt.txt', `hiroba-ballot/v1\nvote v1\ndigest ${openings[0]?.digest}\n`);
    expect(await ran('vote', 'verify-receipt', receipt, at('good.zip'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('it says ["A"]'),
    });
    expect((await ran('vote', 'verify-receipt', `A${openings[0]?.digest.slice(1)}`, at('good.zip'))).code).toBe(1);
    expect(
      (
        await ran(
          'vote',
          'verify-receipt',
          file('other.txt', `vote v2\ndigest ${openings[0]?.digest}\n`),
          at('good.zip'),
        )
      ).err,
    ).toContain('another vote');
  });

  test('V20 a budget goes out as a Pabulib file and counts to the same', async () => {
    const budget: VoteDocument = {
      ...vote,
      id: 'v3',
      method: 'mesCost',
      parameters: { budget: '100' },
      title: { ja: '予算' },
      options: [
        { id: 'A', cost: '60', title: { ja: '公園; 東' } },
        { id: 'B', cost: '40.5' },
      ],
    };
    const published = resultPackage({ vote: budget, ballots, digests: [] }, sha256);
    file('budget.zip', zipSync(Object.fromEntries(published), { level: 0 }));
    const { code, out } = await ran('vote', 'export', at('budget.zip'), '--format', 'pabulib');
    expect([code, out.split('\n').length]).toEqual([0, 36]);
    const counted = await ran('tally', 'pb', file('again.pb', out), '--rules', 'mesCost', '--json');
    const result = JSON.parse(new TextDecoder().decode(published.get('result.json'))).scopes.city;
    expect(JSON.parse(counted.out).rules.mesCost).toMatchObject({
      winners: result.winners,
      purchases: result.purchases,
    });
    expect((await ran('vote', 'export', at('good.zip'), '--format', 'pabulib')).code).toBe(2);
    expect((await ran('vote', 'export', at('budget.zip'), '--format', 'csv')).code).toBe(2);
  });
});

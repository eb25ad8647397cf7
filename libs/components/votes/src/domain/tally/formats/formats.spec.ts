import { describe, expect, it } from '@jest/globals';
import { pabulibElection } from './pabulib-election.ts';
import { pabulibReport, rulesThatApply } from './pabulib-report.ts';
import { readPabulib } from './pabulib.ts';
import { writePabulib } from './pabulib-writer.ts';
import { readPrefLib } from './preflib.ts';
import { readScottish } from './scottish.ts';
import { separated } from './separated.ts';

const pb = (votes: string, { meta = '', type = 'approval', head = 'voter_id;vote', projects = '' } = {}): string =>
  `META\nkey;value\nbudget;100\nvote_type;${type}\n${meta}PROJECTS\nproject_id;cost;name;selected\n007;30;Seven;1\n7;40;Also seven;2\nx/1;2.50;"A; ""b""\nc";0\n${projects}VOTES\n${head}\n${votes}`;

describe('a Pabulib file', () => {
  it('keeps ids as texts, and costs exact', () => {
    const election = pabulibElection(readPabulib(pb('1;007\n2;7,x/1\n')));
    expect(election.ids).toEqual(['007', '7', 'x/1']);
    expect([election.purse.parts, ...election.costs]).toEqual([10n, 300n, 400n, 25n]);
    expect(election.scores).toEqual([1, 1, 1]);
    const dear = readPabulib(pb('', { projects: 'y;2917710.16;;0\n' }));
    expect(pabulibElection(dear).costs.at(-1)).toBe(291_771_016n);
  });

  it('is read with a mark at its beginning, line ends of Windows, and quoted fields over lines', () => {
    const text = pb('1;007\n').replaceAll('\n', '\r\n');
    const file = readPabulib(`\uFEFF${text}`);
    expect(file.projects[2]?.name.replaceAll('\r', '')).toBe('A; "b"\nc');
    expect(file.ballots).toEqual([{ places: [0], points: [] }]);
  });

  it('counts a vote without a project among all', () => {
    const { voters, classes } = pabulibElection(readPabulib(pb('1;007\n2;\n3;""\n')));
    expect([voters, classes.find(({ approved }) => approved.length === 0)?.n]).toEqual([3, 2]);
  });

  it('counts a project twice in one ballot once, leaves out what is not there, and tells both', () => {
    const file = readPabulib(pb('1;007,007\n2;gone,7\n'));
    expect(pabulibElection(file).scores).toEqual([1, 1, 0]);
    expect(file.remarks.map(({ remark, project }) => [remark, project])).toEqual([
      ['PROJECT_TWICE', '007'],
      ['UNKNOWN_PROJECT', 'gone'],
    ]);
  });

  it('keeps the rank of what is not there, and does not enforce lengths', () => {
    const file = readPabulib(pb('1;gone,7,007\n2;7,007,x/1,gone\n', { type: 'ordinal', meta: 'max_length;3\n' }));
    expect(pabulibElection(file).scores).toEqual([1 + 2, 2 + 3, 1]);
  });

  it('gives the first rank as many points as the longest ballot has, where it says nothing', () => {
    expect(pabulibElection(readPabulib(pb('1;7\n2;7,007\n', { type: 'ordinal' }))).scores).toEqual([1, 4, 0]);
  });

  it('sums points that stand beside the votes', () => {
    const file = readPabulib(pb('1;7,007;2,1\n2;7;3\n', { type: 'cumulative', head: 'voter_id;vote;points' }));
    expect(pabulibElection(file).scores).toEqual([1, 5, 0]);
    expect(() => readPabulib(pb('1;7,007;2\n', { type: 'cumulative', head: 'voter_id;vote;points' }))).toThrow(
      'points',
    );
  });

  it('knows who won by the rule from who was funded otherwise', () => {
    expect(pabulibReport('', readPabulib(pb('1;7\n'))).recordedWinners).toEqual(['007']);
  });

  it('is counted by what its ballots allow', () => {
    expect(rulesThatApply(readPabulib(pb('', { type: 'ordinal' })))).toEqual(['greedy', 'greedyNoSkip']);
    expect(rulesThatApply(readPabulib(pb('', { meta: 'min_project_score_threshold;2\n' })))).toHaveLength(11);
  });

  it('shows neither age nor sex nor way of voting', () => {
    const file = readPabulib(pb('1;7;38;F;internet\n', { head: 'voter_id;vote;age;sex;voting_method' }));
    expect(JSON.stringify([file, pabulibReport('', file)])).not.toMatch(/38|"F"|internet|age|sex/);
  });

  it.each([
    ['without a budget', pb('').replace('budget;100\n', ''), 'not a budget'],
    ['with another kind of vote', pb('', { type: 'thumbs' }), 'vote_type'],
    ['with a cost in words', pb('', { projects: 'y;much;;0\n' }), 'not a cost: much'],
    ['with a project twice', pb('', { projects: '7;1;;0\n' }), 'project 7 twice'],
    ['without votes', pb('').replace(/VOTES[^]*/, ''), 'no section VOTES'],
    ['with a quote that stays open', pb('', { projects: 'y;1;"open;0\n' }), 'a quote that is not closed'],
  ])('%s cannot be read', (_, text, reason) => {
    expect(() => readPabulib(text)).toThrow(reason);
  });
});

describe('V20 a Pabulib file of ours', () => {
  const vote = {
    title: 'Parks; benches',
    budget: '100.5',
    rule: 'mesCostAdd1Utilitarian' as const,
    parameters: { step: 2 },
    options: [
      { id: 'a', cost: '60', title: 'A "park"' },
      { id: '10', cost: '40.5', title: '=1+1' },
      { id: '9', cost: '20', title: 'Nine' },
    ],
  };
  const ballots = [
    { b: ['a'], n: 2 },
    { b: ['10', '9'], n: 2 },
    { b: [], n: 1 },
  ];

  it('comes back as it was, and counts to the same', () => {
    const text = writePabulib({ ...vote, type: 'approval', ballots });
    const file = readPabulib(text);
    expect(file.projects.map(({ id, cost, name }) => [id, cost, name])).toEqual([
      ['a', '60', 'A "park"'],
      ['10', '40.5', '=1+1'],
      ['9', '20', 'Nine'],
    ]);
    expect(file.ballots.map(({ places }) => places)).toEqual([[1, 2], [1, 2], [0], [0], []]);
    expect(text).toMatch(/^rule;mesCostAdd1Utilitarian$/m);
    expect(text).not.toMatch(/age|sex/);
    expect(writePabulib({ ...vote, type: 'approval', ballots: [...ballots].reverse() })).toBe(text);
  });

  it('keeps points and ranks', () => {
    const points = readPabulib(
      writePabulib({ ...vote, type: 'points', rule: 'greedy', ballots: [{ b: { a: 3, 9: 1 }, n: 1 }] }),
    );
    expect([points.type, points.ballots[0]?.points, pabulibElection(points).scores]).toEqual([
      'cumulative',
      [1, 3],
      [3, 0, 1],
    ]);
    const ranks = readPabulib(
      writePabulib({ ...vote, type: 'ranked', rule: 'greedy', ballots: [{ b: [['9'], ['a']], n: 1 }] }),
    );
    expect([ranks.type, ranks.ballots[0]?.places]).toEqual(['ordinal', [2, 0]]);
    expect(() =>
      writePabulib({ ...vote, type: 'ranked', rule: 'greedy', ballots: [{ b: [['9', 'a']], n: 1 }] }),
    ).toThrow('equal rank');
  });
});

describe('other files', () => {
  it('keep blanks inside names, and equal ranks', () => {
    const file = readPrefLib(
      '# TITLE: T\n# ALTERNATIVE NAME 1:  A  B \n# ALTERNATIVE NAME 2: C\n# ALTERNATIVE NAME 3: D\n2: 1,{2,3}\n1: \n',
    );
    expect(file).toEqual({
      title: 'T',
      candidates: ['A  B', 'C', 'D'],
      seats: 1,
      ballots: [
        { n: 2, ranks: [[0], [1, 2]] },
        { n: 1, ranks: [] },
      ],
    });
  });

  it.each([
    '# ALTERNATIVE NAME 1: A\n1: 1,1',
    '# ALTERNATIVE NAME 1: A\n1: 2',
    '# ALTERNATIVE NAME 1: A\n1: {1',
    '# ALTERNATIVE NAME 1: A\nx',
  ])('%j cannot be read', (text) => {
    expect(() => readPrefLib(text)).toThrow('line 2');
  });

  it('of Scottish wards end rows with a comma, and begin with seats', () => {
    const ward = readScottish(
      '3,2,\n5,1,2,\n2,3,\n1,\n"Candidate 1","A  B","P (p)",\n"Candidate 2","C",\n"Candidate 3","D",\n"Ward 9",',
    );
    expect(ward).toEqual({
      title: 'Ward 9',
      candidates: ['A  B', 'C', 'D'],
      seats: 2,
      ballots: [
        { n: 5, ranks: [[0], [1]] },
        { n: 2, ranks: [[2]] },
        { n: 1, ranks: [] },
      ],
    });
    expect(() => readScottish('2,1,\n5,3,\n"Candidate 1","A",\n"Candidate 2","B",')).toThrow(
      'line 2: a candidate who is not there',
    );
    expect(() => readScottish('2,1,\n5,1,1,\n')).toThrow('a candidate twice');
    expect(() => readScottish('2,1,\n5,1,\n"Candidate 1","A",')).toThrow('2 candidates, and 1 names');
  });

  it('tell the line a record begins on', () => {
    expect(separated('a,"b\nc"\n\nd', ',')).toEqual([
      { line: 1, fields: ['a', 'b\nc'] },
      { line: 4, fields: ['d'] },
    ]);
  });
});

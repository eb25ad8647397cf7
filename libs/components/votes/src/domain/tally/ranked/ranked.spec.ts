import { describe, expect, it } from '@jest/globals';
import { readPrefLib } from '../formats/preflib.ts';
import { rankedReport } from '../formats/ranked-report.ts';
import { Lot } from '../lot.ts';
import { instantRunoff } from './instant-runoff.ts';
import { transferableVote } from './transferable-vote.ts';

const election = (text: string) =>
  readPrefLib(
    `# TITLE: t\n${'ABCDE'
      .split('')
      .map((name, at) => `# ALTERNATIVE NAME ${at + 1}: ${name}\n`)
      .join('')
      .slice(0)}${text}`,
  );

/** Ties: elimination decided by the earlier round, equal first preferences, truncated ballots (own work, CC0). */
const ties = readPrefLib(
  '# ALTERNATIVE NAME 1: Aoi\n# ALTERNATIVE NAME 2: Botan\n# ALTERNATIVE NAME 3: Cha\n# ALTERNATIVE NAME 4: Dango\n5: 1\n4: 2,3\n3: 3,2\n1: 4,3\n',
);

/** The textbook example of a capital for Tennessee (own work, CC0). */
const capital = readPrefLib(
  '# ALTERNATIVE NAME 1: Memphis\n# ALTERNATIVE NAME 2: Nashville\n# ALTERNATIVE NAME 3: Chattanooga\n# ALTERNATIVE NAME 4: Knoxville\n42: 1,2,3,4\n26: 2,3,4,1\n15: 3,4,2,1\n17: 4,3,2,1\n',
);

describe('B1 rankings of our own', () => {
  it('come out in each way', () => {
    const report = rankedReport(capital);
    expect(report).toMatchObject({
      pluralityWinner: 'Memphis',
      condorcetWinner: 'Nashville',
      smithSet: ['Nashville'],
      irv: { winner: 'Knoxville' },
      stv: { quota: 51, elected: ['Knoxville'] },
      borda: { Memphis: '126', Nashville: '194', Chattanooga: '173', Knoxville: '107' },
    });
    expect(report.schulzeLevels).toEqual([['Nashville'], ['Chattanooga'], ['Knoxville'], ['Memphis']]);
    expect(report.irv.rounds.map(({ eliminated }) => eliminated)).toEqual(['Chattanooga', 'Nashville', undefined]);
  });

  it('share Borda points between all that are not ranked', () => {
    expect(rankedReport(ties).borda).toEqual({ Aoi: '19', Botan: '47/2', Cha: '24', Dango: '23/2' });
  });

  it('settle a tie by the last round in which the tied differ', () => {
    const { irv, stv, schulzeLevels, condorcetWinner } = rankedReport(ties);
    expect(irv).toMatchObject({ winner: 'Botan', drawnByLot: 0 });
    expect(irv.rounds.map(({ eliminated, exhausted }) => [eliminated, exhausted])).toEqual([
      ['Dango', 0],
      ['Cha', 0],
      [undefined, 1],
    ]);
    expect(stv.rounds.map(({ action }) => action)).toEqual([['exclude', 'Dango'], ['exclude', 'Cha'], undefined]);
    expect([schulzeLevels[0], condorcetWinner]).toEqual([['Botan', 'Cha'], null]);
  });

  it('settle by lot what no round can: whom it favours goes last', () => {
    const even = {
      options: ['A', 'B', 'C'],
      ballots: [
        { ranks: [[0]], n: 2 },
        { ranks: [[1]], n: 1 },
        { ranks: [[2]], n: 1 },
      ],
    };
    const out = (order: string[]) => instantRunoff(even, new Lot(order)).rounds[0]?.eliminated;
    expect([out(['A', 'B', 'C']), out(['C', 'A', 'B'])]).toEqual(['C', 'B']);
    expect(instantRunoff(even, new Lot(['A', 'B', 'C'])).drawnByLot).toBe(1);
  });
});

describe('an equal rank', () => {
  it('ends a ballot for methods that take one after another, even if one of the equals is left', () => {
    const { irv, stv, firstPreferences } = rankedReport(election('3: 1\n2: 2,{1,3}\n2: {2,3}\n'));
    expect(firstPreferences).toEqual({ A: 3, B: 2, C: 0, D: 0, E: 0 });
    expect(irv.rounds[0]).toMatchObject({ exhausted: 2, winner: 'A' });
    expect(stv.quota).toBe(3);
  });

  it('lost would make another winner: it counts in the pairwise table', () => {
    const kept = rankedReport(election('3: {1,2},3\n2: 3,1\n2: 3,2\n'));
    expect(kept.pairwise[0]?.[1]).toBe(2);
    expect(kept.condorcetWinner).toBe('C');
    const lost = rankedReport(election('3: 1,2,3\n2: 3,1\n2: 3,2\n'));
    expect(lost.pairwise[0]?.[1]).toBe(5);
  });
});

describe('a single transferable vote', () => {
  it('moves a surplus at a cut-off value, and tells what is lost', () => {
    const ranked = {
      options: ['A', 'B', 'C'],
      ballots: [
        { ranks: [[0], [1]], n: 10 },
        { ranks: [[1]], n: 2 },
        { ranks: [[2]], n: 4 },
      ],
    };
    const { quota, rounds, elected } = transferableVote(ranked, 2, new Lot(ranked.options));
    expect(quota).toBe(6);
    expect(rounds[0]).toMatchObject({ votes: { A: '10.00000' }, elected: ['A'], action: ['surplus', 'A'] });
    expect(rounds[1]).toMatchObject({
      votes: { A: '6.00000', B: '6.00000', C: '4.00000' },
      nonTransferable: '0.00000',
    });
    expect(elected).toEqual(['A', 'B']);
  });

  it('seats everybody where there are no more than seats, and nobody votes', () => {
    const nobody = { options: ['A', 'B', 'C'], ballots: [] };
    expect(transferableVote(nobody, 3, new Lot(['B', 'A', 'C'])).elected).toEqual(['B', 'A', 'C']);
    expect(transferableVote(nobody, 1, new Lot(['B', 'A', 'C'])).elected).toEqual(['B']);
    expect(instantRunoff(nobody, new Lot(['B', 'A', 'C'])).winner).toBe('B');
  });
});

import { sharedBytes, sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { expect } from '@jest/globals';
import { readPabulib } from './formats/pabulib.ts';
import { pabulibReport } from './formats/pabulib-report.ts';
import { rankedReport, readRanked } from './formats/ranked-report.ts';
import { condorcetTables } from './ranked/ranked-result.ts';

const textOf = (path: string): string => sharedBytes(path).toString('utf8');

const elections = [
  'Netherlands_Assen_2024',
  'Poland_Gdynia_2023_Chwarzno-Wiczlino__small',
  'Poland_Katowice_2021_Kostuchna',
  'Poland_Krakow_2025_Podgorze',
  'Poland_Lodz_2022_Teofilow-Wielkopolska',
  'Poland_Swiecie_2023',
  'Poland_Warszawa_2025_Mokotow',
  'micro-ties',
];

for (const name of elections)
  sharedTest(`V1 V2 B1 ${name}: every rule, every figure, and what its city decided`, `pb/elections/${name}.pb`, () => {
    const {
      recordedOther: _,
      recordedReproducedBy = [],
      ...expected
    } = sharedJson<Record<string, unknown> & { recordedReproducedBy?: string[] }>(`pb/expected/${name}.json`);
    const report = pabulibReport(`${name}.pb`, readPabulib(textOf(`pb/elections/${name}.pb`)));
    expect(report).toEqual(expected);
    for (const rule of recordedReproducedBy)
      expect(report.rules[rule as 'greedy']?.winners).toEqual(report.recordedWinners);
  });

const rankings = [
  'burlington-2009.toi',
  'edinburgh_2017_ward1.csv',
  'eilean_siar_2022_ward3.csv',
  'fife_2012_ward16.csv',
  'glasgow_2007_govan.csv',
  'glasgow_2017_ward21.csv',
  'micro-tennessee.soi',
  'micro-ties.soi',
  'moray_2017_ward1.csv',
];

interface ExpectedRanking extends Record<string, unknown> {
  readonly stv: { readonly rounds: readonly { readonly elected?: unknown }[] };
}

for (const name of rankings)
  sharedTest(`V3 B1 ${name}: every table, every round, every stage`, `voting/ranked/${name}`, () => {
    const {
      bordaOrder: _,
      stv,
      ...expected
    } = sharedJson<ExpectedRanking>(`voting/expected/${name.replace(/\..*/, '.json')}`);
    const report = rankedReport(readRanked(name, textOf(`voting/ranked/${name}`)));
    // Who is elected at the end without a quota stands in the list of the elected there, and in the last stage here.
    const rounds = stv.rounds.map(({ elected: __, ...round }) => round);
    expect(report).toMatchObject({ ...expected, stv: { ...stv, rounds } });
  });

sharedTest('V4 the official beat matrix of a Debian election', 'voting/pairwise-debian-2002.json', () => {
  const given = sharedJson<{
    options: string[];
    pairwise: number[][];
    officialWinner: string;
    schulzeLevels: string[][];
  }>('voting/pairwise-debian-2002.json');
  const tables = condorcetTables(given.options, given.pairwise);
  expect(tables.schulzeLevels).toEqual(given.schulzeLevels);
  expect(tables).toMatchObject({ condorcetWinner: given.officialWinner, smithSet: [given.officialWinner] });
});

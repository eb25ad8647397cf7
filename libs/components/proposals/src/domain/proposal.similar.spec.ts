import { describe, expect, it } from '@jest/globals';
import { titleTokens } from './proposal.similar.ts';

describe('the tokens of a title', () => {
  it.each([
    ['公園にベンチを', ['公園', '園に', 'にべ', 'べん', 'んち', 'ちを']],
    ['ｺｳｴﾝ', ['こう', 'うえ', 'えん']],
    ['A bench for Asahi Park', ['a', 'bench', 'for', 'asahi', 'park'].filter((word) => word.length > 1)],
    ['鯉', ['鯉']],
    ['', []],
  ])('of %j are %j', (title, expected) => {
    expect(titleTokens(title).sort()).toEqual([...expected].sort());
  });
});

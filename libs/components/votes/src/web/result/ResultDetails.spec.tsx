import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import { tally } from '../../domain/tally/tally.ts';
import type { TallyRules } from '../../domain/vote-document.ts';
import { ResultDetails } from './ResultDetails.tsx';

const shown = async (
  rules: TallyRules,
  ballots: Parameters<typeof tally>[1],
  names: readonly string[],
  lot?: readonly string[],
) => {
  const options = rules.options.map(({ id, cost }, at) => ({ id, cost, name: names[at] as string }));
  const { container } = await renderPage(
    <main>
      <h1>結果</h1>
      <ResultDetails result={tally(rules, ballots, lot)} options={options} />
    </main>,
  );
  return container;
};
const row = (name: string) => screen.getAllByRole('rowheader', { name })[0]?.closest('tr') as HTMLElement;

test('V22 of a budget each project says why it won or what it lacked, as it was counted', async () => {
  const container = await shown(
    {
      type: 'approval',
      method: 'mesCost',
      options: [
        { id: 'p', cost: '600' },
        { id: 'b', cost: '300' },
        { id: 'l', cost: '450' },
      ],
      parameters: { budget: '1000' },
    },
    [
      { b: ['p'], n: 6 },
      { b: ['b', 'l'], n: 3 },
      { b: ['l'], n: 1 },
    ],
    ['公園', 'ベンチ', '街灯'],
  );
  expect(within(row('公園')).getByText(/1人100円までを出し合って決まりました。6票分/)).toBeTruthy();
  expect(within(row('街灯')).getByText(/合わせて400円で、50円足りませんでした。あと1人/)).toBeTruthy();
  expect(container.textContent).toContain('使われずに残ったお金は100円です');
  expect(within(row('0件')).getByText('1人')).toBeTruthy();
  expect(within(row('1件')).getByText('9人')).toBeTruthy();
  expect(within(row('票の多い順')).getAllByText('2')).toHaveLength(2);
  expect(await accessibilityProblems(container)).toEqual([]);
});

const options = ['A', 'B', 'C', 'D'].map((id) => ({ id }));
const rankings = [
  { b: [['A']], n: 5 },
  { b: [['B'], ['C']], n: 4 },
  { b: [['C'], ['B']], n: 3 },
  { b: [['D'], ['C']], n: 1 },
];

test('of a runoff each round is a sentence and a column', async () => {
  const container = await shown({ type: 'ranked', method: 'irv', options, parameters: {} }, rankings, [
    '青',
    '牡丹',
    '茶',
    '団子',
  ]);
  expect(screen.getByText(/団子が1票で最も少なく、除かれました/)).toBeTruthy();
  expect(screen.getByText(/牡丹が7票で半数をこえ、決まりました.*次の順位がない票は1票/)).toBeTruthy();
  expect(
    within(row('団子'))
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['1', '―', '―', '']);
  expect(screen.getByText(/1対1の比べ方での順：牡丹 ＝ 茶 ＞ 青 ＞ 団子/)).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('of a transferable vote each stage is one, and a lot is told', async () => {
  const container = await shown({ type: 'ranked', method: 'stv', options, parameters: { seats: 2 } }, rankings, [
    '青',
    '牡丹',
    '茶',
    '団子',
  ]);
  expect(screen.getByText('5票に届くと決まります。')).toBeTruthy();
  expect(screen.getByText(/青が決まりました。 団子が最も少なく、除かれます/)).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('a lot is told by name', async () => {
  const container = await shown(
    { type: 'single', method: 'plurality', options, parameters: { tieRule: 'lot' } },
    [
      { b: 'A', n: 1 },
      { b: 'B', n: 1 },
    ],
    ['青', '牡丹', '茶', '団子'],
    ['B', 'A', 'C', 'D'],
  );
  expect(container.textContent).toContain('青、牡丹は同じでした。前もって決めたくじにより、牡丹になりました。');
});

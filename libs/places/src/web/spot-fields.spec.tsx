import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import { SpotFields, spotTyped, useSpotWords } from './index.tsx';
import { MapDrawing } from './MapDrawing.tsx';

const square = [34.5, 134.4, 34.5, 134.5, 34.6, 134.5, 34.6, 134.4, 34.5, 134.4];
const ground = { districts: [{ name: '港町', rings: [square], middle: [34.55, 134.45] }], tiles: null };
const spot = { address: '港町1丁目', lat: 34.543217, lon: 134.456781 };

test('the point waits behind a summary until there is one, and each field says what it is for', async () => {
  const { container } = renderPage(<SpotFields required precision="GRID" ground={ground} />);
  expect(container.querySelector('details')?.open).toBe(false);
  expect(screen.getByText(/約100m/)).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('a point that was given is there to be changed', () => {
  const { container } = renderPage(<SpotFields required={false} precision="EXACT" ground={ground} spot={spot} />);
  expect(container.querySelector('details')?.open).toBe(true);
  expect(container.querySelector<HTMLInputElement>('[name="lat"]')?.value).toBe('34.543217');
  expect(container.querySelector<HTMLInputElement>('[name="lon"]')?.value).toBe('134.456781');
});

test('a form without the question says nothing of a spot; an emptied one says that there is none', () => {
  expect(spotTyped(new FormData())).toBeNull();
  const form = new FormData();
  for (const name of ['address', 'lat', 'lon']) form.set(name, '');
  expect(spotTyped(form)).toEqual({ address: '', lat: '', lon: '' });
});

function Words({ precision, named }: { readonly precision: string; readonly named: boolean }) {
  const district = precision === 'DISTRICT' ? '港町' : null;
  return <p>{useSpotWords()({ ...spot, district, ...(named ? {} : { address: '' }) }, precision)}</p>;
}

test.each([
  ['GRID', true, '港町1丁目'],
  ['GRID', false, '（34.5432, 134.4568 のあたり）'],
  ['DISTRICT', true, '港町1丁目 （港町 のあたり）'],
  ['EXACT', true, '港町1丁目'],
  ['EXACT', false, '（34.543217, 134.456781）'],
])('a spot in words, precision %s', (precision, named, expected) => {
  renderPage(<Words precision={precision} named={named} />);
  expect(screen.getByText(expected)).toBeTruthy();
});

const cluster = { lat: 34.55, lon: 134.45, south: 34.55, north: 34.56, west: 134.45, east: 134.46, count: 12 };
const box = { south: 34.5, west: 134.4, north: 34.6, east: 134.5 };

test('a map is drawn by the server with every point as a link that says what it leads to', () => {
  const clusters = [cluster, { ...cluster, lat: 34.59, count: 1, id: 'one', title: '駅前に木陰を' }];
  const { container } = renderPage(
    <MapDrawing
      label="地図"
      ground={ground}
      box={box}
      clusters={clusters}
      to={({ id, lat }) => (id ? `/p/${id}` : `?at=${lat}`)}
      name={({ title, count }) => title ?? `${count}件`}
    />,
  );
  const [several, one] = container.querySelectorAll('svg a');
  expect(several?.getAttribute('href')).toBe('?at=34.55');
  expect(several?.getAttribute('aria-label')).toMatch(/^12件/);
  expect(one?.getAttribute('href')).toBe('/p/one');
  expect(one?.getAttribute('aria-label')).toBe('駅前に木陰を');
  expect(screen.getByText('港町')).toBeTruthy();
  expect(container.innerHTML).not.toContain('style=');
});

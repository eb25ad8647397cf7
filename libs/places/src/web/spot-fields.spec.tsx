import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { accessibilityProblems } from '@hiroba/testing/axe';
import { renderPage } from '@hiroba/testing/page';
import { SpotFields, spotTyped, useSpotWords } from './index.tsx';

const spot = { address: '港町1丁目', lat: 34.543217, lon: 134.456781 };

test('the point waits behind a summary until there is one, and each field says what it is for', async () => {
  const { container } = renderPage(<SpotFields required coarse />);
  expect(container.querySelector('details')?.open).toBe(false);
  expect(screen.getByText(/約100m/)).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('a point that was given is there to be changed', () => {
  const { container } = renderPage(<SpotFields required={false} coarse={false} spot={spot} />);
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

function Words({ coarse, bare = false }: { readonly coarse: boolean; readonly bare?: boolean }) {
  return <p>{useSpotWords()(bare ? { address: spot.address } : spot, coarse)}</p>;
}

test.each([
  [true, false, '港町1丁目 （34.5432, 134.4568 のあたり）'],
  [false, false, '港町1丁目 （34.543217, 134.456781）'],
  [true, true, '港町1丁目'],
])('a spot in words, coarse %s', (coarse, bare, expected) => {
  renderPage(<Words coarse={coarse} bare={bare} />);
  expect(screen.getByText(expected)).toBeTruthy();
});
